"""Find out whether a table is in an older encoding of Chinese, Japanese or Korean.

In these encodings a letter has two bytes, and much that is written in one of them can also be read
in the others. But each has the usual letters in an area of its own, so the reading with the most
usual letters is likely.
"""

from __future__ import annotations

import unicodedata

from grading_helpers.instructor.tables.letters import words_beyond_ascii

# Of two that fit equally well, the first: usual Chinese letters include nearly all of Korean.
ENCODINGS = {
    "cp949": "EUC-KR (Korean)",
    "gb18030": "GB 18030 (simplified Chinese)",
    "cp950": "Big5 (traditional Chinese)",
    "cp932": "Shift-JIS (Japanese)",
}
# The first bytes of usual letters, and of those that are rarer but occur in names.
USUAL = {
    "cp949": (range(0xB0, 0xC9), range(0)),
    "gb18030": (range(0xB0, 0xD8), range(0xD8, 0xF8)),
    "cp950": (range(0xA4, 0xC7), range(0xC9, 0xFA)),
    "cp932": ((*range(0x82, 0x84), *range(0x88, 0x98)), (*range(0x98, 0xA0), *range(0xE0, 0xFD))),
}
# Beside these first bytes, both bytes of a letter of GB 2312 and KS X 1001 are at least this.
HIGH = 0xA1
BOTH_HIGH = {"cp949", "gb18030"}
RARER, RAREST = 0.6, 0.2
SCRIPTS = {"HANGUL", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}


def likeliest_double_byte(content: bytes) -> tuple[str, float]:
    """Return the encoding in which a text has the most usual letters, and their share.

    Parameters
    ----------
    content : bytes
        The text.

    Returns
    -------
    tuple of str and float
        An empty name and 0 if no encoding fits.

    Examples
    --------
    >>> likeliest_double_byte("이름,김민수".encode("cp949"))
    ('cp949', 1.0)
    >>> likeliest_double_byte("姓名,王小明".encode("cp950"))[0]
    'cp950'
    >>> likeliest_double_byte("Zoë Müller".encode("cp1252"))
    ('', 0.0)
    """
    found = {}
    for encoding in ENCODINGS:
        try:
            words = words_beyond_ascii(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        found[encoding] = sum(_of_word(one, encoding) for one in words) / max(len(words), 1)
    best = max(found, key=lambda name: found[name], default="")
    return (best, found[best]) if best and found[best] > 0 else ("", 0.0)


def _of_word(word: str, encoding: str) -> float:
    """Return the share of usual letters; 0 if letters of other scripts are among them."""
    other = [one for one in word if not one.isascii()]
    if any(unicodedata.name(one, "?").split()[0] not in SCRIPTS for one in other):
        return 0.0
    # A number may be beside such letters, as in "2班", but no other letter.
    if any(one.isascii() and one.isalpha() for one in word):
        return 0.0
    return sum(_of_letter(one.encode(encoding), encoding) for one in other) / len(other)


def _of_letter(code: bytes, encoding: str) -> float:
    usual, rarer = USUAL[encoding]
    if len(code) != 2 or (encoding in BOTH_HIGH and code[1] < HIGH):
        return RAREST
    return 1.0 if code[0] in usual else RARER if code[0] in rarer else RAREST
