"""Decide what to take from another gradebook: nothing is lost, and nothing silently replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from grading_helpers.instructor.diagnostics import Diagnostic, counted, few, one_line

SHOWN = 60


class Prefer(StrEnum):
    """Which of two different marks counts."""

    HERE = "here"
    OTHER = "other"


class Place(NamedTuple):
    """One mark in a gradebook: whose work it is for, in which notebook and cell."""

    lesson: str
    student: str
    notebook: str
    cell: str


class Points(NamedTuple):
    """The points in one place: by tests, by hand, extra credit, and whether a look is needed."""

    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    waits: bool = True

    @property
    def by_hand(self) -> tuple[float | None, float | None]:
        """The points that a person gave: for the answer, and in addition."""
        return self.manual, self.extra

    def __str__(self) -> str:
        """Return a person's points in words."""
        extra = f" and {self.extra:g} extra" if self.extra else ""
        return ("no points" if self.manual is None else counted(self.manual, "point")) + extra


@dataclass(frozen=True)
class Work:
    """What a gradebook says about one student's work for a lesson, apart from marks."""

    handed_in: datetime | None = None
    extension: timedelta | None = None
    penalties: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """The content of a gradebook.

    Parameters
    ----------
    cells : dict
        The maximum of each cell, by lesson, notebook and cell; 0 for one without points.
    students : dict
        The entries of each student: first name, last name, e-mail and number in the LMS.
    works : dict
        What was handed in, by lesson and student.
    points, comments : dict
        The points and a person's comments, by place.
    texts : dict, optional
        Digests of the texts that were marked, by lesson and student, if they are known.
    """

    cells: Mapping[tuple[str, str, str], float]
    students: Mapping[str, tuple[str | None, ...]]
    works: Mapping[tuple[str, str], Work]
    points: Mapping[Place, Points]
    comments: Mapping[Place, str]
    texts: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    @property
    def lessons(self) -> set[str]:
        """The lessons that have something to mark."""
        return {lesson for lesson, _, _ in self.cells}

    def graded(self) -> set[tuple[str, str]]:
        """Return the work that has any points, by lesson and student."""
        return {
            (place.lesson, place.student)
            for place, one in self.points.items()
            if (one.auto, *one.by_hand) != (None, None, None)
        }


@dataclass
class Merge:
    """What to take from another gradebook, and what a person has to decide.

    Parameters
    ----------
    works : list
        The work that only the other gradebook has graded, by lesson and student.
    points, comments : dict
        The points and comments to take.
    conflicts, notes : list of Diagnostic
        Where the gradebooks differ, and what was not taken.
    """

    works: list[tuple[str, str]] = field(default_factory=list)
    points: dict[Place, Points] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    conflicts: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)


def plan_merge(here: Marks, other: Marks, named: str, prefer: Prefer | None = None) -> Merge:
    """Return what to take from another gradebook.

    A person's points and comments are taken where this gradebook has none. Where the two differ,
    this gradebook's stay unless ``prefer`` says otherwise.

    Parameters
    ----------
    here, other : Marks
        The gradebooks.
    named : str
        What to call the other one.
    prefer : Prefer, optional
        Which counts where they differ; by default a person has to decide.
    """
    merge = Merge()
    for lesson in sorted(other.lessons - here.lessons):
        if any(one == lesson for one, _ in other.graded()):
            cure = f"run nbgrader generate_assignment {lesson} --force, then merge again"
            merge.notes.append(Diagnostic(lesson, f"only {named} has this lesson", cure))
    graded = here.graded()
    for lesson, student in sorted(other.graded()):
        if lesson not in here.lessons:
            continue
        if (lesson, student) not in graded:
            _take_work(here, other, (lesson, student), merge)
        elif why := _other_work(here, other, (lesson, student)):
            if _has_marks_by_hand(other, lesson, student):
                merge.notes.append(_not_the_same(lesson, student, why, named))
        else:
            _compare(here, other, (lesson, student), merge, (named, prefer))
    return merge


def _take_work(here: Marks, other: Marks, work: tuple[str, str], merge: Merge) -> None:
    merge.works.append(work)
    for place in sorted(other.points.keys() | other.comments.keys()):
        if (place.lesson, place.student) != work or not _is_known(here, other, place, merge):
            continue
        if place in other.points:
            merge.points[place] = other.points[place]
        if place in other.comments:
            merge.comments[place] = other.comments[place]


