"""A term as an instructor does it, with the real commands, each as the one before suggested."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from checkout import lay_out_checkout
from lms_files import (
    canvas_files,
    canvas_gradebook,
    moodle_files,
    moodle_worksheet,
    roster_of,
    zipped,
)
from nbgrader.api import Gradebook
from term_class import CLASS, Work, works_of
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.nbgrader_api import nbgrader_api

LESSONS = ("01_customer_definitions", "03_rater", "05_strategy_tools")
# The LMS through which each lesson is handed in, and where its marks go.
TARGETS = dict(zip(LESSONS, ("moodle-gradebook", "moodle", "canvas"), strict=True))
COLUMN = "Lesson 5, 05_strategy_tools (4314282)"
SENT = "Sunday, 22 November 2026, 1:05 PM"


@dataclass
class LessonOfTerm:
    """What happened in a lesson: each student's work, and the output of each command."""

    read: ReadLesson
    works: dict[str, Work]
    said: dict[str, Result] = field(default_factory=dict)
    collected: dict[str, Any] = field(default_factory=dict)
    exported: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.read.lesson.name)

    def graded(self) -> list[str]:
        """Return the students whose work can be graded."""
        return [student for student, work in self.works.items() if work.can_be_graded]

    def with_story(self, story: str) -> list[str]:
        return [student for student, work in self.works.items() if work.story == story]


@dataclass(frozen=True)
class Term:
    """The folder of the class, and its lessons."""

    root: Path
    published: Result
    lessons: Mapping[str, LessonOfTerm]

    def book(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "focus_on_customers")


def course(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def next_command(said: Result) -> list[str]:
    """Return the arguments of the command that a command suggests next."""
    lines = re.findall(r"Next: .*", said.stdout)
    assert len(lines) == 1, f"no next line, or several:\n{said.output}"
    return shlex.split(re.findall(r"\bcourse ([a-z]+ [^`;,]+)", lines[0])[-1])


def live_through(root: Path) -> Term:
    """Publish, then teach every lesson; the current folder is that of the class."""
    lay_out_checkout(root)
    for folder in ("course", "source", "release"):
        for lesson in (root / folder).iterdir():
            if lesson.is_dir() and lesson.name not in LESSONS:
                shutil.rmtree(lesson)
    students = root.parent / "students"
    published = course("publish", students, "--repo", "my-university/focus-on-customers")
    (root / "roster.csv").write_text(roster_of(CLASS), "utf-8")
    read = {one.lesson.name: one for one in read_course(Course(root))}
    lessons = {}
    for number, name in enumerate(LESSONS):
        release = (students / "lessons" / name / f"{name}.ipynb").read_text("utf-8")
        lessons[name] = LessonOfTerm(read[name], works_of(read[name], release, number))
    term = Term(root, published, lessons)
    for lesson in lessons.values():
        do_lesson(term, lesson)
    return term


def do_lesson(term: Term, lesson: LessonOfTerm) -> None:
    """Release, collect, grade, mark, give feedback, report and export, in this order."""
    answer = nbgrader_api(term.root, term.root / "nbgrader_config.py").generate_assignment(
        lesson.name, force=True
    )
    assert answer["success"], answer["log"]
    said = lesson.said
    said["collect"] = collect(term, lesson)
    if lesson.name == LESSONS[2]:
        take_from_mail(term, lesson)
    said["grade"] = course(*next_command(said["collect"]))
    said["feedback"] = course(*next_command(said["grade"]))
    said["refused"] = course(*export_words(term, lesson), "--json")
    mark_by_hand(term, lesson)
    said["feedback again"] = course(*next_command(said["feedback"]))
    said["report"] = course(*next_command(said["feedback again"]))
    lesson.numbers = json.loads(course("report", lesson.name, "--json").stdout)
    said["export"] = course(*next_command(said["report"])[:2], *export_words(term, lesson)[2:])
    lesson.exported = json.loads(course(*export_words(term, lesson), "--json").stdout)


def collect(term: Term, lesson: LessonOfTerm) -> Result:
    """Collect what the class handed in; students who hand in twice do so as each LMS allows."""
    everyone = [work.uploads for work in lesson.works.values()]
    if lesson.name == LESSONS[0]:
        first = moodle_files([upload for uploads in everyone for upload in uploads[:1]])
        last = moodle_files([upload for uploads in everyone for upload in uploads[-1:]])
        lesson.said["grade at first"] = course(*next_command(give(term, lesson, first, day=20)))
        return give(term, lesson, last, day=24)
    uploads = [upload for uploads in everyone for upload in uploads]
    if lesson.name == LESSONS[1]:
        sheet = term.root / "worksheet.csv"
        sent = dict.fromkeys(lesson.works, SENT)
        sheet.write_text(moodle_worksheet(CLASS, sent=sent), "utf-8", newline="")
        words = ("--worksheet", "worksheet.csv", "--timezone", "Europe/Madrid")
        return give(term, lesson, moodle_files(uploads, flat=True), *words)
    return give(term, lesson, canvas_files(uploads))


def give(
    term: Term, lesson: LessonOfTerm, files: dict[str, bytes], *words: str, day: int = 24
) -> Result:
    path = term.root / f"submissions-{lesson.name}-{day}.zip"
    path.write_bytes(zipped(files, datetime(2026, 11, day, 9)))
    said = course("collect", lesson.name, path, *words)
    lesson.collected = json.loads(course("collect", lesson.name, path, *words, "--json").stdout)
    return said


def take_from_mail(term: Term, lesson: LessonOfTerm) -> None:
    """Put a file that a student sent again into place by hand; it is still damaged."""
    [student] = lesson.with_story("broken")
    [(name, content)] = lesson.works[student].files
    folder = term.root / "submitted" / student / lesson.name
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)


def export_words(term: Term, lesson: LessonOfTerm) -> list[str]:
    """Write the file of the LMS, and return the command that fills it with marks."""
    target = TARGETS[lesson.name]
    words = ["export", lesson.name, "--to", target]
    if target == "moodle":
        return [*words, "--into", "worksheet.csv"]
    if target == "canvas":
        text = canvas_gradebook(CLASS, COLUMN)
        (term.root / "canvas.csv").write_text(text, "utf-8", newline="")
        return [*words, "--into", "canvas.csv"]
    return words


def mark_by_hand(term: Term, lesson: LessonOfTerm) -> None:
    """Give each written answer its points, as a person does in the formgrader."""
    with term.book() as book:
        for student in lesson.graded():
            [notebook] = book.find_submission(lesson.name, student).notebooks
            for grade in notebook.grades:
                if grade.name.endswith("_recommendation"):
                    grade.manual_score = lesson.works[student].by_hand
                    grade.needs_manual_grade = False
        book.db.commit()
