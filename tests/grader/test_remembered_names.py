"""A hidden test finds the names as they were at its place, whatever the cells below it do."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from hostile.cases import ALL, without
from hostile.lesson import ANSWERS, TESTS, as_bytes, extra, filled_in, find, small_assignment

from grading_helpers.instructor.grader.execution.process_copies import (
    MOST_FILES,
    ProcessCopy,
    copied_folder,
)
from grading_helpers.instructor.grader.execution.remembered_names import names_used
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.grade_submission import grade_notebook
from grading_helpers.instructor.grader.protocol.channel import Channel
from grading_helpers.instructor.grader.submission.assignment import Assignment

pytestmark = pytest.mark.integration

USES_A_GLOBAL = ANSWERS["share_of_fans"].replace(">= 9", ">= LEAST[0]")
BELOW = {
    "another value": "LEAST = [99]",
    "a change in place": "LEAST[0] = 99",
    "no value": "del LEAST",
    "another function": "def share_of_fans(scores): return 1",
    "a function that is none": "share_of_fans = 50.0",
    "all of them": "%reset -f",
    "another library": "pd = np = None",
    "hidden axes": "plt.rcParams.update({'figure.figsize': (0.1, 0.1), 'axes.facecolor': 'none'})",
    "open figures": "for _ in range(5): plt.figure()",
}


def marks(assignment: Assignment, first: str, below: str, above: str = "") -> dict[str, float]:
    """Return the marks of a notebook with a cell above an answer, and another below its test."""
    notebook = filled_in({**ANSWERS, "share_of_fans": first})
    cells = notebook["cells"]
    cells.insert(cells.index(find(notebook, "share_of_fans")), extra(above, name="above"))
    cells.insert(cells.index(find(notebook, "share_of_fans_values")) + 1, extra(below))
    result = grade_notebook("sam", as_bytes(notebook), assignment)
    return {name: one.score for name, one in result.scores.items()}


@pytest.mark.parametrize("name", BELOW)
def test_a_cell_below_a_test_does_not_change_its_verdict(assignment: Assignment, name: str) -> None:
    below = "import numpy as np, pandas as pd, matplotlib.pyplot as plt"
    notebook = filled_in({**ANSWERS, "share_of_fans": USES_A_GLOBAL})
    notebook["cells"].insert(2, extra("LEAST = [9]", name="above"))
    notebook["cells"] += [extra(BELOW[name], name="below"), extra(below, name="again")]
    result = grade_notebook("sam", as_bytes(notebook), assignment)
    assert {name: one.score for name, one in result.scores.items()} == ALL, result.findings


def test_a_cell_below_a_test_does_not_mend_its_answer(assignment: Assignment) -> None:
    missing = marks(assignment, USES_A_GLOBAL, "LEAST = [9]")
    assert missing == without("share_of_fans_values")
    wrong = ANSWERS["share_of_fans"].replace("9", "1")
    mended = marks(assignment, wrong, ANSWERS["share_of_fans"])
    assert mended == without("share_of_fans_values")


def test_a_collection_is_as_it_was_at_the_place_of_a_test(assignment: Assignment) -> None:
    newest = ANSWERS["share_of_fans"].replace(">= 9", ">= LEAST[-1]")
    above = "from collections import deque\nLEAST = deque([9])"
    assert marks(assignment, newest, "LEAST += [99]", above) == ALL


def test_a_folder_is_not_listed_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def files(*_: object) -> Iterator[Path]:
        yield from repeat(Path(__file__), MOST_FILES + 1)
        pytest.fail("more files were asked for")

    monkeypatch.setattr(Path, "rglob", files)
    assert copied_folder() is None


# In a process of its own: other tests may have left threads in this one.
THREADS = """
import threading, time
from grading_helpers.instructor.grader.execution.process_copies import can_copy
threading.Thread(target=time.sleep, args=[0.01]).start()
print(can_copy())
threading.Thread(target=threading.Event().wait, daemon=True).start()
print(can_copy())
"""


def test_a_thread_that_is_about_to_end_is_waited_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_the_visible_part_of_a_test_runs_once_before_the_rest() -> None:
    above = "waiting, calls = iter([50, 20]), []"
    head = "def share_of_fans(scores):\n    calls.append(scores)\n    return "
    test = (
        "assert share_of_fans([]) == 50\n### BEGIN HIDDEN TESTS\n"
        "assert share_of_fans([]) == 20\n### END HIDDEN TESTS"
    )
    lesson = {"share_of_fans_values": test}
    for value in ("next(waiting)", "[50, 20][len(calls) - 1]"):
        notebook = filled_in({**ANSWERS, "share_of_fans": head + value}, changed=lesson)
        notebook["cells"].insert(2, extra(above))
        result = grade_notebook("sam", as_bytes(notebook), small_assignment(lesson))
        assert {name: one.score for name, one in result.scores.items()} == ALL, value


def test_right_answers_need_no_copy_and_four_cells_below_tests_four(
    assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[int] = []
    monkeypatch.setattr(Session, "copy_process", lambda self: copied.append(1))
    grade_notebook("sam", as_bytes(filled_in()), assignment)
    assert not copied
    notebook = filled_in()
    for number, test in enumerate(TESTS):
        below = notebook["cells"].index(find(notebook, test)) + 1
        for name in (f"below{number}", f"again{number}"):
            notebook["cells"].insert(below, extra("plt.rcParams['font.size'] = 9", name=name))
    grade_notebook("sam", as_bytes(notebook), assignment)
    assert len(copied) == len(TESTS)


def test_a_copy_that_a_later_cell_killed_is_not_needed(assignment: Assignment) -> None:
    kill = "import os\nfor pid in range(2, 99):\n    try: os.kill(pid, 9)\n    except OSError: pass"
    assert marks(assignment, ANSWERS["share_of_fans"], kill) == ALL


def test_a_copy_that_dies_while_it_looks_alive_takes_no_message() -> None:
    lived, died = ProcessCopy(_takes_and_answers), ProcessCopy(lambda channel: time.sleep(0.2))
    assert not died.takes({"do": "recall"})
    assert lived.takes({"do": "recall"})
    assert lived.answer() == {"do": "next"}


def _takes_and_answers(channel: Channel) -> None:
    channel.receive()
    channel.send({})
    channel.send({"do": "next"})


def test_the_names_in_a_wrapped_and_in_an_inner_function_are_used() -> None:
    names: dict[str, Any] = {}
    source = (
        "from functools import wraps\n"
        "def twice(function):\n"
        "    @wraps(function)\n"
        "    def wrapped(*given): return [function(*given) for _ in range(2)]\n"
        "    return wrapped\n"
        "@twice\n"
        "def total(): return (lambda: prices)() + [helper()]\n"
        "def helper(): return rates\n"
        "prices, rates, unused = [1], [2], [3]"
    )
    exec(source, names)
    assert {"prices", "rates", "helper"} <= names_used(names, ["total"])
    assert "unused" not in names_used(names, ["total"])