def _is_known(here: Marks, other: Marks, place: Place, merge: Merge) -> bool:
    """Say whether the cell earns the same points in both gradebooks; otherwise note it."""
    cell = (place.lesson, place.notebook, place.cell)
    if here.cells.get(cell) == other.cells[cell]:
        return True
    now = here.cells.get(cell)
    what = "does not exist here" if now is None else f"is worth {counted(now, 'point')} here"
    note = Diagnostic(
        f"{place.lesson}, {place.cell}",
        f"not merged: it {what}, and {other.cells[cell]:g} there",
        "use the same version of the lesson on both machines",
    )
    if note not in merge.notes:
        merge.notes.append(note)
    return False


def _other_work(here: Marks, other: Marks, work: tuple[str, str]) -> str:
    """Return why the gradebooks do not seem to be about the same work; empty if they may be."""
    times = here.works[work].handed_in, other.works[work].handed_in
    if None not in times and times[0] != times[1]:
        return f"handed in at {times[0]} here and at {times[1]} there"
    return ""


def _has_marks_by_hand(marks: Marks, lesson: str, student: str) -> bool:
    mine = (place for place in marks.points if (place.lesson, place.student) == (lesson, student))
    return any(marks.points[place].by_hand != (None, None) for place in mine)


def _not_the_same(lesson: str, student: str, why: str, named: str) -> Diagnostic:
    return Diagnostic(
        student,
        f"{lesson}: the marks in {named} are for other work ({why}), so they were not taken",
        f"mark the work that counts: course mark {lesson}",
    )


def _compare(
    here: Marks,
    other: Marks,
    work: tuple[str, str],
    merge: Merge,
    how: tuple[str, Prefer | None],
) -> None:
    """Compare what people entered for one work in both gradebooks."""
    theirs = {place for place, one in other.points.items() if one.by_hand != (None, None)}
    for place in sorted(theirs | other.comments.keys()):
        if (place.lesson, place.student) != work or not _is_known(here, other, place, merge):
            continue
        if _text_differs(here, other, place):
            why = f"the text of {place.cell} differs"
            merge.notes.append(_not_the_same(place.lesson, place.student, why, how[0]))
            continue
        none = Points()
        _merge_points(
            place, here.points.get(place, none), other.points.get(place, none), merge, how
        )
        _merge_comments(
            place, here.comments.get(place, ""), other.comments.get(place, ""), merge, how
        )


def _text_differs(here: Marks, other: Marks, place: Place) -> bool:
    """Say whether the marks are for different texts; not if the texts are not known."""
    work = (place.lesson, place.student)
    texts = [one.texts.get(work, {}).get(place.cell) for one in (here, other)]
    return None not in texts and texts[0] != texts[1]


def _merge_points(
    place: Place, mine: Points, theirs: Points, merge: Merge, how: tuple[str, Prefer | None]
) -> None:
    if theirs.by_hand in ((None, None), mine.by_hand):
        return
    named, prefer = how
    if mine.by_hand == (None, None) or prefer is Prefer.OTHER:
        merge.points[place] = theirs._replace(auto=mine.auto)
    elif prefer is None:
        merge.conflicts.append(_conflict(place, str(mine), str(theirs), named))


def _merge_comments(
    place: Place, mine: str, theirs: str, merge: Merge, how: tuple[str, Prefer | None]
) -> None:
    if theirs in ("", mine):
        return
    named, prefer = how
    if not mine or prefer is Prefer.OTHER:
        merge.comments[place] = theirs
    elif prefer is None:
        mine, theirs = (f"“{one_line(words, SHOWN)}”" for words in (mine, theirs))
        merge.conflicts.append(_conflict(place, mine, theirs, named))


def _conflict(place: Place, mine: str, theirs: str, named: str) -> Diagnostic:
    return Diagnostic(
        place.student,
        f"{place.lesson}, {place.cell}: {mine} here, {theirs} in {named}",
        f"agree on one and enter it in both (course mark {place.lesson}), or merge again with "
        "--prefer here or --prefer other",
    )


def merge_summary(merge: Merge, named: str) -> list[str]:
    """Return what was taken, line by line."""
    taken = f"{counted(len(merge.points), 'mark')} and {counted(len(merge.comments), 'comment')}"
    lines = [f"Taken from {named}: {taken}. {counted(len(merge.conflicts), 'conflict')}."]
    if merge.works:
        names = few(sorted({student for _, student in merge.works}))
        lines.append(
            f"Graded only there: {names}. Copy their folders in submitted/ and autograded/ here, "
            "too, before you write feedback."
        )
    return lines
