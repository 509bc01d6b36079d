"""A process that was started for one submission alone: the student's, or the judge's."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from typing import Any

from grading_helpers.instructor.grader.calling import answer, call, listen, port_of
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.wire import Wire


def main() -> None:
    """Serve the grader whose order comes as the first line of the standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_grader, daemon=True).start()
    {"student": _be_student, "judge": _be_judge}[order["role"]](order, Limits(**order["limits"]))


def _end_with_grader() -> None:
    """Wait until the grader has ended, however it did, and end too."""
    sys.stdin.buffer.read()
    os._exit(0)


def _be_student(order: Mapping[str, Any], limits: Limits) -> None:
    from grading_helpers.instructor.grader.stack import import_stack  # noqa: PLC0415
    from grading_helpers.instructor.grader.student import serve_student  # noqa: PLC0415

    shell = import_stack()
    grader = Wire(call(order["port"], order["token"], role="student", listens=0), limits.message)
    judge = call(grader.receive()["judge"], order["token"])
    serve_student(shell, grader, Wire(judge, limits.value), [], {})


def _be_judge(order: Mapping[str, Any], limits: Limits) -> None:
    from grading_helpers.instructor.grader.judge import serve_judge  # noqa: PLC0415
    from grading_helpers.instructor.grader.stack import import_stack  # noqa: PLC0415

    import_stack()
    with listen() as server:
        end = call(order["port"], order["token"], role="judge", listens=port_of(server))
        student, _ = answer(server, order["token"])
    grader = Wire(end, limits.message)
    grader.send({})
    serve_judge(grader, Wire(student, limits.value))


if __name__ == "__main__":
    main()
