"""Call a learner's function on fresh inputs, with errors caught and output suppressed."""

from __future__ import annotations

import contextlib
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, cached_property

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.getipython import get_ipython
from IPython.utils.capture import capture_output
from matplotlib import pyplot as plt
from matplotlib._pylab_helpers import Gcf

from grading_helpers.checking.outcomes import Case
from grading_helpers.checking.results import FIGURE, Leaf, counts_as, read
from grading_helpers.compare import unchanged
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.views import VIEWS, view_in_words

# The inputs of a call, before and after it.
Inputs = tuple[Sequence[object], Sequence[object]]


@dataclass(frozen=True)
class Attempt:
    """The outcome of one call.

    ``leaves`` are the values to compare, ``kind`` is what the result counts as, ``sight``
    describes a figure in words, and ``fault`` says why a figure could not be read. ``inputs`` are
    what the function was given, as it was before the call and after it.
    """

    leaves: tuple[Leaf, ...]
    kind: str
    result: object = None
    error: BaseException | None = None
    fault: str = ""
    sight: str = ""
    inputs: Inputs = ((), ())

    @cached_property
    def kept_inputs(self) -> bool:
        """Whether the function left its inputs as they were; few callers ask, and it takes long."""
        try:
            return all(unchanged(was, now) for was, now in zip(*self.inputs, strict=True))
        except Exception:
            return False


# What a function did in some cases, by their names.
Attempts = dict[str, Attempt]
# The figures that a function has drawn, with its inputs before and after, by these inputs.
Figures = dict[str, tuple[object, Inputs]]


def attempt(
    function: Callable[..., object],
    case: Case,
    limit: AbstractContextManager[None] | None = None,
    figures: Figures | None = None,
) -> Attempt:
    """Call a function on fresh inputs of a case and catch whatever it raises.

    Parameters
    ----------
    function : callable
        The function.
    case : Case
        The case.
    limit : context manager, optional
        Limits the time in which the function runs and its result is read.
    figures : dict, optional
        Figures drawn in other cases. Several cases look at one figure in different ways, and
        drawing it takes time.

    Raises
    ------
    KeyboardInterrupt
        If the learner interrupts the call. No other exception is passed on.
    """
    drawn: Figures = {} if figures is None or not case.view else figures
    # What is not drawn is not kept for other cases.
    key = repr(case.inputs) if case.view else ""
    try:
        with quietly(), separate_figures(), limit or nullcontext():
            if key not in drawn:
                arguments = case.arguments()
                result = function(*arguments)
                drawn[key] = result, (case.unchanged_arguments, arguments)
            return _look(drawn[key][0], case, drawn[key][1])
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Attempt((_raised(error),), "an error", error=error)


def _raised(error: BaseException) -> Leaf:
    """Return the nearest built-in class of an error: ValueError for pandas' MergeError."""
    kinds = (kind for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return Leaf("", f"raises:{next(kinds).__name__}")


def _look(result: object, case: Case, inputs: Inputs) -> Attempt:
    """Read a result, or the view of its figure that the case asks for."""
    view = case.view
    if not view or result is None:
        leaves = read(result)
        kind = counts_as(result, leaves)
        return Attempt(_fitting(case, result, leaves), kind, result, inputs=inputs)
    try:
        seen = VIEWS[view](result)
        sight = view_in_words(view, seen)
        return Attempt(read(seen), FIGURE, result, sight=sight, inputs=inputs)
    except NotAFigureError as error:
        return Attempt(_unreadable(error), counts_as(result), fault=str(error), inputs=inputs)
    except Exception as error:
        fault = f"The figure cannot be read ({type(error).__name__})."
        return Attempt(_unreadable(error), FIGURE, fault=fault, inputs=inputs)


def _fitting(case: Case, result: object, leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Return the leaves of a result; the row numbers of a Series are keys if the case says so."""
    if not case.parts or {leaf.path for leaf in leaves} == case.parts.keys():
        return leaves
    other = read(result, numbered=True)
    return other if {leaf.path for leaf in other} == case.parts.keys() else leaves


def _unreadable(error: Exception) -> tuple[Leaf, ...]:
    """Return a leaf that is different for each reason why a figure cannot be read."""
    return (Leaf("", f"unreadable:{type(error).__name__}:{error}"),)


@contextlib.contextmanager
def separate_figures() -> Iterator[None]:
    """Hide open figures from an answer, and close those that it draws.

    Otherwise ``plt.bar`` would draw into a figure that the learner, or an earlier case, has left
    open, and the notebook would show unwanted figures.
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
    """Suppress what code prints, displays and warns about."""
    with warnings.catch_warnings(), capture_output(display=False), _undisplayed():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _undisplayed() -> Iterator[None]:
    """Drop displays, as ``capture_output`` does, but without making its objects for each call."""
    shell = get_ipython()
    if shell is None:
        yield
        return
    publisher, hook = shell.display_pub, sys.displayhook
    shell.display_pub = _nowhere()
    sys.displayhook = CapturingDisplayHook(shell, _nowhere().outputs)
    try:
        yield
    finally:
        shell.display_pub, sys.displayhook = publisher, hook
        _nowhere().outputs.clear()


@cache
def _nowhere() -> CapturingDisplayPublisher:
    return CapturingDisplayPublisher()
