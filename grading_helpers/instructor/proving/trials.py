"""Run functions on the inputs of a contract, and find the inputs on which two of them differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, zip_longest

import numpy as np
import pandas as pd

from grading_helpers.checking.attempt import quietly, separate_figures
from grading_helpers.checking.inputs import encode_input
from grading_helpers.checking.results import Leaf, read, same_leaves
from grading_helpers.checking.time_limit import TookTooLongError, time_limit
from grading_helpers.compare import unchanged
from grading_helpers.figures.views import VIEWS, view_in_words
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import Namespace, run_cell
from grading_helpers.instructor.contracts.contract import Arguments, Contract
from grading_helpers.instructor.contracts.draw import draw_all

Function = Callable[..., object]

# How long one call may compute. The slowest right answer needs a hundredth of it.
SECONDS_FOR_A_CALL = 2.0
# The module in which answers are run.
ANSWERS = ("__main__",)
# On how many inputs charts are compared: painting and reading one takes a hundred times as long as
# comparing two numbers.
PICTURES = 24


@dataclass(frozen=True, eq=False)
class CallOutcome:
    """What a call gave: the leaves of its result or what it raised.

    ``before`` and ``after`` are its arguments, as they were before the call and after it.
    """

    leaves: tuple[Leaf, ...] = ()
    error: BaseException | None = None
    result: object = None
    before: Arguments = ()
    after: Arguments = ()

    @cached_property
    def kept(self) -> bool:
        """Whether the arguments were the same after the call as before it."""
        return _kept(self.before, self.after)

    def __str__(self) -> str:
        """Say what came back."""
        if self.error is not None:
            return f"raises {self.error!r}"
        return f"returns {_shown(self.result)}"


def call_on_copies(
    function: Function, arguments: Arguments, views: Sequence[str] = ()
) -> CallOutcome:
    """Return what a function does with fresh copies of its arguments.

    Parameters
    ----------
    function : callable
        The function.
    arguments : tuple
        The arguments.
    views : sequence of str, optional
        How to look at the figure that it returns. One that cannot be read counts as an error.
    """
    given = deepcopy(arguments)
    try:
        with time_limit(SECONDS_FOR_A_CALL, ANSWERS), separate_figures():
            result = function(*given)
            seen = {view: VIEWS[view](result) for view in views}
            leaves = read(seen if views else result)
        if views:
            result = {view: view_in_words(view, value) for view, value in seen.items()}
    except (Exception, SystemExit, TookTooLongError) as error:
        return CallOutcome(error=error)
    return CallOutcome(leaves, None, result, arguments, given)


def _kept(before: Arguments, after: Arguments) -> bool:
    try:
        return all(unchanged(was, now) for was, now in zip(before, after, strict=True))
    except Exception:
        return False


@dataclass(frozen=True, eq=False)
class Trial:
    """One input: its label, the arguments of the call, and what the solution does with them.

    Parameters
    ----------
    label : str
        The label of the contract under which it was drawn.
    arguments : tuple
        The arguments.
    due : CallOutcome
        What the solution gives.
    refuses : type, optional
        The exception that the function must raise.
    """

    label: str
    arguments: Arguments
    due: CallOutcome
    refuses: type[Exception] | None = None

    def accepts(self, outcome: CallOutcome, tolerance: float) -> bool:
        """Tell whether an outcome is right."""
        if self.refuses:
            return isinstance(outcome.error, self.refuses)
        return outcome.error is None and same_leaves(outcome.leaves, self.due.leaves, tolerance)

    @property
    def size(self) -> int:
        """How long the input is when written down."""
        return len(json.dumps(encode_input(self.arguments)))

    def __str__(self) -> str:
        """Show the arguments."""
        return ", ".join(map(_shown, self.arguments))


def with_numpy_numbers(arguments: Arguments) -> Arguments:
    """Return arguments with Python's numbers replaced by NumPy's, as in results of pandas.

    Examples
    --------
    >>> with_numpy_numbers(({"R": -1.5}, 3, "R", True))
    ({'R': np.float64(-1.5)}, np.int64(3), 'R', True)
    """
    return tuple(map(_in_numpy, arguments))


def _in_numpy(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return np.int64(value)
    if isinstance(value, float):
        return np.float64(value)
    if isinstance(value, dict):
        return {key: _in_numpy(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_in_numpy, value))
    return value


@dataclass(frozen=True)
class Trials:
    """The inputs drawn from the contract of an exercise, and how answers are tried on them."""

    exercise: str
    setup: Namespace
    tolerance: float
    trials: tuple[Trial, ...]
    views: tuple[str, ...] = ()

    @property
    def faults(self) -> list[str]:
        """Whatever the solution does that the contract does not expect."""
        found = {}
        for one in self.trials:
            if not one.accepts(one.due, self.tolerance):
                must = f"must raise {one.refuses.__name__}" if one.refuses else "must not"
                found[one.label] = (
                    f"on an input of {one.label!r} the solution {one.due}; by the contract it "
                    f"{must}: {self.exercise}({one})"
                )
        return list(found.values())

    def of(self, labels: Iterable[str]) -> tuple[Trial, ...]:
        """Return the trials of some labels."""
        wanted = set(labels)
        return tuple(one for one in self.trials if one.label in wanted)

    def function(self, code: str) -> Function | None:
        """Return the function that an answer defines, or None."""
        found = namespace_after(code, self.setup).get(self.exercise)
        return found if callable(found) else None

    def outcomes(
        self, function: Function, trials: Iterable[Trial]
    ) -> Generator[tuple[Trial, CallOutcome]]:
        """Yield some trials, each with what a function does in it."""
        with quietly():
            for one in trials:
                yield one, self.call(function, one)

    def call(self, function: Function, trial: Trial) -> CallOutcome:
        """Return what a function does in a trial."""
        return call_on_copies(function, trial.arguments, self.views)

    def differing(self, function: Function, trials: Iterable[Trial]) -> Generator[Trial]:
        """Yield those of some trials that a function does not pass."""
        for one, outcome in self.outcomes(function, trials):
            if not one.accepts(outcome, self.tolerance):
                yield one

    def first(self, function: Function, trials: Iterable[Trial]) -> Trial | None:
        """Return the first of some trials that a function does not pass, or None."""
        with closing(self.differing(function, trials)) as differing:
            return next(differing, None)

    def smallest(self, function: Function, trials: Iterable[Trial], most: int = 40) -> Trial | None:
        """Return the smallest of the first trials that a function does not pass, or None."""
        with closing(self.differing(function, trials)) as differing:
            found = list(islice(differing, most))
        return min(found, key=lambda one: one.size, default=None)


def namespace_after(code: str, setup: Namespace) -> Namespace:
    """Return the names after an answer; those before it if it does not end."""
    namespace = dict(setup)
    with suppress(TookTooLongError), time_limit(SECONDS_FOR_A_CALL, ANSWERS):
        run_cell(code, namespace, "answer")
    return namespace


def try_out(
    lesson: Lesson, exercise: ExerciseFolder, contract: Contract, many: int, seed: int
) -> Trials:
    """Draw inputs from a contract and run the solution on them.

    Parameters
    ----------
    lesson, exercise, contract
        What is tried.
    many : int
        How many inputs to draw; fewer are drawn if each has to be painted.
    seed : int
        Decides which; see ``course.yml``.
    """
    many = min(many, PICTURES) if exercise.views else many
    setup: Namespace = {"__name__": "__main__"}
    with quietly():
        run_cell(lesson.setup, setup, "setup")
    drawn = draw_all(contract, many, seed, exercise.name)
    bare = Trials(exercise.name, setup, exercise.tolerance, (), exercise.views)
    function = bare.function(lesson.answers[exercise.name].source) or _undefined
    with quietly():
        trials = tuple(
            Trial(
                label,
                given,
                call_on_copies(function, given, bare.views),
                contract.raises.get(label),
            )
            for label, given in _in_turns(drawn)
        )
    return replace(bare, trials=trials)


def _in_turns(drawn: Mapping[str, list[Arguments]]) -> Iterator[tuple[str, Arguments]]:
    """Yield inputs of each label in turn, so that a mistake shows soon."""
    for row in zip_longest(*drawn.values()):
        yield from (pair for pair in zip(drawn, row, strict=True) if pair[1] is not None)


def _undefined(*_: object) -> None:
    raise NameError("the solution defines no function")


def _shown(value: object) -> str:
    """Return a value as a person reads it: a table as the code that makes it."""
    if isinstance(value, pd.DataFrame):
        columns = ", ".join(f"{name!r}: {value[name].tolist()!r}" for name in value.columns)
        return f"DataFrame({{{columns}}}, index={value.index.tolist()!r})"
    if isinstance(value, pd.Series):
        return f"Series({value.to_dict()!r})"
    text = repr(value)
    return text if len(text) <= 400 else text[:400] + " …"
