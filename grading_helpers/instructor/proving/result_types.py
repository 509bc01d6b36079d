"""Right results in other types: ``check`` and the hidden tests accept both or reject both."""

from __future__ import annotations

import json
import math
import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial, wraps
from types import MappingProxyType
from unittest.mock import patch

import numpy as np
import pandas as pd

from grading_helpers.checking.attempt import quietly
from grading_helpers.checking.examine import examine
from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.checking.verdict import State
from grading_helpers.instructor.authoring.run_cells import Namespace, run_cell
from grading_helpers.instructor.grader.protocol.decoding import decode_value
from grading_helpers.instructor.grader.protocol.encoding import Encoder
from grading_helpers.instructor.proving.mutant_proofs import HiddenTests
from grading_helpers.instructor.proving.trials import Function

Convert = Callable[[object], object]
A_MONTH = re.compile(r"\d{4}-\d{2}")


def _lists(make: Callable[[list[object]], object]) -> Convert:
    return lambda value: make(value) if isinstance(value, list) else value


def _numbers(make: Callable[[float], object]) -> Convert:
    return lambda value: make(value) if isinstance(value, float) else value


def _dictionaries(make: Callable[[dict[object, object]], object]) -> Convert:
    return lambda value: make(value) if isinstance(value, dict) and value else value


def _masked(parts: list[object]) -> object:
    if not all(isinstance(one, int | float) for one in parts):
        return parts
    hidden = [isinstance(one, float) and math.isnan(one) for one in parts]
    filled = [0 if blank else one for one, blank in zip(parts, hidden, strict=True)]
    return np.ma.array(filled, mask=hidden)


def _array(parts: list[object]) -> object:
    alike = (all(isinstance(one, kind) for one in parts) for kind in (int | float, str))
    return np.array(parts) if any(alike) else parts


def _nullable(parts: dict[object, object]) -> object:
    return pd.Series(parts, dtype=object).convert_dtypes()


def _indexed(parts: dict[object, object], index: pd.Index) -> pd.Series:
    return pd.Series(list(parts.values()), index=index, dtype=object)


def _months(parts: dict[object, object]) -> object:
    if not all(isinstance(key, str) and A_MONTH.fullmatch(key) for key in parts):
        return parts
    return _indexed(parts, pd.PeriodIndex(list(parts), freq="M"))


def _categories(parts: dict[object, object]) -> object:
    if not all(isinstance(one, str) for one in parts.values()):
        return parts
    return pd.Series(parts).astype("category")


def _table(parts: dict[object, object]) -> object:
    rows = [set(one) for one in parts.values() if isinstance(one, dict) and one]
    is_table = len(rows) == len(parts) and all(row == rows[0] for row in rows)
    return pd.DataFrame(parts) if is_table else parts


# By name, how a result or a part of it is turned into another type. One with a word may be
# rejected, if check uses that word for what it got.
TYPES: dict[str, tuple[Convert, str]] = {
    "tuples": (_lists(tuple), ""),
    # Where it is empty, it may as well stand for a dictionary.
    "Series for lists": (_lists(lambda parts: pd.Series(parts, dtype=object)), "Series"),
    "indexes for lists": (_lists(lambda parts: pd.Index(parts, dtype=object)), ""),
    "arrays": (_lists(_array), ""),
    "masked arrays": (_lists(_masked), ""),
    "generators": (_lists(lambda parts: (one for one in parts)), "generator"),
    "nullable types": (_dictionaries(_nullable), ""),
    "categorical indexes": (
        _dictionaries(lambda parts: _indexed(parts, pd.CategoricalIndex(list(parts)))),
        "",
    ),
    "period indexes": (_dictionaries(_months), ""),
    "categories": (_dictionaries(_categories), ""),
    "tables": (_dictionaries(_table), ""),
    "ordered dictionaries": (_dictionaries(OrderedDict), ""),
    "views of dictionaries": (_dictionaries(MappingProxyType), ""),
    "short floats": (_numbers(np.float32), ""),
    "decimals": (_numbers(lambda number: Decimal(repr(number))), ""),
    "NA": (_numbers(lambda number: pd.NA if math.isnan(number) else number), ""),
}


