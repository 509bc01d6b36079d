"""Every released lesson, run from top to bottom in JupyterLab as a student opens it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lab import PANEL, LabPage, LabServer, OpenLab, write_notebook
from playwright.sync_api import expect

from grading_helpers.instructor.authoring.course import Course

pytestmark = pytest.mark.browser

LESSONS = [lesson.name for lesson in Course(Path(__file__).parents[2]).lessons]
IMAGE = re.compile(r"<img [^>]*>")


@pytest.fixture(params=LESSONS)
def lab(
    request: pytest.FixtureRequest, course: Course, lab_server: LabServer, open_lab: OpenLab
) -> LabPage:
    notebook = f"every/{request.param}/{request.param}.ipynb"
    copy = lab_server.root / notebook
    copy.parent.mkdir(parents=True)
    shutil.copy(course.release(request.param), copy)
    return open_lab(notebook)


def test_a_released_lesson_runs_from_top_to_bottom(lab: LabPage) -> None:
    lab.run_all()
    assert lab.errors() == []
    assert lab.outside_requests == []
    assert errors_of_ours(lab) == []
    assert wide_tables(lab) == []
    shown = outputs(lab.save())
    images = [
        image for data in shown for image in IMAGE.findall("".join(data.get("text/html", "")))
    ]
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)
    assert not any("image/png" in data for data in shown), "a figure without words was shown"


CARDS = "backup check data_path explore guess practice progress quiz"
EVERY_CARD = [
    f"from grading_helpers import {', '.join(CARDS.split())}",
    'quiz("start_keys")',
    'quiz("start_way")',
    'guess("lost_buyers")',
    'explore("baskets")',
    'practice("00_start_here")',
    'progress("00_start_here")',
    "backup()",
    'name = ...\ncheck("club_lost", name)',
]
# What JupyterLab says itself: of a widget that an earlier kernel has made, of its debugger, and, in
# version 4.4, of jupytext's extension, which wants a newer one. Students have no jupytext.
# anywidget gives a model two seconds, which a busy machine may need for other things.
NOT_OURS = (
    "Error: The getter for the shared module is not a function.",
    "Error: widget model not found",
    "Could not restore the debugger state",
    "[anywidget] Failed to initialize model.",
)


def test_the_console_has_no_error_of_ours_when_a_notebook_is_run_restarted_and_reopened(
    lab_server: LabServer, open_lab: OpenLab
) -> None:
    notebook = "console/console.ipynb"
    write_notebook(lab_server.root / notebook, [*EVERY_CARD])
    lab = open_lab(notebook)
    lab.run_all()
    lab.restart()
    lab.run_all()
    lab.save()
    lab.reopen()
    expect(lab.bring(1).locator(".quiz-card")).to_have_count(1)
    assert errors_of_ours(lab) == []
    again = open_lab(notebook)
    expect(again.bring(1).locator(".quiz-plain")).to_be_visible()
    again.run_all()
    assert errors_of_ours(again) == []


# The first words of each table in the text of a cell that is wider than the cell.
WIDE_TABLES = """cell => [...cell.querySelectorAll(".jp-RenderedMarkdown table")]
    .filter(table => table.getBoundingClientRect().right
        > table.closest(".jp-RenderedMarkdown").getBoundingClientRect().right + 1)
    .map(table => table.textContent.trim().slice(0, 40))"""


def wide_tables(lab: LabPage) -> list[str]:
    """Return the tables of a lesson's text that a phone shows cut off."""
    lab.set_size(390, 1200)
    sources = lab.page.evaluate(f"{PANEL}.model.sharedModel.cells.map(cell => cell.getSource())")
    kinds = lab.cell_types()
    tables = [
        place
        for place, source in enumerate(sources)
        if kinds[place] == "markdown" and "|---" in source
    ]
    found = [wide for place in tables for wide in lab.bring(place).evaluate(WIDE_TABLES)]
    lab.set_size(1280)
    return found


def errors_of_ours(lab: LabPage) -> list[str]:
    """Return what the browser's console shows as errors, without those of JupyterLab itself."""
    return [each for each in lab.console_errors if not each.startswith(NOT_OURS)]


def outputs(saved: str) -> list[dict[str, Any]]:
    """Return the outputs of a saved notebook's cells, in all their formats."""
    cells = json.loads(saved)["cells"]
    return [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
