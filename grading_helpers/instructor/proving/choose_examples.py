"""Choose the small inputs that ``check`` tries, from those that the contract of an exercise draws.

They have to tell every wrong answer of the corpus from the right ones and from each other, twice
if possible, and every mutant from the right answers. The rest are as different as the labels of the
contract.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations, zip_longest

import numpy as np
import pandas as pd

from grading_helpers.checking.inputs import encode_input
from grading_helpers.checking.results import Leaf
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.examples import MOST, Example
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import as_graded
from grading_helpers.instructor.proving.contract_proofs import answers_of
from grading_helpers.instructor.proving.mutant_proofs import mutants_of
from grading_helpers.instructor.proving.trials import Trial, Trials, try_out

# How many inputs to draw, how many of the small ones to try on wrong answers, and how large these
# may be.
DRAWN, TRIED, MOST_ROWS, LONGEST = 500, 150, 6, 900
# How often two answers should be told apart, and how many inputs to keep free for mutants.
TWICE, FOR_MUTANTS = 2, 6


def choose_examples(lesson: Lesson, exercise: ExerciseFolder, seed: int) -> list[Example]:
    """Return small inputs, encoded, the smallest first and empty tables last.

    Parameters
    ----------
    lesson, exercise
        Whose inputs are chosen. There are none without a contract, or for a chart, which takes a
        long time to draw.
    seed : int
        Decides which inputs are drawn.
    """
    contract = exercise.contract
    if contract is None or exercise.views:
        return []
    with as_graded():
        tried = try_out(lesson, exercise, contract, DRAWN, seed)
        small = _small(tried.trials)
        spread = _spread(small)
        kinds = [_results(tried, answer.code, spread) for answer in exercise.wrong]
        apart = [spread[number] for number in _cover(spread, [[0] * len(spread), *kinds])]
        # The last of these tell few answers apart that the first do not.
        first = apart[: MOST - FOR_MUTANTS]
        needed = _showing_mutants(tried, answers_of(lesson, exercise), small, first)
    # In this order, each once.
    chosen = list(dict.fromkeys([*first, *needed, *apart, *spread]))[:MOST]
    ordered = sorted(chosen, key=lambda one: (_is_empty(one), one.size))
    return [[encode_input(argument) for argument in one.arguments] for one in ordered]


def _is_empty(trial: Trial) -> bool:
    """Tell whether there is nothing to see in an input, because a table has no rows."""
    return any(isinstance(one, pd.DataFrame) and one.empty for one in trial.arguments)


def _small(trials: Sequence[Trial]) -> list[Trial]:
    """Return different small trials, the smallest first."""
    different: dict[str, Trial] = {}
    for one in sorted(trials, key=lambda one: one.size):
        text = json.dumps(encode_input(one.arguments))
        if len(text) <= LONGEST and max(map(_rows, one.arguments)) <= MOST_ROWS:
            different.setdefault(text, one)
    return list(different.values())


def _spread(small: Sequence[Trial]) -> list[Trial]:
    """Return some of the small trials, taking turns between labels, of all sizes."""
    by_label: dict[str, list[Trial]] = {}
    for one in small:
        by_label.setdefault(one.label, []).append(one)
    each = max(1, TRIED // max(1, len(by_label)))
    spread = [there[:: max(1, len(there) // each)][:each] for there in by_label.values()]
    return [one for turn in zip_longest(*spread) for one in turn if one is not None]


def _rows(argument: object) -> int:
    return len(argument) if isinstance(argument, pd.DataFrame | pd.Series) else 0


def _results(tried: Trials, code: str, trials: Sequence[Trial]) -> list[int]:
    """Return which result an answer gives in each trial; 0 is the right one."""
    function = tried.function(code)
    if function is None:
        return [-1] * len(trials)
    return [
        0 if one.accepts(outcome, tried.tolerance) else _number(outcome.leaves, outcome.error)
        for one, outcome in tried.outcomes(function, trials)
    ]


def _number(leaves: Sequence[Leaf], error: BaseException | None) -> int:
    """Return a number for a wrong result; results that agree to six digits have the same one."""
    if error is not None:
        return hash(type(error).__name__)
    return hash(tuple((one.path, one.token, f"{one.number or 0.0:.6g}") for one in leaves)) or 1


def _cover(trials: Sequence[Trial], kinds: Sequence[Sequence[int]]) -> list[int]:
    """Return the numbers of trials that together tell answers apart."""
    table = np.array(kinds)
    pairs = list(combinations(range(len(kinds)), 2))
    apart = np.array([table[one] != table[other] for one, other in pairs])
    left = np.minimum(apart.sum(axis=1), TWICE)
    chosen: list[int] = []
    while left.any() and len(chosen) < MOST:
        gain = apart[left > 0].sum(axis=0)
        gain[chosen] = 0
        if not gain.any():
            break
        chosen.append(int(gain.argmax()))
        left = np.maximum(left - apart[:, chosen[-1]], 0)
    return chosen


def _showing_mutants(
    tried: Trials, answers: Mapping[str, str], trials: Sequence[Trial], chosen: Sequence[Trial]
) -> list[Trial]:
    """Return the smallest trials that show mutants which those chosen before do not show."""
    rest = [trial for trial in trials if trial not in chosen]
    found: list[Trial] = []
    for _, mutant in mutants_of(answers):
        function = tried.function(mutant.code)
        if function is None or tried.first(function, [*found, *chosen]):
            continue
        if shown := tried.smallest(function, rest):
            found.append(shown)
    return found
