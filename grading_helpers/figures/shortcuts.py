"""Shortcuts for Matplotlib while a figure is recorded: the same drawing in half the time.

Each replaces a part of Matplotlib that does the same work again and again, and is undone
afterwards. If another version of Matplotlib lacks that part, recording only takes longer.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np
from matplotlib import markers
from matplotlib.artist import Artist
from matplotlib.axis import Axis, Tick, XTick, YTick
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BboxBase

# The artists that a tick is made of.
PARTS = ("tick1line", "tick2line", "gridline", "label1", "label2")
Drawn = TypeVar("Drawn", bound=Artist)


@contextmanager
def shortcuts(figure: Figure, renderer: object) -> Iterator[None]:
    """Let a figure be drawn faster.

    Parameters
    ----------
    figure : Figure
        The figure.
    renderer : RendererBase
        What draws it; it also measures texts for the layout, so no other is made for that.
    """
    with (
        replaced(figure, "_get_renderer", lambda: renderer),
        replaced(Axis, "_update_ticks", _ticks_found_once()),
        replaced(Axis, "_get_tick", _ticks_made_once()),
        replaced(Axis, "_get_ticklabel_bboxes", _labels_measured_once()),
        replaced(BboxBase, "union", staticmethod(_union)),
        replaced(Text, "_get_layout", _texts_laid_out_once()),
        replaced(markers, "copy", SimpleNamespace(copy=copy.copy, deepcopy=copy.copy)),
    ):
        yield


@contextmanager
def replaced(owner: object, name: str, new: object) -> Iterator[None]:
    """Replace an attribute, if there is one, and restore it afterwards."""
    if not hasattr(owner, name):
        yield
        return
    own = name in vars(owner)
    old = vars(owner)[name] if own else None
    setattr(owner, name, new)
    try:
        yield
    finally:
        if own:
            setattr(owner, name, old)
        else:
            delattr(owner, name)


def _method(owner: type, name: str) -> Callable[..., Any]:
    """Return a method of Matplotlib's; nothing calls the result if this version lacks it."""
    method: Callable[..., Any] = getattr(owner, name, lambda *_: None)
    return method


def _ticks_found_once() -> Callable[[Axis], object]:
    """Let an axis find its ticks once for each view of it, not twenty times in one drawing."""
    find = _method(Axis, "_update_ticks")
    known: dict[tuple[object, ...], object] = {}

    def found(axis: Axis) -> object:
        view = tuple(map(float, axis.get_view_interval()))
        key = id(axis), view, np.asarray(axis.axes.bbox.extents).tobytes()
        if key not in known:
            known[key] = find(axis)
        return known[key]

    return found


def _ticks_made_once() -> Callable[[Axis, bool], Tick]:
    """Let an axis make one new tick in one drawing, and copy it for the others."""
    make = _method(Axis, "_get_tick")
    known: dict[tuple[int, bool], Tick] = {}

    def made(axis: Axis, major: bool) -> Tick:
        key = id(axis), major
        if key not in known:
            known[key] = make(axis, major)
        tick = known[key]
        return _copied_tick(tick) if type(tick) in (XTick, YTick) else make(axis, major)

    return made


def _copied_tick(tick: Tick) -> Tick:
    """Return a copy of a new tick, with its own lines and labels."""
    copied = _copied(tick)
    for part in PARTS:
        setattr(copied, part, _copied(getattr(tick, part)))
    return copied


def _copied(artist: Drawn) -> Drawn:
    """Return an artist with the same attributes; ``copy`` would cut it off from its axes."""
    twin = object.__new__(type(artist))
    vars(twin).update(vars(artist))
    return twin


def _labels_measured_once() -> Callable[[Axis, Sequence[Tick], object], object]:
    """Let the labels of ticks be measured once for each place of the axes and view of them."""
    measure = _method(Axis, "_get_ticklabel_bboxes")
    known: dict[tuple[object, ...], tuple[object, Sequence[Tick]]] = {}

    def measured(axis: Axis, ticks: Sequence[Tick], renderer: object) -> object:
        axes = axis.axes
        key = (
            *(
                id(axis),
                axes.viewLim.get_points().tobytes(),
                np.asarray(axes.bbox.extents).tobytes(),
            ),
            tuple(map(id, ticks)),
        )
        if key not in known:
            # The ticks are kept as well, so that no other ones get their ids.
            known[key] = measure(axis, ticks, renderer), ticks
        return known[key][0]

    return measured


def _union(bboxes: Sequence[BboxBase]) -> Bbox:
    """Return the smallest box around others, as `Bbox.union` does with many more calls."""
    if not len(bboxes):
        raise ValueError("'bboxes' cannot be empty")
    corners = np.array([bbox.get_points() for bbox in bboxes])
    return Bbox([corners.min((0, 1)), corners.max((0, 1))])


def _texts_laid_out_once() -> Callable[[Text, object], object]:
    """Let a text be laid out once, wherever it is moved; wrapped ones depend on their place."""
    lay_out = _method(Text, "_get_layout")
    known: dict[tuple[object, ...], tuple[object, Text]] = {}

    def laid_out(text: Text, renderer: object) -> object:
        if text.get_wrap():
            return lay_out(text, renderer)
        key = (
            *(id(text), text.get_text(), text.get_rotation(), text.get_rotation_mode()),
            *(text.get_horizontalalignment(), text.get_verticalalignment()),
            hash(text.get_fontproperties()),
        )
        if key not in known:
            # The text is kept as well, so that no other one gets its id.
            known[key] = lay_out(text, renderer), text
        return known[key][0]

    return laid_out
