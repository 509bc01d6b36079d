"""The page that names students, for the instructor: what each lost, and how to look into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.feedback.explanations import points, tidied, with_hint
from grading_helpers.instructor.html_templates import template
from grading_helpers.instructor.report.graded_class import ClassWork, GradedWork
from grading_helpers.instructor.report.misconceptions import (
    exception_of_test,
    points_by_exercise,
    read_answer,
)

HERE = Path(__file__).parent


@dataclass(frozen=True)
class LostTest:
    """A test that did not earn all its points: the points, and the command to look into it.

    ``stopped`` is the exception that ended it, if there was one.
    """

    name: str
    points: float
    most: float
    command: str
    stopped: str = ""


@dataclass(frozen=True)
class LostExercise:
    """An exercise in which a student lost points: its tests, and what is known of the cause."""

    name: str
    tests: tuple[LostTest, ...]
    attempted: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudentRow:
    """One student: the points by tests and by hand, and where points were lost."""

    student: str
    points: float
    by_hand: Mapping[str, float]
    lost: tuple[LostExercise, ...]


def student_rows(work: ClassWork, read: ReadLesson) -> list[StudentRow]:
    """Return the students of a class, those with the fewest points first.

    Parameters
    ----------
    work : ClassWork
        The graded work of the class.
    read : ReadLesson
        The lesson and its corpus.
    """
    tests = {name: found for name, found in points_by_exercise(read).items() if found}
    rows = [
        StudentRow(
            one.student, sum(one.points.values()), one.by_hand, tuple(_lost(one, read, tests))
        )
        for one in work.works
    ]
    return sorted(rows, key=lambda row: (row.points, row.student))


def _lost(
    work: GradedWork, read: ReadLesson, tests: Mapping[str, Mapping[str, float]]
) -> Iterator[LostExercise]:
    lesson = read.lesson.name
    for exercise, found in tests.items():
        if not (lost := work.lost(found)):
            continue
        command = f"course why {lesson} {work.student} {exercise}"
        corpus = read.exercises.get(exercise)
        shown = read_answer(work, corpus, found).shown if corpus else ()
        yield LostExercise(
            exercise,
            tuple(
                LostTest(
                    test,
                    work.points.get(test, 0.0),
                    found[test],
                    command,
                    _stopped(work, exercise, test),
                )
                for test in lost
            ),
            work.attempted(exercise, found),
            tuple(one.words for one in shown),
        )


def _stopped(work: GradedWork, exercise: str, test: str) -> str:
    """Return the exception that ended a test, with what the answer's cell shows of the cause."""
    if not exception_of_test(work.why.get(test, "")):
        return ""
    cells = {cell.grade_id: cell for cell in work.cells if cell.grade_id}
    own = [cells[exercise].source] if exercise in cells else []
    # Here the student's own words may be shown: the page is for the instructor.
    why = tidied(cells[test].error) if test in cells else work.why[test]
    return with_hint(f"It stopped with {why}", [exercise], own).rstrip(".: ") + "."


def students_page(work: ClassWork, read: ReadLesson) -> str:
    """Return the page as HTML, without scripts or requests."""
    return _template().render(
        lesson=read.lesson.name,
        title=read.lesson.title,
        course=read.course_title,
        rows=student_rows(work, read),
        most=sum(sum(found.values()) for found in points_by_exercise(read).values()),
        style=Markup((HERE / "page.css").read_text("utf-8")),
    )


@cache
def _template() -> Template:
    return template(HERE / "students_page.html.j2", points=points)
