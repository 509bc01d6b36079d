"""Letters and digits that people write in several ways, made comparable."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain one and an accent, and those of Arabic,
# Persian and Japanese that people write for each other in one and the same name.
ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "髙": "高", "﨑": "崎"}
)


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
