"""Look into one dispute: which tests of an exercise a student's answer fails, and on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grading_helpers.compare import InWordsError
from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, one_line
from grading_helpers.instructor.feedback.explanations import (
    NOT_WRITTEN,
    points,
    tidied,
    with_hint,
)
from grading_helpers.instructor.feedback.outline import make_outline
from grading_helpers.instructor.feedback.scores import NO_SCORE, NotGradedError, Score, read_scores
from grading_helpers.instructor.feedback.write_pages import why_not_graded
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.explain_work import explain_work, require_sandbox
from grading_helpers.instructor.grader.storage.journal import refusals
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    read_assignment,
)
from grading_helpers.instructor.grader.submission_result import AutoScore
from grading_helpers.instructor.report.graded_class import is_not_attempted, read_cells

INDENT = "  "


@dataclass(frozen=True)
class TestRun:
    """What a test made of an answer in a new run, and what the gradebook has for it.

    ``purpose`` is what the test is about, ``message`` why it failed, and ``failure`` the smallest
    input on which it fails, if it fails on one.
    """

    name: str
    purpose: str
    now: AutoScore
    marked: Score
    failure: Failure | None = None
    message: str = ""

    @property
    def passed(self) -> bool:
        """Whether it earned all points."""
        return self.now.score >= self.now.points


@dataclass(frozen=True)
class Dispute:
    """Every test of one exercise, run again on one student's answer."""

    lesson: str
    student: str
    exercise: str
    notebook: str
    tests: tuple[TestRun, ...]
    newer_work: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the new run gives the points that are in the gradebook."""
        return all(one.now.score == one.marked.points for one in self.tests)


def look_into(folder: CourseFolder, lesson: str, student: str, exercise: str) -> Dispute:
    """Run a student's graded notebook again, and find out where the tests of an exercise fail.

    Parameters
    ----------
    folder : CourseFolder
        The course folder of the class.
    lesson, student, exercise : str
        The answer to look into.

    Raises
    ------
    CommandError
        If there is no such lesson, exercise or graded work, or no sandbox.
    """
    folder.check_lesson(lesson)
    folder.check_gradebook(lesson)
    plan = read_assignment(folder, lesson)
    names = tests_of(plan, exercise)
    refused = refusals(folder, plan)
    marked = _marks(folder, plan, student, refused)
    require_sandbox(plan, "course why", "to see where a test fails")
    result, failures = explain_work(folder, plan, student, names)
    if not result.graded:
        raise CommandError(f"The graded notebook of {student} cannot be run: {result.reason}.")
    place = f"autograded/{student}/{lesson}/{plan.notebook}.ipynb"
    sources = {one.grade_id: one.source for one in read_cells(folder.root / place)}
    items = {one.grade_id: one for part in make_outline(plan).exercises for one in part.items}
    tests = []
    for name in names:
        score = result.scores.get(name, AutoScore(0.0, plan.tests[name].points))
        said = with_hint(_message(score.why), items[name].names, [sources.get(exercise, "")])
        tests.append(
            TestRun(
                name,
                items[name].purpose,
                score,
                marked.get(name, NO_SCORE),
                failures.get(name),
                said,
            )
        )
    return Dispute(lesson, student, exercise, place, tuple(tests), refused.get(student, ""))


def tests_of(plan: Assignment, exercise: str) -> list[str]:
    """Return the tests of an exercise.

    Raises
    ------
    CommandError
        If no exercise of that name has tests; the message lists those that have.
    """
    found: dict[str, list[str]] = {}
    for test in plan.tests:
        found.setdefault(plan.answer_of(test), []).append(test)
    if not exercise or exercise not in found:
        there = ", ".join(filter(None, found)) or "none"
        raise CommandError(
            f"{plan.lesson} has no exercise {exercise!r} with tests. There are: {there}."
        )
    return found[exercise]


def _marks(
    folder: CourseFolder, plan: Assignment, student: str, refused: dict[str, str]
) -> dict[str, Score]:
    work = folder.root / "autograded" / student / plan.lesson / f"{plan.notebook}.ipynb"
    if not work.is_file():
        raise CommandError(
            str(Diagnostic(student, *why_not_graded(folder, plan, student, refused)))
        )
    try:
        with open_gradebook(folder.url, folder.course_id) as book:
            return dict(read_scores(book, student, plan.lesson, plan.notebook).by_item)
    except NotGradedError as error:
        raise CommandError(f"{student}: {error}") from None


def dispute_in_lines(dispute: Dispute) -> Iterator[str]:
    """Yield what was found, line by line, for a terminal."""
    yield f"{dispute.lesson}: the tests of {dispute.exercise}, run again on {dispute.notebook}"
    if dispute.newer_work:
        yield f"This is earlier work; the newest could not be graded: {dispute.newer_work}"
    for one in dispute.tests:
        yield ""
        verdict = "passed" if one.passed else "failed"
        unit = "point" if one.now.points == 1 else "points"
        yield f"{one.name}: {verdict}, {points(one.now.score)} of {points(one.now.points)} {unit}"
        yield f"{INDENT}It tests: {one.purpose}"
        if not one.passed:
            yield from (f"{INDENT}{_printable(line)}" for line in _in_words(one))
    yield ""
    if dispute.agrees:
        yield "These are the points in the gradebook."
    else:
        had = ", ".join(f"{points(one.marked.points)} in {one.name}" for one in dispute.tests)
        yield (
            f"The gradebook has different points: {had}. Either they were given by hand, or the "
            f"test has changed; `course grade {dispute.lesson} {dispute.student} --force` would "
            "grade the answer again."
        )


def _in_words(test: TestRun) -> Iterator[str]:
    """Yield why a test failed: its message, or the smallest input on which it fails."""
    failure = test.failure
    if failure is None:
        yield f"Its message: {test.message}"
        return
    yield "The smallest data on which the answer fails:"
    yield from (f"{INDENT}{line}" for line in failure.data.text.splitlines())
    if failure.due:
        yield f"Expected: {tidied(failure.due)}"
    yield f"Came back: {tidied(failure.came)}."


def _message(why: str) -> str:
    if is_not_attempted(why):
        return NOT_WRITTEN
    kind, _, words = why.partition(": ")
    said = words if kind == InWordsError.__name__ else why
    return one_line(tidied(said)) or "nothing"


def _printable(line: str) -> str:
    """Return a line without what would control the terminal; answers may contain anything."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
