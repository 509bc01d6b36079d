"""What was found in the cells of a submission, in a sentence for one cell or for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grading_helpers.instructor.diagnostics import few

# Findings in more cells than this become one sentence.
MOST_LINES = 2


@dataclass(frozen=True)
class Kind:
    """A kind of finding, as worded for one cell and for several.

    Parameters
    ----------
    of_one : str
        With ``{}`` for the cell, and a second one for details if there are any.
    of_several : str
        With ``{count}`` for their number and ``{cells}`` for their names.
    """

    of_one: str
    of_several: str


@dataclass(frozen=True)
class Finding:
    """One kind of finding in one cell, with details that are left out where there are several."""

    kind: Kind
    cell: str
    details: str = ""


def about_notebook(what: str) -> Finding:
    """Return a finding about the whole notebook, which occurs once."""
    return Finding(Kind(_escaped(what), _escaped(what)), "")


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def sentences(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings in words; what happened to many cells is one sentence.

    Parameters
    ----------
    findings : iterable of Finding
        In the order in which they are said.

    Examples
    --------
    >>> gone = Kind("the test {} was missing", "{count} tests were missing: {cells}")
    >>> list(sentences(Finding(gone, cell) for cell in ["nps", "csat", "nps"]))
    ['the test nps was missing', 'the test csat was missing']
    >>> list(sentences(Finding(gone, cell) for cell in ["nps", "csat", "ces"]))
    ['3 tests were missing: nps, csat, ces']
    """
    of_kind: dict[Kind, dict[str, str]] = {}
    for one in findings:
        of_kind.setdefault(one.kind, {})[one.cell] = one.details
    for kind, cells in of_kind.items():
        if len(cells) > MOST_LINES:
            yield kind.of_several.format(count=len(cells), cells=few(cells))
        else:
            yield from (kind.of_one.format(cell, details) for cell, details in cells.items())
