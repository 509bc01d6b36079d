"""Read the upright bars of a chart: their places, names and heights, as they can be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from grading_helpers.figures.chart import Block, Chart, charts_of
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Box
from grading_helpers.figures.scales import WrittenNumber, number_in
from grading_helpers.figures.scene import Scene

NO_BARS = "The figure shows no upright bars."
NEAR = 0.75


@dataclass(frozen=True)
class Bar:
    """One bar: its name, and its sides in pixels; a flat one is a name with no bar above it."""

    middle: float
    name: str
    box: Box
    is_flat: bool = False


class BarChart:
    """The axes of a drawing that show the most bars.

    Raises
    ------
    NotAFigureError
        If the bars are horizontal.
    """

    def __init__(self, scene: Scene) -> None:
        charts = charts_of(scene)
        self.chart: Chart = max(charts, key=lambda chart: len(chart.blocks))
        self.scene = scene
        self.blocks = self.chart.blocks
        self.hidden = self.chart.hidden
        if self.blocks and self._lie():
            raise NotAFigureError("The bars are horizontal; the task asks for upright bars.")
        found = sorted(self._bars(), key=lambda bar: bar.middle)
        self.bars = [
            bar if bar.name else replace(bar, name=f"bar {number} without a name")
            for number, bar in enumerate(found, 1)
        ]

    def _lie(self) -> bool:
        """Tell whether more bars start at zero of the horizontal axis than of the vertical one."""
        x, y = self.chart.x.scale, self.chart.y.scale
        if not (x.is_known and y.is_known):
            return False
        up, across = y.place(0.0), x.place(0.0)
        standing = sum(
            min(abs(one.box.bottom - up), abs(one.box.top - up)) < NEAR for one in self.blocks
        )
        lying = sum(
            min(abs(one.box.left - across), abs(one.box.right - across)) < NEAR
            for one in self.blocks
        )
        return lying > max(standing, 1) or (lying == 1 and standing == 0 and len(self.blocks) == 1)

    def _bars(self) -> list[Bar]:
        unit = self._unit()
        bars = [self._bar(block, unit) for block in self._stacked()]
        if bars and self.shows_zero:
            bars += [
                Bar(tick.place, " ".join(tick.text.shown.split()), self._flat(tick.place), True)
                for tick in self.chart.x.ticks
                if number_in(tick.text.shown) is None
                and not any(bar.box.left <= tick.place <= bar.box.right for bar in bars)
            ]
        return bars

    def _flat(self, place: float) -> Box:
        zero = self.chart.y.scale.place(0.0)
        return Box(place, zero, place, zero)

    def _stacked(self) -> list[Block]:
        """Join the blocks that stand on one another, away from zero."""
        zero = self.chart.y.scale.place(0.0) if self.chart.y.scale.is_known else 0.0
        found: list[Block] = []
        for block in sorted(self.blocks, key=lambda one: abs(one.box.middle[1] - zero)):
            under = next((one for one in found if _stands_on(block.box, one.box, zero)), None)
            if under is None:
                found.append(block)
                continue
            found.remove(under)
            box = Box(
                under.box.left,
                min(under.box.bottom, block.box.bottom),
                under.box.right,
                max(under.box.top, block.box.top),
            )
            found.append(Block(under.numbers + block.numbers, box))
        return found

    def _unit(self) -> float:
        """Return how many pixels one step of the horizontal axis takes."""
        scale = self.chart.x.scale
        if not scale.is_known or scale.is_log:
            return 0.0
        return abs(scale.place(1.0) - scale.place(0.0))

    def _bar(self, block: Block, unit: float) -> Bar:
        middle = block.box.middle[0]
        reach = max(0.45 * unit, 0.5 * block.box.width)
        return Bar(middle, self.chart.x.name_at(middle, reach), block.box)

    @property
    def shows_zero(self) -> bool:
        """Whether zero of the vertical axis lies within the axes."""
        scale = self.chart.y.scale
        if not scale.is_known:
            return False
        return self.chart.box.bottom - NEAR <= scale.place(0.0) <= self.chart.box.top + NEAR

    def need_bars(self) -> None:
        """Check that there are bars.

        Raises
        ------
        NotAFigureError
            If there are none.
        """
        if not self.blocks:
            raise NotAFigureError(NO_BARS)

    def heights(self) -> list[tuple[str, float]]:
        """Return the name and the height of each bar, from left to right.

        Raises
        ------
        NotAFigureError
            If no height can be read, bars overlap, or one does not start at zero.
        """
        self.need_bars()
        if any(_overlap(one.box, other.box) for one, other in pairwise(self.bars)):
            raise NotAFigureError("The bars overlap, so that some hide parts of others.")
        scale = self.chart.y.scale
        numbers = self.numbers_at_bars() if self.are_numbered else []
        factor = self.chart.y.factor(numbers, "the heights of the bars")
        zero = scale.place(0.0)
        found = []
        for bar in self.bars:
            if bar.is_flat:
                found.append((bar.name, 0.0))
                continue
            ends = sorted((bar.box.bottom, bar.box.top), key=lambda end: abs(end - zero))
            foot, end = ends
            if abs(foot - zero) > NEAR and self._is_in_view(foot):
                raise NotAFigureError(f"The bar of {bar.name} does not start at zero.")
            found.append((bar.name, scale.value(self._cut(end)) * factor))
        return found

    def _is_in_view(self, place: float) -> bool:
        return self.chart.box.bottom + NEAR < place < self.chart.box.top - NEAR

    def _cut(self, place: float) -> float:
        """Return where a bar ends in the picture, if it extends beyond the axes."""
        box = self.chart.box
        if box.bottom - NEAR <= place <= box.top + NEAR:
            return place
        return min(max(place, box.bottom), box.top)

    @property
    def are_numbered(self) -> bool:
        """Whether two bars, or the only one, have a number at their end."""
        standing = sum(not bar.is_flat for bar in self.bars)
        return len(self.numbers_at_bars()) >= max(1, min(2, standing))

    def numbers_at_bars(self) -> list[tuple[float, WrittenNumber]]:
        """Return the height and the number of each bar that has a number at its end."""
        found = []
        for bar in self.bars:
            for text in self.scene.texts:
                written = number_in(text.shown)
                if written is None or not self._is_at_end(text.box, bar, text.height):
                    continue
                if self.scene.is_text_seen(text):
                    found.append((self._value(bar), written))
                    break
        return found

    def _value(self, bar: Bar) -> float:
        scale = self.chart.y.scale
        zero = scale.place(0.0)
        return scale.value(max((bar.box.bottom, bar.box.top), key=lambda end: abs(end - zero)))

    def _is_at_end(self, box: Box, bar: Bar, height: float) -> bool:
        across, up = box.middle
        if not bar.box.left <= across <= bar.box.right:
            return False
        inside = bar.box.bottom <= up <= bar.box.top
        return inside or min(abs(up - bar.box.bottom), abs(up - bar.box.top)) < 2 * height


def _overlap(one: Box, other: Box) -> bool:
    """Tell whether two neighbours share more than an edge, and neither contains the other."""
    shared = one.right - other.left
    return shared > NEAR and one.left < other.left - NEAR and one.right < other.right - NEAR


def _stands_on(upper: Box, lower: Box, zero: float) -> bool:
    """Tell whether one block continues another, away from zero and equally wide."""
    if abs(upper.left - lower.left) > NEAR or abs(upper.right - lower.right) > NEAR:
        return False
    if lower.bottom >= zero - NEAR:
        return abs(upper.bottom - lower.top) < NEAR
    return abs(upper.top - lower.bottom) < NEAR
