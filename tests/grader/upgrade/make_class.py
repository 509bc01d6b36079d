"""Make ``class.tar.xz``: a class as an earlier version left it in the middle of a term.

Run it in a checkout of the version to upgrade from (last: commit 476bf2e, version 0.2.0), not in
this one:

    .venv/bin/python NEW/tests/grader/upgrade/make_class.py NEW/tests/grader/upgrade

Half the class is graded, one answer was marked by hand and graded again, one submission could not
be graded; afterwards one more was handed in.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook

from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.demo.run import make_demo

LESSON = "03_rater"
GRADED = ("ada", "chidi", "dana", "lena", "quentin")
ESSAY = "rater_recommendation"


def main(target: Path) -> None:
    """Create, grade and pack the class."""
    # The versions from 0.3 on have these elsewhere; this is run in an older one.
    from grading_helpers.instructor.grader.course import Options, grade_lesson  # noqa: PLC0415
    from grading_helpers.instructor.grader.course_folder import configured  # noqa: PLC0415

    root = Path(tempfile.mkdtemp()) / "class"
    demo = make_demo(find_course(), LESSON, root)
    notebooks = {one.student_id: one.notebook for one in demo.students()}
    demo.lay_out([])
    for other in (root / "source").iterdir():
        if other.name != LESSON:
            shutil.rmtree(other)
    shutil.rmtree(root / "downloaded")
    demo.release()
    for student in GRADED:
        hand_in(root, student, notebooks[student])
    (root / "roster.csv").write_text(
        "student_id,first_name,last_name,email\n"
        + "".join(f"{one},{one.title()},Test,{one}@example.org\n" for one in (*GRADED, "emil"))
    )
    folder = configured(root)
    grade_lesson(folder, LESSON, GRADED, lambda _: None, Options())
    with Gradebook(folder.url, folder.course_id) as book:
        for student, points in (("ada", 2.0), ("dana", 1.0)):
            grade = book.find_grade(ESSAY, LESSON, LESSON, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            comment = book.find_comment(ESSAY, LESSON, LESSON, student)
            comment.manual_comment = "Well argued."
        book.db.commit()
    grade_lesson(folder, LESSON, ["dana"], lambda _: None, Options(force=True))
    hand_in(root, "emil", notebooks["emil"])
    pack(root, target / "class.tar.xz")


def hand_in(root: Path, student: str, notebook: str) -> None:
    """Put a notebook and its time where ``course collect`` puts them."""
    place = root / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(notebook, "utf-8")
    (place.parent / "timestamp.txt").write_text("2026-11-22 12:05:00 UTC\n")


def pack(root: Path, archive: Path) -> None:
    """Pack what a later version has to read."""
    shutil.rmtree(root / ".grading" / "backups", ignore_errors=True)
    for name in ("lock", "run"):
        (root / ".grading" / name).unlink(missing_ok=True)
    with sqlite3.connect(root / "gradebook.db") as book:
        book.execute("VACUUM")
    for journal in (root / ".grading").glob("*.jsonl"):
        for line in journal.read_text("utf-8").splitlines():
            json.loads(line)
    with tarfile.open(archive, "w:xz") as file:
        file.add(root, "class")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
