"""From a download to marks in the LMS, with the real nbgrader in between."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from importers import Blackboard
from nbgrader.api import Gradebook

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.students import demo_class
from grading_helpers.instructor.gradebook.opening import put_programs_on_path

pytestmark = pytest.mark.integration
LESSON = "03_rater"
# The demo class's ada has everything right; so has her late twin.
ON_TIME, LATE = "aoneill", "blee"


def nbgrader(folder: Path, *arguments: str) -> None:
    put_programs_on_path()
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def uploads(course: Course, rater: ReadLesson, students: Any) -> list[tuple[Any, str, bytes]]:
    release = course.release(LESSON).read_text("utf-8")
    everyone = demo_class(rater.lesson, rater.exercises, release)
    ada = next(one for one in everyone if one.student_id == "ada").notebook.encode()
    return [(one, f"{LESSON}.ipynb", ada) for one in students[:2]]


def test_work_is_collected_and_graded_and_its_marks_are_returned(
    klass: Path, roster: Path, run: Any, uploads: Any, blackboard: Any, download: Any
) -> None:
    with (klass / "nbgrader_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    nbgrader(klass, "generate_assignment", LESSON, "--force")
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "focus_on_customers") as book:
        # Between the two uploads, of 8.30 and 9.30 in the LMS's clock.
        book.update_or_create_assignment(LESSON, duedate=datetime(2026, 11, 20, 8))
    path = download(blackboard(uploads))
    assert run("collect", LESSON, path, "--timezone", "Europe/Madrid").exit_code == 0
    nbgrader(klass, "autograde", LESSON)
    file = klass / "gradebook.csv"
    rows = [["Username", "03_rater [Total Pts: 20 Score] |5"], [ON_TIME, ""], [LATE, ""], ["x", ""]]
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, quoting=csv.QUOTE_ALL).writerows(rows)
    words = ("export", LESSON, "--to", "blackboard", "--into", file, "--json")
    refused = json.loads(run(*words).stdout)
    assert refused["unmarked"] == {"rater_recommendation": [ON_TIME, LATE]}
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "focus_on_customers") as book:
        grade = book.find_grade("rater_recommendation", LESSON, LESSON, ON_TIME)
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    said = json.loads(run(*words, "--unmarked", "allow").stdout)
    course = Blackboard(frozenset({ON_TIME, LATE, "x"}), frozenset({"5"}))
    given = course.upload((klass / said["file"]).read_bytes())
    assert given == {(ON_TIME, "5"): "19.5", (LATE, "5"): "0", ("x", "5"): ""}
    assert {
        "about": LATE,
        "what": "late: 18 points off",
        "cure": "",
        "file": "",
        "look": False,
    } in said["notes"]
