"""A process started for one submission: the student's or the judge's."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

from grading_helpers.instructor.grader.protocol.channel import Channel
from grading_helpers.instructor.grader.protocol.connections import accept, connect, listen, port_of
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.json_types import JsonObject


def main() -> None:
    """Read the instructions from the first line of standard input, and serve the grader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_grader, daemon=True).start()
    {"student": _be_student, "judge": _be_judge}[order["role"]](order, Limits(**order["limits"]))


def _end_with_grader() -> None:
    """Exit when the grader ends, for whatever reason."""
    sys.stdin.buffer.read()
    os._exit(0)


def _be_student(order: JsonObject, limits: Limits) -> None:
    from grading_helpers.instructor.grader.execution.cell_runner import import_stack  # noqa: PLC0415
    from grading_helpers.instructor.grader.execution.student_process import serve_student  # noqa: PLC0415

    shell = import_stack()
    grader = Channel(
        connect(order["port"], order["token"], role="student", listens=0), limits.message
    )
    judge = connect(grader.receive()["judge"], order["token"])
    serve_student(shell, grader, Channel(judge, limits.value), [], {})


def _be_judge(order: JsonObject, limits: Limits) -> None:
    from grading_helpers.instructor.grader.execution.cell_runner import import_stack  # noqa: PLC0415
    from grading_helpers.instructor.grader.execution.judge_process import serve_judge  # noqa: PLC0415

    import_stack()
    with listen() as server:
        end = connect(order["port"], order["token"], role="judge", listens=port_of(server))
        student, _ = accept(server, order["token"])
    grader = Channel(end, limits.message)
    grader.send({})
    serve_judge(grader, Channel(student, limits.value))


if __name__ == "__main__":
    main()
