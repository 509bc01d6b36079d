"""What was graded: marks from the gradebook, the rest from the journal and the notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.lms.class_list import read_roster
from grading_helpers.instructor.lms.course_folder import ROSTER
from grading_helpers.instructor.report.names import words_of
from grading_helpers.instructor.report.verdict_texts import is_not_attempted

Entry = Mapping[str, Any]


class NothingGradedError(RuntimeError):
    """There is no graded work to report on; the message says what to do."""


@dataclass(frozen=True)
class GradedCell:
    """A cell of a graded notebook; of a lesson's own cell the name is its id."""

    name: str
    grade_id: str
    kind: str
    source: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """What one student handed in and what came of it.

    ``points`` and ``why`` go by test, ``untouched`` holds the answer cells left as they were,
    ``by_hand`` the marks that a person gave, seconds are those of the clock.
    """

    student: str
    points: Mapping[str, float]
    why: Mapping[str, str]
    untouched: frozenset[str]
    cells: tuple[GradedCell, ...] = ()
    by_hand: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    findings: tuple[str, ...] = ()

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

    ``refused`` holds the causes, ``names`` every word by which a student could be known.
    """

    plan: Plan
    works: tuple[Work, ...]
    blank: int = 0
    absent: int = 0
    refused: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


def read_class(folder: CourseFolder, lesson: str) -> ClassWork:
    """Return what was graded of a lesson.

    Parameters
    ----------
    folder : CourseFolder
        Where the class lies.
    lesson : str
        Which lesson.

    Raises
    ------
    NothingGradedError
        If there is no journal or no graded work of this lesson; the message says what to do.
    """
    journal = _journal(folder.root / ".grading" / f"{lesson}.jsonl", lesson)
    plan = folder.plan(lesson)
    with Gradebook(folder.url, folder.course_id) as book:
        marks = _marks(book, lesson, [name for name, entry in journal.items() if entry["graded"]])
        people = _people(folder, book)
    works, unreadable = [], []
    for student, entry in journal.items():
        if student in marks:
            place = folder.root / "autograded" / student / lesson / f"{plan.notebook}.ipynb"
            try:
                works.append(_work(entry, marks[student], _cells(place), plan))
            except (OSError, ValueError, KeyError, TypeError) as error:
                unreadable.append(f"{place}: {type(error).__name__}: {error}")
    answers = {cell.name for cell in plan.cells if cell.role == "answer"}
    done = tuple(one for one in works if not answers <= one.untouched)
    refused = tuple(entry["reason"] for entry in journal.values() if not entry["graded"])
    absent = len(people.keys() - journal.keys())
    names = frozenset().union(*people.values(), *map(words_of, journal))
    return ClassWork(plan, done, len(works) - len(done), absent, refused, tuple(unreadable), names)


def _people(folder: CourseFolder, book: Any) -> dict[str, set[str]]:
    """Return who is in the gradebook or the class list, with every word that names them."""
    texts = {one.id: [one.id, one.first_name, one.last_name, one.email] for one in book.students}
    listed = folder.root / ROSTER
    for one in read_roster(listed).people.values() if listed.is_file() else ():
        clues = chain.from_iterable(one.clues.values())
        texts.setdefault(one.student_id, []).extend((one.student_id, one.given, one.family, *clues))
    return {
        student: set().union(*(words_of(text) for text in found if text))
        for student, found in texts.items()
    }


def _journal(file: Path, lesson: str) -> dict[str, Entry]:
    """Return the last entry of each student; half a line, left by a killed run, is passed over."""
    if not file.is_file():
        raise NothingGradedError(
            f"{file} is not there: nothing of {lesson} was graded in this folder. "
            f"Run `course grade {lesson}` first, or name the folder of the class with --folder."
        )
    found: dict[str, Entry] = {}
    for line in file.read_text("utf-8", "replace").splitlines():
        try:
            entry = json.loads(line)
            found[entry["student"]] = {"graded": False, "reason": "", **entry}
        except (ValueError, KeyError, TypeError):
            continue
    # They were graded as cores became free; resampling goes by their order.
    return dict(sorted(found.items()))


def _marks(book: Any, lesson: str, students: list[str]) -> dict[str, Any]:
    """Return the grades of each student whose work is in the gradebook."""
    found = {}
    for student in students:
        try:
            submission = book.find_submission(lesson, student)
        except MissingEntry:
            continue
        found[student] = {
            grade.name: (grade.auto_score, grade.manual_score)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    return found


def _work(
    entry: Entry, marks: Mapping[str, Any], cells: tuple[GradedCell, ...], plan: Plan
) -> Work:
    scores = {name: auto if hand is None else hand for name, (auto, hand) in marks.items()}
    student = str(entry["student"])
    return Work(
        student,
        {name: float(scores.get(name) or 0.0) for name in plan.tests},
        {name: str(one.get("why", "")) for name, one in entry.get("scores", {}).items()},
        frozenset(entry.get("untouched", ())),
        cells,
        {name: float(hand) for name, (_, hand) in marks.items() if _is_by_hand(name, hand, plan)},
        float(entry.get("wall") or 0.0),
        tuple(str(one).removeprefix(f"{student}: ") for one in entry.get("findings", ())),
    )


def _is_by_hand(name: str, mark: float | None, plan: Plan) -> bool:
    return mark is not None and name not in plan.tests


def _cells(place: Path) -> tuple[GradedCell, ...]:
    return tuple(map(_cell, json.loads(place.read_text("utf-8"))["cells"]))


def _cell(cell: Entry) -> GradedCell:
    grading = cell["metadata"].get("nbgrader") or {}
    texts = tuple(_texts(cell.get("outputs", ())))
    kind, source = str(cell["cell_type"]), "".join(cell["source"])
    return GradedCell(str(cell["id"]), str(grading.get("grade_id") or ""), kind, source, texts)


def _texts(outputs: Any) -> Iterator[str]:
    """Yield what was displayed, as plain text."""
    for output in outputs:
        if text := (output.get("data") or {}).get("text/plain"):
            yield "".join(text)
