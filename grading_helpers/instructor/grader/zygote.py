"""A process that has imported the scientific stack once and forks for every submission.

It runs no code of a student and holds nothing of the course. It ends when its grader does.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from grading_helpers.instructor.grader import enclosure, kernel, walls
from grading_helpers.instructor.grader.limits import Limits, limit_this_process
from grading_helpers.instructor.grader.outputs import as_json
from grading_helpers.instructor.grader.watching_proc import children
from grading_helpers.instructor.grader.wire import Wire, receive_in_packets, send_in_packets

LONGEST_ORDER = 65_536


def main() -> None:
    """Serve the grader whose socket has the number given as first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    order = receive_in_packets(control)
    wall = order["wall"]
    if wall == enclosure.OWN and order["namespaces"]:
        wall = wall if enclosure.enclose(order["readable"], order["fonts"]) else enclosure.NONE
    wall = wall if order["namespaces"] else enclosure.NONE
    if wall != enclosure.NONE:
        enclosure.become_nobody([place for place in order["readable"] if Path(place).is_dir()])
    else:
        # There is no file system of its own: what is written goes to a folder of the grader's.
        os.chdir(order["scratch"])
    for variable in ("HOME", "TMPDIR", "IPYTHONDIR"):
        os.environ[variable] = tempfile.mkdtemp(dir="/tmp" if wall != enclosure.NONE else None)
    os.environ["MPLCONFIGDIR"] = os.environ["HOME"]
    for fonts in order["fonts"]:
        with suppress(OSError):
            shutil.copy(
                Path(
                    "/tmp/fonts" if wall != enclosure.NONE else Path(fonts).parent, Path(fonts).name
                ),
                os.environ["HOME"],
            )
    kernel.control(kernel.SET_SUBREAPER, 1)
    kernel.control(kernel.SET_DUMPABLE, 0)
    scenes = _get_ready(order["cells"])
    known = {
        "readable": order["readable"],
        "namespaces": order["namespaces"] and walls.namespaces_work(Limits()),
        "scenes": scenes,
    }
    shown = {name: [scene.outputs, scene.data] for name, scene in scenes.items()}
    send_in_packets(control, {"wall": wall, "scenes": as_json(shown)})
    _serve(control, known)


def _get_ready(cells: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Import what submissions import and rehearse the lesson; no submission waits for it."""
    from grading_helpers.instructor.grader import judge, student  # noqa: F401, PLC0415
    from grading_helpers.instructor.grader.rehearsing import rehearse  # noqa: PLC0415
    from grading_helpers.instructor.grader.stack import import_stack  # noqa: PLC0415
    from grading_helpers.outcomes import known_exercises  # noqa: PLC0415

    shell = import_stack()
    scenes = rehearse(shell, cells)
    for exercise in known_exercises().values():
        for case in exercise.cases:
            case.arguments()  # reads the tables, which are kept
    gc.collect()
    gc.freeze()
    return scenes


def _serve(control: socket.socket, known: Mapping[str, Any]) -> None:
    control.settimeout(0.5)
    forked: set[int] = set()
    while True:
        try:
            body, ends, _, _ = socket.recv_fds(control, LONGEST_ORDER, 2)
        except TimeoutError:
            _reap(forked)
            continue
        if not body:
            return
        child = os.fork()
        if child == 0:
            control.close()
            _become({**json.loads(body), **known}, ends)
        forked.add(child)
        for end in ends:
            os.close(end)
        _reap(forked)


def _reap(forked: set[int]) -> None:
    """Bury children that have ended, and end what a submission has left behind."""
    with suppress(ChildProcessError):
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            forked.discard(ended)
    for stray in set(children(os.getpid())) - forked:
        with suppress(OSError):
            os.kill(stray, signal.SIGKILL)


def _become(order: Mapping[str, Any], ends: list[int]) -> None:
    """Be the process that was ordered, to the end of its life."""
    status = 70
    try:
        gc.disable()
        grader, other = (socket.socket(fileno=end) for end in ends)
        if order["role"] == "student":
            _be_student(order, grader, other)
        else:
            _be_judge(order, grader, other)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _be_student(order: Mapping[str, Any], grader: socket.socket, judge: socket.socket) -> None:
    from grading_helpers.instructor.grader.shell import CellShell  # noqa: PLC0415
    from grading_helpers.instructor.grader.student import serve_student  # noqa: PLC0415

    limits = Limits(**order["limits"])
    standing = walls.enter(limits, order["readable"], order["namespaces"])
    _close_all_but(grader, judge)
    gc.enable()
    wires = Wire(grader, limits.message), Wire(judge, limits.value)
    serve_student(CellShell.instance(), *wires, standing, order["scenes"])


def _be_judge(order: Mapping[str, Any], grader: socket.socket, student: socket.socket) -> None:
    from grading_helpers.instructor.grader.judge import serve_judge  # noqa: PLC0415

    kernel.die_with_parent()
    limits = Limits(**order["limits"])
    limit_this_process(limits)
    _close_all_but(grader, student)
    wire = Wire(grader, limits.message)
    # By the first message the grader knows which process this is, to end it in time.
    wire.send({})
    serve_judge(wire, Wire(student, limits.value))


def _close_all_but(*ends: socket.socket) -> None:
    """Point the standard streams nowhere and close every other file that was inherited."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    kept = {end.fileno() for end in ends}
    for number in range(3, 1024):
        if number not in kept:
            with suppress(OSError):
                os.close(number)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
