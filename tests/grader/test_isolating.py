"""An answer that ends the process, or never ends, costs its own tests and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hostile.cases import ALL, without
from hostile.lesson import ANSWERS, as_bytes, extra, filled_in

from grading_helpers.instructor.grader.grade import grade_submission
from grading_helpers.instructor.grader.isolating import LeftOut
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.grader.rebuilding import RebuiltCell

SHORT = Limits(cell_cpu=2, cell_wall=30, notebook_cpu=40, notebook_wall=200)
TEST_OF_SHARE = next(name for name in ALL if name.startswith("share"))
TEST_OF_TOTALS = next(name for name in ALL if name.startswith("totals"))
HEAD = "def share_of_fans(scores):\n"


def scores(result: dict[str, Any]) -> dict[str, float]:
    return {name: one["score"] for name, one in result["scores"].items()}


def graded(plan: Plan, **answers: str) -> dict[str, Any]:
    notebook = filled_in({**ANSWERS, **answers})
    return grade_submission("ada", as_bytes(notebook), plan, limits=SHORT)


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
def test_the_other_answers_keep_their_points(plan: Plan, body: str) -> None:
    result = graded(plan, share_of_fans=HEAD + body)
    assert scores(result) == without(TEST_OF_SHARE)


def test_the_cell_itself_may_end_it(plan: Plan) -> None:
    result = graded(plan, share_of_fans="import os\nos._exit(0)")
    assert scores(result) == without(TEST_OF_SHARE)
    said = result["scores"][TEST_OF_SHARE]["why"]
    assert said.startswith("Stopped: Not tested any more")


def test_two_answers_may_end_it(plan: Plan) -> None:
    fatal = "    import os\n    os._exit(0)"
    result = graded(plan, share_of_fans=HEAD + fatal, totals=f"def totals(table):\n{fatal}")
    assert scores(result) == without(TEST_OF_SHARE, TEST_OF_TOTALS)
    stops = [one for one in result["findings"] if "stopped at" in one]
    assert len(stops) == 2


def test_one_answer_may_loop_and_another_end_it(plan: Plan) -> None:
    loop = f"{HEAD}    while True: pass"
    result = graded(plan, share_of_fans=loop, totals="import os\nos._exit(0)")
    assert scores(result) == without(TEST_OF_SHARE, TEST_OF_TOTALS)


def test_a_cell_of_ones_own_that_ends_it_is_left_out(plan: Plan) -> None:
    notebook = filled_in(ANSWERS)
    notebook["cells"].insert(2, extra("import os\nos._exit(0)"))
    result = grade_submission("ada", as_bytes(notebook), plan, limits=SHORT)
    assert scores(result) == ALL
    assert any("stopped at" in one for one in result["findings"])


def test_nothing_begins_again_without_time(plan: Plan) -> None:
    notebook = filled_in({**ANSWERS, "share_of_fans": f"{HEAD}    import os\n    os._exit(0)"})
    short = Limits(cell_cpu=2, cell_wall=30, notebook_cpu=1.5, notebook_wall=200)
    result = grade_submission("ada", as_bytes(notebook), plan, limits=short)
    assert not any(scores(result).values())


def test_what_a_test_interrupted_is_not_asked_by_the_next(plan: Plan) -> None:
    cells = [RebuiltCell(cell.kind, cell.source, cell) for cell in plan.cells]
    place, test = next(
        (place, cell) for place, cell in enumerate(plan.cells) if cell.grade_id == TEST_OF_SHARE
    )
    cells.append(RebuiltCell("code", test.source, replace(test, grade_id="another")))
    other = next(at for at, cell in enumerate(plan.cells) if cell.grade_id == TEST_OF_TOTALS)
    left_out = LeftOut(cells)
    assert left_out.of_test(len(cells) - 1) == ""
    assert left_out.blame(place, "too slow")
    assert not left_out.blame(place, "too slow")
    assert left_out.of_test(len(cells) - 1) == "too slow"
    assert left_out.of_test(other) == ""


def test_a_test_that_will_hardly_end_has_less_time(plan: Plan) -> None:
    result = graded(plan, share_of_fans=f"{HEAD}    while True: pass")
    stops = [one.partition(": it took ")[2] for one in result["findings"] if "interrupted" in one]
    assert stops == ["more than 2 seconds of CPU", "more than 0.5 seconds of CPU"]
