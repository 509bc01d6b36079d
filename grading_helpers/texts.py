"""How an answer in words or figures is read: what matters, and what never does."""

from __future__ import annotations

import re
from unicodedata import normalize

# A blank in a sentence: {name}.
BLANK = re.compile(r"\{([a-z][a-z0-9_]*)\}")

# Case, spaces, a hyphen within a word, quotation marks and a full stop do not matter.
_IGNORED = re.compile(r"\s+|(?<=[^\W\d_])[-‐‑–](?=[^\W\d_])|[.;:!?]+$|[\"'‘’“”]")

_NUMBER = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)")
_SAME_UNIT = (
    frozenset({"%", "percent", "percentage"}),
    frozenset({"€", "eur", "euro", "euros"}),
    frozenset({"point", "points", "percentagepoint", "percentagepoints", "pp", "pts"}),
)


def folded(text: str) -> str:
    """Return a text without what never matters: case, spaces, hyphens, a full stop.

    Examples
    --------
    >>> folded(" Word-of-mouth. ")
    'wordofmouth'
    >>> folded("-5") == folded("5")
    False
    """
    return _IGNORED.sub("", normalize("NFKC", text).casefold().strip())


def alike(one: str, other: str) -> bool:
    """Tell whether two answers in words count as the same."""
    return folded(one) == folded(other)


def readings(text: str, unit: str = "") -> frozenset[float]:
    """Return the numbers that a text can mean; none if it is no number.

    The unit may stand before or behind or be left out. A single comma or point may part
    decimals or thousands, as people write both: "1,250" is read either way.

    Parameters
    ----------
    text : str
        What was typed.
    unit : str
        That may stand beside the number, in any of its spellings; empty if there is none.

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
    """Read a number with the given decimal mark; the other mark must part thousands."""
    other = "," if mark == "." else "."
    whole, _, decimals = bare.partition(mark)
    groups = whole.lstrip("+-").split(other)
    in_thousands = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if mark in decimals or other in decimals or (len(groups) > 1 and not in_thousands):
        return ""
    return f"{whole.replace(other, '')}.{decimals or '0'}"


def nearly_alike(one: str, other: str) -> bool:
    """Tell whether two answers in words differ by a slip of the pen: a letter, in long words two.

    A syllable in front is no slip, for it often turns a word into its opposite.

    Examples
    --------
    >>> nearly_alike("positionning", "positioning"), nearly_alike("price", "product")
    (True, False)
    >>> nearly_alike("unexpected", "expected")
    False
    """
    short, long = sorted((folded(one), folded(other)), key=len)
    if len(short) < 4 or long.endswith(short):
        return False
    return _edits(short, long) <= (1 if len(short) < 9 else 2)


def _edits(one: str, other: str) -> int:
    """Count the letters to put in, take out or change (Levenshtein, 1966)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for i, its in enumerate(other):
            row.append(min(above[i + 1] + 1, row[i] + 1, above[i] + (letter != its)))
    return row[-1]
