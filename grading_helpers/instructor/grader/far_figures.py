"""Views of figures that stay in the student's process: they are described over there."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from matplotlib import pyplot as plt

from grading_helpers import figure_views
from grading_helpers.instructor.grader.proxies import Link, RemoteObject


def describe_figures_remotely(link: Link) -> None:
    """Let views, and the closing of figures, work on those that stay in the student's process."""
    plt.close = _remote_close(link)
    for name, view in list(figure_views.VIEWS.items()):
        far = _remote_view(name, view)
        figure_views.VIEWS[name] = far
        setattr(figure_views, name, far)


def _remote_close(link: Link) -> Callable[..., None]:
    """Return a ``plt.close`` that closes on the other side too: pandas draws into what is open."""
    close_here = plt.close

    def close(drawn: object = None) -> None:
        is_far = isinstance(drawn, RemoteObject)
        link.close(drawn._handle if is_far else None)  # type: ignore[attr-defined]
        if not is_far:
            close_here(drawn)  # type: ignore[arg-type]

    return close


def _remote_view(name: str, view: Callable[[object], Any]) -> Callable[[object], Any]:
    @functools.wraps(view)
    def look(drawn: object) -> Any:
        if isinstance(drawn, RemoteObject):
            return drawn._link.probe(name, drawn._handle)
        return view(drawn)

    return look
