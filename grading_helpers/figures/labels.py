"""Read the labels of a chart's axes, wherever they are written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grading_helpers.figures.chart import Chart
from grading_helpers.figures.readable import without_silent
from grading_helpers.figures.scene import Text

SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|[%€]|\b[^\W\d_]\b")
AN_OFFSET = re.compile(r"[-+−]?\s*(\d*e[-+−]?\d+|\d+)")


def horizontal_labels(chart: Chart) -> list[str]:
    """Return the texts that can be read as the label of the horizontal axis.

    One that is beside the vertical axis as well does not say what the horizontal one shows.
    """
    texts = list(_candidates(chart))
    others = {_folded(text) for text in texts if _is_vertical(chart, text)}
    along = [text for text in texts if _is_horizontal(chart, text)]
    return [text.shown for text in along if _folded(text) not in others]


def vertical_labels(chart: Chart) -> list[str]:
    """Return the texts that can be read as the label of the vertical axis."""
    return [text.shown for text in _candidates(chart) if _is_vertical(chart, text)]


def _candidates(chart: Chart) -> Iterator[Text]:
    """Yield the texts that can be seen and are not tick labels."""
    ticks = {tick.text.numbers for ruler in (chart.x, chart.y) for tick in ruler.ticks}
    for text in chart.scene.texts:
        if text.numbers in ticks or not SAYS_SOMETHING.search(without_silent(text.shown)):
            continue
        if AN_OFFSET.fullmatch(text.shown.strip()) or text.frame not in (chart.number, -1):
            continue
        if chart.scene.is_text_seen(text):
            yield text


def _is_horizontal(chart: Chart, text: Text) -> bool:
    box, frame = text.box, chart.box
    if _is_the_label(text, chart.frame.x.label):
        return not text.is_upright and (box.middle[1] < frame.bottom or box.bottom >= frame.top)
    below = box.top <= frame.bottom + 1 and not text.is_upright
    across = box.middle[0]
    return below and frame.left + 0.2 * frame.width <= across <= frame.right - 0.2 * frame.width


def _is_vertical(chart: Chart, text: Text) -> bool:
    box, frame = text.box, chart.box
    left = box.right <= frame.left + 1
    level = box.top > frame.bottom and box.bottom < frame.top
    if _is_the_label(text, chart.frame.y.label):
        return left or box.left >= frame.right - 1 or box.bottom >= frame.top - 1
    right = box.left >= frame.right - 1 and text.is_upright
    return level and (left or right)


def _folded(text: Text) -> str:
    return " ".join(text.shown.split()).casefold()


def _is_the_label(text: Text, label: str) -> bool:
    return bool(label.strip()) and text.text.split() == label.replace("\\$", "$").split()
