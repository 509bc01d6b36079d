"""What starts the processes of a lesson's submissions: a zygote on Linux, Python elsewhere."""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from functools import cache
from threading import Lock

from grading_helpers.instructor.grader.nursery import Cells, Zygote, start_zygote
from grading_helpers.instructor.grader.pairs import Host
from grading_helpers.instructor.grader.spawning import Spawner

MOST_ZYGOTES = 3
_STARTING = Lock()


def host(cells: Cells = ()) -> Host:
    """Return what starts the processes of submissions on this system.

    Parameters
    ----------
    cells : tuple of (str, str, str), optional
        The lesson's own cells, from ``lesson_cells``.
    """
    return zygote(cells) if sys.platform.startswith("linux") else Spawner()


def zygote(cells: Cells = ()) -> Zygote:
    """Return the zygote of this process that has rehearsed a lesson, started at the first call."""
    with _STARTING:
        known, key = _zygotes(), (os.getpid(), cells)
        if key not in known or not known[key].is_alive:
            known[key] = start_zygote(cells)
        known.move_to_end(key)
        while len(known) > MOST_ZYGOTES:
            known.popitem(last=False)[1].stop()
        return known[key]


@cache
def _zygotes() -> OrderedDict[tuple[int, Cells], Zygote]:
    return OrderedDict()
