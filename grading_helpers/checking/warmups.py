"""Warm-ups: one line to fill in before an exercise, compared with what is known about it.

As for exercises, digests are compared, so the package contains no results.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TypedDict

import pandas as pd
from IPython.display import display

from grading_helpers.checking.outcomes import FOLDER, Outcome, OutcomeRecord
from grading_helpers.checking.preview import preview
from grading_helpers.checking.results import counts_as, kind, read
from grading_helpers.checking.verdict import NOTHING, Preview, State, Verdict
from grading_helpers.checking.written import as_written

NOT_FILLED_IN = "Write your line in place of the three dots, then run the cell again."
MATCHES = "The exercise below needs this step. Warm-ups earn no points."
NO_VALUE = (
    "Your line gives nothing. If it uses print, remove that: the name needs the value itself."
)
NOT_CALLED = "Your line gives a method that was not called: add () after its name."


@dataclass(frozen=True)
class Warmup:
    """A line to fill in: what it gives, what wrong lines give, and a hint.

    Parameters
    ----------
    name : str
        Its name in the lesson.
    tolerance : float
        How far a number may be from the expected one.
    kind : str
        The type of the right value, in plain words.
    hint : str
        How to go on if the line is not right.
    right : Outcome
        The right value.
    wrong : tuple of Outcome
        The values of known wrong lines, with what to say about each.
    """

    name: str
    tolerance: float
    kind: str
    hint: str
    right: Outcome
    wrong: tuple[Outcome, ...]

    def is_value_of(self, outcome: Outcome, value: object) -> bool:
        """Tell whether a value is a known one; a Series counts as the list of its values."""
        forms = [value, value.tolist()] if isinstance(value, pd.Series) else [value]
        return any(outcome.fits(read(one), self.tolerance, self.name) for one in forms)


def check_warmup(name: str, value: object) -> None:
    """Display the verdict on the value of a line; nothing is raised, as nothing is marked."""
    display(examine_warmup(name, value))


def examine_warmup(
    name: str, value: object, warmups: Mapping[str, Warmup] | None = None
) -> Verdict:
    """Return the verdict on the value of a line.

    Parameters
    ----------
    name : str
        The name of the warm-up.
    value : object
        What the line gave; three dots if nothing is filled in.
    warmups : mapping of str to Warmup, optional
        By default those of the course.

    Examples
    --------
    >>> tea = Warmup("tea", 0.5, "a number", "Take the mean.", Outcome("", ()), ())
    >>> print(examine_warmup("tea", ..., {"tea": tea}))
    ○ Not attempted yet. Write your line in place of the three dots, then run the cell again.
    """
    known = known_warmups() if warmups is None else warmups
    if name not in known:
        return Verdict(State.BROKE, _unknown(name, known))
    if value is ...:
        return Verdict(State.NOT_ATTEMPTED, NOT_FILLED_IN)
    warmup, shown = known[name], _shown(value)
    if warmup.is_value_of(warmup.right, value):
        return Verdict(State.MATCHES, MATCHES, shown)
    for mistake in warmup.wrong:
        if warmup.is_value_of(mistake, value):
            return Verdict(State.NOT_YET, mistake.message, shown, (warmup.hint,))
    return Verdict(State.NOT_YET, _unexplained(value, warmup), shown, (warmup.hint,))


def _shown(value: object) -> Preview:
    return NOTHING if value is None or callable(value) else preview(value)


def _unexplained(value: object, warmup: Warmup) -> str:
    if value is None:
        return NO_VALUE
    if callable(value):
        return NOT_CALLED
    if warmup.kind not in {kind(value), counts_as(value)}:
        return f"Your line gives {kind(value)}, but the task asks for {warmup.kind}."
    return f"Your line gives {as_written(value)}, which is not right yet."


def _unknown(name: str, known: Mapping[str, Warmup]) -> str:
    near = get_close_matches(name, known, n=1)
    advice = f" Did you mean {near[0]}?" if near else ""
    return f"There is no warm-up called {name}.{advice}"


@cache
def known_warmups() -> dict[str, Warmup]:
    """Return every warm-up of the course by name."""
    books = [json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.json"))]
    return {
        name: parse_warmup(name, record)
        for book in books
        for name, record in book.get("warmups", {}).items()
    }


class WarmupRecord(TypedDict):
    """A warm-up as the build writes it."""

    tolerance: float
    kind: str
    hint: str
    right: OutcomeRecord
    wrong: list[OutcomeRecord]


def parse_warmup(name: str, record: WarmupRecord) -> Warmup:
    """Return a warm-up from its JSON record."""
    right, *wrong = (
        Outcome(one["digest"], tuple(one["residues"]), one.get("message", ""))
        for one in (record["right"], *record["wrong"])
    )
    return Warmup(name, record["tolerance"], record["kind"], record["hint"], right, tuple(wrong))
