"""Read the axes of a drawing: which place means which value, as far as the numbers on it show."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Axis, Frame
from grading_helpers.figures.scene import Scene, Text

NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:[,'  ]\d{3})+|\d+)?(?:([.,])(\d+))?(?:e([-+]?\d+))?")
POWER = re.compile(r"(?:([-+]?[\d.]*)\\times)?([-+]?)(\d+)\^\{([-+]?\d+)\}")
MATHS = re.compile(r"\\mathdefault|\\mathregular|\\mathrm|[{}$]|\\,|\\ ")
MULTIPLES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
# To how many digits of its axis a place is read.
PRECISION = 11
A_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class WrittenNumber:
    """A number as it is written: its value, half of its last digit, and whether it has a ``%``."""

    value: float
    half: float
    is_percent: bool = False


@lru_cache(1_000)
def number_in(text: str) -> WrittenNumber | None:
    r"""Return the number that a label shows, or None if it shows none or more than one.

    Examples
    --------
    >>> number_in("−1.50")
    WrittenNumber(value=-1.5, half=0.005, is_percent=False)
    >>> number_in("40 %").is_percent, number_in("R")
    (True, None)
    >>> number_in("1,200 EUR").value, number_in(r"$\mathdefault{10^{2}}$").value
    (1200.0, 100.0)
    """
    plain = text.replace("−", "-").replace("\N{EN DASH}", "-").strip()
    if "^" in plain:
        return _power(plain)
    plain = MATHS.sub("", plain)
    found = [one for one in NUMBER.finditer(plain) if one[2] or one[4]]
    if len(found) != 1:
        return None
    sign, whole, _, rest, exponent = found[0].groups()
    digits = re.sub(r"[,'  ]", "", whole or "0")
    value, half = float(f"{digits}.{rest or 0}"), 0.5 * 10.0 ** -len(rest or "")
    unit = plain[found[0].end() :].strip(" .)").lower()
    factor = 10.0 ** int(exponent or 0) * MULTIPLES.get(unit.split(" ")[0] if unit else "", 1.0)
    is_percent = "%" in plain or "per cent" in plain.lower()
    return WrittenNumber((-1 if sign == "-" else 1) * value * factor, half * factor, is_percent)


def _power(text: str) -> WrittenNumber | None:
    found = POWER.search(text.replace("\\mathdefault", ""))
    if not found:
        return None
    front, sign, base, exponent = found.groups()
    value = (-1 if sign == "-" else 1) * float(base) ** int(exponent)
    value *= float(front) if front and front not in "+-" else 1.0
    return WrittenNumber(value, abs(value) * 1e-6)


class Scale:
    """What the places along one axis mean."""

    def __init__(self, axis: Axis, low: float, high: float) -> None:
        self.axis, self.low, self.high = axis, low, high
        self.is_log = axis.scale == "log"
        ends = (axis.start, axis.end)
        self.is_known = axis.scale in ("linear", "log") and high > low and ends[0] != ends[1]
        self.is_known &= not self.is_log or min(ends) > 0
        self.is_known &= all(map(math.isfinite, ends))

    def place(self, value: float) -> float:
        """Return the pixel of a value."""
        start, end = self._ends
        if self.is_log and value <= 0:
            return -math.inf if start < end else math.inf
        there = math.log10(value) if self.is_log else value
        return self.low + (there - start) / (end - start) * (self.high - self.low)

    def value(self, place: float) -> float:
        """Return the value at a pixel, without the last digits, which are noise."""
        start, end = self._ends
        there = start + (place - self.low) / (self.high - self.low) * (end - start)
        there = round(there, PRECISION - math.ceil(math.log10(abs(end - start)))) + 0.0
        return 10.0**there if self.is_log else there

    @property
    def is_backwards(self) -> bool:
        """Whether values fall from left to right, or from bottom to top."""
        return self.axis.start > self.axis.end

    @property
    def _ends(self) -> tuple[float, float]:
        ends = self.axis.start, self.axis.end
        return (math.log10(ends[0]), math.log10(ends[1])) if self.is_log else ends


@dataclass(frozen=True)
class Tick:
    """A label that can be seen at its place along an axis."""

    place: float
    value: float
    text: Text


class Ruler:
    """One axis of a chart, with the labels of its ticks that can be seen."""

    def __init__(self, scene: Scene, frame: Frame, *, is_vertical: bool) -> None:
        self.scene, self.frame, self.is_vertical = scene, frame, is_vertical
        box = frame.box
        axis = frame.y if is_vertical else frame.x
        ends = (box.bottom, box.top) if is_vertical else (box.left, box.right)
        self.scale = Scale(axis, *ends)
        self.ticks = sorted(self._ticks(), key=lambda tick: tick.place)

    def _ticks(self) -> Iterator[Tick]:
        if not self.scale.is_known:
            return
        texts: dict[str, list[Text]] = {}
        for text in self.scene.texts:
            texts.setdefault(_folded(text.text), []).append(text)
        taken: set[int] = set()
        for value, label in self.scale.axis.ticks:
            place = self.scale.place(value)
            for text in texts.get(_folded(label), ()):
                if text.numbers[0] in taken or not self._is_at(text, place):
                    continue
                if self.scene.is_text_seen(text):
                    taken.add(text.numbers[0])
                    yield Tick(place, value, text)
                    break

    def _is_at(self, text: Text, place: float) -> bool:
        """Tell whether a text is where the label of a tick would be."""
        box, frame, reach = text.box, self.frame.box, 0.25 * self.scene.drawing.dots
        if self.is_vertical:
            beside = box.right < frame.left + reach or box.left > frame.right - reach
            crossing = box.left < frame.right and box.right > frame.left
            near = abs(box.middle[1] - place) <= max(0.8 * text.height, 4.0)
            turned = not near and min(abs(box.top - place), abs(box.bottom - place)) <= text.height
            return (beside or crossing) and (near or (turned and text.is_upright))
        ends = (box.left, box.middle[0], box.right)
        slack = max(0.8 * text.height, 4.0)
        if text.angle % 90 == 0:
            aligned = abs(box.middle[0] - place) <= slack
            if len(text.text) > 3 and not text.is_upright:
                aligned |= min(abs(box.left - place), abs(box.right - place)) <= slack / 2
            return aligned
        return min(abs(end - place) for end in ends) <= slack

    @property
    def numbers(self) -> list[tuple[float, WrittenNumber]]:
        """The values and the numbers written at the ticks."""
        shift, factor = self._offset()
        found = []
        for tick in self.ticks:
            written = number_in(tick.text.shown)
            if written and not _has_words(tick.text.shown):
                shown = written.value * factor + shift
                found.append(
                    (tick.value, WrittenNumber(shown, written.half * factor, written.is_percent))
                )
        return found

    def _offset(self) -> tuple[float, float]:
        """Return what the numbers of the ticks are multiplied by, and what is added to them."""
        label = self.scale.axis.offset
        if not label or not any(
            _folded(text.text) == _folded(label) and self.scene.is_text_seen(text)
            for text in self.scene.texts
        ):
            return 0.0, 1.0
        plain = label.replace("−", "-")
        if "^" in plain:
            written = _power(plain)
            return 0.0, written.value if written else 1.0
        plain = MATHS.sub("", plain).replace("\\times", "")
        both = re.fullmatch(r"(1e[-+]?\d+)?([-+][\d.]+(?:e[-+]?\d+)?)?", plain)
        if not both:
            return 0.0, 1.0
        return float(both[2] or 0), float(both[1] or 1)

    def factor(self, extra: list[tuple[float, WrittenNumber]], what: str) -> float:
        """Return the factor from values to the numbers written: 1, or 100 with per cent signs.

        Parameters
        ----------
        extra : list of tuple
            Values, and the numbers written for them elsewhere, such as above bars, if there are
            enough of them.
        what : str
            What is measured, for the message.

        Raises
        ------
        NotAFigureError
            If too few numbers can be seen, or they contradict each other.
        """
        name = "vertical" if self.is_vertical else "horizontal"
        if not self.scale.is_known:
            raise NotAFigureError(f"The scale of the {name} axis cannot be read.")
        numbers = self.numbers
        if len(numbers) < 2 and not extra:
            raise NotAFigureError(
                f"The {name} axis shows fewer than two numbers, so nobody can read {what} from it."
            )
        numbers = numbers if len(numbers) > 1 else extra
        for factor in (1.0, 100.0):
            if factor == 100 and not all(written.is_percent for _, written in numbers):
                continue
            if all(self._agrees(value * factor, written) for value, written in numbers):
                return factor
        raise NotAFigureError(f"The numbers at the {name} axis are not those of {what}.")

    def _agrees(self, value: float, written: WrittenNumber) -> bool:
        slack = written.half * (1 + 1e-6) + 1e-9 * abs(value)
        return abs(value - written.value) <= slack

    def name_at(self, place: float, reach: float) -> str:
        """Return the label nearest to a place along the axis, if one is near."""
        near = min(self.ticks, key=lambda tick: abs(tick.place - place), default=None)
        if near is None or abs(near.place - place) > reach:
            return ""
        return _folded(near.text.shown)


def _folded(text: str) -> str:
    """Return a label on one line."""
    return " ".join(text.split())


def _has_words(text: str) -> bool:
    """Tell whether a label is a name rather than a number with its unit."""
    plain = MATHS.sub("", text)
    letters = "".join(A_WORD.findall(plain)).lower()
    return letters not in {"", "e", "k", "m", "mn", "eur", "euro", "euros", "percent", "points"}
