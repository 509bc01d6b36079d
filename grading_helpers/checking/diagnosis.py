"""Find which known mistakes explain what a function does in every case, not only in one.

Two mistakes may give the same result on one table. So a mistake is named only if the function
gives the results of the author's wrong answer in all cases, right or wrong. Two mistakes are named
together if each case in which the function is wrong shows one of them, or a result that both give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from grading_helpers.checking.outcomes import Case, Exercise, digests_after
from grading_helpers.checking.results import Leaf


@dataclass(frozen=True)
class Observed:
    """What a function does in one case, compared with what is known about the case.

    Parameters
    ----------
    is_right : bool
        Whether it gives the right result.
    shown : mapping of int to bool
        For each mistake that changes the result in this case, whether it gives this result.
    """

    is_right: bool
    shown: Mapping[int, bool]

    def agrees(self, mistakes: Iterable[int]) -> bool:
        """Tell whether some mistakes, and no others, explain the result."""
        here = [self.shown[one] for one in mistakes if one in self.shown]
        return all(here) if here else self.is_right


def observe(leaves: tuple[Leaf, ...], exercise: Exercise, case: Case) -> Observed:
    """Compare the result of a function in one case with every known one."""
    salt = f"{exercise.name}/{case.name}"
    is_right = case.accepts(leaves, exercise.tolerance, salt)
    # Many behaviours have the same steps, and so the same digests to be compared with.
    codes = {
        steps: digests_after(steps, leaves, exercise.tolerance, salt)
        for steps in {behaviour.steps for behaviour in case.behaviours}
    }
    shown = {
        mistake: behaviour.is_among(codes[behaviour.steps])
        for behaviour in case.behaviours
        for mistake in behaviour.mistakes
    }
    return Observed(is_right, shown)


def explain(observed: Sequence[Observed]) -> tuple[int, ...]:
    """Return the mistake that explains everything observed, or two that do together; else nothing.

    Examples
    --------
    >>> explain([Observed(False, {0: True, 1: True}), Observed(True, {1: False})])
    (0,)
    >>> explain([Observed(False, {0: True}), Observed(False, {1: True})])
    (0, 1)
    >>> explain([Observed(False, {0: True}), Observed(False, {0: False})])
    ()
    """
    seen = sorted({mistake for one in observed for mistake, fits in one.shown.items() if fits})
    for many in (1, 2):
        for mistakes in combinations(seen, many):
            if all(one.agrees(mistakes) for one in observed):
                return mistakes
    return ()
