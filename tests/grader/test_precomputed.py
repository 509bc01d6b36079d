"""The lesson's own cells are run once for a class, with the same results."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hostile.lesson import as_bytes, extra

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.grader import grade_cells, grade_submission
from grading_helpers.instructor.grader.execution import launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import (
    lesson_cells,
    reusable_cells,
)
from grading_helpers.instructor.grader.submission.assignment import Assignment, make_assignment
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell
from grading_helpers.instructor.grader.submission_result import SubmissionResult

pytestmark = pytest.mark.integration

Notebook = dict[str, Any]
TEST = """### BEGIN HIDDEN TESTS
assert total() == {due}
### END HIDDEN TESTS"""


def code(name: str, source: str, **grading: Any) -> Notebook:
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    metadata = {"nbgrader": {**usual, **grading, "grade_id": name}} if grading else {}
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source}


def lesson(*cells: Notebook) -> tuple[Assignment, Notebook]:
    """Return the assignment of a lesson and its students' notebook."""
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return make_assignment("08_replay", notebook, notebook), notebook


LEADING = code("sales", "sales = [1, 2, 3]\nprint(sum(sales))")
ANSWER = code("total", "def total():\n    return sum(sales)", solution=True)
JUDGED = code("total_values", TEST.format(due=6), grade=True, locked=True, points=1)
LATER = code("share", "share = [one / sum(sales) for one in sales]\nprint(share[0])")


