"""The reason of a lost test is the error of the student's own cell, not what it leads to."""

from __future__ import annotations

import pytest
from hostile.cases import without
from hostile.lesson import ANSWERS, as_bytes, extra, filled_in, find

from grading_helpers.instructor.grader.parallel import grade_submission
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import Submission

pytestmark = pytest.mark.integration

TOTALS = ANSWERS["totals"]


@pytest.mark.parametrize(
    ("above", "answer", "why", "listed"),
    [
        ("", f"import plotly_x\n{TOTALS}", "ModuleNotFoundError: No module named 'plotly_x'", True),
        ("", f"open('/content/drive/a.csv')\n{TOTALS}", "FileNotFoundError: ", True),
        ("", f"pd.read_csv('https://example.org/a.csv')\n{TOTALS}", "URLError: ", True),
        ("", f"x\u00a0= 1\n{TOTALS}", "SyntaxError: ", False),
        ("", f"1 / 0\n{TOTALS}", "ZeroDivisionError: division by zero", False),
        (
            "import plotly_x as px",
            "def totals(table):\n    return px.sum(table)",
            "ModuleNotFoundError: ",
            False,
        ),
        ("", "def total(table):\n    return 1", "NameError: name 'totals' is not defined", False),
    ],
)
def test_the_first_error_of_the_students_own_cell_is_the_reason(
    assignment: Assignment, above: str, answer: str, why: str, listed: bool
) -> None:
    notebook = filled_in({**ANSWERS, "totals": answer})
    notebook["cells"].insert(2, extra(above or "1"))
    result = grade_submission(Submission("sam", as_bytes(notebook)), assignment)
    assert {name: one.score for name, one in result.scores.items()} == without("totals_values")
    assert result.scores["totals_values"].why.startswith(why)
    assert any("totals stopped with" in line for line in result.findings) == listed


def test_the_reason_is_shown_below_a_visible_test_even_if_both_are_name_errors(
    assignment: Assignment,
) -> None:
    notebook = filled_in({**ANSWERS, "share_of_fans": "def share_of_fans(x: Frame): return 1"})
    result = grade_submission(Submission("sam", as_bytes(notebook)), assignment)
    (test,) = [one for one in result.notebook["cells"] if one["id"] == "share_of_fans_values"]
    errors = [one["evalue"] for one in test["outputs"] if one["output_type"] == "error"]
    assert errors == ["name 'share_of_fans' is not defined", "name 'Frame' is not defined"]
    assert result.scores["share_of_fans_values"].why == "NameError: name 'Frame' is not defined"


def test_an_answer_whose_name_a_later_cell_took_is_told(assignment: Assignment) -> None:
    notebook = filled_in()
    below = notebook["cells"].index(find(notebook, "totals_values"))
    taken = "totals = totals(pd.DataFrame({'shop': ['N'], 'sales': [1.5]}))"
    notebook["cells"].insert(below, extra(taken))
    result = grade_submission(Submission("sam", as_bytes(notebook)), assignment)
    assert {name: one.score for name, one in result.scores.items()} == without("totals_values")
    why = result.scores["totals_values"].why
    assert why == "TypeError: totals is a dict here: a later cell gave it another value"
