"""Models to play with: move a control and the chart and a sentence follow.

Each model has a module of its own. Its formulas are plain functions, and ``EXPLORABLE`` says
which controls it has and how its result is shown.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from grading_helpers.explorables.explorable import Explorable

# A row for each model, in the order of the lessons.
NAMES = (
    "baskets",
    "app",
    "promises",
    "weights",
    "nps",
    "clv",
    "rater",
    "kano",
    "funnel",
    "repair",
    "tows",
    "value_map",
)


def load_explorable(name: str) -> Explorable:
    """Return the model of this name.

    Raises
    ------
    ValueError
        If there is no such model; the message suggests a similar name or lists all names.

    Examples
    --------
    >>> load_explorable("clv").title
    'What is a customer worth?'
    >>> load_explorable("clw")
    Traceback (most recent call last):
    ...
    ValueError: explore('clw'): there is no such model. Did you mean 'clv'?
    """
    if name not in NAMES:
        nearest = get_close_matches(str(name), NAMES, n=1)
        advice = f"Did you mean {nearest[0]!r}?" if nearest else f"Choose from: {', '.join(NAMES)}."
        raise ValueError(f"explore({name!r}): there is no such model. {advice}")
    found = import_module(f"{__name__}.{name}").EXPLORABLE
    assert isinstance(found, Explorable)
    return found
