"""The parts of a model to play with: controls, and a view that follows their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from math import isfinite


@dataclass(frozen=True)
class Slider:
    """A number, set with a slider.

    Examples
    --------
    >>> slider = Slider("rate", "Discount rate", low=0, high=20, step=1, start=10, unit="%")
    >>> slider.read(12.4), slider.read(99), slider.read("much")
    (12, 20, 10)
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    start: float
    unit: str = ""

    def read(self, value: object) -> float:
        """Return a value of this slider: the nearest step, or the start if it is not a number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return self.start
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        return round(self.low + steps * self.step, 6)


@dataclass(frozen=True)
class Choice:
    """A choice of one of several words.

    Examples
    --------
    >>> Choice("count", "Count", options=("people", "mentions"), start="people").read("noise")
    'people'
    """

    name: str
    label: str
    options: tuple[str, ...]
    start: str

    def read(self, value: object) -> str:
        """Return a value of this choice: the option, or the start if there is no such option."""
        return value if isinstance(value, str) and value in self.options else self.start


@dataclass(frozen=True)
class View:
    """What a model shows for some values.

    Parameters
    ----------
    picture : str
        A chart, as SVG with a description.
    sentence : str
        The result in words. Screen readers read it aloud after each move.
    """

    picture: str
    sentence: str


@dataclass(frozen=True)
class Explorable:
    """A model to play with.

    Parameters
    ----------
    title : str
    controls : tuple of Slider or Choice
    show : callable
        Takes the value of each control by its name.
    note : str
        The formula or convention behind it, and where its numbers come from.
    """

    title: str
    controls: tuple[Slider | Choice, ...]
    show: Callable[..., View]
    note: str

    def read(self, values: Mapping[str, object]) -> dict[str, float | str]:
        """Return a value for each control, whatever the page has sent."""
        return {each.name: each.read(values.get(each.name)) for each in self.controls}

    def view(self, values: Mapping[str, object] | None = None) -> View:
        """Return what the model shows for these values, by default those at the start."""
        return self.show(**self.read(values or {}))

    def shown(self) -> list[dict[str, object]]:
        """Return the controls as plain data for the page."""
        return [asdict(each) for each in self.controls]
