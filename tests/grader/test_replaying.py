"""The lesson's own cells are run once for a class; nobody can tell from the results."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hostile.lesson import as_bytes, extra

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.grader import grade, hosts
from grading_helpers.instructor.grader.plan import Plan, make_plan
from grading_helpers.instructor.grader.replaying import lesson_cells

Notebook = dict[str, Any]
TEST = """### BEGIN HIDDEN TESTS
assert total() == {due}
### END HIDDEN TESTS"""


def code(name: str, source: str, **grading: Any) -> Notebook:
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    metadata = {"nbgrader": {**usual, **grading, "grade_id": name}} if grading else {}
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source}


def lesson(*cells: Notebook) -> tuple[Plan, Notebook]:
    """Return the plan of a lesson and the notebook that its students get."""
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return make_plan("08_replay", notebook, notebook), notebook


LEADING = code("sales", "sales = [1, 2, 3]\nprint(sum(sales))")
ANSWER = code("total", "def total():\n    return sum(sales)", solution=True)
JUDGED = code("total_values", TEST.format(due=6), grade=True, locked=True, points=1)
LATER = code("share", "share = [one / sum(sales) for one in sales]\nprint(share[0])")


def graded(plan: Plan, notebook: Notebook, *cells: Notebook, **answers: str) -> Notebook:
    """Grade the notebook with other answers, and with cells of the student's after the first."""
    theirs = copy.deepcopy(notebook)
    for cell in theirs["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    theirs["cells"][1:1] = cells
    return grade.grade_submission("ada", as_bytes(theirs), plan)


def shown(result: Notebook, name: str) -> str:
    cells = {cell["id"]: cell for cell in result["notebook"]["cells"]}
    return "".join(output.get("text", "") for output in cells[name]["outputs"])


def scenes(plan: Plan) -> list[str]:
    return list(hosts.zygote(lesson_cells(plan)).scenes)


def test_the_lessons_own_cells_are_not_run_for_each_student(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan, notebook = lesson(LEADING, ANSWER, JUDGED, LATER)
    ran: list[str] = []
    run = grade.Session.run
    monkeypatch.setattr(grade.Session, "run", lambda *given: ran.append(given[1]) or run(*given))
    answer = "def total():\n    return 6"
    result = graded(plan, notebook, total=answer)
    assert ran == [answer]
    assert (shown(result, "sales"), shown(result, "share")) == ("6\n", "0.16666666666666666\n")


def test_an_answer_may_use_what_the_lesson_bound() -> None:
    plan, notebook = lesson(LEADING, ANSWER, JUDGED)
    assert graded(plan, notebook)["scores"]["total_values"]["score"] == 1.0
    late = lesson(
        code("total", "def total():\n    return sum(sales)", solution=True), LEADING, JUDGED
    )
    assert graded(*late)["scores"]["total_values"]["score"] == 1.0


def test_names_appear_no_earlier_than_their_cell() -> None:
    plan, notebook = lesson(LEADING, ANSWER, LATER)
    result = graded(plan, notebook, total="print('share' in dir())")
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
def test_a_cell_is_run_where_a_student_may_have_touched_what_it_uses(own: str) -> None:
    plan, notebook = lesson(LEADING, ANSWER, LATER)
    result = graded(plan, notebook, extra(own))
    assert shown(result, "share") in ("0.1\n", "1.0\n")


def test_a_cell_that_needs_an_answer_is_run_for_each_student() -> None:
    uses = code("uses", "twice = 2 * total()\nprint(twice)")
    plan, notebook = lesson(LEADING, ANSWER, uses, LATER)
    assert scenes(plan) == ["sales", "share"]
    assert shown(graded(plan, notebook), "uses") == "12\n"
    assert shown(graded(plan, notebook, total="def total(): return 1"), "uses") == "2\n"


@pytest.mark.parametrize(
    "source",
    [
        "sales.append(4)",
        "del sales",
        "import os\nos.environ['A'] = 'b'",
        "import numpy as np\nnp.random.seed(3)",
        "import matplotlib\nmatplotlib.rcParams['font.size'] = 20",
    ],
)
def test_a_cell_that_changes_more_than_its_names_ends_the_rehearsal(source: str) -> None:
    plan, notebook = lesson(LEADING, ANSWER, JUDGED, code("changes", source), LATER)
    assert scenes(plan) == ["sales"]
    assert graded(plan, notebook)["scores"]["total_values"]["score"] == 1.0


def test_cells_above_all_answers_may_set_the_scene() -> None:
    setup = code("sales", "import numpy as np\nnp.random.seed(3)\nsales = [1, 2, 3]")
    plan, _ = lesson(setup, ANSWER, LATER)
    assert scenes(plan) == ["sales", "share"]


@pytest.mark.slow
def test_the_demo_class_gets_the_same_with_and_without(
    course: Course, rater: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, release = (
        json.loads((course.root / kind / "03_rater" / "03_rater.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    plan = make_plan("03_rater", source, release)
    assert set(scenes(plan)) == {name for name, _, _ in lesson_cells(plan)}
    students = demo_class(rater.lesson, rater.exercises, json.dumps(release))
    once = list(map(_result(plan), students))
    monkeypatch.setattr(grade, "replayed", lambda *_: set())
    assert once == list(map(_result(plan), students))


def _result(plan: Plan) -> Any:
    def of(student: DemoStudent) -> tuple[object, str]:
        result = grade.grade_submission(student.student_id, student.notebook.encode(), plan)
        # A widget and a table have a name of their own each time.
        text = re.sub(r"[0-9a-f]{8,32}|T_[0-9a-f]+", "", json.dumps(result["notebook"]))
        return result["scores"], text

    return of
