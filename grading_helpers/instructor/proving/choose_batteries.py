"""Choose the inputs of hidden tests: few, but such that no wrong answer passes them all."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from grading_helpers.checking.inputs import TAG, Json, encode_input
from grading_helpers.instructor.authoring.battery_json import (
    ChosenInputs,
    digest_of_contract,
)
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import as_graded
from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.proving.contract_proofs import answers_of
from grading_helpers.instructor.proving.mutant_proofs import (
    SOLUTION,
    HiddenTests,
    key_of,
    mutants_of,
)
from grading_helpers.instructor.proving.trials import Function, Trial, Trials, try_out

# From how many inputs the last choice is made, and how many the batteries of one exercise have
# together, unless mutants need more: grading may cost a seventh more than without batteries.
CANDIDATES = 14
INPUTS_OF_ALL = 6
# How many inputs of a test are to reject each wrong answer that fails it, if there are so many.
EACH = 2
# From how many inputs of its labels the battery of a test is chosen.
POOL = 90
# How many bytes the battery of one test may have.
MOST_BYTES = 45_000
# Decimals that are kept of an expected result; every tolerance is far coarser.
DECIMALS = 7


@dataclass(frozen=True)
class InputSelection:
    """What has been chosen for an exercise.

    Parameters
    ----------
    inputs : ChosenInputs
        The content of ``battery.json``.
    fails : mapping of str to tuple of str
        For each wrong answer that fails more tests than its author says, all that it fails.
    """

    inputs: ChosenInputs
    fails: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _Battery:
    """The battery of one test while it is being chosen.

    ``pool`` has all inputs of its labels. ``fair`` has those on which an answer differs from the
    solution only if it is expected to fail this test: an answer that gets blanks wrong fails the
    test on blanks.
    """

    test: str
    pool: tuple[Trial, ...]
    fair: list[Trial]
    chosen: list[Trial] = field(default_factory=list)


def choose_inputs(lesson: Lesson, exercise: ExerciseFolder, seed: int, many: int) -> InputSelection:
    """Return the inputs of every hidden test of an exercise that its contract names.

    Parameters
    ----------
    lesson, exercise
        An exercise with a contract, and its lesson as the author wrote it, without batteries.
    seed : int
        Decides what is drawn; see ``course.yml``.
    many : int
        How many inputs to choose from.

    Notes ----- A chart has no batteries, because drawing takes a long time: its tests have to
    reject every mutant as they are, and only the mutants that agree with the solution are noted.

    Most wrong answers and mutants fail the tests that were written by hand, or some input at
    random. For each of the rest, the smallest input that exposes it is added.
    """
    contract = exercise.contract
    assert contract is not None
    with as_graded():
        tried = try_out(lesson, exercise, contract, many, seed)
        batteries = _batteries(tried, contract, exercise, random.Random(f"{seed}/{exercise.name}"))
        agreeing, unfair = [], list[tuple[_Battery, Trial]]()
        wrong: list[Function] = []
        for key, function in _survivors(lesson, exercise, tried):
            is_rejected = any(tried.first(function, one.chosen) for one in batteries)
            if not is_rejected and not tried.first(function, tried.trials):
                agreeing.append(key)
                continue
            if exercise.views:
                continue
            wrong.append(function)
            if not is_rejected and not _add_fair(tried, batteries, function):
                unfair.append(_add_any(tried, batteries, function))
        _thin_out(tried, batteries, wrong)
        fails = _longer_fails(tried, exercise, unfair)
    many = len(tried.trials) if exercise.views else many
    tests = {one.test: [_row(trial) for trial in _fitting(one.chosen)] for one in batteries}
    digest = digest_of_contract(exercise.contract_code)
    return InputSelection(ChosenInputs(digest, many, tests, tuple(agreeing)), fails)


def _batteries(
    tried: Trials, contract: Contract, exercise: ExerciseFolder, rng: random.Random
) -> list[_Battery]:
    """Return the batteries with the inputs that are chosen at random."""
    made = []
    for test, labels in contract.tests.items():
        pool = () if exercise.views else tried.of(labels)
        if not pool:
            continue
        innocent = [answer for answer in exercise.wrong if test not in answer.fails]
        guilty = [answer for answer in exercise.wrong if test in answer.fails]
        battery = _Battery(test, pool, list(_fair(tried, pool[:POOL], innocent)))
        many = max(4, CANDIDATES // len(contract.tests))
        battery.chosen = _covering(tried, battery.fair, guilty, many)
        spare = [trial for trial in battery.fair if trial not in battery.chosen]
        battery.chosen += _at_random(spare, rng, many - len(battery.chosen))
        made.append(battery)
    return made


def _fair(tried: Trials, pool: Iterable[Trial], innocent: list[Answer]) -> Iterator[Trial]:
    """Yield the inputs on which none of these answers differs from the solution."""
    functions = [made for answer in innocent if (made := tried.function(answer.code))]
    for trial in pool:
        if not any(tried.first(function, [trial]) for function in functions):
            yield trial


def _covering(tried: Trials, fair: list[Trial], guilty: list[Answer], most: int) -> list[Trial]:
    """Return the fewest inputs that reject each wrong answer a few times, greedily chosen."""
    functions = [made for answer in guilty if (made := tried.function(answer.code))]
    rejected = [set(tried.differing(function, fair)) for function in functions]
    missing = [min(EACH, len(trials)) for trials in rejected]
    found: list[Trial] = []
    while any(missing) and len(found) < most:
        still = [trials for left, trials in zip(missing, rejected, strict=True) if left]
        gains = {
            trial: sum(trial in trials for trials in still) for trial in fair if trial not in found
        }
        if not gains:
            break
        best = max(gains, key=lambda trial: (gains[trial], -trial.size))
        if not gains[best]:
            break
        found.append(best)
        missing = [
            left - (left > 0 and best in trials)
            for left, trials in zip(missing, rejected, strict=True)
        ]
    return found


def _at_random(fair: list[Trial], rng: random.Random, many: int) -> list[Trial]:
    """Return some inputs, from each label in turn: the larger of two, because it says more."""
    by_label: dict[str, list[Trial]] = {}
    mixed = rng.sample(fair, len(fair))
    for one, other in zip_longest(mixed[::2], mixed[1::2]):
        larger = one if other is None or one.size > other.size else other
        by_label.setdefault(larger.label, []).append(larger)
    found: list[Trial] = []
    while len(found) < many and any(by_label.values()):
        for label in sorted(by_label):
            if by_label[label] and len(found) < many:
                found.append(by_label[label].pop())
    return found


def _survivors(
    lesson: Lesson, exercise: ExerciseFolder, tried: Trials
) -> Iterator[tuple[str, Function]]:
    """Yield the mutants that the tests written by hand accept, each with its key."""
    cells = {name: cell.source for name, cell in lesson.tests_of(exercise.name).items()}
    tests = HiddenTests(tried.setup, cells)
    answers = answers_of(lesson, exercise)
    for _, mutant in mutants_of(answers, of_chart=bool(tried.views)):
        if tests.accept(mutant.code) and (function := tried.function(mutant.code)):
            yield key_of(mutant, answers[SOLUTION]), function


def _add_fair(tried: Trials, batteries: list[_Battery], function: Function) -> bool:
    """Add an input that a function gets wrong and that is fair in some test."""
    for battery in batteries:
        if found := tried.smallest(function, battery.fair, most=5):
            battery.chosen.append(found)
            return True
    return False


def _add_any(
    tried: Trials, batteries: list[_Battery], function: Function
) -> tuple[_Battery, Trial]:
    """Add the smallest input that a function gets wrong; other answers may fail on it, too."""
    trial = tried.smallest(function, tried.trials)
    assert trial is not None
    battery = next((one for one in batteries if trial in one.pool), batteries[0])
    battery.chosen.append(trial)
    return battery, trial


def _thin_out(tried: Trials, batteries: list[_Battery], wrong: list[Function]) -> None:
    """Keep in the batteries what these mutants need, and the first few of the other inputs."""
    chosen = [trial for battery in batteries for trial in battery.chosen]
    rejected = {
        trial: {n for n, function in enumerate(wrong) if tried.first(function, [trial])}
        for trial in chosen
    }
    kept: set[Trial] = set()
    missing = set.union(set(), *rejected.values())
    while missing:
        best = max(chosen, key=lambda trial: len(rejected[trial] & missing))
        kept.add(best)
        missing -= rejected[best]
    each = max(2, INPUTS_OF_ALL // len(batteries)) if batteries else 0
    for battery in batteries:
        spare = [trial for trial in battery.chosen if trial not in kept]
        room = max(0, each - sum(trial in kept for trial in battery.chosen))
        kept.update(spare[:room])
        battery.chosen = [trial for trial in battery.chosen if trial in kept]


def _longer_fails(
    tried: Trials, exercise: ExerciseFolder, unfair: list[tuple[_Battery, Trial]]
) -> dict[str, tuple[str, ...]]:
    """Return the tests of each wrong answer that now fails more of them than before."""
    longer = {}
    for answer in exercise.wrong:
        function = tried.function(answer.code)
        more = [
            battery.test
            for battery, trial in unfair
            if battery.test not in answer.fails and function and tried.first(function, [trial])
        ]
        if more:
            longer[answer.name] = (*answer.fails, *dict.fromkeys(more))
    return longer


def _fitting(trials: list[Trial]) -> Iterator[Trial]:
    """Yield the trials, from the last, that fit into a battery together."""
    size = 0
    for one in reversed(trials):
        size += len(json.dumps(_row(one), ensure_ascii=False).encode())
        if size <= MOST_BYTES:
            yield one


def _row(trial: Trial) -> list[Json]:
    """Return a trial as a battery has it: the arguments and the expected result, as data."""
    given = [encode_input(one) for one in trial.arguments]
    if trial.refuses:
        return [given, {TAG: "raises", "of": trial.refuses.__name__}]
    return [given, _rounded(encode_input(trial.due.result))]


def _rounded(data: Json) -> Json:
    if isinstance(data, float):
        return round(data, DECIMALS)
    if isinstance(data, list):
        return [_rounded(part) for part in data]
    if isinstance(data, dict):
        return {key: _rounded(part) for key, part in data.items()}
    return data
