"""Letters and digits that people write in several ways, made comparable."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain one and an accent, and those of Arabic,
# Persian and Japanese that people write for each other in one and the same name.
ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "髙": "高", "﨑": "崎"}
)

# A word with a letter beyond ASCII, which a space beyond ASCII does not end. It is looked for only
# at the start of each word: at every letter, a long word would take the square of its length.
_BETWEEN = r"\s,;\"'@.()/_+\-"
_BEYOND_ASCII = re.compile(
    rf"(?:(?<![^{_BETWEEN}])|(?=[^\S\x00-\x7f]))"
    rf"(?:[^{_BETWEEN}]*+[^\S\x00-\x7f]|[^{_BETWEEN}\x80-\U0010ffff]*+[^\x00-\x7f])[^{_BETWEEN}]*"
)

# Enough to guess an encoding by: the lines of some two thousand students with such letters.
_MOST_READ = 200_000


def words_beyond_ascii(text: str) -> set[str]:
    """Return the words of a text that have letters other than English ones, or many of them.

    Examples
    --------
    >>> sorted(words_beyond_ascii("Zoë Müller,Ada"))
    ['Müller', 'Zoë']
    """
    lines = (line for line in text.replace("\r", "\n").split("\n") if not line.isascii())
    return set(_BEYOND_ASCII.findall("\n".join(lines)[:_MOST_READ]))


def ascii_digits(text: str) -> str:
    """Return a text with the digits of any script as 0 to 9.

    Examples
    --------
    >>> ascii_digits("٢٠٢٦"), ascii_digits("２０２６"), ascii_digits("a²")
    ('2026', '2026', 'a²')
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def comparable(text: str) -> str:
    """Return the letters and digits of a text, without accents, case and ways to write them.

    Examples
    --------
    >>> comparable("Łukasz Sørensen"), comparable("IŞIK") == comparable("Işık")
    ('lukaszsorensen', True)
    """
    letters = unicodedata.normalize("NFKD", ascii_digits(text.casefold()).translate(ALIKE))
    return "".join(letter for letter in letters if letter.isalnum())
