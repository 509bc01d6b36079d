"""Grading the class of a course folder: collect, grade, save, one line for each student."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading_helpers.instructor.grader.classes import grade_uploads
from grading_helpers.instructor.grader.gathering import Upload, gather
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import Plan, make_plan
from grading_helpers.instructor.grader.runs import Journal, back_up, only_run
from grading_helpers.instructor.grader.saving import open_book

Result = dict[str, Any]


@dataclass(frozen=True)
class CourseFolder:
    """Where a course lies and which gradebook it writes to."""

    root: Path
    course_id: str = ""
    db_url: str = ""

    @property
    def url(self) -> str:
        """The address of the gradebook, by default a file in the course folder."""
        return self.db_url or f"sqlite:///{self.root}/gradebook.db"

    @property
    def database(self) -> Path | None:
        """The file of the gradebook, if it is one."""
        path = self.url.removeprefix("sqlite:///").partition("?")[0]
        return Path(path) if self.url.startswith("sqlite:///") else None

    def plan(self, lesson: str, notebook: str = "") -> Plan:
        """Return the plan of a lesson from its built notebooks."""
        name = notebook or lesson
        source, release = (
            json.loads((self.root / kind / lesson / f"{name}.ipynb").read_text("utf-8"))
            for kind in ("source", "release")
        )
        return make_plan(lesson, source, release, name)

    def work_of(self, student: str, lesson: str) -> Path:
        """Return the folder with what a student handed in."""
        return self.root / "submitted" / student / lesson

    def students(self, lesson: str) -> list[str]:
        """Return who handed in something."""
        return sorted(path.parent.name for path in self.root.glob(f"submitted/*/{lesson}"))


@dataclass(frozen=True)
class Options:
    """How to grade: where, within which limits, and whether to grade again what is done."""

    executor: Executor | None = None
    limits: Limits | None = None
    force: bool = False


def grade_lesson(
    folder: CourseFolder,
    lesson: str,
    students: Sequence[str],
    advance: Callable[[Result], None],
    options: Options | None = None,
) -> list[Result]:
    """Grade the work of students and save it; what a killed run left undone is done.

    Parameters
    ----------
    folder : CourseFolder
        The course; the work lies collected in ``submitted/``.
    lesson : str
        Which lesson.
    students : sequence of str
        Whose work.
    advance : callable
        Called with each result after it is saved; the result has lost its notebook.
    options : Options, optional
        How to grade.

    Returns
    -------
    list of dict
        The results of this run, those that were done before left out.

    Raises
    ------
    BusyError
        If another run is at work in the same folder.
    """
    plan, how = folder.plan(lesson), options or Options()
    with only_run(folder.root):
        if folder.database:
            back_up(folder.database, folder.root)
        journal = Journal(folder.root, plan)
        waiting: dict[str, Upload] = {}
        coming = (gather(one, folder.work_of(one, lesson), plan.notebook) for one in students)
        wanted = (one for one in coming if how.force or not journal.is_done(one))
        results = []
        with open_book(folder.url, folder.course_id, folder.root / "autograded", plan) as book:
            for result in grade_uploads(_noted(wanted, waiting), plan, how.executor, how.limits):
                upload = waiting.pop(result["student"])
                book.save(result, upload.files, upload.timestamp)
                journal.add(upload, result)
                result["notebook"] = None
                results.append(result)
                advance(result)
    return results


def _noted(uploads: Iterable[Upload], waiting: dict[str, Upload]) -> Iterator[Upload]:
    """Yield uploads one by one when there is room for them, and note who is on the way."""
    for upload in uploads:
        waiting[upload.student] = upload
        yield upload
