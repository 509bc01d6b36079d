"""The proofs about a contract: right answers agree on all its inputs, wrong ones do not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.examples import FILE as EXAMPLES_FILE
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import as_graded
from grading_helpers.instructor.contracts.contract import Arguments, Contract
from grading_helpers.instructor.proving.mutant_proofs import (
    SOLUTION,
    HiddenTests,
    MutantProof,
    prove_mutants,
)
from grading_helpers.instructor.proving.mutants import mutants as mutants_of
from grading_helpers.instructor.proving.name_proofs import false_names
from grading_helpers.instructor.proving.trials import Function, Trials, try_out, with_numpy_numbers

# On how many inputs right answers must agree with the solution, as must equivalent mutants.
INPUTS = 500
# One input in this many is tried again with NumPy's numbers, which should do what Python's do.
AGAIN = 12


@dataclass(frozen=True)
class ContractProof:
    """What the inputs of a contract have shown about one exercise.

    Parameters
    ----------
    inputs : int
        How many were drawn.
    right, agree : int
        How many right answers there are, and how many of them agree with the solution on all.
    wrong, differ : int
        How many wrong answers there are, and how many of them differ on at least one.
    mutants, agreeing, rejected : int
        How many mutants the solution and the right answers have, how many of them agree with the
        solution on all inputs, and how many of the others the hidden tests reject.
    problems : tuple of str
        One line each.
    """

    inputs: int = 0
    right: int = 0
    agree: int = 0
    wrong: int = 0
    differ: int = 0
    mutants: int = 0
    agreeing: int = 0
    rejected: int = 0
    problems: tuple[str, ...] = ()


def prove_contract(lesson: Lesson, exercise: ExerciseFolder, seed: int) -> ContractProof:
    """Return what a contract shows about an exercise; nothing if it has none.

    Parameters
    ----------
    lesson, exercise
        What is proved.
    seed : int
        Decides which inputs are drawn.
    """
    contract = exercise.contract
    if contract is None:
        return ContractProof()
    with as_graded():
        tried = try_out(lesson, exercise, contract, INPUTS, seed)
        where = f"{exercise.folder / 'contract.py'}"
        problems = [f"{where}: {fault}." for fault in tried.faults]
        problems += _missing_labels(tried, contract, where)
        right = [right_problem(tried, answer) for answer in exercise.right]
        wrong = [wrong_problem(tried, answer) for answer in exercise.wrong]
        mutants = _mutants(lesson, exercise, tried)
        problems += _false_names(lesson, exercise, tried)
    problems += [f"{where}: {survivor}." for survivor in mutants.survivors]
    return ContractProof(
        inputs=len(tried.trials),
        right=len(right),
        agree=right.count(""),
        wrong=len(wrong),
        differ=wrong.count(""),
        mutants=mutants.made,
        agreeing=len(mutants.agreeing),
        rejected=mutants.rejected,
        problems=tuple(problem for problem in problems + right + wrong if problem),
    )


def _mutants(lesson: Lesson, exercise: ExerciseFolder, tried: Trials) -> MutantProof:
    """Return what became of the mutants; a practice exercise has no tests to reject them."""
    cells = {name: cell.source for name, cell in lesson.tests_of(exercise.name).items()}
    if not cells or not exercise.chosen.contract:
        return MutantProof()
    tests = HiddenTests(tried.setup, cells)
    return prove_mutants(tried, answers_of(lesson, exercise), tests, set(exercise.chosen.agreeing))


def _false_names(lesson: Lesson, exercise: ExerciseFolder, tried: Trials) -> list[str]:
    """Return a problem for each mutant of the solution that ``check`` takes for a wrong answer."""
    known = known_exercises().get(exercise.name)
    if known is None or not exercise.examples:
        return []
    made = {one.code: one for one in mutants_of(lesson.answers[exercise.name].source)}
    return [
        f"{exercise.folder}: check takes {made[code].change} in the solution for "
        f"{' and '.join(answer.name for answer in answers)}, from which it differs on "
        f"{tried.exercise}({trial}). Add this input to {EXAMPLES_FILE}."
        for code, answers, trial in false_names(tried, exercise, known, made)
    ]


def answers_of(lesson: Lesson, exercise: ExerciseFolder) -> dict[str, str]:
    """Return the answers that have mutants, by name: the solution and the right answers."""
    solution = {SOLUTION: lesson.answers[exercise.name].source}
    return solution | {answer.name: answer.code for answer in exercise.right}


def _missing_labels(tried: Trials, contract: Contract, where: str) -> list[str]:
    drawn = {one.label for one in tried.trials}
    return [
        f"{where}: nothing can be drawn for {label!r}."
        for label in contract.inputs
        if label not in drawn
    ]


def right_problem(tried: Trials, answer: Answer) -> str:
    """Return where a right answer differs from the solution, empty if nowhere."""
    function = tried.function(answer.code)
    if function is None:
        return f"{answer.file}: it defines no function {tried.exercise}."
    changed = []
    for one, outcome in tried.outcomes(function, tried.trials):
        if not one.accepts(outcome, tried.tolerance):
            worst = tried.smallest(function, tried.trials) or one
            did = tried.call(function, worst)
            return (
                f"{answer.file}: on an input of {worst.label!r} it {did}, but the solution "
                f"{worst.due}: {tried.exercise}({worst})."
            )
        if not outcome.kept:
            changed.append(one)
    if changed:
        least = min(changed, key=lambda one: one.size)
        return f"{answer.file}: it changes its input: {tried.exercise}({least})."
    return _numpy_problem(tried, function, answer)


def _numpy_problem(tried: Trials, function: Function, answer: Answer) -> str:
    """Return where a right answer differs if numbers are NumPy's, empty if nowhere."""
    again = [one for one in tried.trials if not _have_no_numbers(one.arguments)][::AGAIN]
    numbers = [replace(one, arguments=with_numpy_numbers(one.arguments)) for one in again]
    wrong = tried.first(function, numbers)
    if wrong is None:
        return ""
    did = tried.call(function, wrong)
    return f"{answer.file}: with NumPy's numbers it {did}: {tried.exercise}({wrong})."


def _have_no_numbers(arguments: Arguments) -> bool:
    """Tell whether all are tables or texts: tables hold NumPy's numbers anyway."""
    return all(isinstance(one, pd.DataFrame | pd.Series | str) for one in arguments)


def wrong_problem(tried: Trials, answer: Answer) -> str:
    """Return a problem if a wrong answer gives the solution's results on all inputs."""
    function = tried.function(answer.code)
    if function is None or tried.first(function, tried.trials):
        return ""
    return (
        f"{answer.file}: on {len(tried.trials)} inputs of the contract it does what the solution "
        "does. Either it is not wrong, or the contract does not draw what it gets wrong."
    )


def tests_lost(tried: Trials, contract: Contract, answer: Answer) -> list[str]:
    """Return the tests that an answer would fail if each had all inputs of its labels."""
    function = tried.function(answer.code)
    if function is None:
        return list(contract.tests)
    return [
        test for test, labels in contract.tests.items() if tried.first(function, tried.of(labels))
    ]
