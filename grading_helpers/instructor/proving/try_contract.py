"""Try the contract of one exercise, for the author who writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.run_cells import as_graded
from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.diagnostics import CommandError, counted, few
from grading_helpers.instructor.proving.contract_proofs import (
    right_problem,
    tests_lost,
    wrong_problem,
)
from grading_helpers.instructor.proving.trials import Trials, try_out


def try_contract(course: Course, exercise: str, inputs: int) -> tuple[list[str], bool]:
    """Return what to print about a contract, and whether all is as it should be.

    Parameters
    ----------
    course : Course
        A checkout.
    exercise : str
        The name of an exercise that has a contract.
    inputs : int
        How many inputs to draw.

    Raises
    ------
    CommandError
        If there is no such exercise, or it has no contract.
    """
    one = _lesson_of(course, exercise)
    folder = one.exercises[exercise]
    contract = folder.contract
    if contract is None:
        raise CommandError(f"{exercise} has no contract. Write {folder.folder / 'contract.py'}.")
    with as_graded():
        tried = try_out(one.lesson, folder, contract, inputs, course.settings.seed)
        drawn = list(_drawn(tried))
        found = [f"The solution: {fault}." for fault in tried.faults]
        found += [problem for answer in folder.right if (problem := right_problem(tried, answer))]
        found += [problem for answer in folder.wrong if (problem := wrong_problem(tried, answer))]
        notes = list(_other_tests(tried, contract, folder))
    right, wrong = len(folder.right), len(folder.wrong)
    answers = f"{right} right and {counted(wrong, 'wrong answer')}"
    done = f"{answers} tried on {counted(len(tried.trials), 'input')}: "
    summary = done + (f"{len(found)} to look at." if found else "all hold.")
    return [*drawn, *notes, *found, summary], not found


def _lesson_of(course: Course, exercise: str) -> ReadLesson:
    found = course.root.glob(f"course/*/exercises/{exercise}/") if exercise else ()
    homes = [path.parents[1].name for path in found]
    if not homes:
        known = sorted(path.name for path in course.root.glob("course/*/exercises/*/"))
        raise CommandError(f"There is no exercise {exercise!r}. There are: {few(known, 60)}.")
    return read_course(course, homes[0])[0]


def _drawn(tried: Trials) -> Iterator[str]:
    """Yield how many inputs each label has, and two of them."""
    for label, many in Counter(one.label for one in tried.trials).items():
        yield f"{label}: {counted(many, 'input')}"
        here = sorted(tried.of([label]), key=lambda one: one.size)
        for one in dict.fromkeys((here[len(here) // 2], here[-1])):
            yield f"    {tried.exercise}({one}) {one.due}"


def _other_tests(tried: Trials, contract: Contract, folder: ExerciseFolder) -> Iterator[str]:
    """Yield each wrong answer whose line Fails: differs from what its tests would find."""
    for answer in folder.wrong:
        lost = tests_lost(tried, contract, answer)
        said = [test for test in answer.fails if test in contract.tests]
        if set(lost) != set(said):
            yield (
                f"Note: {answer.name} says that it fails {', '.join(said) or 'nothing'}; on inputs "
                f"of the contract it would fail {', '.join(lost) or 'nothing'}."
            )
