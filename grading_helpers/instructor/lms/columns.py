"""Which column of an LMS's table is the lesson's, and how many points it is out of."""

from __future__ import annotations

from collections.abc import Iterable

from grading_helpers.instructor.lms.filling import ALMOST, Order
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.tables import Table, plain


def choose_column(table: Table, candidates: Iterable[int], order: Order, option: str) -> int:
    """Return the column that the instructor named, or the one that bears the lesson's name.

    Raises
    ------
    ImpossibleError
        If that is none or more than one; the message lists them.
    """
    places = list(candidates)
    if order.column:
        found = [at for at in places if order.column.strip() == table.heading[at]]
        found = found or [at for at in places if plain(order.column) in plain(table.heading[at])]
    else:
        found = [at for at in places if plain(order.marks.lesson) in plain(table.heading[at])]
    if len(found) != 1:
        headings = "; ".join(table.heading[at] for at in places) or "none"
        how_many = "more than one column is" if found else "no column is"
        raise ImpossibleError(
            f"{table.name}: {how_many} called {order.column or order.marks.lesson!r}. Columns that "
            f"can hold marks: {headings}. Name one: {option}."
        )
    return found[0]


def check_most(table: Table, most: str, order: Order) -> None:
    """Compare the most points of the LMS with those of the lesson.

    Raises
    ------
    ImpossibleError
        If they differ: 18 of 20 must not become 18 of 100.
    """
    try:
        theirs = float(most.replace(",", "."))
    except ValueError:
        return
    if abs(theirs - order.most) > ALMOST:
        raise ImpossibleError(
            f"{table.name} is out of {theirs:g} points, the marks are out of {order.most:g}. "
            f"--out-of {theirs:g} converts them; or change the points in the LMS."
        )
