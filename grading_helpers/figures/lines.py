"""Read the lines of a chart: the points they join, hollow points, and a line at zero."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from grading_helpers.figures.bars import BarChart
from grading_helpers.figures.chart import Chart, charts_of
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Box, Shape
from grading_helpers.figures.scene import CONTRAST, Scene

NO_LINE = "The figure shows no line that joins points."
TWO_LINES = "The figure shows two lines that join points; the task asks for one."
BACKWARDS = "The vertical axis runs backwards: its numbers fall from bottom to top."
FLAT = "The vertical axis is so long that the line looks flat."
NEAR = 1.0
# Two points no farther apart than this, across and up, are one.
BESIDE = 1.5
# A notebook shows figures with twice as many dots: there, half of a thin line can still be seen.
AS_ON_SCREEN = 2.0
# A line that rises less than this part of the axes' height cannot be told from a level one.
LEAST_RISE = 0.02
# In points of 1/72 inch: a thinner line is a hair, and a larger mark no marker.
THINNEST = 0.25
LARGEST_MARKER = 40.0
# In points, too: a line that lies no farther from another one is its shadow.
SHADOW = 6.0


@dataclass(frozen=True)
class Stroke:
    """A line that joins points, in pixels."""

    numbers: tuple[int, ...]
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Marker:
    """A small closed mark around a point."""

    number: int
    middle: tuple[float, float]
    box: Box


def names_of_hollow_points(scene: Scene) -> list[str]:
    """Return the names of the points that look hollow, from left to right.

    Without a line, every marker above a name counts as a point.
    """
    try:
        found = scene.once(LineChart)
    except NotAFigureError:
        names = [
            name
            for chart in charts_of(scene)
            for name in _hollow(chart, sorted({one.middle for one in _markers(chart)}))
        ]
        return list(dict.fromkeys(names))
    return _hollow(found.chart, sorted(found.points))


class LineChart:
    """The axes of a drawing with the line that joins the most points.

    Raises
    ------
    NotAFigureError
        If no line can be seen.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        found: list[tuple[Chart, Stroke]] = []
        for chart in charts_of(scene):
            strokes = [one for one in _strokes(chart) if _is_seen(scene, chart, one)]
            found += [(chart, stroke) for stroke in _joined(strokes)]
        if not found:
            raise NotAFigureError(NO_LINE)
        self.chart, self.stroke = max(found, key=lambda one: _rank(*one))
        self.strokes = [stroke for chart, stroke in found if chart is self.chart]
        self.points = self._within_view(_corners(self.stroke.points))
        if not self.points:
            raise NotAFigureError(NO_LINE)
        self._places = np.array(self.points)

    def _within_view(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return the points from the first that can be seen to the last."""
        seen = [place for place, point in enumerate(points) if self._is_in_view(point)]
        return points[seen[0] : seen[-1] + 1] if seen else []

    def _is_in_view(self, point: tuple[float, float]) -> bool:
        """Tell whether a point lies within the axes or on their edge."""
        (x, y), around = point, self.chart.box.grown(NEAR)
        return around.left <= x <= around.right and around.bottom <= y <= around.top

    def _is_another(self, stroke: Stroke) -> bool:
        """Tell whether a line joins two or more places of this one in a different way.

        A line at zero joins none. One that slants and leaves this one counts anywhere, unless it is
        an arrow, which nothing clips: that points to something.
        """
        scale = self.chart.y.scale
        if _is_level(stroke.points) and scale.is_known:
            zero = scale.place(0.0)
            if abs(stroke.points[0][1] - zero) <= NEAR:
                return False
        corners = self._within_view(_corners(stroke.points))
        if _is_clipped(self.chart, stroke.numbers[0]) and self._slants_away(corners):
            return True
        joined = {
            place: self._passes(across, up)
            for across, up in corners
            for place in self._places[np.abs(self._places[:, 0] - across) <= NEAR, 0]
        }
        return len(joined) > 1 and (not all(joined.values()) or self._is_shortcut(corners))

    def _slants_away(self, corners: list[tuple[float, float]]) -> bool:
        """Tell whether a line that is neither level nor upright leaves this one."""
        if len(corners) < 2 or _is_level(corners) or _is_upright(corners):
            return False
        return not all(self._passes(*one) for one in corners) and not self._is_shadow(corners)

    def _is_shadow(self, corners: list[tuple[float, float]]) -> bool:
        """Tell whether a line repeats this one a little beside it, as a shadow does."""
        if len(corners) != len(self.points):
            return False
        apart = np.array(corners) - np.array(self.points)
        most = SHADOW * self.scene.drawing.dots / 72
        return bool(np.ptp(apart, axis=0).max() < NEAR and np.abs(apart).max() <= most)

    def _is_shortcut(self, corners: list[tuple[float, float]]) -> bool:
        """Tell whether a line of one piece passes above or below a point of this one."""
        if len(corners) != 2:
            return False
        (left, low), (right, high) = sorted(corners)
        return any(
            not self._passes(across, float(np.interp(across, [left, right], [low, high])))
            for across, _ in self.points
            if left < across < right
        )

    def _passes(self, across: float, up: float) -> bool:
        """Tell whether this line has a point there."""
        return bool((np.abs(self._places - (across, up)).max(axis=1) <= BESIDE).any())

    def values(self) -> list[tuple[str, float]]:
        """Return the name below each point of the line and its height, from left to right.

        A line that runs back and forth is read in its own order. A point that the limits of the
        axes hide has no height, but NaN.

        Raises
        ------
        NotAFigureError
            If the axes cannot be read, the vertical one runs backwards or makes the line look flat,
            two points have one name, or there is another line.
        """
        if any(self._is_another(one) for one in self.strokes if one is not self.stroke):
            raise NotAFigureError(TWO_LINES)
        x, y, points = self.chart.x, self.chart.y, self._from_left_to_right()
        if y.scale.is_backwards:
            raise NotAFigureError(BACKWARDS)
        if self._looks_flat():
            raise NotAFigureError(FLAT)
        factor = y.factor([], "the heights of the points")
        names = [x.name_at(across, NEAR) for across, _ in points]
        if not all(any(letter.isalpha() for letter in name) for name in names):
            x.factor([], "the places of the points")
            names = [
                name if any(letter.isalpha() for letter in name) else f"{x.scale.value(across):g}"
                for name, (across, _) in zip(names, points, strict=True)
            ]
        is_clipped = _is_clipped(self.chart, self.stroke.numbers[0])
        heights = [
            math.nan
            if is_clipped and not self._is_in_view(point)
            else y.scale.value(point[1]) * factor
            for point in points
        ]
        if len(set(names)) < len(names):
            raise NotAFigureError("The line has two points above one another.")
        return list(zip(names, heights, strict=True))

    def _from_left_to_right(self) -> list[tuple[float, float]]:
        """Return the points as they are read; a picture does not show at which end a line began."""
        falls = all(there < here for (here, _), (there, _) in pairwise(self.points))
        return self.points[::-1] if falls else self.points

    def _looks_flat(self) -> bool:
        """Tell whether neither the rise of the line nor its distance from zero can be seen."""
        ups, y = [up for _, up in self.points], self.chart.y
        if _is_same_height(ups) or y.scale.is_log or not y.scale.is_known:
            return False
        seen = [*ups, y.scale.place(0.0)]
        return max(seen) - min(seen) < LEAST_RISE * self.chart.box.height


def _rank(chart: Chart, stroke: Stroke) -> tuple[int, float]:
    """Return the number of points that a line joins, and how opaque it is: a shadow is fainter."""
    mark = chart.scene.drawing.marks[stroke.numbers[0]]
    assert isinstance(mark, Shape)
    return len(_corners(stroke.points)), mark.pen.edge[3] if mark.pen.edge else 0.0


def _is_same_height(ups: Sequence[float]) -> bool:
    return max(ups) - min(ups) < 1e-9 * max(1.0, *map(abs, ups))


def _hollow(chart: Chart, points: list[tuple[float, float]]) -> list[str]:
    """Return the names of those points whose marker looks hollow."""
    markers = list(_markers(chart))
    found = []
    for across, up in points:
        here = [one for one in markers if _is_near(one.middle, (across, up))]
        if here and _looks_hollow(chart, here):
            name = chart.x.name_at(across, NEAR)
            is_word = any(letter.isalpha() for letter in name)
            found.append(name if is_word else f"{chart.x.scale.value(across):g}")
    return found


def _looks_hollow(chart: Chart, markers: list[Marker]) -> bool:
    """Tell whether the inside of the markers at a point has the colour of the background."""
    scene = chart.scene
    seen = [one for one in markers if scene.visible([one.number], one.box, scale=3.0).any()]
    if not seen:
        return False
    widest = max(seen, key=lambda one: one.box.width)
    window = widest.box
    scale = max(2.0, 24 / max(window.width, window.height))
    around = scene.touching(window)
    picture = scene.pixels(around, window, scale)
    paper = scene.pixels(_background(chart, around), window, scale)
    rows, columns = picture.shape[:2]
    across = (np.arange(columns) + 0.5) / columns * 2 - 1
    up = (np.arange(rows) + 0.5) / rows * 2 - 1
    inside = across[None, :] ** 2 + up[:, None] ** 2 <= _inside(chart, widest) ** 2
    white = np.sqrt(((picture - 255) ** 2).sum(axis=2)) < 30
    like_paper = np.sqrt(((picture - paper) ** 2).sum(axis=2)) < 30
    return bool((white | like_paper)[inside].mean() >= 0.3)


def _inside(chart: Chart, marker: Marker) -> float:
    """Return which part of a marker's radius lies within its edge."""
    shape = chart.scene.drawing.marks[marker.number]
    assert isinstance(shape, Shape)
    edge = shape.pen.width * chart.scene.drawing.dots / 72 if shape.pen.edge else 0.0
    radius = min(marker.box.width, marker.box.height) / 2
    return float(np.clip((radius - edge) / radius * 0.95, 0.2, 0.9))


def _background(chart: Chart, numbers: list[int]) -> list[int]:
    """Return the marks that are the paper of a chart: rectangles as large as the axes."""
    found = []
    for number in numbers:
        mark = chart.scene.drawing.marks[number]
        sides = mark.outline.rectangle if isinstance(mark, Shape) and mark.pen.face else None
        if sides and sides.holds(chart.box, 0.5):
            found.append(number)
    return found


def _strokes(chart: Chart) -> Iterator[Stroke]:
    """Yield the lines that may join points."""
    drawn = [(number, list(_parts(shape))) for number, shape in _thin(chart)] if chart.view else []
    stems = [
        part
        for _, parts in drawn
        for part in parts
        if len(part) > 1 and _is_upright(part) and not _is_aid(chart, part)
    ]
    for number, parts in drawn:
        rest = [part for part in parts if part not in stems]
        if len(parts) == 1:
            if not rest or _is_aid(chart, rest[0]) or _carries(rest[0], stems):
                continue
            if not _is_of_legend(chart, number, rest[0]):
                yield Stroke((number,), tuple(rest[0]))
        elif any(len(part) > 1 for part in rest):
            yield Stroke((number,), tuple(_of_broken(chart, rest)))


def _thin(chart: Chart) -> Iterator[tuple[int, Shape]]:
    """Yield the marks that are straight lines without an inside."""
    for number, shape in chart.shapes:
        pen, points = shape.pen, shape.outline.points
        is_line = pen.edge and not pen.face and pen.width >= THINNEST and len(points) > 1
        if is_line and shape.outline.is_straight and not _is_closed(shape):
            yield number, shape


def _of_broken(
    chart: Chart, parts: list[list[tuple[float, float]]]
) -> Iterator[tuple[float, float]]:
    """Yield the points of a line with gaps; a point that is joined to no other needs a marker."""
    markers = list(_markers(chart))
    for part in parts:
        if len(part) > 1 or any(_is_near(one.middle, part[0]) for one in markers):
            yield from part


def _is_closed(shape: Shape) -> bool:
    codes = shape.outline.codes
    return bool(codes and Path.CLOSEPOLY in codes)


def _parts(shape: Shape) -> Iterator[list[tuple[float, float]]]:
    """Yield the unbroken parts of a line; a single point may be a part of its own."""
    count = len(shape.outline.points)
    codes = shape.outline.codes or (int(Path.MOVETO), *[int(Path.LINETO)] * (count - 1))
    part: list[tuple[float, float]] = []
    for (x, y), code in zip(shape.outline.points, codes, strict=True):
        if code == Path.MOVETO and part:
            yield part
            part = []
        part.append((float(x), float(y)))
    yield part


def _is_guide(chart: Chart, part: list[tuple[float, float]]) -> bool:
    """Tell whether a level or upright line crosses the whole axes, like a grid or an edge."""
    if len(_corners(tuple(part))) != 2:
        return False
    box, around = chart.box, Box.around(np.array(part))
    across = around.left <= box.left + NEAR and around.right >= box.right - NEAR
    up = around.bottom <= box.bottom + NEAR and around.top >= box.top - NEAR
    return (across and _is_level(part)) or (up and _is_upright(part))


def _is_upright(points: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a line stays at one place, as a stem or an error bar does."""
    places = [across for across, _ in points]
    return max(places) - min(places) < 0.1


def _carries(
    part: Sequence[tuple[float, float]], stems: Sequence[Sequence[tuple[float, float]]]
) -> bool:
    """Tell whether a line is the base on which two or more stems stand."""
    if not _is_level(part):
        return False
    around, base = Box.around(np.array(part)).grown(NEAR), part[0][1]
    standing = [
        stem
        for stem in stems
        if around.left <= stem[0][0] <= around.right
        and min(abs(up - base) for _, up in (stem[0], stem[-1])) <= NEAR
    ]
    return len(standing) > 1


def _is_clipped(chart: Chart, number: int) -> bool:
    """Tell whether a mark ends where the axes do, as every mark that shows data does."""
    mark = chart.scene.drawing.marks[number]
    return isinstance(mark, Shape) and mark.pen.clip is not None


def _is_of_legend(chart: Chart, number: int, part: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a level line is before its name in a legend, which nothing clips."""
    if _is_clipped(chart, number) or not _is_level(part):
        return False
    around = Box.around(np.array(part))
    return any(
        abs(text.box.middle[1] - around.middle[1]) < 0.6 * text.height
        and 0 <= text.box.left - around.right < 2.5 * text.height
        for text in chart.scene.texts
    )


def _is_level(points: Sequence[tuple[float, float]]) -> bool:
    heights = [up for _, up in points]
    return max(heights) - min(heights) < 0.1


def _is_aid(chart: Chart, part: list[tuple[float, float]]) -> bool:
    """Tell whether a line helps to read the axes: the grid, an edge or a tick."""
    return _is_guide(chart, part) or _is_tick(chart, part)


def _is_tick(chart: Chart, part: list[tuple[float, float]]) -> bool:
    """Tell whether a line lies outside the axes or on their edge."""
    around = Box.around(np.array(part))
    box = chart.box
    outside = (
        around.right <= box.left + 0.1
        or around.left >= box.right - 0.1
        or around.top <= box.bottom + 0.1
        or around.bottom >= box.top - 0.1
    )
    return outside and min(around.width, around.height) < 0.1


def _corners(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Return the points of a line without repeats; of a line in steps, those that it steps to."""
    found = [points[0]]
    for point in points[1:]:
        if not _is_near(point, found[-1], 1e-6):
            found.append(point)
    if len(found) >= 5 and len(found) % 2 and _is_in_steps(found):
        return found[::2]
    return found


def _is_in_steps(points: list[tuple[float, float]]) -> bool:
    moves = [(abs(b[0] - a[0]) < 1e-6, abs(b[1] - a[1]) < 1e-6) for a, b in pairwise(points)]
    if any(upright == level for upright, level in moves):
        return False
    return all(one[0] != other[0] for one, other in pairwise(moves))


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Join lines that begin where the one before them ends."""
    found: list[Stroke] = []
    for stroke in strokes:
        last = found[-1] if found else None
        if last and _is_near(last.points[-1], stroke.points[0], 0.01):
            joined = last.points + stroke.points[1:]
            found[-1] = Stroke(last.numbers + stroke.numbers, joined)
        else:
            found.append(stroke)
    return found


def _is_seen(scene: Scene, chart: Chart, stroke: Stroke) -> bool:
    """Tell whether most of a line can be seen."""
    around = Box.around(np.array(stroke.points)).grown(2.0)
    window = around.cut(chart.view) if chart.view else None
    if window is None or max(around.width, around.height) < 6:
        return False
    twins = [
        number
        for number, shape in scene.shapes
        if _are_same(scene, number, shape, stroke.numbers[0]) or _lies_on(shape, stroke)
    ]
    return bool(scene.visible(twins, window, enlarged=4.0).mean() >= 0.5)


def _are_same(scene: Scene, number: int, shape: Shape, other: int) -> bool:
    """Tell whether a mark joins the same points as another."""
    mark = scene.drawing.marks[other]
    if number == other:
        return True
    if not isinstance(mark, Shape) or shape.pen.face:
        return False
    one, two = shape.outline.points, mark.outline.points
    return len(one) == len(two) and bool((np.abs(one - two) <= 0.01 + 1e-5 * np.abs(two)).all())


def _lies_on(shape: Shape, stroke: Stroke) -> bool:
    """Tell whether a level line runs along a level stroke, which then looks like a part of it."""
    around, line = Box.around(np.array(stroke.points)), Box.around(shape.outline.points)
    if not shape.pen.edge or shape.pen.face or max(around.height, line.height) > 0.1:
        return False
    along = line.left <= around.left + NEAR and line.right >= around.right - NEAR
    return along and abs(line.bottom - around.bottom) < 0.75


def _is_near(one: tuple[float, float], other: tuple[float, float], by: float = BESIDE) -> bool:
    return abs(one[0] - other[0]) <= by and abs(one[1] - other[1]) <= by


def _markers(chart: Chart) -> Iterator[Marker]:
    """Yield the small closed marks within the axes."""
    most = LARGEST_MARKER * chart.scene.drawing.dots / 72
    for number, shape in chart.shapes:
        if not (shape.pen.face or shape.pen.edge) or len(shape.outline.points) < 4:
            continue
        around = Box.around(shape.outline.points)
        if not 1.5 < max(around.width, around.height) <= most or not _has_inside(shape):
            continue
        yield Marker(number, around.middle, chart.scene.boxes[number])


def _has_inside(shape: Shape) -> bool:
    """Tell whether a mark is closed, or filled."""
    return bool(shape.pen.face) or _is_closed(shape)


def has_zero_line(scene: Scene) -> bool:
    """Return whether a level line at zero runs across all bars.

    Raises
    ------
    NotAFigureError
        If there are no bars, or the axes do not show zero.
    """
    found = scene.once(BarChart)
    found.need_bars()
    if not found.shows_zero:
        raise NotAFigureError(
            "The vertical axis does not show zero, so no line at zero can be seen."
        )
    chart = found.chart
    zero = chart.y.scale.place(0.0)
    middles = [bar.middle for bar in found.bars]
    left, right = min(middles), max(middles)
    lines = [
        (number, ends)
        for number, shape in chart.shapes
        for ends in _level_ends(shape, zero)
        if ends[0] <= left + NEAR and ends[1] >= right - NEAR
    ]
    grid = _grid(chart, zero)
    numbers = [number for number, _ in lines if _look(chart, number) not in grid]
    by = 4 * scene.drawing.dots / 72
    window = Box(left, zero - by, right, zero + by).cut(scene.canvas)
    if not numbers or window is None:
        return False
    # A line of the background's colour is seen only in that it hides the grid's line.
    of_grid = [number for number, _ in lines if number not in numbers]
    if _runs_across(found, numbers, window):
        return not of_grid or _runs_across(found, numbers, window, ignored=of_grid)
    return _is_under_the_edge(found, numbers, window)


def _runs_across(
    found: BarChart, numbers: list[int], window: Box, ignored: Collection[int] = ()
) -> bool:
    """Tell whether enough of some lines can be seen, between the bars if there are gaps."""
    told, covered = found.chart.scene.visible_rows(
        numbers, window, scale=AS_ON_SCREEN, enlarged=2.0 * AS_ON_SCREEN**2, ignored=ignored
    )
    columns = np.asarray(covered.any(axis=0))
    gaps = columns & ~_behind_bars(found, window, len(columns))
    there = gaps if gaps.any() else columns
    return bool(there.any() and np.asarray((told & covered).any(axis=0))[there].mean() >= 0.3)


def _is_under_the_edge(found: BarChart, numbers: list[int], window: Box) -> bool:
    """Tell whether the edge of the axes hides a line, but itself shows where zero is.

    It does if the paper within the axes has another colour than the paper around them. Some styles
    give it a white edge, and the edge lies in front.
    """
    box, scene = found.chart.box, found.chart.scene
    zero = found.chart.y.scale.place(0.0)
    if min(abs(zero - box.bottom), abs(zero - box.top)) > NEAR or len(numbers) < 2:
        return False
    if not any(
        _runs_across(found, [one], window, ignored=[other for other in numbers if other != one])
        for one in numbers
    ):
        return False
    picture = scene.pixels(scene.touching(window), window, AS_ON_SCREEN)
    apart = np.sqrt(((picture[0] - picture[-1]) ** 2).sum(axis=1))
    beside = ~_behind_bars(found, window, len(apart))
    return bool(beside.any() and (apart[beside] >= CONTRAST / 2).mean() >= 0.9)


def _behind_bars(found: BarChart, window: Box, columns: int) -> npt.NDArray[np.bool_]:
    """Return which columns of a picture cross a bar, where a line of its colour cannot be seen."""
    across = window.left + (np.arange(columns) + 0.5) * window.width / columns
    behind = np.zeros(columns, bool)
    for bar in found.bars:
        behind |= (across >= bar.box.left - 1) & (across <= bar.box.right + 1)
    return behind


def _level_ends(shape: Shape, zero: float) -> Iterator[tuple[float, float]]:
    """Yield the ends of the level parts of a line at a height."""
    if not shape.pen.edge or shape.pen.face or shape.pen.width < THINNEST:
        return
    if not shape.outline.is_straight:
        return
    clip = shape.pen.clip
    for part in _parts(shape):
        heights = [y for _, y in part]
        if len(part) < 2 or max(abs(y - zero) for y in heights) > 0.75:
            continue
        left, right = min(x for x, _ in part), max(x for x, _ in part)
        yield (max(left, clip.left), min(right, clip.right)) if clip else (left, right)


def _look(chart: Chart, number: int) -> tuple[object, ...]:
    mark = chart.scene.drawing.marks[number]
    assert isinstance(mark, Shape)
    return mark.pen.edge, mark.pen.width, mark.pen.dashes


def _grid(chart: Chart, zero: float) -> set[tuple[object, ...]]:
    """Return the look of the level lines that cross the axes at heights other than zero."""
    found, box = set(), chart.box
    for number, shape in chart.shapes:
        points = shape.outline.points
        if shape.pen.face or not shape.pen.edge or len(points) != 2:
            continue
        around = Box.around(points)
        inside = box.bottom + NEAR < around.bottom < box.top - NEAR
        across = around.left <= box.left + NEAR and around.right >= box.right - NEAR
        if inside and across and around.height < 0.1 and abs(around.bottom - zero) > NEAR:
            found.add(_look(chart, number))
    return found
