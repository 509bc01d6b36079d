"""Read answers in words or figures, ignoring case, spaces and other differences of form."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

# A blank in a sentence: {name}.
BLANK = re.compile(r"\{([a-z][a-z0-9_]*)\}")

# Case, spaces, hyphens within a word, quotation marks and a final full stop do not matter.
_IGNORED = re.compile(r"\s+|(?<=[^\W\d_])[-‐‑–](?=[^\W\d_])|[.;:!?]+$|[\"'‘’“”]")

_NUMBER = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)")
_SAME_UNIT = (
    frozenset({"%", "percent", "percentage"}),
    frozenset({"€", "eur", "euro", "euros"}),
    frozenset({"point", "points", "percentagepoint", "percentagepoints", "pp", "pts"}),
)


def folded(text: str) -> str:
    """Return a text without case, spaces, hyphens and a final full stop, which never matter.

    Examples
    --------
    >>> folded(" Word-of-mouth. ")
    'wordofmouth'
    >>> folded("-5") == folded("5")
    False
    """
    return _IGNORED.sub("", normalize("NFKC", text).casefold().strip())


def same_words(one: str, other: str) -> bool:
    """Tell whether two answers in words count as the same."""
    return folded(one) == folded(other)


def readings(text: str, unit: str = "") -> frozenset[float]:
    """Return the numbers that a text may mean; an empty set if it is not a number.

    The unit may come before or after the number or be left out. A single comma or point may
    separate decimals or thousands, since people write both: "1,250" is read either way.

    Parameters
    ----------
    text : str
        What was typed.
    unit : str
        The unit that may be beside the number, in any of its spellings; empty for none.

    Examples
    --------
    >>> readings("62,5 %", "%")
    frozenset({62.5})
    >>> sorted(readings("€ 1,250", "EUR"))
    [1.25, 1250.0]
    >>> readings("about ten")
    frozenset()
    """
    bare = "".join(normalize("NFKC", text).casefold().split())
    bare = _without_unit(bare.replace("−", "-").replace("–", "-"), unit)
    if not _NUMBER.fullmatch(bare):
        return frozenset()
    candidates = {_in_decimals(bare, mark) for mark in ".,"}
    return frozenset(float(each) for each in candidates if each)


def _without_unit(bare: str, unit: str) -> str:
    own = "".join(normalize("NFKC", unit).casefold().split())
    names = {own}.union(*(group for group in _SAME_UNIT if own.startswith(tuple(group))))
    for name in sorted(names - {""}, key=len, reverse=True):
        if bare.endswith(name):
            return bare.removesuffix(name)
        if bare.lstrip("+-").startswith(name):
            return bare.replace(name, "", 1)
    return bare


def _in_decimals(bare: str, mark: str) -> str:
    """Read a number with the given decimal mark; the other mark must separate thousands."""
    other = "," if mark == "." else "."
    whole, _, decimals = bare.partition(mark)
    groups = whole.lstrip("+-").split(other)
    in_thousands = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if mark in decimals or other in decimals or (len(groups) > 1 and not in_thousands):
        return ""
    return f"{whole.replace(other, '')}.{decimals or '0'}"


def plain_number(value: float) -> str:
    """Write out a number without an exponent and without trailing zeros.

    Examples
    --------
    >>> plain_number(62.5), plain_number(-3.0), plain_number(1e6), plain_number(1e-05)
    ('62.5', '-3', '1000000', '0.00001')
    """
    digits = format(Decimal(repr(float(value))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def nearly_same_words(one: str, other: str) -> bool:
    """Tell whether two answers in words differ only by a typo: one letter, or two in long words.

    A prefix is not a typo, since it often turns a word into its opposite.

    Examples
    --------
    >>> nearly_same_words("positionning", "positioning"), nearly_same_words("price", "product")
    (True, False)
    >>> nearly_same_words("unexpected", "expected")
    False
    """
    short, long = sorted((folded(one), folded(other)), key=len)
    if len(short) < 4 or long.endswith(short):
        return False
    return _edits(short, long) <= (1 if len(short) < 9 else 2)


def _edits(one: str, other: str) -> int:
    """Count the letters to insert, delete or change (Levenshtein, 1966)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for i, its in enumerate(other):
            row.append(min(above[i + 1] + 1, row[i] + 1, above[i] + (letter != its)))
    return row[-1]
