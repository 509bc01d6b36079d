"""A course folder in which three students handed in the small lesson."""

from __future__ import annotations

from pathlib import Path

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from hostile.lesson import as_bytes, enter_lesson, filled_in, release_notebook, source_notebook

LESSON = "07_fans"


def lay_out_class(root: Path) -> CourseFolder:
    """Create the folder and its gradebook, with right, untouched and partly wrong work."""
    for kind, notebook in (("source", source_notebook()), ("release", release_notebook())):
        place = root / kind / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
    for student, notebook in (
        ("ada", filled_in()),
        ("nils", release_notebook()),
        ("zoe", filled_in({"totals": "def totals(table): return {}"})),
    ):
        place = root / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
        (place.parent / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC")
    found = CourseFolder(root, "fans")
    enter_lesson(found.url)
    return found
