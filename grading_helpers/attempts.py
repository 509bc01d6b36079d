"""One call of an answer on fresh inputs, with all that it does caught and kept quiet."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from IPython.utils.capture import capture_output
from matplotlib import pyplot as plt
from matplotlib._pylab_helpers import Gcf

from grading_helpers.compare import unchanged
from grading_helpers.figure_views import VIEWS
from grading_helpers.figures import NotAFigureError
from grading_helpers.outcomes import Case
from grading_helpers.results import Leaf, kind, read


@dataclass(frozen=True)
class Attempt:
    """What one call did: its leaves as compared, and what is known of how it came about."""

    leaves: tuple[Leaf, ...]
    kind: str
    result: object = None
    error: BaseException | None = None
    fault: str = ""
    sight: str = ""
    kept_inputs: bool = True


def attempt(function: Callable[..., Any], case: Case) -> Attempt:
    """Call a function on fresh inputs of a case, catching all it does.

    Never raises but for an interrupt by the person at the keyboard.
    """
    arguments = case.arguments()
    before = deepcopy(arguments)
    try:
        with quietly(), _with_figures_of_its_own():
            result = function(*arguments)
            return _look(result, case.view, _kept(before, arguments))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Attempt((_raised(error),), "an error", error=error)


def _raised(error: BaseException) -> Leaf:
    """Name the nearest built-in kind of an error: a MergeError of pandas is a ValueError."""
    kinds = (kind for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return Leaf("", f"raises:{next(kinds).__name__}")


def _kept(before: list[Any], after: list[Any]) -> bool:
    try:
        return all(unchanged(was, now) for was, now in zip(before, after, strict=True))
    except Exception:
        return False


def _look(result: object, view: str, kept: bool) -> Attempt:
    """Read a result, through a view of the figure where the case asks for one."""
    if not view or result is None:
        return Attempt(read(result), kind(result), result, kept_inputs=kept)
    try:
        seen = VIEWS[view](result)
        return Attempt(read(seen), "a figure", result, sight=str(seen), kept_inputs=kept)
    except NotAFigureError as error:
        return Attempt(_unreadable(error), kind(result), fault=str(error), kept_inputs=kept)
    except Exception as error:
        fault = f"The figure cannot be read: {error}"
        return Attempt(_unreadable(error), "a figure", fault=fault, kept_inputs=kept)


def _unreadable(error: Exception) -> tuple[Leaf, ...]:
    """Return a leaf of its own for each thing that is no readable figure."""
    return (Leaf("", f"unreadable:{type(error).__name__}:{error}"),)


@contextlib.contextmanager
def _with_figures_of_its_own() -> Iterator[None]:
    """Let an answer start without open figures, and close those that it draws.

    Otherwise ``plt.bar`` would draw into a figure that the learner, or the case before, has
    left open, and the notebook would show what was drawn unasked.
    """
    others = Gcf.figs.copy()
    Gcf.figs.clear()
    try:
        yield
    finally:
        plt.close("all")
        Gcf.figs.update(others)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep what code prints, displays and warns off the page."""
    with warnings.catch_warnings(), capture_output():
        warnings.simplefilter("ignore")
        yield
