"""A class of invented students, built from the answer corpus.

The corpus says which tests each answer fails, so every mark is known beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice

import nbformat

from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.proving.odd_answers import odd_answers

MISTAKEN = ("chidi", "dana", "emil", "freya", "goran", "hana", "ivo", "jun")


@dataclass(frozen=True)
class Attempted:
    """What a student wrote for one exercise, and the tests that it fails."""

    code: str
    fails: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DemoStudent:
    """An invented student, with their submission and the points due for each test.

    ``due`` is None for work that cannot be graded.
    """

    student_id: str
    story: str
    notebook: str
    due: dict[str, float] | None

    @property
    def total_due(self) -> float | None:
        """The points due for all tests together."""
        return None if self.due is None else sum(self.due.values())


def demo_class(
    lesson: Lesson, exercises: Mapping[str, ExerciseFolder], release: str
) -> list[DemoStudent]:
    """Return the invented class of a lesson.

    Parameters
    ----------
    lesson : Lesson
        The lesson, whose tests say how many points there are.
    exercises : mapping of str to ExerciseFolder
        The exercises with the corpus of answers.
    release : str
        The students' notebook as JSON text.
    """
    works = dict(_works(lesson, exercises))
    students = [
        DemoStudent(name, story, _notebook(release, work), _due(lesson, work))
        for name, (story, work) in works.items()
    ]
    half_uploaded = students[0].notebook[: len(students[0].notebook) // 2]
    return [*students, DemoStudent("quentin", "upload was cut off", half_uploaded, None)]


def corpus_class(
    lesson: Lesson, exercises: Mapping[str, ExerciseFolder], release: str
) -> list[DemoStudent]:
    """Return a class in which every answer of a lesson's corpus is handed in by one student.

    Those who come after the last answer of an exercise leave it out.
    """
    answers = {name: [*_every(exercise)] for name, exercise in exercises.items()}
    students = []
    for number in range(max(map(len, answers.values()))):
        work = {name: found[number] for name, found in answers.items() if number < len(found)}
        name = f"student_{number:02d}"
        notebook, due = _notebook(release, work), _due(lesson, work)
        students.append(DemoStudent(name, "answers of the corpus", notebook, due))
    return students


def _every(exercise: ExerciseFolder) -> Iterator[Attempted]:
    yield from (Attempted(answer.code) for answer in exercise.right)
    yield from (Attempted(answer.code, frozenset(answer.fails)) for answer in exercise.wrong)


Work = dict[str, Attempted]


def _works(
    lesson: Lesson, exercises: Mapping[str, ExerciseFolder]
) -> Iterator[tuple[str, tuple[str, Work]]]:
    """Yield each student's name, story and answers by exercise."""
    solutions = {name: Attempted(cell.source) for name, cell in lesson.answers.items()}
    yield "ada", ("the model solutions", solutions)
    yield "bilal", ("right in another way", {n: _right(e, 0) for n, e in exercises.items()})
    yield "kofi", ("right in a third way", {n: _right(e, -1) for n, e in exercises.items()})
    yield "lena", ("right, with warnings", {n: _warning(lesson, n) for n in exercises})
    for number, name in enumerate(MISTAKEN):
        work = {n: _wrong(e, number) for n, e in exercises.items()}
        yield name, ("a misconception in each exercise", work)
    half = dict(islice(solutions.items(), len(solutions) // 2))
    yield "mira", ("only the first half", half)
    yield "nils", ("handed in unchanged", {})


def _right(exercise: ExerciseFolder, number: int) -> Attempted:
    return Attempted(exercise.right[number].code)


def _wrong(exercise: ExerciseFolder, number: int) -> Attempted:
    answer = next(islice(cycle(exercise.wrong), number, None))
    return Attempted(answer.code, frozenset(answer.fails))


def _warning(lesson: Lesson, exercise: str) -> Attempted:
    odd = odd_answers(exercise, lesson.answers[exercise].source, stub="")
    return Attempted(next(one.code for one in odd if one.name == "warns"))


def _notebook(release: str, work: Work) -> str:
    return filled_in(release, {name: one.code for name, one in work.items()})


def _due(lesson: Lesson, work: Work) -> dict[str, float]:
    return points_due(lesson, {name: one.fails for name, one in work.items()})


def filled_in(release: str, codes: Mapping[str, str]) -> str:
    """Return the students' notebook with answers written into their cells.

    Parameters
    ----------
    release : str
        The students' notebook as JSON text.
    codes : mapping of str to str
        The source of each answer, by the id of its cell. Other cells are unchanged.
    """
    notebook = nbformat.reads(release, as_version=4)
    for cell in notebook.cells:
        cell.source = codes.get(cell.id, cell.source)
    return str(nbformat.writes(notebook))


def points_due(lesson: Lesson, fails: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Return the points due for each test of a lesson.

    Parameters
    ----------
    lesson : Lesson
        The lesson, whose tests say how many points there are.
    fails : mapping of str to collection of str
        The tests that each answer fails, by exercise. An exercise without an answer earns nothing.
    """
    due = dict.fromkeys(lesson.tests, 0.0)
    for exercise, failed in fails.items():
        tests = lesson.tests_of(exercise)
        due |= {test: cell.points for test, cell in tests.items() if test not in failed}
    return due
