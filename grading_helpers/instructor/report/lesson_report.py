"""The content of a report: its numbers and texts, without the charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.diagnostics import few, generate_command
from grading_helpers.instructor.grader.submission_result import WAS_INTERRUPTED
from grading_helpers.instructor.report.graded_class import (
    ClassWork,
    GradedWork,
    NothingGradedError,
    OtherTestsError,
)
from grading_helpers.instructor.report.misconceptions import (
    Misconception,
    Reading,
    exception_of_test,
    points_by_exercise,
    read_answers,
)
from grading_helpers.instructor.report.statistics import (
    Array,
    Estimate,
    ItemEstimates,
    alpha_estimate,
    item_estimates,
    mean_estimate,
)
from grading_helpers.instructor.report.student_names import general, without_names
from grading_helpers.instructor.report.unexplained import Unexplained, unexplained_outcomes

# Below this discrimination, Ebel and Frisbie (1991) call a test poor.
LEAST_DISCRIMINATION = 0.2
LEAST_GAINED = 0.2


@dataclass(frozen=True)
class ItemRow:
    """One test: its points and its statistics."""

    exercise: str
    name: str
    points: float
    estimates: ItemEstimates

    @property
    def is_weak(self) -> bool:
        """Whether the test hardly tells strong students from weak ones."""
        value = self.estimates.discrimination.value
        return value is not None and value < LEAST_DISCRIMINATION


@dataclass(frozen=True)
class ShownMisconception:
    """A misconception, the number of students who had it, and who answered the exercise."""

    what: Misconception
    students: int
    answered: int


@dataclass(frozen=True)
class Participation:
    """How many students are in the statistics, and how many were left out and why."""

    counted: int
    blank: int
    absent: int
    refused: dict[str, int]
    unreadable: int
    unrecorded: int = 0


@dataclass(frozen=True)
class MarkDistribution:
    """The distribution of the points in the tests."""

    most: float
    values: tuple[float, ...]
    mean: Estimate
    quartiles: tuple[float, float, float]
    by_hand: dict[str, tuple[int, float]]


@dataclass(frozen=True)
class LessonReport:
    """Everything that a report says about a lesson and a class."""

    lesson: str
    title: str
    people: Participation
    marks: MarkDistribution
    tests: tuple[ItemRow, ...]
    alpha_of_tests: Estimate
    alpha_of_exercises: Estimate
    misconceptions: tuple[ShownMisconception, ...]
    unexplained: tuple[Unexplained, ...]
    effort: Effort
    lower_trust: tuple[str, ...] = ()


def make_report(work: ClassWork, read: ReadLesson) -> LessonReport:
    """Return the content of a report.

    Parameters
    ----------
    work : ClassWork
        The graded work of the class.
    read : ReadLesson
        The lesson and its corpus.

    Raises
    ------
    NothingGradedError
        If nobody answered anything, or the lesson has no tests.
    OtherTestsError
        If the class was graded with tests that differ from those of the lesson now.
    """
    tests = {name: found for name, found in points_by_exercise(read).items() if found}
    if not tests or not work.works:
        what = "has no tests" if not tests else "was graded, but nobody answered anything"
        raise NothingGradedError(f"{read.lesson.name} {what}, so there is nothing to report.")
    here = {name for found in tests.values() for name in found}
    if differing := sorted(here ^ set(work.plan.tests)):
        raise OtherTestsError(
            f"{read.lesson.name} in this checkout has tests other than those that the class was "
            f"graded with: {few(differing)}. Build it and grade again (`make build`, "
            f"`{generate_command(read.lesson.name)}`, `course grade {read.lesson.name}`), "
            "or write the report in the checkout that was used for grading."
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


def doubtful_tests(report: LessonReport) -> list[tuple[ItemRow, str]]:
    """Return the tests that may be faulty, with the reason."""
    found = []
    for test in report.tests:
        gained, discrimination = (
            test.estimates.difficulty.value,
            test.estimates.discrimination.value,
        )
        if discrimination is not None and discrimination < 0:
            found.append((test, "students who do well elsewhere do worse in it"))
        elif gained is not None and gained < LEAST_GAINED:
            found.append((test, f"only {100 * gained:.0f} % of its points were gained"))
    return found


def _points(works: Sequence[GradedWork], tests: Tests) -> Array:
    names = [name for found in tests.values() for name in found]
    return np.array([[one.points[name] for name in names] for one in works])


def _by_exercise(points: Array, tests: Tests) -> Array:
    ends = np.cumsum([len(found) for found in tests.values()])[:-1]
    return np.column_stack([part.sum(axis=1) for part in np.split(points, ends, axis=1)])


def _people(work: ClassWork) -> Participation:
    refused = Counter(general(cause, work.names) for cause in work.refused)
    unreadable = len(work.unreadable)
    return Participation(
        len(work.works), work.blank, work.absent, dict(refused), unreadable, work.unrecorded
    )


def _marks(works: Sequence[GradedWork], points: Array, tests: Tests) -> MarkDistribution:
    totals = points.sum(axis=1)
    low, middle, high = map(float, np.quantile(totals, [0.25, 0.5, 0.75]))
    hands: dict[str, list[float]] = {}
    for one in works:
        for name, mark in one.by_hand.items():
            hands.setdefault(name, []).append(mark)
    return MarkDistribution(
        sum(sum(found.values()) for found in tests.values()),
        tuple(map(float, np.sort(totals))),
        mean_estimate(totals),
        (low, middle, high),
        {name: (len(marks), sum(marks) / len(marks)) for name, marks in hands.items()},
    )


def _test_rows(works: Sequence[GradedWork], points: Array, tests: Tests) -> Iterator[ItemRow]:
    rows = [(name, test, most) for name, found in tests.items() for test, most in found.items()]
    attempted = np.array(
        [[one.attempted(name, tests[name]) for name, _, _ in rows] for one in works]
    )
    estimates = item_estimates(points, np.array([most for _, _, most in rows]), attempted)
    for (name, test, most), estimate in zip(rows, estimates, strict=True):
        yield ItemRow(name, test, most, estimate)


def _shown(
    readings: Iterable[Reading], work: ClassWork, tests: Tests
) -> Iterator[ShownMisconception]:
    """Yield the misconceptions, most common first, counting each student once for each."""
    who: dict[Misconception, set[str]] = {}
    for reading in readings:
        for one in reading.shown:
            words = one.words if one.answer else without_names(one.words, work.names)
            known = Misconception(one.exercise, words, one.answer)
            who.setdefault(known, set()).add(reading.student)
    answered = {n: sum(w.attempted(n, found) for w in work.works) for n, found in tests.items()}
    for what, students in sorted(who.items(), key=lambda one: (-len(one[1]), one[0])):
        yield ShownMisconception(what, len(students), answered[what.exercise])


Tests = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Effort:
    """How long grading a notebook took, in seconds if known, and what went wrong.

    ``exceptions`` counts students by exercise and exception; ``interrupted`` and ``findings``
    count notebooks.
    """

    median: float | None
    longest: float | None
    exceptions: dict[tuple[str, str], int]
    interrupted: int
    findings: dict[str, int]


def effort(work: ClassWork, tests: Tests) -> Effort:
    """Return how long grading a class took, and what went wrong."""
    seconds = [one.seconds for one in work.works if one.seconds is not None]
    findings = Counter(
        general(what, work.names) for one in work.works for what in set(one.findings)
    )
    exceptions: Counter[tuple[str, str]] = Counter()
    for one in work.works:
        for name, found in tests.items():
            kinds = {exception_of_test(one.why.get(test, "")) for test in found}
            exceptions.update((name, kind) for kind in kinds if kind)
    interrupted = sum(any(WAS_INTERRUPTED in what for what in one.findings) for one in work.works)
    return Effort(
        float(np.median(seconds)) if seconds else None,
        max(seconds, default=None),
        dict(exceptions.most_common()),
        interrupted,
        dict(findings.most_common()),
    )
