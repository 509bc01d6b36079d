"""Read what was graded: marks from the gradebook, the rest from the journal and notebooks."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import CommandError, few, one_line
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.marks import CellScore, read_cell_scores
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.storage.journal import read_journal
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    Role,
    read_assignment,
)
from grading_helpers.instructor.grader.submission.homes import same_text
from grading_helpers.instructor.grader.submission_result import AutoScore, SubmissionResult
from grading_helpers.instructor.json_types import JsonValue
from grading_helpers.instructor.lms.roster import Roster, find_roster
from grading_helpers.instructor.report.student_names import words_of_name

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

THEIR_WORDS = "…"
# An object in a notebook.
Json = Mapping[str, JsonValue]


@dataclass(frozen=True)
class GradedCell:
    """A cell of a graded notebook; the name of a cell of the lesson is its id.

    ``error`` is the last exception, such as ``KeyError: 'csat'``.
    """

    name: str
    grade_id: str
    kind: str
    source: str
    texts: tuple[str, ...] = ()
    error: str = ""


def read_cells(notebook: Path) -> tuple[GradedCell, ...]:
    """Return the cells of a graded notebook.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError
        If it cannot be read or is not a notebook.
    """
    return tuple(map(_cell, json.loads(notebook.read_text("utf-8"))["cells"]))


def _cell(cell: Json) -> GradedCell:
    grading = cell["metadata"].get("nbgrader") or {}
    outputs = list(cell.get("outputs", ()))
    return GradedCell(
        str(cell["id"]),
        str(grading.get("grade_id") or ""),
        str(cell["cell_type"]),
        "".join(cell["source"]),
        tuple(_texts(outputs)),
        next((_words(one) for one in reversed(outputs) if one.get("output_type") == "error"), ""),
    )


def _texts(outputs: Iterable[Json]) -> Iterator[str]:
    """Yield what was displayed, as plain text."""
    for output in outputs:
        if text := (output.get("data") or {}).get("text/plain"):
            yield "".join(text)


def _words(error: Json) -> str:
    return one_line(f"{error.get('ename')}: {error.get('evalue')}")


def result_in_notebook(
    student: str, cells: Iterable[GradedCell], plan: Assignment
) -> SubmissionResult:
    """Return the result of a submission as far as its graded notebook shows it."""
    there = {cell.grade_id: cell for cell in cells if cell.grade_id}
    assigned = [cell for cell in plan.cells if cell.grade_id in there]
    return SubmissionResult(
        student,
        plan.lesson,
        graded=True,
        scores={
            one.grade_id: AutoScore(0.0, one.points, why=there[one.grade_id].error)
            for one in assigned
            if one.role is Role.TEST
        },
        untouched=tuple(
            one.grade_id
            for one in assigned
            if one.role is Role.ANSWER and same_text(there[one.grade_id].source, one.given)
        ),
    )


def without_their_words(why: str) -> str:
    """Return the exception of a test, without the student's words if their code raised it.

    The message comes from the student, and so does the name of an exception that is not Python's.

    Examples
    --------
    >>> without_their_words("AssertionError: Ada was here")
    'AssertionError: …'
    >>> without_their_words("AdasError: oops"), without_their_words("NotImplementedError:")
    ('a custom exception: …', 'NotImplementedError:')
    """
    kind, _, words = why.partition(":")
    named = kind if hasattr(builtins, kind) else "a custom exception"
    return f"{named}: {THEIR_WORDS}" if words.strip() else f"{named}:"


def is_not_attempted(why: str) -> bool:
    """Say whether a test stopped at the line that students are asked to replace."""
    return why.strip() == "NotImplementedError:"


class OtherTestsError(CommandError):
    """A class was graded with tests that differ from the lesson's."""


class NothingGradedError(CommandError):
    """There is no graded work to report on."""


@dataclass(frozen=True)
class GradedWork:
    """One student's submission and its results.

    ``points`` and ``why`` are by test, ``untouched`` has the answer cells that were not changed,
    and ``by_hand`` the marks given by hand. ``lower_trust`` has the tests that rely on what the
    student's own process says about an object. This, the seconds of wall-clock time and the
    findings are only known for work with an entry in the journal.
    """

    student: str
    points: Mapping[str, float]
    why: Mapping[str, str]
    untouched: frozenset[str]
    cells: tuple[GradedCell, ...] = ()
    by_hand: Mapping[str, float] = field(default_factory=dict)
    seconds: float | None = None
    findings: tuple[str, ...] = ()
    lower_trust: frozenset[str] = frozenset()

    def lost(self, tests: Mapping[str, float]) -> list[str]:
        """Return which of these tests, given with their points, did not earn all of them."""
        return [name for name, most in tests.items() if self.points.get(name, 0.0) < most]

    def attempted(self, exercise: str, tests: Mapping[str, float]) -> bool:
        """Say whether the student answered an exercise with these tests."""
        stub = any(is_not_attempted(self.why.get(name, "")) for name in tests)
        return exercise not in self.untouched and not stub


