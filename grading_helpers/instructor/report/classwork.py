"""What was graded: marks from the gradebook, the rest from the journal and the notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from nbgrader.api import MissingEntry

from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.gradebook import open_gradebook
from grading_helpers.instructor.grader.journal import read_journal
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.class_list import class_list
from grading_helpers.instructor.lms.roster import Roster
from grading_helpers.instructor.printing import few
from grading_helpers.instructor.report.names import words_of
from grading_helpers.instructor.report.notebooks import (
    GradedCell,
    read_cells,
    told_by_notebook,
)
from grading_helpers.instructor.report.verdict_texts import is_not_attempted, without_their_words

Entry = Mapping[str, Any]


class OtherTestsError(RuntimeError):
    """A class was graded by other tests than the lesson has; the message says what to do."""


class NothingGradedError(RuntimeError):
    """There is no graded work to report on; the message says what to do."""


@dataclass(frozen=True)
class Work:
    """What one student handed in and what came of it.

    ``points`` and ``why`` go by test, ``untouched`` holds the answer cells left as they were,
    ``by_hand`` the marks that a person gave, seconds are those of the clock. Seconds and findings
    are not known of work without a line in the journal, nor is ``lower_trust``: the tests that
    rest on what the student's own process said of a figure.
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
        """Return the tests, of those given with their points, that did not earn all."""
        return [name for name, most in tests.items() if self.points.get(name, 0.0) < most]

    def attempted(self, exercise: str, tests: Mapping[str, float]) -> bool:
        """Say whether there was an answer to an exercise that has these tests."""
        stub = any(is_not_attempted(self.why.get(name, "")) for name in tests)
        return exercise not in self.untouched and not stub


@dataclass(frozen=True)
class ClassWork:
    """The class: who is in the statistics, and how many are not and why.

    ``refused`` holds the causes, ``names`` every word by which a student could be known;
    ``unrecorded`` counts those in the statistics of whose grading there is no journal.
    """

    plan: Plan
    works: tuple[Work, ...]
    blank: int = 0
    absent: int = 0
    refused: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    unrecorded: int = 0


def read_class(folder: CourseFolder, lesson: str, listed: Roster | None = None) -> ClassWork:
    """Return what was graded of a lesson.

    Parameters
    ----------
    folder : CourseFolder
        Where the class lies.
    lesson : str
        Which lesson.
    listed : Roster, optional
        The class list; by default ``roster.csv`` in the folder, if it is there.

    Raises
    ------
    ImpossibleError
        If ``roster.csv`` cannot be read.
    NothingGradedError
        If there is no graded work of this lesson; the message says what to do.
    OtherTestsError
        If somebody was graded before a test was added.
    """
    if folder.database and not folder.database.is_file():
        raise NothingGradedError(_nothing(folder, lesson))
    journal = read_journal(folder.root, lesson)
    with open_gradebook(folder.url, folder.course_id) as book:
        marks = _marks(book, lesson)
        people = _people(book, listed or class_list(ClassFolder(folder.root)))
    refused = {name: entry["reason"] for name, entry in journal.items() if not entry["graded"]}
    if not marks and not refused:
        raise NothingGradedError(_nothing(folder, lesson))
    plan = folder.plan(lesson)
    _refuse_other_tests(marks, plan, folder)
    works, unreadable = [], []
    # They were graded as cores became free; resampling goes by their order.
    for student in sorted(marks.keys() - refused.keys()):
        place = folder.root / "autograded" / student / lesson / f"{plan.notebook}.ipynb"
        try:
            cells = read_cells(place)
            entry = journal.get(student) or told_by_notebook(cells, plan)
            works.append(_work(student, entry, marks[student], cells, plan))
        except (OSError, ValueError, KeyError, TypeError) as error:
            unreadable.append(f"{place}: {type(error).__name__}: {error}")
    answers = {cell.name for cell in plan.cells if cell.role == "answer"}
    done = tuple(one for one in works if not answers <= one.untouched)
    return ClassWork(
        plan,
        done,
        blank=len(works) - len(done),
        absent=len(people.keys() - journal.keys() - marks.keys()),
        refused=tuple(refused.values()),
        unreadable=tuple(unreadable),
        names=frozenset().union(*people.values(), *map(words_of, journal)),
        unrecorded=sum(one.student not in journal for one in done),
    )


def _nothing(folder: CourseFolder, lesson: str) -> str:
    return (
        f"Nothing of {lesson} was graded in {folder.root}: there are no marks of it. "
        f"Run `course grade {lesson}` first, or name the folder of the class with --folder."
    )


def _refuse_other_tests(
    marks: Mapping[str, Mapping[str, Any]], plan: Plan, folder: CourseFolder
) -> None:
    """Refuse marks that were given before a test was added: a mark that is missing is no 0."""
    none = (None, None)
    before = [
        name
        for name, found in marks.items()
        if any(found.get(test, none) == none for test in plan.tests)
    ]
    if before:
        raise OtherTestsError(
            f"{plan.lesson} in {folder.root} has got new tests since {few(sorted(before))} "
            f"{'was' if len(before) == 1 else 'were'} graded: run `course grade {plan.lesson}`, "
            "then try again."
        )


def _people(book: Any, listed: Roster | None) -> dict[str, set[str]]:
    """Return who is in the gradebook or the class list, with every word that names them."""
    texts = {one.id: [one.id, one.first_name, one.last_name, one.email] for one in book.students}
    for one in listed.people.values() if listed else ():
        clues = chain.from_iterable(one.clues.values())
        texts.setdefault(one.student_id, []).extend((one.student_id, one.given, one.family, *clues))
    return {
        student: set().union(*(words_of(text) for text in found if text))
        for student, found in texts.items()
    }


def _marks(book: Any, lesson: str) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Return the grades of each student whose work was graded."""
    try:
        submissions = book.assignment_submissions(lesson)
    except MissingEntry:
        return {}
    found = {
        one.student_id: {
            grade.name: (grade.auto_score, grade.manual_score)
            for notebook in one.notebooks
            for grade in notebook.grades
        }
        for one in submissions
    }
    return {
        student: marks
        for student, marks in found.items()
        if any(auto is not None for auto, _ in marks.values())
    }


def _work(
    student: str,
    entry: Entry,
    marks: Mapping[str, Any],
    cells: tuple[GradedCell, ...],
    plan: Plan,
) -> Work:
    scores = {name: auto if hand is None else hand for name, (auto, hand) in marks.items()}
    return Work(
        student,
        {name: float(scores[name] or 0.0) for name in plan.tests},
        {name: _why(one) for name, one in entry.get("scores", {}).items()},
        frozenset(entry.get("untouched", ())),
        cells,
        {name: float(hand) for name, (_, hand) in marks.items() if _is_by_hand(name, hand, plan)},
        float(entry["wall"]) if entry.get("wall") else None,
        tuple(str(one).removeprefix(f"{student}: ") for one in entry.get("findings", ())),
        frozenset(name for name, one in entry.get("scores", {}).items() if one.get("lower_trust")),
    )


def _why(score: Mapping[str, Any]) -> str:
    """Return why a test failed, without what a student's code said."""
    why = str(score.get("why", ""))
    return without_their_words(why) if score.get("theirs") else why


def _is_by_hand(name: str, mark: float | None, plan: Plan) -> bool:
    return mark is not None and name not in plan.tests
