"""The grader as steps of ``nbgrader autograde``, in place of nbgrader's own.

``settings.py`` puts them there. ``GradeSafely`` grades, ``SaveMarks`` writes to the gradebook, and
``WriteJournal`` adds the line to the journal that ``course grade`` would have added.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor
from traitlets.config import Config

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, root_of
from grading_helpers.instructor.gradebook.late_work import read_extensions
from grading_helpers.instructor.gradebook.opening import check_writable, open_gradebook
from grading_helpers.instructor.grader.execution.launcher import get_launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import lesson_cells
from grading_helpers.instructor.grader.grade_submission import grade_submission
from grading_helpers.instructor.grader.self_test import check_sandbox
from grading_helpers.instructor.grader.settings import move_away, set_aside
from grading_helpers.instructor.grader.storage.journal import Journal
from grading_helpers.instructor.grader.storage.lock_and_backup import only_run
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter
from grading_helpers.instructor.grader.submission.assignment import Assignment, read_assignment
from grading_helpers.instructor.grader.submission.notebook import UngradableError, read_notebook
from grading_helpers.instructor.grader.submission.upload import Submission, load_submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult, not_graded
from grading_helpers.instructor.json_types import JsonObject

Key = tuple[str, str, str]
# How long to wait until another run, such as `course grade`, ends.
PATIENCE_SECONDS = 60.0
_RESULTS: dict[Key, tuple[Submission, SubmissionResult]] = {}


@dataclass(frozen=True)
class _Lesson:
    """A lesson of a course folder, and its journal, which ``course grade`` shares."""

    root: Path
    assignment: Assignment
    journal: Journal

    def submission(self, student: str) -> Submission:
        """Read what a student handed in."""
        folder = CourseFolder(self.root).submitted(student, self.assignment.lesson)
        return load_submission(student, folder, self.assignment.notebook)

    def write_journal(self, submission: Submission, result: SubmissionResult) -> None:
        """Add a result to the journal, which has one line for each student's lesson."""
        if self.assignment.notebook == self.assignment.lesson:
            self.journal.add(submission, result)


class _Step(NbGraderPreprocessor):  # type: ignore[misc]
    """What the steps have in common."""

    def lesson(self, resources: JsonObject) -> _Lesson:
        """Return the lesson that is graded."""
        _, lesson, notebook = work_named_in(resources)
        return _current_lesson(root_of(self, resources), lesson, notebook)


class CheckedExporter(NotebookExporter):  # type: ignore[misc]
    """Refuse to begin while nothing can be saved.

    With ``--force``, nbgrader removes the graded copy of a submission before it takes any step. Its
    exporter is made before that.
    """

    def __init__(self, config: Config | None = None, **options: object) -> None:
        super().__init__(config=config, **options)
        if directory := getattr(self.parent, "coursedir", None):
            folder = CourseFolder(Path(directory.root), db_url=directory.db_url)
            try:
                with only_run(folder.root, "nbgrader autograde", PATIENCE_SECONDS):
                    if folder.database:
                        check_writable(folder.database)
            except CommandError as error:
                self.log.error(str(error))
                raise NbGraderException(str(error)) from None


class GradeSafely(_Step):
    """Rebuild the notebook from the submission, run it in the sandbox and judge it outside."""

    def preprocess(
        self, nb: NotebookNode, resources: JsonObject
    ) -> tuple[NotebookNode, JsonObject]:
        """Return the notebook to store; ``SaveMarks`` saves its marks.

        Raises
        ------
        RuntimeError
            If the submission cannot be graded; the message names the student and the cause.
        """
        lesson = self.lesson(resources)
        submission = lesson.submission(work_named_in(resources)[0])
        for line in _weaknesses_of_sandbox(lesson.assignment):
            self.log.warning(line)
        result = grade_submission(submission, lesson.assignment)
        for line in result.findings:
            self.log.warning(line)
        if not result.graded:
            lesson.write_journal(submission, result)
            raise RuntimeError(f"{submission.student}: {result.reason}")
        _RESULTS[work_named_in(resources)] = submission, result
        return nbformat.from_dict(result.notebook), resources


