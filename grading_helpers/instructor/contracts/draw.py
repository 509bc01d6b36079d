"""Draw inputs from a contract: the same ones each time for the same seed."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from hashlib import sha256

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning
from hypothesis.strategies import SearchStrategy

from grading_helpers.instructor.contracts.contract import Arguments, Contract

# Few inputs in each label are large, many are small; see `Phase.generate`.
_AS_DRAWN = settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def draw(strategy: SearchStrategy[Arguments], many: int, *salt: object) -> list[Arguments]:
    """Return inputs that a strategy draws; fewer if it has no more.

    Parameters
    ----------
    strategy : SearchStrategy
        Draws them.
    many : int
        How many.
    *salt : object
        The same salt gives the same inputs; a different salt gives different ones.

    Examples
    --------
    >>> from hypothesis import strategies as st
    >>> ratings = st.tuples(st.integers(1, 5))
    >>> draw(ratings, 3, 2026, "csat") == draw(ratings, 3, 2026, "csat")
    True
    >>> sorted(draw(ratings, 20, 2026, "csat"))
    [(1,), (2,), (3,), (4,), (5,)]
    """
    found: list[Arguments] = []
    number = int.from_bytes(sha256(repr(salt).encode()).digest()[:8])

    @seed(number)
    @settings(_AS_DRAWN, max_examples=many)
    @given(strategy)
    def collect(arguments: Arguments) -> None:
        found.append(arguments)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)
        collect()
    return found[:many]


def draw_all(contract: Contract, many: int, *salt: object) -> Mapping[str, list[Arguments]]:
    """Return inputs for all labels of a contract, about equally many for each.

    Parameters
    ----------
    contract : Contract
        Says what may be drawn.
    many : int
        The least number of inputs in all. A label that has only a few gives all of them, and
        the other labels make up the difference.
    *salt : object
        As for `draw`; the label is added to it.
    """
    found: dict[str, list[Arguments]] = {}
    missing = many
    for left, (label, strategy) in zip(
        range(len(contract.inputs), 0, -1), _small_first(contract), strict=True
    ):
        found[label] = draw(strategy, -(-missing // left), *salt, label)
        missing = max(0, missing - len(found[label]))
    return {label: found[label] for label in contract.inputs}


def _small_first(contract: Contract) -> list[tuple[str, SearchStrategy[Arguments]]]:
    """Return labels and strategies, first those that may have few inputs, such as empty tables."""
    return sorted(contract.inputs.items(), key=lambda item: item[0] not in ("empty", "one"))
