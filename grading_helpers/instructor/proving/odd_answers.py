"""Answers that the prover adds to every exercise, and what each should earn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Due(StrEnum):
    """What an odd answer should earn."""

    ALL = "all points"
    NOTHING = "no points"
    INPUT_TEST = "all but the test that the input is kept"


@dataclass(frozen=True)
class OddAnswer:
    """An answer made from the solution: its name, its code and what it should earn."""

    name: str
    code: str
    due: Due


# Each piece of code follows the solution and wraps it; it refers to `_the_solution` and `{name}`.
WRAPPERS: dict[str, tuple[Due, str]] = {
    "none": (Due.NOTHING, "def {name}(*inputs):\n    return None\n"),
    "nan": (Due.NOTHING, "def {name}(*inputs):\n    return float('nan')\n"),
    "string": (Due.NOTHING, "def {name}(*inputs):\n    return 'forty-two'\n"),
    "exception": (Due.NOTHING, "def {name}(*inputs):\n    raise KeyError('csat')\n"),
    "exit": (Due.NOTHING, "def {name}(*inputs):\n    raise SystemExit(0)\n"),
    "changes_input": (
        Due.INPUT_TEST,
        """
def {name}(*inputs):
    result = _the_solution(*inputs)
    for given in inputs:
        if hasattr(given, "columns"):
            given["seen"] = True
        elif hasattr(given, "clear"):
            given.clear()
    return result
""",
    ),
    "prints_to_stderr": (
        Due.ALL,
        """
def {name}(*inputs):
    import sys
    print("working on it", file=sys.stderr)
    return _the_solution(*inputs)
""",
    ),
    "warns": (
        Due.ALL,
        """
def {name}(*inputs):
    import warnings
    warnings.warn("this will change in a future version", FutureWarning)
    return _the_solution(*inputs)
""",
    ),
    "other_types": (
        Due.ALL,
        """
def in_other_types(value):
    import numpy as np
    import pandas as pd
    if isinstance(value, dict):
        key_types = {{str: np.str_, int: np.int64, float: np.float64}}
        items = {{
            key_types.get(type(key), type(key))(key): in_other_types(part)
            for key, part in reversed(value.items())
        }}
        return pd.Series(items, dtype=object)
    if isinstance(value, list):
        return tuple(in_other_types(part) for part in value)
    if isinstance(value, float):
        return np.float64(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return np.int64(value)
    axes = getattr(value, "axes", None)
    return axes[0] if isinstance(axes, list) else value


def {name}(*inputs):
    return in_other_types(_the_solution(*inputs))
""",
    ),
}


def odd_answers(exercise: str, solution: str, stub: str) -> list[OddAnswer]:
    """Return the odd answers of one exercise.

    Parameters
    ----------
    exercise : str
        The name of the function.
    solution, stub : str
        The answer cell of the instructor and the one that students get.

    Examples
    --------
    >>> [odd.name for odd in odd_answers("nps", "def nps(scores): ...", "")][:3]
    ['untouched_stub', 'none', 'nan']
    """
    wrapped = [
        OddAnswer(
            name,
            f"{solution}\n\n_the_solution = {exercise}\n\n{wrapper.format(name=exercise)}",
            due,
        )
        for name, (due, wrapper) in WRAPPERS.items()
    ]
    return [OddAnswer("untouched_stub", stub, Due.NOTHING), *wrapped]


def judged(odd: OddAnswer, failed: set[str], tests: set[str], input_test: str) -> bool:
    """Say whether an odd answer lost exactly the tests that it should.

    Parameters
    ----------
    odd : OddAnswer
        The answer, and what it should earn.
    failed, tests : set of str
        The ids of the tests that it lost, and of all of its exercise.
    input_test : str
        The id of the test that the input stays as it was.
    """
    due = {Due.ALL: set(), Due.NOTHING: tests, Due.INPUT_TEST: {input_test}}
    return failed == due[odd.due]
