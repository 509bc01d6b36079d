"""Generated practice of an exercise, as ``practice.py`` in its folder declares it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from grading_helpers.instructor.contracts.contract import Arguments

FILE, NUMBERS = "practice.py", "practice.json"


@dataclass(frozen=True)
class Practice:
    """A number to compute by hand from a small table that the exercise's function would take.

    Parameters
    ----------
    concept : str
        What it practises. The bank of the lesson must ask about it, too.
    prompt : str
        The question. ``{1}`` stands for the second argument of the call, and so on.
    draw : callable
        Takes a `random.Random` and returns the arguments of a call; the first is the table.
    number : callable
        Takes what the function returns, and returns the number that is asked for.
    because : str
        How it is computed, in a sentence.
    mistakes : mapping of str to str
        What to say to a student whose number is that of a wrong answer, by the name of the wrong
        answer without ``wrong_``.
    unit : str, optional
        The unit of the number.
    tolerance : float, optional
        How far the typed number may be off.
    """

    concept: str
    prompt: str
    draw: Callable[[Random], Arguments]
    number: Callable[[Any], float]
    because: str
    mistakes: Mapping[str, str]
    unit: str = ""
    tolerance: float = 0.05
