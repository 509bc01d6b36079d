"""Small charts as SVG: drawn in a millisecond, sharp at any size, in the theme's colours.

Matplotlib needs a tenth of a second for each picture, and several tenths in a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import floor, log10

from grading_helpers.palette import PALETTE

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 14, 50
# Both ends of the axis of a bar chart: names stand to its left, numbers to its right.
BARS = (150, WIDTH - 84)
INK = "var(--jp-content-font-color1, currentColor)"
FAINT = f"color-mix(in srgb, {INK} 18%, transparent)"

# Points of a map, and where a name may go beside its point, the best place first.
RADIUS, LETTER_WIDTH = 8, 9
SIDES = (
    (13, 5, "start"),
    (-13, 5, "end"),
    (10, 22, "start"),
    (-10, -12, "end"),
    (0, 24, "middle"),
    (0, -14, "middle"),
)

Limits = tuple[float, float]
Place = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class SvgBar:
    """A horizontal bar, with the text at its end."""

    name: str
    value: float
    text: str
    colour: str = "blue"
    whisker: Limits | None = None


@dataclass(frozen=True)
class SvgLine:
    """A line through points from left to right, named in the legend above the chart."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str = "blue"
    dashed: bool = False


@dataclass(frozen=True)
class Point:
    """A point with its name beside it."""

    name: str
    x: float
    y: float
    colour: str = "blue"


def number(value: float, digits: int = 0) -> str:
    """Return a number with commas and a real minus sign; never a minus before zero.

    Examples
    --------
    >>> number(-1234.5), number(-0.04, 1), number(2.25, 2)
    ('−1,234', '0.0', '2.25')
    """
    text = f"{value:,.{digits}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", "−")


