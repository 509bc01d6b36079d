"""Previews of a result that is right or that no message explains, and of its data."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence
from numbers import Number
from types import FunctionType

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.checking.verdict import NOTHING, Preview
from grading_helpers.checking.written import as_written
from grading_helpers.figures.display import NotAFigureError, picture_html
from grading_helpers.figures.scene import Scene
from grading_helpers.figures.views import bar_heights, heights_in_words, line_points, scene_of

MOST_ROWS = 15
MOST_DATA_ROWS = 6
LONGEST_INPUT = 600
# A text that looks like a number is shown in quotes.
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def preview(result: object) -> Preview:
    """Return a preview of a result, empty if it cannot be shown.

    Examples
    --------
    >>> print(preview({"R": -1.3333, "A": -0.25}).text)
       your result
    R       -1.333
    A       -0.250
    >>> preview(object())
    Preview(text='', html='')
    """
    try:
        return _shown(result)
    except Exception:
        return NOTHING


def _shown(result: object) -> Preview:
    if isinstance(result, Figure | Axes):
        return _figure(result)
    if isinstance(result, pd.DataFrame):
        return _one_input(result, "", MOST_ROWS)
    if isinstance(result, dict | list | tuple | pd.Series) and len(result):
        is_plain = isinstance(result, list | tuple)
        return _table(_as_frame(dict(enumerate(result, 1)) if is_plain else dict(result)))
    if isinstance(result, pd.Series):
        return _single("an empty Series")
    if isinstance(result, dict | list | tuple):
        return _single(as_written(result))
    return _single(result) if isinstance(result, str | Number) else NOTHING


def data_preview(
    arguments: Sequence[object], most: int = MOST_DATA_ROWS, function: object = None
) -> Preview:
    """Return a preview of the data that a function was given.

    Parameters
    ----------
    arguments : sequence
        The data, in the order of the function's parameters.
    most : int
        How many rows of a table to show.
    function : callable, optional
        The function, whose parameters name what is not a table.

    Examples
    --------
    >>> table = pd.DataFrame({"dim": ["R", None], "gap": [-1.5, np.nan]})
    >>> print(data_preview([table, 3], function=lambda gaps, target: None).text)
       dim  gap
    0    R -1.5
    1  NaN  NaN
    target = 3
    """
    try:
        names = _parameters(function, len(arguments))
        shown = [_one_input(*one, most) for one in zip(arguments, names, strict=True)]
    except Exception:
        return NOTHING
    return Preview(
        "\n".join(one.text for one in shown), "".join(f"<div>{one.html}</div>" for one in shown)
    )


def _parameters(function: object, count: int) -> list[str]:
    """Return the names of a function's parameters; empty names if they do not fit the arguments."""
    names: tuple[str, ...] = ()
    # Another object may refuse to be looked at.
    if type(function) is FunctionType:
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return list(names) if len(names) == count else [""] * count


def _html(table: pd.DataFrame) -> str:
    """Return a table as HTML; the corner above the row labels is not a heading."""
    text: str = table.to_html(escape=True, border=0, na_rep="NaN")
    return text.replace("<th></th>", "<td></td>")


def _one_input(argument: object, name: str, most: int) -> Preview:
    if isinstance(argument, pd.Series):
        argument = argument.to_frame()
    if not isinstance(argument, pd.DataFrame):
        words = as_written(argument, most=LONGEST_INPUT)
        words = f"{name} = {words}" if name else words
        return Preview(words, f"<code>{html.escape(words)}</code>")
    if argument.empty:
        named = ", ".join(map(str, argument.columns))
        words = f"A table without rows, with the columns {named}." if named else "An empty table."
        return Preview(words, html.escape(words))
    shown = argument.head(most).astype(object).map(_rounded)
    shown = shown.where(shown.notna(), np.nan)
    more = _more(len(argument), most)
    text = f"{shown.to_string(na_rep='NaN')}\n{more}".strip("\n")
    return Preview(text, _html(shown) + more)


def _more(rows: int, most: int) -> str:
    return f"… and {rows - most:,} more" if rows > most else ""


def preview_of_chart(drawn: object) -> Preview:
    """Return a preview of the figure that an answer returned; empty if it is not a figure."""
    try:
        return _figure(drawn)
    except Exception:
        return NOTHING


def _figure(drawn: object) -> Preview:
    """Show a chart and, in words, the heights of its bars or of the points of its line."""
    scene = scene_of(drawn)
    words = f"Your chart. {_in_words(scene)}".strip()
    return Preview(words, picture_html(scene.drawing, words))


def _in_words(scene: Scene) -> str:
    for what, view in (
        ("the bars from left to right", bar_heights),
        ("the points along the line", line_points),
    ):
        try:
            return f"Heights of {what}: {heights_in_words(view(scene), '.2f')}."
        except NotAFigureError:
            continue
    return ""


def _single(value: object) -> Preview:
    words = f"Your result: {_rounded(value)}"
    return Preview(words, f"<div>{html.escape(words)}</div>")


def _as_frame(result: dict[object, object]) -> pd.DataFrame:
    """Return a dictionary as a table; dictionaries within it become its rows."""
    if result and all(isinstance(value, dict | pd.Series) for value in result.values()):
        rows = {key: dict(value) for key, value in result.items()}  # type: ignore[call-overload]
        return pd.DataFrame.from_dict(rows, orient="index").map(_rounded).astype(object)
    parts = {key: _rounded(value) for key, value in result.items()}
    # In a column of floats, a count of 254 would be shown as 254.000.
    are_floats = all(isinstance(part, float) for part in parts.values())
    return pd.Series(parts, dtype=float if are_floats else object).to_frame("your result")


def _table(frame: pd.DataFrame) -> Preview:
    shown = frame.head(MOST_ROWS)
    shown = shown.mask(shown.isna(), "") if frame.shape[1] > 1 else shown
    more = _more(len(frame), MOST_ROWS)
    page = f"<div>{_html(shown)}{more}</div>"
    return Preview(f"{shown.to_string()}\n{more}".strip("\n"), page)


def _rounded(value: object) -> object:
    if isinstance(value, list | tuple | np.ndarray):
        return ", ".join(_within(part) for part in value)
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(str(_rounded(part)) for part in value))
    if value is None:
        return math.nan
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return f'"{value}"'
    return round(float(value), 3) if isinstance(value, float) else value


def _within(part: object) -> str:
    """Return a part of a list, itself in brackets if it is a list."""
    words = str(_rounded(part))
    return f"[{words}]" if isinstance(part, list | tuple) else words
