"""What the tests of the grader share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile.lesson import as_bytes, filled_in, release_notebook, small_plan, source_notebook
from nbgrader.api import Gradebook

from grading_helpers.instructor.grader import nursery
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path

LESSON = "07_fans"
# nbgrader calls alembic by name.
put_programs_on_path()


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A small lesson with three exercises and a written answer."""
    return small_plan()


@pytest.fixture(scope="session")
def zygote() -> Iterator[nursery.Zygote]:
    """A zygote that has rehearsed nothing and that nobody else uses."""
    started = nursery.start_zygote()
    yield started
    started.stop()


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    """A course folder with the small lesson in its gradebook and three students."""
    for kind, notebook in (("source", source_notebook()), ("release", release_notebook())):
        place = tmp_path / kind / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
    for student, notebook in (
        ("ada", filled_in()),
        ("nils", release_notebook()),
        ("zoe", filled_in({"totals": "def totals(table): return {}"})),
    ):
        place = tmp_path / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
        (place.parent / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC")
    found = CourseFolder(tmp_path, "fans")
    with Gradebook(found.url, "fans") as book:
        book.add_assignment(LESSON)
        book.add_notebook(LESSON, LESSON)
        for cell in source_notebook()["cells"]:
            grading = cell["metadata"].get("nbgrader")
            if not grading:
                continue
            name, kind = grading["grade_id"], cell["cell_type"]
            if grading["grade"]:
                book.add_grade_cell(
                    name, LESSON, LESSON, max_score=grading["points"], cell_type=kind
                )
            if grading["solution"]:
                book.add_solution_cell(name, LESSON, LESSON)
            book.add_source_cell(
                name,
                LESSON,
                LESSON,
                cell_type=kind,
                source=cell["source"],
                checksum="0",
                locked=False,
            )
    return found