def picture(parts: Sequence[str], alt: str, height: float = HEIGHT) -> str:
    """Return a chart as SVG with a description."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="{escape(alt, quote=True)}" '
        f'style="inline-size: 100%; block-size: auto" font-size="14" fill="{INK}">'
        f"{''.join(parts)}</svg>"
    )


def bar_chart(bars: Sequence[SvgBar], limits: Limits, label: str, alt: str) -> str:
    """Draw horizontal bars from zero.

    Parameters
    ----------
    bars : sequence of SvgBar
    limits : (float, float)
        The ends of the axis. They are fixed, so that readers see a bar grow.
    label : str
        What the axis shows, with its unit.
    alt : str
        The chart in words.
    """
    left, row = BARS[0], 34
    height = TOP + row * len(bars) + BOTTOM
    wide = _Scale(limits, BARS)
    parts = [_vertical(wide(tick), TOP, height - BOTTOM, FAINT) for tick in ticks(limits)]
    parts += _ticks(wide, height - BOTTOM + 18)
    parts.append(_text(sum(BARS) / 2, height - 8, label))
    for place, bar in enumerate(bars):
        top = TOP + row * place + 6
        start, end = sorted((wide(0), wide(bar.value)))
        parts.append(
            f'<rect x="{start:.1f}" y="{top}" width="{end - start:.1f}" height="{row - 12}" '
            f'fill="{PALETTE[bar.colour]}"/>'
        )
        middle = top + (row - 12) / 2
        reach = end
        if bar.whisker:
            low, high = (wide(each) for each in bar.whisker)
            parts.append(_path([(low, middle), (high, middle)], INK))
            parts += [_vertical(each, middle - 6, middle + 6, INK) for each in (low, high)]
            reach = max(end, high)
        parts.append(_text(left - 10, middle + 5, bar.name, "end"))
        parts.append(_text(max(reach, wide(0)) + 6, middle + 5, bar.text, "start", bold=True))
    parts.append(_vertical(wide(0), TOP, height - BOTTOM, INK))
    return picture(parts, alt, height)


def line_chart(
    lines: Sequence[SvgLine],
    point: tuple[float, float] | None,
    limits: tuple[Limits, Limits],
    labels: tuple[str, str],
    alt: str,
) -> str:
    """Draw lines with a legend above them, and the point for the current values.

    Parameters
    ----------
    lines : sequence of SvgLine
    point : (float, float), optional
    limits : pair of (float, float)
        The ends of the horizontal and of the vertical axis. A line that rises above them is cut off
        at the upper edge; a point above them is shown there as an arrowhead with its value.
    labels : pair of str
        What the axes show, with units.
    alt : str
        The chart in words.
    """
    top = TOP + 22 * len(lines)
    height = HEIGHT + 22 * len(lines)
    across = _Scale(limits[0], (LEFT, WIDTH - RIGHT))
    up = _Scale(limits[1], (height - BOTTOM, top))
    parts = _axes(across, up, labels)
    for place, line in enumerate(lines):
        dash = ' stroke-dasharray="7 5"' if line.dashed else ""
        ink = PALETTE[line.colour]
        shown = [(across(x), up(y)) for x, y in _up_to(limits[1][1], line.points)]
        parts.append(_path(shown, ink, 3, dash))
        parts.append(_path([(LEFT, TOP + 22 * place), (LEFT + 30, TOP + 22 * place)], ink, 3, dash))
        parts.append(_text(LEFT + 38, TOP + 22 * place + 5, line.name, "start"))
    if point and point[1] > limits[1][1]:
        x = across(point[0])
        corners = f"{x - 7:.1f},{top + 12} {x + 7:.1f},{top + 12} {x:.1f},{top}"
        parts.append(f'<polygon points="{corners}" fill="{INK}"/>')
        parts.append(_text(x - 13, top + 11, number(point[1]), "end", bold=True))
    elif point:
        x, y = across(point[0]), up(point[1])
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{INK}"/>')
    return picture(parts, alt, height)


def _up_to(top: float, line: Sequence[Place]) -> list[Place]:
    """Return a line up to where it first rises above the chart.

    Examples
    --------
    >>> _up_to(10, [(0, 4), (1, 8), (2, 16), (3, 32)])
    [(0, 4), (1, 8), (1.25, 10)]
    """
    for place, ((x, y), (next_x, next_y)) in enumerate(pairwise(line), 1):
        if y <= top < next_y:
            return [*line[:place], (x + (next_x - x) * (top - y) / (next_y - y), top)]
    return list(line)


def map_chart(
    points: Sequence[Point],
    limits: tuple[Limits, Limits],
    labels: tuple[str, str],
    alt: str,
    lines: Sequence[SvgLine] = (),
) -> str:
    """Draw named points between two axes, and lines without a legend."""
    across = _Scale(limits[0], (LEFT, WIDTH - RIGHT))
    up = _Scale(limits[1], (HEIGHT - BOTTOM, TOP))
    parts = _axes(across, up, labels)
    drawn = [[(across(x), up(y)) for x, y in line.points] for line in lines]
    for line, places in zip(lines, drawn, strict=True):
        dash = ' stroke-dasharray="7 5"' if line.dashed else ""
        parts.append(_path(places, PALETTE[line.colour], 2, dash))
    centres = [(across(point.x), up(point.y)) for point in points]
    boxes: list[Box] = []
    for point, (x, y) in zip(points, centres, strict=True):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{PALETTE[point.colour]}"/>'
        )
        rooms = [_label_box((x, y), side, point.name) for side in SIDES]
        crossed = [_crossed(box, centres, drawn, boxes) for box in rooms]
        best = crossed.index(min(crossed))
        boxes.append(rooms[best])
        dx, dy, anchor = SIDES[best]
        parts.append(_text(x + dx, y + dy, point.name, anchor, bold=True))
    return picture(parts, alt)


def _label_box(centre: Place, side: tuple[float, float, str], name: str) -> Box:
    """Return the space that a name takes up beside its point."""
    dx, dy, anchor = side
    width = LETTER_WIDTH * len(name)
    left = centre[0] + dx - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, centre[1] + dy - 12, left + width, centre[1] + dy + 4


def _crossed(
    box: Box, centres: Sequence[Place], lines: Sequence[Sequence[Place]], boxes: Sequence[Box]
) -> int:
    """Count what a name would cover: points and other names count more than a line."""
    left, top, right, bottom = box
    outside = left < LEFT or right > WIDTH or top < 0 or bottom > HEIGHT - BOTTOM
    points = sum(
        left - RADIUS < x < right + RADIUS and top - RADIUS < y < bottom + RADIUS
        for x, y in centres
    )
    names = sum(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in boxes)
    near_lines = sum(_meets(box, start, end) for line in lines for start, end in pairwise(line))
    return 100 * outside + 10 * (points + names) + near_lines


def _meets(box: Box, start: Place, end: Place) -> bool:
    """Tell whether a straight line passes through a box."""
    steps = 60
    along = (
        (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
        for step in range(steps + 1)
    )
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in along)


def ticks(limits: Limits, most: int = 6) -> list[float]:
    """Return round numbers between two limits.

    Examples
    --------
    >>> ticks((0, 100)), ticks((-0.5, 0.5), 5)
    ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0], [-0.4, -0.2, 0.0, 0.2, 0.4])
    """
    low, high = limits
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(
        power * size for size in (1, 2, 2.5, 5, 10, 20) if power * size * most >= high - low
    )
    first = -floor(-low / step + 1e-9)
    count = floor(high / step + 1e-9) - first + 1
    return [round((first + place) * step, 9) + 0.0 for place in range(count)]


def number_for(tick: float) -> str:
    """Return the text at a tick, with as many digits as it needs."""
    digits = next((digits for digits in range(3) if round(tick, digits) == tick), 3)
    return number(tick, digits)


@dataclass(frozen=True)
class _Scale:
    """Turns values into places on the page."""

    limits: Limits
    ends: Limits

    def __call__(self, value: float) -> float:
        (low, high), (start, end) = self.limits, self.ends
        return start + (value - low) / (high - low) * (end - start)


def _axes(across: _Scale, up: _Scale, labels: tuple[str, str]) -> list[str]:
    (left, right), (bottom, top) = across.ends, up.ends
    parts = [_path([(left, up(tick)), (right, up(tick))], FAINT) for tick in ticks(up.limits)]
    parts += [_text(left - 8, up(tick) + 5, number_for(tick), "end") for tick in ticks(up.limits)]
    parts += _ticks(across, bottom + 19)
    parts.append(_path([(left, top), (left, bottom), (right, bottom)], INK))
    parts.append(_text((left + right) / 2, bottom + 42, labels[0]))
    middle = (top + bottom) / 2
    turned = f'class="turned" transform="rotate(-90 14 {middle:g})"'
    parts.append(_text(14, middle, labels[1], more=turned))
    return parts


def _ticks(across: _Scale, y: float) -> list[str]:
    """Return the numbers along a horizontal axis; a narrow card hides every other one, not 0."""
    places = ticks(across.limits)
    kept = places.index(0) % 2 if 0 in places else 0
    second = ("", 'class="second"')
    return [
        _text(across(at), y, number_for(at), more=second[(place - kept) % 2])
        for place, at in enumerate(places)
    ]


def _text(  # noqa: PLR0913
    x: float, y: float, text: str, anchor: str = "middle", *, bold: bool = False, more: str = ""
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight} {more}>{escape(text)}</text>'
    )


def _vertical(x: float, top: float, bottom: float, ink: str) -> str:
    return _path([(x, top), (x, bottom)], ink)


def _path(places: Sequence[tuple[float, float]], ink: str, width: float = 1, more: str = "") -> str:
    if not places:
        return ""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{way}" fill="none" stroke="{ink}" stroke-width="{width:g}"{more}/>'