@dataclass(frozen=True)
class ClassWork:
    """The students in the statistics, and how many were left out and why.

    ``refused`` has the reasons, ``names`` every word that could identify a student, and
    ``unrecorded`` the number of students in the statistics without an entry in the journal.
    """

    plan: Assignment
    works: tuple[GradedWork, ...]
    blank: int = 0
    absent: int = 0
    refused: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    unrecorded: int = 0


def read_class(folder: CourseFolder, lesson: str, listed: Roster | None = None) -> ClassWork:
    """Read the graded work of a class for one lesson.

    Parameters
    ----------
    folder : CourseFolder
        The course folder of the class.
    lesson : str
        The lesson.
    listed : Roster, optional
        The class list; by default ``roster.csv`` in the folder, if there is one.

    Raises
    ------
    CommandError
        If ``roster.csv`` cannot be read.
    NothingGradedError
        If there is no graded work for this lesson.
    OtherTestsError
        If somebody was graded before a test was added.
    """
    if folder.database and not folder.database.is_file():
        raise NothingGradedError(_nothing(folder, lesson))
    journal = read_journal(folder.root, lesson)
    with open_gradebook(folder.url, folder.course_id) as book:
        marks = _marks(book, lesson)
        people = _people(book, listed or find_roster(folder))
    refused = {name: entry.reason for name, entry in journal.items() if not entry.graded}
    if not marks and not refused:
        raise NothingGradedError(_nothing(folder, lesson))
    plan = read_assignment(folder, lesson)
    _refuse_other_tests(marks, plan, folder)
    works, unreadable = [], []
    # Sorted, because resampling depends on the order and grading finishes in any order.
    for student in sorted(marks.keys() - refused.keys()):
        place = folder.root / "autograded" / student / lesson / f"{plan.notebook}.ipynb"
        try:
            cells = read_cells(place)
            result = journal.get(student) or result_in_notebook(student, cells, plan)
            works.append(_work(student, result, marks[student], cells, plan))
        except (OSError, ValueError, KeyError, TypeError) as error:
            unreadable.append(f"{place}: {type(error).__name__}: {error}")
    answers = {cell.name for cell in plan.cells if cell.role is Role.ANSWER}
    done = tuple(one for one in works if not answers <= one.untouched)
    return ClassWork(
        plan,
        done,
        blank=len(works) - len(done),
        absent=len(people.keys() - journal.keys() - marks.keys()),
        refused=tuple(refused.values()),
        unreadable=tuple(unreadable),
        names=frozenset().union(*people.values(), *map(words_of_name, journal)),
        unrecorded=sum(one.student not in journal for one in done),
    )


def _nothing(folder: CourseFolder, lesson: str) -> str:
    return (
        f"There are no marks for {lesson} in {folder.root}. "
        f"Run `course grade {lesson}` first, or name the folder of the class with --folder."
    )


def _refuse_other_tests(
    marks: Mapping[str, Mapping[str, CellScore]], plan: Assignment, folder: CourseFolder
) -> None:
    """Refuse marks from before a test was added, because a missing mark is not 0."""
    none = (None, None)
    before = [
        name
        for name, found in marks.items()
        if any(found.get(test, none) == none for test in plan.tests)
    ]
    if before:
        raise OtherTestsError(
            f"{plan.lesson} in {folder.root} has new tests since {few(sorted(before))} "
            f"{'was' if len(before) == 1 else 'were'} graded. Run `course grade {plan.lesson}`, "
            "then try again."
        )


def _people(book: Gradebook, listed: Roster | None) -> dict[str, set[str]]:
    """Return all students in the gradebook or the class list, with every word of their names."""
    texts = {one.id: [one.id, one.first_name, one.last_name, one.email] for one in book.students}
    for one in listed.people.values() if listed else ():
        clues = chain.from_iterable(one.clues.values())
        texts.setdefault(one.student_id, []).extend((one.student_id, one.given, one.family, *clues))
    return {
        student: set().union(*(words_of_name(text) for text in found if text))
        for student, found in texts.items()
    }


def _marks(book: Gradebook, lesson: str) -> dict[str, dict[str, CellScore]]:
    """Return the scores of each student whose work was graded."""
    return {
        student: marks
        for student, marks in read_cell_scores(book, lesson).items()
        if any(score.auto is not None for score in marks.values())
    }


def _work(
    student: str,
    result: SubmissionResult,
    marks: Mapping[str, CellScore],
    cells: tuple[GradedCell, ...],
    plan: Assignment,
) -> GradedWork:
    scores = {name: auto if hand is None else hand for name, (auto, hand) in marks.items()}
    return GradedWork(
        student,
        {name: float(scores[name] or 0.0) for name in plan.tests},
        {name: _why(one) for name, one in result.scores.items()},
        frozenset(result.untouched),
        cells,
        {
            name: float(hand)
            for name, (_, hand) in marks.items()
            if hand is not None and name not in plan.tests
        },
        result.wall or None,
        tuple(one.removeprefix(f"{student}: ") for one in result.findings),
        frozenset(name for name, one in result.scores.items() if one.lower_trust),
    )


def _why(score: AutoScore) -> str:
    """Return why a test failed, without the words of a student's code."""
    return without_their_words(score.why) if score.theirs else score.why
