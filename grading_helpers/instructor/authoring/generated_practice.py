"""Generated practice: drawn tables with the right number and those of the misconceptions.

``practice.py`` of an exercise draws the tables. Which of them are used, and what the answers of the
corpus return for them, takes a long time to find out; `course practice` writes it into
``practice.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random

import pandas as pd

from grading_helpers.instructor.authoring.content_cache import recall
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.faults import FaultsError, at_line
from grading_helpers.instructor.contracts.contract import Arguments
from grading_helpers.instructor.contracts.practice import FILE, NUMBERS, Practice
from grading_helpers.instructor.json_types import JsonObject
from grading_helpers.questions.generated import (
    Generated,
    Variant,
    as_cells,
    pack_generated,
    unpack_generated,
)
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.text_matching import plain_number

VARIANTS = 200


def generated_of(
    root: Path, exercises: Mapping[str, ExerciseFolder], questions: list[AnyQuestion]
) -> dict[str, dict[str, str]]:
    """Return the computations of a lesson for its packed bank, by their names.

    Parameters
    ----------
    root : Path
        The checkout whose cache is used.
    exercises : mapping of str to ExerciseFolder
        The lesson's exercises by name.
    questions : list of Question
        Its bank: a computation is practised after the last question about its concept.

    Raises
    ------
    FaultsError
        If a computation cannot be practised.
    """
    last = {question.concept: question.id for question in questions}
    found = {}
    for exercise in exercises.values():
        if exercise.practice is None:
            continue
        concept = exercise.practice.concept
        if concept not in last:
            what = f"no question of the bank has the concept {concept!r}"
            raise FaultsError([at_line(exercise.folder / FILE, 1, what, "use one that is asked")])
        about = [exercise.name, exercise.practice_code, exercise.practice_numbers]
        packed = recall(root, "practice", about, partial(_packed, exercise))
        found[f"{exercise.name}_numbers"] = {"after": last[concept], "packed": packed}
    return found


def _packed(exercise: ExerciseFolder) -> str:
    generated = generated_practice(exercise)
    if faults := list(unproved(generated)):
        where, cure = exercise.folder / NUMBERS, f"run `course practice {exercise.name}`"
        raise FaultsError([at_line(where, 1, what, cure) for what in faults])
    return pack_generated(generated)


def generated_practice(exercise: ExerciseFolder) -> Generated:
    """Return the variants of an exercise, as they are shipped.

    Raises
    ------
    FaultsError
        If ``practice.json`` is missing or older than ``practice.py``.
    """
    practice = exercise.practice
    assert practice is not None
    known: JsonObject = json.loads(exercise.practice_numbers or "{}")
    if known.get("mistakes") != list(practice.mistakes):
        what = f"{NUMBERS} does not have the numbers of all mistakes"
        cure = f"run `course practice {exercise.name}`"
        raise FaultsError([at_line(exercise.folder / FILE, 1, what, cure)])
    variants = list[Variant]()
    columns: tuple[str, ...] = ()
    for seed, answer, mistakes in known["variants"]:
        arguments = drawn(exercise, seed)
        columns = tuple(map(str, table_of(arguments).columns))
        prompt = practice.prompt.format(*arguments)
        variants.append(Variant(prompt, rows_of(arguments), answer, tuple(mistakes)))
    return Generated(
        id=f"{exercise.name}_numbers",
        concept=practice.concept,
        columns=columns,
        unit=practice.unit,
        tolerance=practice.tolerance,
        because=practice.because,
        reasons=tuple(practice.mistakes.values()),
        variants=tuple(variants),
    )


def drawn(exercise: ExerciseFolder, seed: int) -> Arguments:
    """Return the arguments of the call that a seed stands for."""
    practice = exercise.practice
    assert practice is not None
    return practice.draw(Random(f"{exercise.name}/{seed}"))


def table_of(arguments: Arguments) -> pd.DataFrame:
    """Return the table to compute from, which is the first argument."""
    table = arguments[0]
    assert isinstance(table, pd.DataFrame)
    return table


def rows_of(arguments: Arguments) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table, as they are shown."""
    return tuple(as_cells(row) for row in table_of(arguments).astype(object).to_numpy().tolist())


def clash(numbers: Mapping[str, float], practice: Practice) -> str:
    """Return which two numbers could be taken for one another; empty if none.

    Somebody who rounds one of them to the tolerance must not hit another one.
    """
    apart = 2.2 * practice.tolerance + 1e-6
    known = list(numbers.items())
    for place, (name, value) in enumerate(known):
        for other, theirs in known[:place]:
            if not abs(value - theirs) > apart:
                return f"{other} and {name} give the same number"
    return ""


def unproved(generated: Generated) -> Iterator[str]:
    """Yield what is wrong with variants: too few, or numbers that marking mistakes for others."""
    shipped = unpack_generated(generated.id, pack_generated(generated))
    if len({(one.prompt, one.rows) for one in shipped.variants}) < VARIANTS:
        yield f"there are fewer than {VARIANTS} different tables"
    for place, one in enumerate(shipped.variants):
        question = shipped.question(place)
        if not question.mark(plain_number(one.answer)).right:
            yield f"variant {place} rejects its own answer"
        for value, reason in zip(one.mistakes, shipped.reasons, strict=True):
            marked = question.mark(plain_number(value))
            if marked.right or [note.reason for note in marked.notes] != [reason]:
                yield f"variant {place} does not recognise {value}"
        yield from (f"variant {place}: {what}" for what, _ in question.problems())
