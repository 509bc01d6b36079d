"""The proof that hidden tests reject every mutant that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from types import CodeType

from grading_helpers.checking.attempt import quietly, separate_figures
from grading_helpers.checking.time_limit import TookTooLongError, time_limit
from grading_helpers.instructor.authoring.run_cells import UNCHECKED, Namespace, compiled
from grading_helpers.instructor.proving.chart_mutants import chart_changes
from grading_helpers.instructor.proving.mutants import Mutant, any_changes, mutants
from grading_helpers.instructor.proving.trials import (
    ANSWERS,
    Trial,
    Trials,
    namespace_after,
)

# Seconds of computing. The slowest hidden test takes 0.2 of them.
SECONDS_FOR_A_TEST = 3.0
# The name of the solution among the answers.
SOLUTION = "the solution"


@dataclass(frozen=True)
class Survivor:
    """A mutant that is wrong and that the hidden tests accept, with the smallest input found."""

    answer: str
    mutant: Mutant
    trial: Trial

    def __str__(self) -> str:
        """Say what changed, and where it shows."""
        return (
            f"{self.answer}: with {self.mutant.change!r} on line {self.mutant.line} it passes all "
            f"hidden tests, but is wrong on an input of {self.trial.label!r}: ({self.trial})"
        )


@dataclass(frozen=True)
class MutantProof:
    """What became of the mutants of one exercise.

    Parameters
    ----------
    made : int
        How many there are.
    agreeing : tuple of str
        The keys of those that agree with the solution on all inputs.
    survivors : tuple of str
        Those that are wrong but pass the hidden tests, in words.
    """

    made: int = 0
    agreeing: tuple[str, ...] = ()
    survivors: tuple[str, ...] = ()

    @property
    def wrong(self) -> int:
        """How many are not equivalent to the solution."""
        return self.made - len(self.agreeing)

    @property
    def rejected(self) -> int:
        """How many of these the hidden tests reject."""
        return self.wrong - len(self.survivors)


@dataclass(frozen=True)
class HiddenTests:
    """The hidden tests of an exercise, made ready to be run many times."""

    setup: Namespace
    cells: Mapping[str, str]

    @cached_property
    def _compiled(self) -> list[CodeType]:
        """The tests, starting with the one that last rejected an answer."""
        return [compiled(source, name) for name, source in self.cells.items()]

    def accept(self, code: str) -> bool:
        """Tell whether an answer passes all tests."""
        return self.pass_with(namespace_after(code, self.setup))

    def pass_with(self, names: Namespace) -> bool:
        """Tell whether all tests pass after an answer that has defined some names."""
        answered = self.setup | names | UNCHECKED
        with separate_figures():
            for place, code in enumerate(self._compiled):
                if not _passes(code, dict(answered)):
                    # The next mutant, of the same place, mostly fails the same test.
                    self._compiled.insert(0, self._compiled.pop(place))
                    return False
        return True


def _passes(code: CodeType, namespace: Namespace) -> bool:
    try:
        with quietly(), time_limit(SECONDS_FOR_A_TEST, ANSWERS):
            exec(code, namespace)
    except (Exception, SystemExit, TookTooLongError):
        return False
    return True


def mutants_of(
    answers: Mapping[str, str], *, of_chart: bool = False
) -> Iterator[tuple[str, Mutant]]:
    """Yield the mutants of some answers, each with the name of the first answer that gives it.

    In a chart the drawing changes, too, and in its right answers nothing else, because each mutant
    has to be drawn several times.
    """
    seen: set[str] = set()
    for name, code in answers.items():
        anything = (any_changes,) if name == SOLUTION or not of_chart else ()
        for mutant in mutants(code, (*anything, *((chart_changes,) if of_chart else ()))):
            if mutant.code not in seen:
                seen.add(mutant.code)
                yield name, mutant


def key_of(mutant: Mutant, solution: str) -> str:
    """Return a short name of a mutant that also depends on the solution it is compared with."""
    return sha256(f"{solution}\n{mutant.code}".encode()).hexdigest()[:10]


def prove_mutants(
    tried: Trials,
    answers: Mapping[str, str],
    tests: HiddenTests,
    known: Collection[str] = (),
) -> MutantProof:
    """Return what becomes of the mutants of some answers.

    Parameters
    ----------
    tried : Trials
        The inputs drawn from the contract.
    answers : mapping of str to str
        The solution and the right answers by name.
    tests : HiddenTests
        The tests that must reject every mutant that is wrong.
    known : collection of str, optional
        The keys of mutants that have agreed with this solution before.
    """
    made, agreeing, survivors = 0, [], []
    for name, mutant in mutants_of(answers, of_chart=bool(tried.views)):
        made += 1
        key = key_of(mutant, answers[SOLUTION])
        if key in known:
            agreeing.append(key)
            continue
        if not tests.accept(mutant.code):
            continue
        function = tried.function(mutant.code)
        worst = tried.smallest(function, tried.trials) if function else tried.trials[0]
        if worst is None:
            agreeing.append(key)
        else:
            survivors.append(str(Survivor(name, mutant, worst)))
    return MutantProof(made, tuple(agreeing), tuple(survivors))
