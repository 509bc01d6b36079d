"""Which letters of a text can be read in a picture: those that leave a mark and overprint none."""

from __future__ import annotations

import re
import unicodedata

# Turns letters round, so that nobody reads what is written.
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
# Letters and symbols, by their categories, that are shown as nothing or as an empty box.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Commands of mathtext whose argument leaves no mark, or is printed on what is beside it.
HIDES = re.compile(r"\\(?:phantom|llap|rlap|hspace)(?![A-Za-z])\s*")
MATHS = re.compile(r"(?<!\\)\$")
# Commands that choose a font or leave a space, and print nothing themselves.
SILENT = re.compile(r"\\(?:math[a-z]+|text|quad|qquad|displaystyle|left|right)(?![A-Za-z])")


def readable(text: str, *, is_math: bool = False) -> str:
    r"""Return what a reader of the picture sees of a text.

    Parameters
    ----------
    text : str
        One line, as it was painted.
    is_math : bool, optional
        Whether text between dollar signs is mathtext.

    Examples
    --------
    >>> readable(r"gap $\phantom{(scale points)}$", is_math=True)
    'gap $$'
    >>> readable("gap\N{ZERO WIDTH SPACE}"), readable("\N{RIGHT-TO-LEFT OVERRIDE}pag")
    ('gap', '')
    """
    if OVERRIDE in text:
        return ""
    kept = "".join(one for one in text if not _is_invisible(one))
    if not is_math or "\\" not in kept:
        return kept
    parts = MATHS.split(kept)
    return "$".join(_without_hidden(part) if n % 2 else part for n, part in enumerate(parts))


def without_silent(text: str) -> str:
    r"""Return a text without the commands of mathtext that print nothing themselves.

    Examples
    --------
    >>> without_silent(r"$\mathrm{gap}\quad$")
    '${gap}$'
    """
    return SILENT.sub("", text)


def _is_invisible(letter: str) -> bool:
    return letter in FILLERS or unicodedata.category(letter) == "Cf"


def _without_hidden(maths: str) -> str:
    """Return mathtext without the commands that hide an argument, and without the argument."""
    while found := HIDES.search(maths):
        maths = maths[: found.start()] + maths[_end_of_argument(maths, found.end()) :]
    return maths


def _end_of_argument(maths: str, start: int) -> int:
    """Return where an argument ends: a group in braces, a command or a letter."""
    if maths[start : start + 1] != "{":
        command = re.compile(r"\\[A-Za-z]+|\\?.?").match(maths, start)
        return command.end() if command else start
    depth = 0
    for place in range(start, len(maths)):
        escaped = place > 0 and maths[place - 1] == "\\"
        depth += 0 if escaped else (maths[place] == "{") - (maths[place] == "}")
        if not depth:
            return place + 1
    return len(maths)
