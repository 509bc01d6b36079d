"""The five proofs that the course grades as it should.

In step: a rebuild gives the bytes that are committed. Solutions earn all, blanks earn
nothing. Every answer of the corpus gets what it deserves, and ``check`` says of each wrong
one what its author wrote, and of no other. The release reveals nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from grading_helpers.instructor.authoring.build import out_of_date
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.proving.coverage import coverage
from grading_helpers.instructor.proving.exercise_proofs import Bench, prove_exercise
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id, notebook_problems
from grading_helpers.instructor.proving.report import Report


def prove(
    course: Course,
    advance: Callable[[int, int], None] = lambda done, total: None,
    only: str = "",
) -> Report:
    """Run the five proofs over all lessons, or over one.

    Parameters
    ----------
    course : Course
        A checkout whose notebooks are built.
    advance : callable
        Called with how many exercises are done, out of how many.
    only : str
        The name of the one lesson to prove.

    Raises
    ------
    FaultsError
        If an author's file is wrong.
    """
    lessons = read_course(course, only)
    covered = None if only else coverage(course, lessons)
    report = Report(problems=_not_in_step(course, lessons), covered=covered)
    report.problems.extend(covered.problems if covered else ())
    total = sum(len(one.exercises) for one in lessons)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for one in lessons:
            report.problems.extend(notebook_problems(course, one))
            for proof in pool.map(prove_exercise, _benches(course, one)):
                report.exercises.append(proof)
                advance(len(report.exercises), total)
    return report


def _not_in_step(course: Course, lessons: list[ReadLesson]) -> list[str]:
    """Return a problem for each built file that is not what a build would give."""
    return [
        f"{path.relative_to(course.root)} is out of date. Run `make build` and commit."
        for path in out_of_date(course, lessons)
    ]


def _benches(course: Course, one: ReadLesson) -> list[Bench]:
    stubs = cells_by_id(course.release(one.lesson.name))
    return [
        Bench(one.lesson, exercise, stubs.get(name, "")) for name, exercise in one.exercises.items()
    ]