def converted(value: object, convert: Convert) -> object:
    """Return a result with its parts, and then itself, turned into another type.

    Examples
    --------
    >>> converted({"R": [1, [2]]}, TYPES["tuples"][0])
    {'R': (1, (2,))}
    """
    if isinstance(value, list):
        return convert([converted(part, convert) for part in value])
    if isinstance(value, dict):
        return convert({key: converted(part, convert) for key, part in value.items()})
    return convert(value)


def has_form(value: object, convert: Convert) -> bool:
    """Tell whether a conversion changes the type of a result, or of a part of it.

    Examples
    --------
    >>> has_form({"R": [1]}, TYPES["tuples"][0]), has_form({"R": 1}, TYPES["tuples"][0])
    (True, False)
    """
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return convert(value) is not value or any(has_form(part, convert) for part in parts)


def plain_result(value: object) -> object:
    """Return a result of the solution as lists, dictionaries and single values.

    Examples
    --------
    >>> plain_result(pd.Series({"R": np.float64(1.5)}))
    {'R': 1.5}
    """
    if isinstance(value, Mapping | pd.Series):
        return {plain_result(key): plain_result(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_result(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def as_received(value: object) -> object:
    """Return what the judge receives when the student's process sends a result.

    Examples
    --------
    >>> as_received((1, np.float64(2)))
    (1, np.float64(2.0))
    """
    kept = Encoder(lambda one: {"t": "object", "n": type(one).__name__}).encode(value)
    return decode_value(json.loads(json.dumps(kept)), lambda data: type(str(data["n"]), (), {})())


def type_problems(exercise: str, setup: str, solution: str, tests: Mapping[str, str]) -> list[str]:
    """Return a problem for each type about which ``check`` and the hidden tests disagree.

    Parameters
    ----------
    exercise : str
        The exercise.
    setup, solution : str
        The first code cell of its lesson, and its solution.
    tests : mapping of str to str
        The source of its tests by their ids.
    """
    namespace: Namespace = {"__name__": "__main__"}
    run_cell(setup, namespace, "setup")
    run_cell(solution, namespace, "answer")
    hidden = HiddenTests(namespace, tests)
    return list(_problems(exercise, namespace, hidden))


def _problems(exercise: str, namespace: Namespace, hidden: HiddenTests) -> Iterator[str]:
    solution = namespace[exercise]
    assert callable(solution)
    yield from _disagreement(exercise, hidden, "callable objects", _wrapped(solution))
    example = plain_result(solution(*known_exercises()[exercise].cases[0].arguments()))
    for name, (convert, word) in TYPES.items():
        if has_form(example, convert):
            answer = partial(_answered, solution, convert)
            yield from _disagreement(exercise, hidden, name, answer, word)


def _disagreement(
    exercise: str, hidden: HiddenTests, name: str, answer: Function, word: str = ""
) -> Iterator[str]:
    state, says = _verdict(answer, exercise)
    accepted = hidden.pass_with({exercise: partial(_received, answer)})
    if (state is State.MATCHES) is not accepted:
        verb = "accept" if accepted else "reject"
        yield f"{exercise}: the hidden tests {verb} {name}, but check says: {says}"
    elif not accepted and (not word or word not in says):
        yield f"{exercise}: {name} are rejected, but check says about them: {says}"


class _Callable:
    """An object that is called like a function, but has no name."""

    def __init__(self, function: Function) -> None:
        self.function = function

    def __call__(self, *inputs: object) -> object:
        return self.function(*inputs)


def _wrapped(solution: Function) -> Function:
    """Return an object that calls a partial of a lambda, which calls a decorated function."""

    @wraps(solution)
    def decorated(*inputs: object) -> object:
        return solution(*inputs)

    return _Callable(partial(lambda function, *inputs: function(*inputs), decorated))


def _verdict(answer: Function, exercise: str) -> tuple[State, str]:
    """Return the state and the message of ``check`` as under the grader, which skips examples."""
    with quietly(), patch.dict(os.environ, {"NBGRADER_EXECUTION": "autograde"}):
        verdict = examine(answer, known_exercises(), {exercise: answer})
    return verdict.state, f"{verdict.state}. {verdict.message}"


def _answered(solution: Function, convert: Convert, *inputs: object) -> object:
    return converted(plain_result(solution(*inputs)), convert)


def _received(answer: Function, *inputs: object) -> object:
    return as_received(answer(*inputs))
