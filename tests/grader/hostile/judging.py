"""The checks of the corpus that apply to both graders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE, Limits
from hostile.cases import ALL, Case
from hostile.lesson import NAME, TESTS

STRICT = Limits(
    cell_cpu=4,
    cell_wall=15,
    notebook_cpu=12,
    notebook_wall=60,
    memory=700 * MEGABYTE,
    address_space=650 * MEGABYTE,
)
MOST_SECONDS = 90
MOST_SECONDS_OF_PAGE = 20
MOST_MEMORY = 3 * 2**30
MOST_BYTES = 50 * 2**20
SORTS = (
    *("wrong mark", "no mark", "neighbour lost", "host reached"),
    *("active page", "no page", "left running", "over time", "too much used"),
)


def marks(folder: CourseFolder, student: str) -> dict[str, float | None] | None:
    """Return the points of every test, or None if the student has none."""
    with Gradebook(folder.url, folder.course_id) as book:
        try:
            notebook = book.find_submission_notebook(NAME, NAME, student)
        except MissingEntry:
            return None
        found = {one.name: one.auto_score for one in notebook.grades if one.name in TESTS}
        return None if set(found.values()) == {None} else found


def said_by_student(notebook: Mapping[str, Any] | None) -> str:
    """Return what the cells of a notebook show."""
    return str([cell.get("outputs") for cell in (notebook or {"cells": []})["cells"]])


def failures(case: Case, facts: Mapping[str, Any]) -> list[str]:
    """Return the ways in which a grader was not safe, from ``SORTS``.

    Parameters
    ----------
    case : Case
        What was handed in beside the work of another, honest student.
    facts : mapping
        What was observed, from ``facts.gather``.
    """
    reached = facts["changed"] or facts["knocks"] or facts["told"]
    found = {
        _fault_of_mark(case, facts): True,
        "neighbour lost": facts["neighbour"] != ALL,
        "host reached": reached or (case.ends_itself and facts["marks"] != case.due),
        "active page": facts["active"],
        "no page": facts["broken"],
        "left running": facts["left"],
        "over time": not facts["ended"] or facts["page_seconds"] > MOST_SECONDS_OF_PAGE,
        "too much used": facts["memory"] > MOST_MEMORY or facts["bytes"] > MOST_BYTES,
    }
    return [sort for sort in SORTS if found.get(sort)]


def _fault_of_mark(case: Case, facts: Mapping[str, Any]) -> str:
    """Say what is wrong with a mark.

    The answers beside an attack are right: marks that it costs the attacker do not count. So are
    those in what ours refuses, if a grader can find them.
    """
    if facts["marks"] is None:
        return "" if facts["refusal"] else "no mark"
    honest = facts["marks"] == (ALL if case.due is None else case.due)
    return "" if honest or case.kind == "attack" else "wrong mark"
