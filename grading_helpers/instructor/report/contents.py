"""The contents of a report: every number and text in it, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.printing import entering, few
from grading_helpers.instructor.report.classwork import (
    ClassWork,
    NothingGradedError,
    OtherTestsError,
    Work,
)
from grading_helpers.instructor.report.effort import Effort, Tests, effort
from grading_helpers.instructor.report.estimates import (
    ItemEstimates,
    alpha_estimate,
    item_estimates,
    mean_estimate,
)
from grading_helpers.instructor.report.misconceptions import (
    Misconception,
    Reading,
    points_by_exercise,
    read_answers,
)
from grading_helpers.instructor.report.names import general, without_names
from grading_helpers.instructor.report.statistics import Array, Estimate
from grading_helpers.instructor.report.unexplained import Unexplained, unexplained_outcomes


@dataclass(frozen=True)
class ItemRow:
    """One test: what it is worth and what is known of it."""

    exercise: str
    name: str
    points: float
    estimates: ItemEstimates


@dataclass(frozen=True)
class Shown:
    """A misconception, how many students showed it, how many had an answer to its exercise."""

    what: Misconception
    students: int
    answered: int


@dataclass(frozen=True)
class People:
    """How many are in the statistics, and how many are not and why."""

    counted: int
    blank: int
    absent: int
    refused: dict[str, int]
    unreadable: int
    unrecorded: int = 0


@dataclass(frozen=True)
class Marks:
    """The marks of the tests, in points."""

    most: float
    values: tuple[float, ...]
    mean: Estimate
    quartiles: tuple[float, float, float]
    by_hand: dict[str, tuple[int, float]]


@dataclass(frozen=True)
class LessonReport:
    """All that a report says of a lesson and a class."""

    lesson: str
    title: str
    people: People
    marks: Marks
    tests: tuple[ItemRow, ...]
    alpha_of_tests: Estimate
    alpha_of_exercises: Estimate
    misconceptions: tuple[Shown, ...]
    unexplained: tuple[Unexplained, ...]
    effort: Effort
    lower_trust: tuple[str, ...] = ()


def make_report(work: ClassWork, read: ReadLesson) -> LessonReport:
    """Return the contents of a report.

    Parameters
    ----------
    work : ClassWork
        What was graded.
    read : ReadLesson
        The lesson and its corpus.

    Raises
    ------
    NothingGradedError
        If nobody answered anything, or the lesson has no tests.
    OtherTestsError
        If the class was graded by other tests than the lesson has now.
    """
    tests = {name: found for name, found in points_by_exercise(read).items() if found}
    if not tests or not work.works:
        what = "has no tests" if not tests else "was graded, but nobody answered anything in it"
        raise NothingGradedError(f"{read.lesson.name} {what}: there is nothing to report.")
    here = {name for found in tests.values() for name in found}
    if differing := sorted(here ^ set(work.plan.tests)):
        raise OtherTestsError(
            f"{read.lesson.name} of this checkout has other tests than the class was graded by: "
            f"{few(differing)}. Build it and grade again (`make build`, "
            f"`{entering(read.lesson.name)}`, `course grade {read.lesson.name}`), "
            "or make the report in the checkout of that term."
        )
    points = _points(work.works, tests)
    readings = read_answers(work.works, read)
    return LessonReport(
        read.lesson.name,
        read.lesson.title,
        _people(work),
        _marks(work.works, points, tests),
        tuple(_test_rows(work.works, points, tests)),
        alpha_estimate(points),
        alpha_estimate(_by_exercise(points, tests)),
        tuple(_shown(readings, work, tests)),
        tuple(unexplained_outcomes(work, readings, read)),
        effort(work, tests),
        tuple(sorted({name for one in work.works for name in one.lower_trust})),
    )


def _points(works: Sequence[Work], tests: Tests) -> Array:
    names = [name for found in tests.values() for name in found]
    return np.array([[one.points[name] for name in names] for one in works])


def _by_exercise(points: Array, tests: Tests) -> Array:
    ends = np.cumsum([len(found) for found in tests.values()])[:-1]
    return np.column_stack([part.sum(axis=1) for part in np.split(points, ends, axis=1)])


def _people(work: ClassWork) -> People:
    refused = Counter(general(cause, work.names) for cause in work.refused)
    unreadable = len(work.unreadable)
    return People(
        len(work.works), work.blank, work.absent, dict(refused), unreadable, work.unrecorded
    )


def _marks(works: Sequence[Work], points: Array, tests: Tests) -> Marks:
    totals = points.sum(axis=1)
    low, middle, high = map(float, np.quantile(totals, [0.25, 0.5, 0.75]))
    hands: dict[str, list[float]] = {}
    for one in works:
        for name, mark in one.by_hand.items():
            hands.setdefault(name, []).append(mark)
    return Marks(
        sum(sum(found.values()) for found in tests.values()),
        tuple(map(float, np.sort(totals))),
        mean_estimate(totals),
        (low, middle, high),
        {name: (len(marks), sum(marks) / len(marks)) for name, marks in hands.items()},
    )


def _test_rows(works: Sequence[Work], points: Array, tests: Tests) -> Iterator[ItemRow]:
    rows = [(name, test, most) for name, found in tests.items() for test, most in found.items()]
    attempted = np.array(
        [[one.attempted(name, tests[name]) for name, _, _ in rows] for one in works]
    )
    estimates = item_estimates(points, np.array([most for _, _, most in rows]), attempted)
    for (name, test, most), estimate in zip(rows, estimates, strict=True):
        yield ItemRow(name, test, most, estimate)


def _shown(readings: Iterable[Reading], work: ClassWork, tests: Tests) -> Iterator[Shown]:
    """Yield what was shown, the commonest first; a student counts once for each."""
    who: dict[Misconception, set[str]] = {}
    for reading in readings:
        for one in reading.shown:
            words = one.words if one.answer else without_names(one.words, work.names)
            known = Misconception(one.exercise, words, one.answer)
            who.setdefault(known, set()).add(reading.student)
    answered = {n: sum(w.attempted(n, found) for w in work.works) for n, found in tests.items()}
    for what, students in sorted(who.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Shown(what, len(students), answered[what.exercise])
