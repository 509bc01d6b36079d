"""A learner's own result: a reward when it is right, a help when no message explains it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from numbers import Number

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.figure_views import bar_heights
from grading_helpers.figures import as_figure, image_html
from grading_helpers.line_views import line_points

MOST_ROWS = 15


@dataclass(frozen=True)
class Exhibit:
    """What is put on show, as plain text and as HTML."""

    text: str = ""
    html: str = ""


NOTHING = Exhibit()


def exhibit(result: object) -> Exhibit:
    """Return a result made ready to be looked at, or an empty exhibit if it cannot be.

    Examples
    --------
    >>> print(exhibit({"R": -1.3333, "A": -0.25}).text)
       your result
    R       -1.333
    A       -0.250
    >>> exhibit(object())
    Exhibit(text='', html='')
    """
    try:
        if isinstance(result, Figure | Axes):
            return _figure(result)
        if isinstance(result, dict | pd.Series):
            return _table(_as_frame(dict(result)))
        if isinstance(result, list | tuple):
            return _table(_as_frame(dict(enumerate(result, 1))))
        if isinstance(result, str | Number):
            return _single(result)
        return NOTHING
    except Exception:
        return NOTHING


def _figure(drawn: Figure | Axes) -> Exhibit:
    """Show a chart with the heights of its bars, or of the points of its line, in words."""
    bars = bar_heights(drawn)
    what, points = ("bars", bars) if bars else ("points", line_points(drawn))
    heights = ", ".join(f"{label} {height:.2f}" for label, height in points.items())
    words = f"Your chart. Heights of the {what} from left to right: {heights}."
    return Exhibit(words, image_html(as_figure(drawn), words))


def _single(value: object) -> Exhibit:
    words = f"Your result: {_rounded(value)}"
    return Exhibit(words, f"<div>{html.escape(words)}</div>")


def _as_frame(result: dict[object, object]) -> pd.DataFrame:
    """Return a dictionary as a table; one of dictionaries has a column per inner key."""
    if result and all(isinstance(value, dict | pd.Series) for value in result.values()):
        rows = {key: dict(value) for key, value in result.items()}  # type: ignore[call-overload]
        return pd.DataFrame.from_dict(rows, orient="index").map(_rounded).astype(object)
    return pd.Series(result, dtype=object).map(_rounded).to_frame("your result")


def _table(frame: pd.DataFrame) -> Exhibit:
    shown = frame.head(MOST_ROWS)
    shown = shown.mask(shown.isna(), "") if frame.shape[1] > 1 else shown
    more = f"… and {len(frame) - MOST_ROWS:,} more" if len(frame) > MOST_ROWS else ""
    page = f"<div>{shown.to_html(escape=True, border=0)}{more}</div>"
    return Exhibit(f"{shown.to_string()}\n{more}".strip("\n"), page)


def _rounded(value: object) -> object:
    if isinstance(value, list | tuple):
        return ", ".join(str(_rounded(part)) for part in value)
    return round(float(value), 3) if isinstance(value, float) else value
