"""Choose the tables of generated practice, and prove their numbers with the corpus."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from math import isfinite

from grading_helpers.checking.attempt import quietly
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.faults import FaultsError, at_line
from grading_helpers.instructor.authoring.generated_practice import (
    VARIANTS,
    clash,
    drawn,
    generated_practice,
    rows_of,
)
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.outcomes import function_of
from grading_helpers.instructor.contracts.contract import Arguments
from grading_helpers.instructor.contracts.practice import FILE, Practice

RIGHT = "the solution"
# How many tables are drawn, at most, to find the variants.
MOST_DRAWN = 2000
# The proof tries the solution on every table, and other answers on each tenth: one whose numbers
# are not those of the file differs on most tables, and contracts compare right answers on hundreds.
EACH_TENTH = 10
# Numbers are kept to this many decimals.
DECIMALS = 6

Function = Callable[..., object]


def choose_practice(lesson: Lesson, exercise: ExerciseFolder) -> str:
    """Return what belongs in ``practice.json``: tables that tell all numbers apart.

    Raises
    ------
    FaultsError
        If too few tables do so, or a mistake is not in the corpus.
    """
    practice = exercise.practice
    assert practice is not None
    functions = dict(_functions(lesson, exercise, practice))
    lines, seen, refused = list[str](), set[object](), Counter[str]()
    with quietly():
        for seed in range(MOST_DRAWN):
            if len(lines) == VARIANTS:
                break
            arguments = drawn(exercise, seed)
            key = (practice.prompt.format(*arguments), rows_of(arguments))
            numbers, problem = _numbers(functions, arguments, practice)
            if problem or key in seen:
                refused[problem or "the table was drawn before"] += 1
                continue
            seen.add(key)
            answer, *mistakes = (round(value, DECIMALS) for value in numbers.values())
            lines.append(json.dumps([seed, answer, mistakes]))
    if len(lines) < VARIANTS:
        why = ", ".join(f"{what} ({count})" for what, count in refused.most_common(3))
        what = f"only {len(lines)} of {MOST_DRAWN} tables can be used: {why}"
        raise FaultsError([at_line(exercise.folder / FILE, 1, what, "draw other tables")])
    head = f'{{"mistakes": {json.dumps(list(practice.mistakes))},\n "variants": [\n  '
    return head + ",\n  ".join(lines) + "\n ]}\n"


def _functions(
    lesson: Lesson, exercise: ExerciseFolder, practice: Practice
) -> Iterator[tuple[str, Function]]:
    """Yield the solution, then the wrong answers in the order of their sentences."""
    wrong = {one.name.removeprefix("wrong_"): one.code for one in exercise.wrong}
    if unknown := sorted(set(practice.mistakes) - set(wrong)):
        what = f"there is no wrong answer {', '.join(unknown)}"
        where, cure = exercise.folder / FILE, "name files of the corpus, without wrong_"
        raise FaultsError([at_line(where, 1, what, cure)])
    solution = lesson.answers[exercise.name].source
    codes = {RIGHT: solution} | {name: wrong[name] for name in practice.mistakes}
    for name, code in codes.items():
        function = function_of(code, lesson.setup, exercise.name)
        if function is not None:
            yield name, function


def _numbers(
    functions: dict[str, Function], arguments: Arguments, practice: Practice
) -> tuple[dict[str, float], str]:
    """Return the numbers of all functions, or what keeps a table from being used."""
    numbers = dict[str, float]()
    for name, function in functions.items():
        value = _number_of(function, arguments, practice)
        if not isfinite(value):
            return {}, f"{name} gives no number"
        numbers[name] = value
        if problem := clash(numbers, practice):
            return {}, problem
    return numbers, ""


def _number_of(function: Function, arguments: Arguments, practice: Practice) -> float:
    """Return the number that a function gives; NaN if it gives none."""
    try:
        return float(practice.number(function(*deepcopy(arguments))))
    except (Exception, SystemExit):
        return float("nan")


def practice_problems(lesson: Lesson, exercise: ExerciseFolder) -> list[str]:
    """Return which answers of the corpus contradict the numbers in ``practice.json``.

    The solution must give the number of each table, and on every tenth table each right answer
    must give a number that is marked right, and each misconception one that is recognised.
    """
    practice = exercise.practice
    if practice is None:
        return []
    try:
        shipped = generated_practice(exercise).variants
        functions = dict(_functions(lesson, exercise, practice))
    except FaultsError as error:
        return [str(fault) for fault in error.faults]
    for answer in exercise.right:
        right = function_of(answer.code, lesson.setup, exercise.name)
        if right is not None:
            functions[answer.name] = right
    seeds = [seed for seed, *_ in json.loads(exercise.practice_numbers)["variants"]]
    places = {name: place for place, name in enumerate(practice.mistakes)}
    found = []
    with quietly():
        calls = [drawn(exercise, seed) for seed in seeds]
        for name, function in functions.items():
            for place in range(0, len(calls), 1 if name == RIGHT else EACH_TENTH):
                arguments, one = calls[place], shipped[place]
                due = one.mistakes[places[name]] if name in places else one.answer
                number = _number_of(function, arguments, practice)
                if not abs(number - due) <= practice.tolerance + 1e-5:
                    where = f"{exercise.folder / FILE}: on table {place}"
                    found.append(f"{where} {name} gives {number:g}, not {due:g}.")
                    break
    return found
