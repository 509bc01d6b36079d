"""What a notebook's names stood for at the place of a test.

All hidden tests run after the last cell, so that no cell can print what a test gave to an answer.
Each of them still finds the names as they were at its own place. What cells change besides names is
left to `process_copies`.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator, Sized
from copy import deepcopy
from dataclasses import dataclass
from types import CodeType, FunctionType

import matplotlib as mpl
import numpy as np
import pandas as pd

from grading_helpers.instructor.json_types import JsonObject

# What a later cell may change in place.
COPIED = (
    *(list, dict, set, bytearray, Counter, OrderedDict, defaultdict, deque),
    *(np.ndarray, pd.Series, pd.DataFrame),
)
MOST_ENTRIES = 100_000


@dataclass(frozen=True)
class RememberedNames:
    """The names of a notebook and Matplotlib's settings at one place.

    Lists, tables and the like are copied if the test, or a function that it calls, uses their
    names.

    Examples
    --------
    >>> names = {"found": [1], "price": 5}
    >>> remembered = RememberedNames.of(names, used=["found"])
    >>> names["found"].append(2)
    >>> names["price"], names["new"] = 6, 0
    >>> remembered.put_back(names)
    >>> names
    {'found': [1], 'price': 5}
    """

    names: JsonObject
    settings: JsonObject

    @classmethod
    def of(cls, names: JsonObject, used: Iterable[str]) -> RememberedNames:
        """Return what names stand for now.

        Parameters
        ----------
        names : dict
            The names of a notebook and their values.
        used : iterable of str
            The names that the test uses.
        """
        memo: dict[int, object] = {}
        copied = {name: _copied(names[name], memo) for name in names_used(names, used)}
        return cls({**names, **copied}, dict(dict.items(_settings())))

    def put_back(self, names: JsonObject) -> None:
        """Give names the values that they had, and remove those that are new."""
        names.clear()
        names.update(self.names)
        # Not through the settings' own method, which would check each of 300 values.
        dict.update(_settings(), self.settings)


def names_used(names: JsonObject, used: Iterable[str]) -> set[str]:
    r"""Return the names that are used, directly or by functions among them.

    Parameters
    ----------
    names : dict
        The names of a notebook and their values.
    used : iterable of str
        The names to begin with.

    Examples
    --------
    >>> found = {}
    >>> exec("prices = [1]; unused = []\ndef total(): return sum(prices)", found)
    >>> sorted(names_used(found, ["total"]))
    ['prices', 'total']
    """
    found: set[str] = set()
    waiting = [*used]
    while waiting:
        name = waiting.pop()
        if name in names and name not in found:
            found.add(name)
            waiting += _names_in_functions(names[name], set())
    return found


def _names_in_functions(value: object, seen: set[int]) -> Iterator[str]:
    """Yield the global names in a function, and in functions that it wraps."""
    if type(value) is not FunctionType or id(value) in seen:
        return
    seen.add(id(value))
    yield from _names_in_code(value.__code__)
    for cell in value.__closure__ or ():
        try:
            inner = cell.cell_contents
        except ValueError:  # it is not set yet
            continue
        yield from _names_in_functions(inner, seen)


def _names_in_code(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in_code(constant)


def _settings() -> JsonObject:
    return mpl.rcParams  # type: ignore[return-value]


def _copied(value: object, memo: dict[int, object]) -> object:
    """Return a copy of a value that may change in place, or the value itself."""
    if type(value) not in COPIED or _entries(value) > MOST_ENTRIES:
        return value
    try:
        return deepcopy(value, memo)
    except Exception:
        return value


def _entries(value: object) -> int:
    """Return how many entries a list, a table or the like has."""
    if isinstance(value, np.ndarray | pd.Series | pd.DataFrame):
        return int(value.size)
    return len(value) if isinstance(value, Sized) else 0
