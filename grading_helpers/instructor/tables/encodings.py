"""Find the encoding of a table that a spreadsheet saved; if it is a guess, say so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from grading_helpers.instructor.tables.double_byte import ENCODINGS, likeliest_double_byte
from grading_helpers.instructor.tables.letters import words_beyond_ascii

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Older encodings of Windows and macOS; of two that fit equally well, the first.
OLDER = {
    "cp1252": "Windows-1252 (Western Europe)",
    "cp1250": "Windows-1250 (Central Europe)",
    "mac_roman": "MacRoman",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "mac_latin2": "MacCentralEurope",
    "cp1257": "Windows-1257 (Baltic)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp874": "Windows-874 (Thai)",
    "cp850": "DOS code page 850 (Western Europe)",
    "cp866": "DOS code page 866 (Cyrillic)",
}
# It has ğ, ş and ı in the places of ð, þ and ý, and is Windows-1252 otherwise. Icelandic lists also
# have vowels that Turkish ones lack.
TURKISH = ("cp1254", "Windows-1254 (Turkish)")
ICELANDIC, ICELANDIC_VOWELS = frozenset("ðþÐÞ"), frozenset("áéíóúæÁÉÍÓÚÆ")
IN_NAMES = "’‘´`“”„«»–—…ªº°"
# MacRoman's í, ñ, ó and ë are these in Windows-1252, where a capital follows them in names; but not
# in these names.
BEFORE_CAPITALS = "’‘“”–—"
BEFORE_ANYTHING = ("O’", "o’", "d’", "l’")
# Letters that no name has, and one that has a "u" behind it, as in "Lecœur".
NO_LETTERS, BEFORE_U = "ƒˆ", "œ"
# No name has such a letter between two consonants, where MacRoman's ö and ü are, as in "Björn".
BETWEEN = re.compile(r"[b-df-hj-np-tv-xz][šśźž][b-df-hj-np-tv-xz]", re.IGNORECASE)
# Half of a short file of UTF-16 in Latin letters are zeros, of other scripts fewer.
ZEROS = 0.1
MOST_ACCENTS = 0.6
LEAST = 0.3
# A text of Chinese, Japanese or Korean names has at least this share of usual letters, and reads
# clearly worse in an encoding with one byte for each letter.
MOST_USUAL, CLEARLY = 0.6, 0.25
HALF = 0.5
SHORT = 2
FINAL_FORMS = "ךםןףץ"


def decoded(content: bytes) -> tuple[str, str, str]:
    """Return the text of a file, its encoding and, if that is a guess, what it is called.

    Raises
    ------
    UnicodeDecodeError
        If no encoding fits.

    Examples
    --------
    >>> decoded("Zoë Müller".encode())
    ('Zoë Müller', 'utf-8', '')
    >>> decoded("Zoë Müller".encode("mac_roman"))
    ('Zoë Müller', 'mac_roman', 'MacRoman')
    >>> decoded("Paweł Łęcki".encode("cp1250"))[0]
    'Paweł Łęcki'
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding), encoding, ""
    if content.count(0) > ZEROS * len(content):
        # Letters, commas and line ends have a zero as their higher byte.
        little = content[1::2].count(0) >= content[0::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return content[: len(content) // 2 * 2].decode(encoding), encoding, "UTF-16 without a mark"
    try:
        return content.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError as error:
        return _older(content, error)


def _older(content: bytes, error: UnicodeDecodeError) -> tuple[str, str, str]:
    """Return a text, read in the older encoding in which it looks most like names."""
    lines = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    good = [line for line in lines if _in(line, "utf-8") is not None]
    if good:
        # Two lists were put together. No line of another encoding is UTF-8 by chance.
        older = likeliest(b"".join(line for line in lines if line not in good), list(OLDER))
        read = (_in(line, "utf-8") or line.decode(older) for line in content.splitlines(True))
        return "".join(read), "utf-8", f"UTF-8, and some lines as {OLDER[older]}"
    fitting = {name: text for name in OLDER if (text := _in(content, name)) is not None}
    likely = {name: _likeness(text) for name, text in fitting.items()}
    if b"\r" in content and b"\n" not in content:
        # Only programs on macOS end lines so. Of two that fit equally well, max takes the first.
        likely = dict(sorted(likely.items(), key=lambda one: not one[0].startswith("mac")))
    best = max(likely, key=lambda name: likely[name])
    double, share = likeliest_double_byte(content)
    if share >= MOST_USUAL and share > likely[best] + CLEARLY:
        return content.decode(double), double, ENCODINGS[double]
    if likely[best] < LEAST:
        # No encoding makes names of these letters; if it can be, it is that of most files.
        best = next(iter(OLDER))
        if best not in fitting:
            raise error
    return _unless_turkish(content, fitting[best], best)


def _unless_turkish(content: bytes, text: str, encoding: str) -> tuple[str, str, str]:
    """Return what was read; if it was Turkish and taken for Windows-1252, read it as Turkish."""
    letters = set(text)
    if encoding == "cp1252" and letters & ICELANDIC and not letters & ICELANDIC_VOWELS:
        return content.decode(TURKISH[0]), *TURKISH
    return text, encoding, OLDER[encoding]


def likeliest(content: bytes, encodings: Sequence[str]) -> str:
    """Return the encoding in which a text looks most like names; of two, the first.

    Parameters
    ----------
    content : bytes
        The text.
    encodings : sequence of str
        The possible encodings.

    Examples
    --------
    >>> likeliest("Øystein Ó Conaill".encode("cp850"), ["cp437", "cp1252", "cp850"])
    'cp850'
    """
    read = {one: text for one in encodings if (text := _in(content, one)) is not None}
    return max(read, key=lambda one: _likeness(read[one]), default=encodings[0])


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> float:
    """Return how much the words with other letters than English ones look like names."""
    words = words_beyond_ascii(text)
    return sum(map(_of_word, words)) / max(len(words), 1)


def _of_word(word: str) -> float:
    """Return 1 for a word of one script in the usual case, less for each oddity."""
    other = [letter for letter in word if not letter.isascii()]
    letters = [letter for letter in word if letter.isalpha() or unicodedata.combining(letter)]
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters}
    odd: float = sum(
        not one.isalpha() and not _is_vowel_sign(one) and one not in IN_NAMES for one in other
    )
    odd += sum(one in NO_LETTERS for one in other)
    # An apostrophe stands between letters.
    odd += (word[0] in IN_NAMES) + (word[-1] in IN_NAMES)
    odd += len(scripts - {"MODIFIER", "COMBINING"}) > 1
    # A capital within a word, as in "MŸller"; capitals throughout are usual.
    pairs = list(pairwise(word))
    followed = sum(a in BEFORE_CAPITALS and b.islower() for a, b in pairs)
    followed += sum(a in BEFORE_U and b != "u" for a, b in pairs)
    followed += BETWEEN.search(word) is not None
    odd += HALF * (followed - word.startswith(BEFORE_ANYTHING))
    odd += sum(a.islower() and b.isupper() and not b.isascii() for a, b in pairs)
    odd += sum(
        a.isupper() and b.isupper() and c.islower()
        for a, b, c in zip(word, word[1:], word[2:], strict=False)
    )
    # Names begin with a capital, and Hebrew and Thai have none. Some Hebrew letters have a form of
    # their own at the end of a word.
    odd += HALF * (scripts <= {"CYRILLIC", "GREEK"} and word[0].islower())
    odd += scripts == {"HEBREW"} and any(one in FINAL_FORMS for one in letters[:-1])
    accents = sum(one.isalpha() for one in other)
    latin = scripts == {"LATIN"}
    odd += latin and len(letters) >= SHORT and accents > MOST_ACCENTS * len(letters)
    return 1 - odd


def _is_vowel_sign(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn" and unicodedata.name(letter).startswith("THAI")
