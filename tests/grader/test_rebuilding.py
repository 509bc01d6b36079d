"""Only the text of answers is the student's; the rest is the instructor's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile.lesson import ANSWERS, STUB, as_bytes, extra, filled_in, find, release_notebook

from grading_helpers.instructor.grader.files import is_ordinary
from grading_helpers.instructor.grader.findings import RefusedError
from grading_helpers.instructor.grader.gathering import gather
from grading_helpers.instructor.grader.plan import Plan, Role
from grading_helpers.instructor.grader.reading import read_submission
from grading_helpers.instructor.grader.rebuilding import Rebuilt, rebuild


def _rebuilt(plan: Plan, notebook: object) -> Rebuilt:
    return rebuild("sam", plan, read_submission("sam", as_bytes(notebook)))


def test_an_honest_notebook_comes_out_as_it_went_in(plan: Plan) -> None:
    rebuilt = _rebuilt(plan, filled_in())
    assert rebuilt.findings == ()
    assert [cell.planned for cell in rebuilt.cells] == list(plan.cells)
    for cell in rebuilt.cells:
        if cell.planned and cell.planned.role is Role.TEST:
            assert "HIDDEN" in cell.source


def test_an_untouched_notebook_is_known_as_such(plan: Plan) -> None:
    untouched = [
        c.planned.name
        for c in _rebuilt(plan, release_notebook()).cells
        if c.untouched and c.planned
    ]
    assert untouched == [*ANSWERS, "essay"]


def test_extra_cells_stay_where_they_were(plan: Plan) -> None:
    notebook = filled_in()
    notebook["cells"].insert(3, extra("LEVEL = 9"))
    rebuilt = _rebuilt(plan, notebook)
    assert rebuilt.cells[3].source == "LEVEL = 9"
    assert rebuilt.cells[3].planned is None


def test_an_edited_cell_of_the_lesson_runs_after_the_original(plan: Plan) -> None:
    notebook = filled_in()
    find(notebook, "setup")["source"] += "\nimport math"
    sources = [cell.source for cell in _rebuilt(plan, notebook).cells]
    assert "math" not in sources[1]
    assert "import math" in sources[2]


def test_the_reference_solution_never_enters(plan: Plan) -> None:
    for notebook in (release_notebook(), {**filled_in(), "cells": [extra("1")]}):
        answers = [
            c for c in _rebuilt(plan, notebook).cells if c.planned and c.planned.role is Role.ANSWER
        ]
        assert all(cell.source not in (*ANSWERS.values(), "The model essay.") for cell in answers)
        assert len(answers) == 5


def test_a_worked_on_copy_wins_over_the_stub(plan: Plan) -> None:
    notebook = filled_in()
    cell = find(notebook, "totals")
    notebook["cells"].append({**cell, "id": "later", "source": f"def totals(table):\n    {STUB}"})
    stub = find(release_notebook(), "totals")["source"]
    notebook["cells"][-1]["source"] = stub
    rebuilt = _rebuilt(plan, notebook)
    (answer,) = [c for c in rebuilt.cells if c.planned and c.planned.name == "totals"]
    assert answer.source == ANSWERS["totals"]
    assert [str(finding) for finding in rebuilt.findings] == [
        "sam: the answer cell totals was there 2 times"
    ]


def test_a_refusal_is_one_line() -> None:
    with pytest.raises(RefusedError) as refused:
        read_submission("sam", b"[1,\n2")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["../x", "/etc/x", ".hidden", "a/../b", "a\nb", "a/b/c/d/e", ""])
def test_odd_names_of_files_are_not_taken(name: str) -> None:
    assert not is_ordinary(name)


def test_large_and_odd_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "07_fans.ipynb").write_bytes(as_bytes(filled_in()))
    (tmp_path / "big.csv").write_bytes(b"x" * 6_000_000)
    (tmp_path / "small.csv").write_bytes(b"x")
    (tmp_path / ".secret").write_bytes(b"x")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC\n")
    upload = gather("sam", tmp_path, "07_fans")
    assert set(upload.files) == {"small.csv"}
    assert upload.timestamp == "2026-11-22 10:00:00 UTC"
    assert {str(finding).split()[1] for finding in upload.findings} == {"big.csv", "link.csv"}
