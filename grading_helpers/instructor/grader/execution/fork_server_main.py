"""The fork server: it imports the scientific stack once and forks for every submission.

It runs no student code and contains nothing from the course. It ends when the grader does.
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
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from grading_helpers.instructor.grader.execution.outputs import as_json
from grading_helpers.instructor.grader.protocol.channel import (
    Channel,
    receive_in_packets,
    send_in_packets,
)
from grading_helpers.instructor.grader.sandbox import confinement, file_system, linux
from grading_helpers.instructor.grader.sandbox.limits import Limits, limit_this_process
from grading_helpers.instructor.grader.sandbox.process_tree_linux import children
from grading_helpers.instructor.json_types import JsonObject

LONGEST_ORDER = 65_536
# A submission makes little garbage, and each collection looks at all that is left of it.
FEW_COLLECTIONS = (10_000, 10, 10)


def main() -> None:
    """Serve the grader whose socket has the number given as the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    order = receive_in_packets(control)
    layer = order["layer"]
    if not order["namespaces"] or (
        layer == file_system.OWN and not file_system.enclose(order["readable"], order["fonts"])
    ):
        layer = file_system.NONE
    if layer != file_system.NONE:
        file_system.become_nobody([place for place in order["readable"] if Path(place).is_dir()])
    else:
        # It shares the file system, so it works in a folder that the grader made for it.
        os.chdir(order["scratch"])
    for variable in ("HOME", "TMPDIR", "IPYTHONDIR"):
        os.environ[variable] = tempfile.mkdtemp(dir="/tmp" if layer != file_system.NONE else None)
    os.environ["MPLCONFIGDIR"] = os.environ["HOME"]
    for fonts in order["fonts"]:
        with suppress(OSError):
            shutil.copy(
                Path(
                    "/tmp/fonts" if layer != file_system.NONE else Path(fonts).parent,
                    Path(fonts).name,
                ),
                os.environ["HOME"],
            )
    linux.control(linux.SET_SUBREAPER, 1)
    linux.control(linux.SET_DUMPABLE, 0)
    precomputed = _get_ready(order["cells"])
    known = {
        "readable": order["readable"],
        "namespaces": order["namespaces"] and confinement.namespaces_work(Limits()),
        "precomputed": precomputed,
    }
    shown = {name: [state.outputs, state.data] for name, state in precomputed.items()}
    send_in_packets(control, {"layer": layer, "precomputed": as_json(shown)})
    _serve(control, known)


def _get_ready(cells: Sequence[Sequence[str]]) -> JsonObject:
    """Import what submissions import and run the lesson's own cells, once for all submissions."""
    from grading_helpers.checking.outcomes import known_exercises  # noqa: PLC0415
    from grading_helpers.instructor.grader.execution import judge_process, student_process  # noqa: F401, PLC0415
    from grading_helpers.instructor.grader.execution.cell_runner import import_stack  # noqa: PLC0415
    from grading_helpers.instructor.grader.execution.precompute import precompute_cells  # noqa: PLC0415

    shell = import_stack()
    precomputed = precompute_cells(shell, cells)
    for exercise in known_exercises().values():
        for case in chain(*exercise.all_cases):
            case.arguments()  # reads the data or the example, which is then kept
    _draw_once()
    gc.collect()
    gc.freeze()
    return precomputed


def _draw_once() -> None:
    """Draw and read a chart, so that fonts and the like are loaded before the first submission."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    from grading_helpers.figures.display import NotAFigureError, picture_html  # noqa: PLC0415
    from grading_helpers.figures.drawing import Drawing  # noqa: PLC0415
    from grading_helpers.figures.recorder import record_drawing  # noqa: PLC0415
    from grading_helpers.figures.scene import Scene  # noqa: PLC0415
    from grading_helpers.figures.views import VIEWS  # noqa: PLC0415

    figure = Figure()
    axes = figure.subplots()
    axes.bar(["one", "two"], [1.5, -1])
    axes.axhline(0)
    axes.set(xlabel="number", ylabel="height (points)")
    drawing = Drawing.from_data(record_drawing(figure).to_data())
    scene = Scene(drawing)
    for view in VIEWS.values():
        with suppress(NotAFigureError):
            view(scene)
    picture_html(drawing, "a chart")


def _serve(control: socket.socket, known: JsonObject) -> None:
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
    """Reap exited children, and kill what a submission has left behind."""
    with suppress(ChildProcessError):
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            forked.discard(ended)
    for stray in set(children(os.getpid())) - forked:
        with suppress(OSError):
            os.kill(stray, signal.SIGKILL)


def _become(order: JsonObject, ends: list[int]) -> None:
    """Become the requested process; never return."""
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


def _be_student(order: JsonObject, grader: socket.socket, judge: socket.socket) -> None:
    from grading_helpers.instructor.grader.execution.cell_runner import CellShell  # noqa: PLC0415
    from grading_helpers.instructor.grader.execution.student_process import serve_student  # noqa: PLC0415

    limits = Limits(**order["limits"])
    standing = confinement.enter(limits, order["readable"], order["namespaces"])
    _close_all_but(grader, judge)
    gc.set_threshold(*FEW_COLLECTIONS)
    gc.enable()
    channels = Channel(grader, limits.message), Channel(judge, limits.value)
    serve_student(CellShell.instance(), *channels, standing, order["precomputed"])


def _be_judge(order: JsonObject, grader: socket.socket, student: socket.socket) -> None:
    from grading_helpers.instructor.grader.execution.judge_process import serve_judge  # noqa: PLC0415

    linux.die_with_parent()
    limits = Limits(**order["limits"])
    limit_this_process(limits)
    _close_all_but(grader, student)
    channel = Channel(grader, limits.message)
    # The first message tells the grader which process this is, so that it can be killed.
    channel.send({})
    serve_judge(channel, Channel(student, limits.value))


def _close_all_but(*ends: socket.socket) -> None:
    """Send the standard streams to /dev/null and close every other inherited file."""
    null_device = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(null_device, number)
    start = 3
    for number in sorted(end.fileno() for end in ends):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, 1024)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
