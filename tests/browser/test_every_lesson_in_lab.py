"""Every released lesson, run from top to bottom in JupyterLab as a student opens it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lab import LabPage, LabServer, OpenLab

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
    shown = outputs(lab.save())
    images = [
        image for data in shown for image in IMAGE.findall("".join(data.get("text/html", "")))
    ]
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)
    assert not any("image/png" in data for data in shown), "a figure without words was shown"


def outputs(saved: str) -> list[dict[str, Any]]:
    """Return the outputs of a saved notebook's cells, in all their formats."""
    cells = json.loads(saved)["cells"]
    return [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