def graded(
    assignment: Assignment, notebook: Notebook, *cells: Notebook, **answers: str
) -> SubmissionResult:
    """Grade the notebook with other answers, and with extra cells after the first cell."""
    theirs = copy.deepcopy(notebook)
    for cell in theirs["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    theirs["cells"][1:1] = cells
    return grade_submission.grade_notebook("ada", as_bytes(theirs), assignment)


def shown(result: SubmissionResult, name: str) -> str:
    assert result.notebook
    cells = {cell["id"]: cell for cell in result.notebook["cells"]}
    return "".join(output.get("text", "") for output in cells[name]["outputs"])


def precomputed(assignment: Assignment) -> list[str]:
    return list(launcher.get_fork_server(lesson_cells(assignment)).precomputed)


def test_the_lessons_own_cells_are_not_run_for_each_student(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assignment, notebook = lesson(LEADING, ANSWER, JUDGED, LATER)
    ran: list[str] = []
    run = grade_submission.Session.run
    monkeypatch.setattr(
        grade_submission.Session,
        "run",
        lambda *given, **how: ran.append(given[1]) or run(*given, **how),
    )
    answer = "def total():\n    return 6"
    result = graded(assignment, notebook, total=answer)
    assert ran == [answer]
    assert (shown(result, "sales"), shown(result, "share")) == ("6\n", "0.16666666666666666\n")


def test_an_answer_may_use_what_the_lesson_defined() -> None:
    assignment, notebook = lesson(LEADING, ANSWER, JUDGED)
    assert graded(assignment, notebook).scores["total_values"].score == 1.0
    late = lesson(
        code("total", "def total():\n    return sum(sales)", solution=True), LEADING, JUDGED
    )
    assert graded(*late).scores["total_values"].score == 1.0


def test_names_do_not_exist_before_their_cell() -> None:
    assignment, notebook = lesson(LEADING, ANSWER, LATER)
    result = graded(assignment, notebook, total="print('share' in dir())")
    assert shown(result, "total") == "False\n"


@pytest.mark.parametrize(
    "own",
    [
        "sales = [10]",
        "sales.append(4)",
        "globals()['sales'] = [10]",
        "import __main__\n__main__.sales = [10]",
        "def change():\n    global sales\n    sales = [10]\nchange()",
        "get_ipython().user_ns['sales'] = [10]",
    ],
)
def test_a_cell_is_run_if_a_student_may_have_changed_what_it_uses(own: str) -> None:
    assignment, notebook = lesson(LEADING, ANSWER, LATER)
    result = graded(assignment, notebook, extra(own))
    assert shown(result, "share") in ("0.1\n", "1.0\n")


@pytest.mark.parametrize(
    "own",
    [
        "import math",
        "import matplotlib.pyplot",
        "from math import fsum as total_of",
        "for _, one in enumerate([1]):\n    print(one)",
        "print([one for _, one in enumerate([1])])",
        "def last(pairs):\n    for _, one in pairs:\n        pass\n    return _, one",
    ],
)
def test_a_cell_is_not_run_again_for_the_lessons_imports_or_a_name_of_a_loop(own: str) -> None:
    assert reused_with(own) == {"sales", "share"}


@pytest.mark.parametrize(
    ("own", "left"),
    [
        ("import statistics as math", {"sales"}),
        ("from string import digits as sales", {"sales"}),
        ("def change():\n    global math\n    import statistics as math", {"sales"}),
        ("_.append(4)", set()),
        ("def change():\n    return _ih[0]", set()),
        ("def change():\n    for one in []:\n        _ = one\n    Out[1].append(4)", set()),
    ],
)
def test_a_cell_is_run_again_if_its_names_may_mean_something_else(own: str, left: set[str]) -> None:
    assert reused_with(own) == left


def reused_with(own: str) -> set[str]:
    """Return the lesson's cells that need not be run again beside a student's own cell."""
    imports = "import math\nimport matplotlib.style\nfrom math import fsum as total_of"
    given = f"{imports}\n{LEADING['source']}"
    later = (
        "share = [one / total_of(sales) for one in sales]\nprint(math.pi, matplotlib.get_backend())"
    )
    answer = code("total", "def total():\n    return 6", solution=True)
    assignment, _ = lesson(code("sales", given), answer, code("share", later))
    cells = [RebuiltCell("code", one.source, one) for one in assignment.cells]
    cells.insert(1, RebuiltCell("code", own))
    found = reusable_cells(assignment, cells, {"sales": {"sales"}, "share": {"share"}})
    return {cell.assigned.cell_id for place in found if (cell := cells[place]).assigned}


def test_a_cell_that_needs_an_answer_is_run_for_each_student() -> None:
    uses = code("uses", "twice = 2 * total()\nprint(twice)")
    assignment, notebook = lesson(LEADING, ANSWER, uses, LATER)
    assert precomputed(assignment) == ["sales", "share"]
    assert shown(graded(assignment, notebook), "uses") == "12\n"
    assert shown(graded(assignment, notebook, total="def total(): return 1"), "uses") == "2\n"


@pytest.mark.parametrize("source", ["sales.append(4)", "del sales", "sales[0] = total()"])
def test_no_cell_is_kept_that_uses_what_an_earlier_one_changes(source: str) -> None:
    changes = code("changes", source)
    again = code("again", "sales = [1, 2, 3]\nprint(len(sales))")
    assignment, notebook = lesson(
        LEADING, ANSWER, JUDGED, changes, LATER, code("apart", "print(1)"), again
    )
    assert precomputed(assignment) == ["sales", "apart", "again"]
    result = graded(assignment, notebook)
    assert shown(result, "again") == "3\n"
    assert result.scores["total_values"].score == 1.0


def test_a_cell_that_reads_what_was_changed_is_run_for_each_student() -> None:
    assignment, notebook = lesson(LEADING, ANSWER, code("changes", "sales.append(4)"), LATER)
    assert shown(graded(assignment, notebook), "share") == "0.1\n"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.environ['A'] = 'b'",
        "import numpy as np\nnp.random.seed(3)",
        "import matplotlib\nmatplotlib.rcParams['font.size'] = 20",
    ],
)
def test_no_cell_is_kept_after_one_that_changes_more_than_objects_with_names(source: str) -> None:
    assignment, notebook = lesson(LEADING, ANSWER, JUDGED, code("changes", source), LATER)
    assert precomputed(assignment) == ["sales"]
    assert graded(assignment, notebook).scores["total_values"].score == 1.0


def test_cells_above_all_answers_may_change_more_than_their_names() -> None:
    setup = code("sales", "import numpy as np\nnp.random.seed(3)\nsales = [1, 2, 3]")
    assignment, _ = lesson(setup, ANSWER, LATER)
    assert precomputed(assignment) == ["sales", "share"]


def test_students_get_the_same_marks_with_and_without_precomputed_cells(
    course: Course, rater: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, release = (
        json.loads((course.root / kind / "03_rater" / "03_rater.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    assignment = make_assignment("03_rater", source, release)
    assert set(precomputed(assignment)) == {name for name, _, _ in lesson_cells(assignment)}
    # A third of the class: every test that grades a whole class uses precomputed cells.
    students = demo_class(rater.lesson, rater.exercises, json.dumps(release))[::3]
    once = list(map(_result(assignment), students))
    monkeypatch.setattr(grade_cells, "reusable_cells", lambda *_: set())
    assert once == list(map(_result(assignment), students))


def _result(assignment: Assignment) -> Any:
    def of(student: DemoStudent) -> tuple[object, str]:
        result = grade_submission.grade_notebook(
            student.student_id, student.notebook.encode(), assignment
        )
        # A widget and a table have a new id each time.
        text = re.sub(r"[0-9a-f]{8,32}|T_[0-9a-f]+", "", json.dumps(result.notebook))
        return result.scores, text

    return of
