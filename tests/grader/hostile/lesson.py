"""A small lesson for the corpus: four exercises and a written answer."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    make_assignment,
    without_hidden_tests,
)

Notebook = dict[str, Any]
NAME = "07_fans"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
SETUP = """import numpy as np
import pandas as pd
import matplotlib.pyplot as plt"""
SHARE = """def share_of_fans(scores):
    fans = [score for score in scores if score >= 9]
    return 100 * len(fans) / len(scores)"""
TOTALS = """def totals(table):
    return table.groupby("shop")["sales"].sum().to_dict()"""
CHART = """def chart(values):
    figure, axes = plt.subplots()
    axes.bar(list(values), list(values.values()))
    return figure"""
RANKING = """def ranking(totals):
    return totals.sort_values()"""
# What a hidden test gives to an answer, and no other cell has.
HIDDEN_DATA = "[10, 9, 8, 0]"
SHARE_TEST = f"""print(share_of_fans([9, 1]))
### BEGIN HIDDEN TESTS
from grading_helpers.compare import assert_matches
HIDDEN_MARK = "hidden-share"
assert_matches(share_of_fans({HIDDEN_DATA}), 50.0)
assert_matches(share_of_fans([10, 1, 1]), 33.333)
### END HIDDEN TESTS"""
TOTALS_TEST = """# Hidden: the totals, and that the table stays as it was.
### BEGIN HIDDEN TESTS
from grading_helpers.compare import assert_keeps_input, assert_matches
HIDDEN_MARK = "hidden-totals"
table = pd.DataFrame({"shop": ["N", "S", "N"], "sales": [1.5, 2.0, 4.0]})
assert_keeps_input(totals, table)
assert_matches(totals(table), {"N": 5.5, "S": 2.0})
### END HIDDEN TESTS"""
CHART_TEST = """# Hidden: the bars.
### BEGIN HIDDEN TESTS
from grading_helpers.compare import assert_matches
from grading_helpers.figures.views import bar_heights
assert_matches(bar_heights(chart({"N": 2.0, "S": 3.0})), {"N": 2.0, "S": 3.0})
### END HIDDEN TESTS"""
RANKING_TEST = """# Hidden: the shops in their order, as a test compares that has no helper for it.
### BEGIN HIDDEN TESTS
HIDDEN_MARK = "hidden-ranking"
given = [pd.Series({"N": 5.5, "S": 2.0}), pd.Series({"S": 3.0, "N": 1.0, "W": 2.0})]
assert all(map(lambda one: ranking(one).equals(one.sort_values()), given))
### END HIDDEN TESTS"""
ANSWERS = {"share_of_fans": SHARE, "totals": TOTALS, "chart": CHART, "ranking": RANKING}
TESTS = {
    "share_of_fans_values": 2.0,
    "totals_values": 3.0,
    "chart_bars": 1.0,
    "ranking_order": 1.0,
}
SOURCES = {
    "share_of_fans_values": SHARE_TEST,
    "totals_values": TOTALS_TEST,
    "chart_bars": CHART_TEST,
    "ranking_order": RANKING_TEST,
}
ESSAY = "Our fans buy more. I advise to ask them why."


def _grading(name: str, **kind: Any) -> dict[str, Any]:
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    return {"nbgrader": {**usual, **kind, "grade_id": name}}


def _cell(kind: str, name: str, source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def source_notebook(changed: Mapping[str, str] = MappingProxyType({})) -> Notebook:
    """Return the instructor's notebook, with the sources of some cells changed."""
    cells = [_cell("markdown", "title", "# Fans", {}), _cell("code", "setup", SETUP, {})]
    for (answer, solution), (test, points) in zip(ANSWERS.items(), TESTS.items(), strict=True):
        cells.append(_cell("code", answer, solution, _grading(answer, solution=True)))
        grading = _grading(test, grade=True, locked=True, points=points)
        cells.append(_cell("code", test, SOURCES[test], grading))
    essay = _grading("essay", grade=True, solution=True, points=2)
    cells.append(_cell("markdown", "essay", "The model essay.", essay))
    for cell in cells:
        cell["source"] = changed.get(cell["id"], cell["source"])
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def release_notebook(changed: Mapping[str, str] = MappingProxyType({})) -> Notebook:
    """Return the students' notebook."""
    notebook = source_notebook(changed)
    for cell in notebook["cells"]:
        if cell["id"] in ANSWERS:
            cell["source"] = cell["source"].split("\n")[0] + "\n    " + STUB.replace("\n", "\n    ")
        elif cell["id"] == "essay":
            cell["source"] = "*Write your answer here.*"
        elif cell["id"] in TESTS:
            cell["source"] = without_hidden_tests(cell["source"])
    return notebook


def filled_in(
    answers: dict[str, str] | None = None,
    essay: str = ESSAY,
    changed: Mapping[str, str] = MappingProxyType({}),
) -> Notebook:
    """Return the students' notebook with answers filled in, by default the right ones."""
    notebook = copy.deepcopy(release_notebook(changed))
    if answers is None:
        answers = {name: changed.get(name, solution) for name, solution in ANSWERS.items()}
    given = {**answers, "essay": essay}
    for cell in notebook["cells"]:
        cell["source"] = given.get(cell["id"], cell["source"])
    return notebook


def find(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return the cell of a name."""
    found: dict[str, Any] = next(cell for cell in notebook["cells"] if cell.get("id") == name)
    return found


def extra(source: str, kind: str = "code", name: str = "extra") -> dict[str, Any]:
    """Return a cell that the student added."""
    return _cell(kind, name, source, {})


def as_bytes(notebook: object) -> bytes:
    """Return a notebook as the content of a file."""
    return json.dumps(notebook).encode()


def small_assignment(changed: Mapping[str, str] = MappingProxyType({})) -> Assignment:
    """Return the assignment of the small lesson, with the sources of some cells changed."""
    return make_assignment(NAME, source_notebook(changed), release_notebook(changed))


def change_lesson(root: Path, url: str, changed: Mapping[str, str]) -> None:
    """Change cells of the small lesson in a course folder and its gradebook."""
    for kind, notebook in (
        ("source", source_notebook(changed)),
        ("release", release_notebook(changed)),
    ):
        (root / kind / NAME / f"{NAME}.ipynb").write_bytes(as_bytes(notebook))
    with Gradebook(url, "fans") as book:
        for cell in source_notebook(changed)["cells"]:
            if cell["metadata"].get("nbgrader"):
                found = book.find_source_cell(cell["id"], NAME, NAME)
                found.source = cell["source"]
                found.checksum = compute_checksum(nbformat.from_dict(cell))
        book.db.commit()


def enter_lesson(url: str) -> None:
    """Enter the small lesson into a gradebook, as ``nbgrader generate_assignment`` does."""
    with Gradebook(url, "fans") as book:
        book.add_assignment(NAME)
        book.add_notebook(NAME, NAME)
        for cell in source_notebook()["cells"]:
            grading = cell["metadata"].get("nbgrader")
            if not grading:
                continue
            name, kind = grading["grade_id"], cell["cell_type"]
            if grading["grade"]:
                book.add_grade_cell(name, NAME, NAME, max_score=grading["points"], cell_type=kind)
            if grading["solution"]:
                book.add_solution_cell(name, NAME, NAME)
            book.add_source_cell(
                name,
                NAME,
                NAME,
                cell_type=kind,
                source=cell["source"],
                checksum=compute_checksum(nbformat.from_dict(cell)),
                locked=grading["locked"],
            )