class SaveMarks(_Step):
    """Write the marks to the gradebook, in one transaction."""

    def preprocess(
        self, nb: NotebookNode, resources: JsonObject
    ) -> tuple[NotebookNode, JsonObject]:
        """Return the notebook as it is after its marks are saved.

        Raises
        ------
        BusyError
            If another run is active in the same folder, and does not end in time.
        """
        lesson, key = self.lesson(resources), work_named_in(resources)
        submission, result = _RESULTS[key]
        with (
            only_run(lesson.root, "nbgrader autograde", PATIENCE_SECONDS),
            open_gradebook(resources["nbgrader"]["db_url"]) as gradebook,
        ):
            extensions = read_extensions(lesson.root, lesson.assignment.lesson)
            charging = AssignLatePenalties(parent=self)
            charging.init_plugin()
            writer = GradebookWriter(
                gradebook,
                lesson.root / "autograded",
                lesson.assignment,
                charging.plugin_inst,
                extensions,
            )
            earlier = lesson.journal.last_graded(submission.student)
            _RESULTS[key] = submission, writer.save_marks(result, earlier=earlier)
            return nbformat.from_dict(writer.with_checksums(nb)), resources


class WriteJournal(_Step):
    """Write the journal. This is the last step, so that the journal has only what was saved."""

    def preprocess(
        self, nb: NotebookNode, resources: JsonObject
    ) -> tuple[NotebookNode, JsonObject]:
        """Return the notebook unchanged."""
        self.lesson(resources).write_journal(*_RESULTS.pop(work_named_in(resources)))
        return nb, resources


def clear_obstacles(notebooks: Sequence[str], **_: object) -> None:
    """Move away what would stop nbgrader, and record notebooks that cannot be read.

    nbgrader calls this in the course folder before it reads a submission. If a submission is not
    JSON, nbgrader stops there, before any of the steps.

    Parameters
    ----------
    notebooks : list of str
        Such as ``submitted/ada/03_rater/03_rater.ipynb``; those moved are removed from it.
    """
    folders = {Path(one).parent for one in notebooks}
    set_aside(notebooks)
    for folder in folders:
        _make_room_for_own_files(folder)
        _record_if_unreadable(folder.parent.name, folder.name)


def _make_room_for_own_files(folder: Path) -> None:
    """Move away folders where a file of the lesson belongs, and files where a folder does."""
    student, lesson = folder.parent.name, folder.name
    for name in _current_lesson(Path.cwd(), lesson, lesson).assignment.files:
        own = folder / name
        wrong = [own] if own.is_dir() else []
        wrong += [one for one in own.parents if folder in one.parents and one.is_file()]
        for place in wrong:
            target = Path(".grading", "set_aside", student, lesson, place.relative_to(folder))
            what = "a folder where the lesson has a file" if place == own else "not a folder"
            move_away(place, target, f"{student}: {place.relative_to(folder)} is {what}")


def _record_if_unreadable(student: str, name: str) -> None:
    lesson = _current_lesson(Path.cwd(), name, name)
    submission = lesson.submission(student)
    try:
        if submission.refused:
            raise UngradableError(submission.refused)
        read_notebook(student, submission.notebook)
    except UngradableError as error:
        result = not_graded(student, name, str(error), submission.findings)
        lesson.write_journal(submission, result)
        sys.stderr.write(f"{Diagnostic(student, str(error))}\n")


def work_named_in(resources: Mapping[str, Mapping[str, str]]) -> Key:
    """Return the student, lesson and notebook that nbgrader is grading."""
    about = resources["nbgrader"]
    return about["student"], about["assignment"], about["notebook"]


def _current_lesson(root: Path, lesson: str, notebook: str) -> _Lesson:
    """Return a lesson as last built; it may be built again while the formgrader is running."""
    return _lesson(root, lesson, notebook, CourseFolder(root).stamp(lesson, notebook))


@cache
def _lesson(root: Path, lesson: str, notebook: str, _stamp: tuple[int, ...]) -> _Lesson:
    assignment = read_assignment(CourseFolder(root), lesson, notebook)
    return _Lesson(root, assignment, Journal(root, assignment))


_CHECKED: set[str] = set()


def _weaknesses_of_sandbox(assignment: Assignment) -> list[str]:
    """Check the sandbox once for each lesson, and return what to say if it is incomplete."""
    if assignment.lesson in _CHECKED:
        return []
    _CHECKED.add(assignment.lesson)
    check = check_sandbox(get_launcher(lesson_cells(assignment)))
    return [] if check.level == "full" else ["; ".join(check.lines())]
