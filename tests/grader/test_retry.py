"""An answer that ends the process, or never ends, fails only its own tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hostile.cases import ALL, without
from hostile.lesson import ANSWERS, as_bytes, extra, filled_in

from grading_helpers.instructor.grader import grade_submission
from grading_helpers.instructor.grader.execution.retry import MOST_RUNS, SkippedCells
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.grade_submission import grade_notebook
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell

pytestmark = pytest.mark.integration

SHORT = Limits(cell_cpu=2, cell_wall=30, notebook_cpu=40, notebook_wall=200)
TEST_OF_SHARE = next(name for name in ALL if name.startswith("share"))
TEST_OF_TOTALS = next(name for name in ALL if name.startswith("totals"))
HEAD = "def share_of_fans(scores):\n"


def scores(result: dict[str, Any]) -> dict[str, float]:
    return {name: one.score for name, one in result.scores.items()}


def graded(assignment: Assignment, **answers: str) -> dict[str, Any]:
    notebook = filled_in({**ANSWERS, **answers})
    return grade_notebook("ada", as_bytes(notebook), assignment, limits=SHORT)


@pytest.mark.parametrize(
    "body",
    [
        "    import ctypes\n    return ctypes.string_at(0)",
        "    import os\n    os._exit(0)",
        "    import sys\n    sys.setrecursionlimit(10**9)\n    return share_of_fans(scores)",
        "    while True: pass",
        "    found = []\n    while True: found.append(bytearray(10_000_000))",
    ],
    ids=["crash", "exit", "recursion", "loop", "memory"],
)
def test_the_other_answers_keep_their_points(assignment: Assignment, body: str) -> None:
    result = graded(assignment, share_of_fans=HEAD + body)
    assert scores(result) == without(TEST_OF_SHARE)


def test_the_cell_itself_may_end_the_process(assignment: Assignment) -> None:
    result = graded(assignment, share_of_fans="import os\nos._exit(0)")
    assert scores(result) == without(TEST_OF_SHARE)
    said = result.scores[TEST_OF_SHARE].why
    assert said.startswith("Stopped: This answer was stopped earlier")


def test_two_answers_may_end_the_process(assignment: Assignment) -> None:
    fatal = "    import os\n    os._exit(0)"
    result = graded(assignment, share_of_fans=HEAD + fatal, totals=f"def totals(table):\n{fatal}")
    assert scores(result) == without(TEST_OF_SHARE, TEST_OF_TOTALS)
    stops = [one for one in result.findings if "stopped at" in one]
    assert len(stops) == 2


def test_one_answer_may_loop_and_another_end_the_process(assignment: Assignment) -> None:
    loop = f"{HEAD}    while True: pass"
    result = graded(assignment, share_of_fans=loop, totals="import os\nos._exit(0)")
    assert scores(result) == without(TEST_OF_SHARE, TEST_OF_TOTALS)


def test_an_extra_cell_that_ends_the_process_is_left_out(assignment: Assignment) -> None:
    notebook = filled_in(ANSWERS)
    notebook["cells"].insert(2, extra("import os\nos._exit(0)"))
    result = grade_notebook("ada", as_bytes(notebook), assignment, limits=SHORT)
    assert scores(result) == ALL
    assert any("stopped at" in one for one in result.findings)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Limits]:
    """The limits of every run of a notebook."""
    found: list[Limits] = []

    class Counted(Session):
        def __init__(self, *given: Any) -> None:
            found.append(given[1])
            super().__init__(*given)

    monkeypatch.setattr(grade_submission, "Session", Counted)
    return found


def test_what_ends_below_the_last_test_costs_no_points(
    assignment: Assignment, runs: list[Limits]
) -> None:
    notebook = filled_in(ANSWERS)
    notebook["cells"].append(extra("import os\nos._exit(0)"))
    result = grade_notebook("ada", as_bytes(notebook), assignment, limits=SHORT)
    assert scores(result) == ALL
    assert any("stopped at" in one for one in result.findings)
    assert len(runs) == 2


def test_cells_that_use_up_the_time_leave_some_for_the_tests(assignment: Assignment) -> None:
    notebook = filled_in(ANSWERS)
    for number in range(3):
        notebook["cells"].append(extra("while True: pass", name=f"extra{number}"))
    limits = replace(SHORT, cell_cpu=6, notebook_cpu=20)
    result = grade_notebook("ada", as_bytes(notebook), assignment, limits=limits)
    assert scores(result) == ALL, result.findings
    assert any("more than 12 seconds of CPU" in one for one in result.findings)


def test_tests_that_call_the_same_answer_are_known(assignment: Assignment) -> None:
    cells = [RebuiltCell(cell.kind, cell.source, cell) for cell in assignment.cells]
    places = {cell.grade_id: place for place, cell in enumerate(assignment.cells)}
    share, totals = places[TEST_OF_SHARE], places[TEST_OF_TOTALS]
    skipped = SkippedCells(cells)
    assert skipped.share_an_answer(share, [share])
    assert not skipped.share_an_answer(totals, [share])


def test_runs_are_few_and_look_alike(assignment: Assignment, runs: list[Limits]) -> None:
    notebook = filled_in(ANSWERS)
    for number in range(MOST_RUNS + 2):
        notebook["cells"].insert(2, extra("import os\nos._exit(0)", name=f"extra{number}"))
    result = grade_notebook("ada", as_bytes(notebook), assignment, limits=SHORT)
    assert not any(scores(result).values())
    assert all("Stopped: This notebook was stopped" in one.why for one in result.scores.values())
    assert runs == [SHORT] * MOST_RUNS


def test_the_notebook_is_not_run_again_if_little_time_is_left(assignment: Assignment) -> None:
    notebook = filled_in({**ANSWERS, "share_of_fans": f"{HEAD}    import os\n    os._exit(0)"})
    short = Limits(cell_cpu=2, cell_wall=30, notebook_cpu=1.5, notebook_wall=200)
    result = grade_notebook("ada", as_bytes(notebook), assignment, limits=short)
    assert not any(scores(result).values())


def test_an_answer_interrupted_in_one_test_is_not_called_by_the_next(
    assignment: Assignment,
) -> None:
    cells = [RebuiltCell(cell.kind, cell.source, cell) for cell in assignment.cells]
    place, test = next(
        (place, cell)
        for place, cell in enumerate(assignment.cells)
        if cell.grade_id == TEST_OF_SHARE
    )
    cells.append(RebuiltCell("code", test.source, replace(test, grade_id="another")))
    other = next(at for at, cell in enumerate(assignment.cells) if cell.grade_id == TEST_OF_TOTALS)
    skipped = SkippedCells(cells)
    assert skipped.cause_for_test(len(cells) - 1) == ""
    assert skipped.blame(place, "too slow")
    assert not skipped.blame(place, "too slow")
    assert skipped.cause_for_test(len(cells) - 1) == "too slow"
    assert skipped.cause_for_test(other) == ""


def test_a_test_that_is_unlikely_to_finish_gets_less_time(assignment: Assignment) -> None:
    result = graded(assignment, share_of_fans=f"{HEAD}    while True: pass")
    stops = [one.partition(": it took ")[2] for one in result.findings if "interrupted" in one]
    assert stops == ["more than 2 seconds of CPU", "more than 0.5 seconds of CPU"]
