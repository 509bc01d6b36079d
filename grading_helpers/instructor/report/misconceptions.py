"""Which lost test is explained by what, so that nothing is counted twice.

``check`` names the first thing that differs, so it gives an answer at most one misconception of
the corpus. The corpus says which tests that misconception loses; they are explained by it. A
lost test that it does not explain speaks for itself, if it speaks in words. What is left is lost
without a word, and of that the author should hear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.report.classwork import Work
from grading_helpers.instructor.report.verdict_texts import Said, read_verdict, words_of_test


@dataclass(frozen=True, order=True)
class Misconception:
    """A mistake that has words: an answer of the corpus, or what a test said."""

    exercise: str
    words: str
    answer: str = ""


@dataclass(frozen=True)
class Reading:
    """What one student's answer to one exercise showed.

    ``shown`` are its mistakes in words, each once; ``unexplained`` the lost tests of which
    nobody said why.
    """

    student: str
    exercise: str
    shown: tuple[Misconception, ...]
    unexplained: tuple[str, ...]


def read_answer(work: Work, exercise: ExerciseFolder, tests: Mapping[str, float]) -> Reading:
    """Return what an answer showed.

    Parameters
    ----------
    work : Work
        The student's.
    exercise : ExerciseFolder
        With its corpus.
    tests : mapping of str to float
        The tests of the exercise and their points.
    """
    lost = work.lost(tests)
    if not lost or not work.attempted(exercise.name, tests):
        return Reading(work.student, exercise.name, (), ())
    shown = []
    said = verdict_on(work, exercise)
    known = {one.message: one for one in exercise.wrong}
    if said and (answer := known.get(said.words)):
        shown.append(Misconception(exercise.name, answer.message, answer.name))
        lost = [test for test in lost if test not in answer.fails]
    in_words = {test: words_of_test(work.why.get(test, "")) for test in lost}
    for words in dict.fromkeys(filter(None, in_words.values())):
        shown.append(Misconception(exercise.name, words))
    unexplained = tuple(test for test, words in in_words.items() if not words)
    return Reading(work.student, exercise.name, tuple(shown), unexplained)


def verdict_on(work: Work, exercise: ExerciseFolder) -> Said | None:
    """Return the last verdict on an exercise in a cell of the lesson's own.

    A student's extra cell may hold a ``check`` of an earlier try.
    """
    cases = [case.name for case in exercise.recipe.cases]
    found = None
    for cell in work.cells:
        if cell.name.startswith("extra-") or f"check({exercise.name})" not in cell.source:
            continue
        for text in cell.texts:
            found = read_verdict(text, exercise.name, cases) or found
    return found


def read_answers(works: Iterable[Work], read: ReadLesson) -> list[Reading]:
    """Return what every answer of a class showed, exercise by exercise."""
    tests = points_by_exercise(read)
    return [
        read_answer(work, exercise, tests[name])
        for work in works
        for name, exercise in read.exercises.items()
    ]


def points_by_exercise(read: ReadLesson) -> dict[str, dict[str, float]]:
    """Return the points of the tests of each exercise."""
    return {
        name: {test: cell.points for test, cell in read.lesson.tests_of(name).items()}
        for name in read.lesson.answers
    }
