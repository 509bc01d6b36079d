"""Save results in nbgrader's gradebook, in one transaction for each student."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.api import Grade, Gradebook, SubmittedNotebook
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.late_work import (
    Extension,
    charge_for_lateness,
    enter_extension,
    read_extensions,
)
from grading_helpers.instructor.gradebook.marks import CellScore, read_cell_scores
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.extra_files import (
    is_ordinary,
    is_page,
    without_clashes,
)
from grading_helpers.instructor.grader.submission.upload import TIMESTAMP
from grading_helpers.instructor.grader.submission_result import (
    ItemChange,
    MarkChange,
    SubmissionResult,
)
from grading_helpers.instructor.json_types import JsonObject


@dataclass
class GradebookWriter:
    """The open gradebook of a course, and the folder for graded notebooks."""

    gradebook: Gradebook
    autograded: Path
    assignment: Assignment
    penalties: LateSubmissionPlugin | None = None
    extensions: Mapping[str, Extension] | None = None
    checksums: dict[str, str] = field(default_factory=dict)

    def has_notebook(self, student: str) -> bool:
        """Return whether a student's graded notebook is there."""
        return (self._home(student) / f"{self.assignment.notebook}.ipynb").is_file()

    def _home(self, student: str) -> Path:
        return self.autograded / student / self.assignment.lesson

    def save(
        self,
        result: SubmissionResult,
        files: Mapping[str, bytes] | None = None,
        timestamp: str = "",
        earlier: SubmissionResult | None = None,
    ) -> SubmissionResult:
        """Save the notebook of one student, then all marks in one transaction.

        If a run is killed in between, the journal has no line for the student, and the next run
        does both again.

        Parameters
        ----------
        result : SubmissionResult
            From ``grade_submission``; nothing is saved if the work could not be graded.
        files : mapping of str to bytes, optional
            The small files that were handed in with it.
        timestamp : str, optional
            When it was handed in.
        earlier : SubmissionResult, optional
            What was saved before, so that marks by hand need no look if their texts are the same.

        Returns
        -------
        SubmissionResult
            The result with what it changed in the gradebook.
        """
        if not (result.graded and result.notebook):
            return result
        self._write_notebook(result, result.notebook, files or {}, timestamp)
        return self.save_marks(result, timestamp, earlier)

    def save_marks(
        self,
        result: SubmissionResult,
        timestamp: str | None = None,
        earlier: SubmissionResult | None = None,
    ) -> SubmissionResult:
        """Save the marks of one student, all of them or none.

        Parameters
        ----------
        result : SubmissionResult
            From ``grade_submission``.
        timestamp : str, optional
            When it was handed in, empty if that is not known; by default, the time in the
            gradebook.
        earlier : SubmissionResult, optional
            What was saved before.

        Returns
        -------
        SubmissionResult
            The result with what it changed in the gradebook.
        """
        with one_transaction(self.gradebook):
            return self._enter(result, timestamp, earlier)

    def scores(self) -> dict[str, dict[str, CellScore]]:
        """Return the scores of the lesson that the gradebook has, by student and cell."""
        return read_cell_scores(self.gradebook, self.assignment.lesson)

    def _enter(
        self, result: SubmissionResult, timestamp: str | None, earlier: SubmissionResult | None
    ) -> SubmissionResult:
        book, assignment, student = self.gradebook, self.assignment, result.student
        book.update_or_create_student(student)
        moment = {} if timestamp is None else {"timestamp": parse_utc(timestamp or None)}
        book.update_or_create_submission(assignment.lesson, student, **moment)
        notebook = book.find_submission_notebook(assignment.notebook, assignment.lesson, student)
        before, mark = _points(notebook), _mark(notebook)
        was_graded = any(grade.auto_score is not None for grade in notebook.grades)
        changed = self._changed_answers(result, earlier, notebook)
        to_check = []
        for grade in notebook.grades:
            scored = result.scores.get(grade.name)
            grade.auto_score = scored.score if scored else None
            if not scored and grade.name in result.untouched:
                grade.auto_score = 0.0
            if grade.manual_score is None:
                grade.needs_manual_grade = grade.auto_score is None
            elif grade.name in changed:
                grade.needs_manual_grade = True
                to_check.append(grade.name)
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.name in result.untouched else None
        enter_extension(notebook.assignment, self.extensions)
        charge_for_lateness(book, notebook, self.penalties)
        after = _points(notebook)
        items = tuple(
            ItemChange(name, before[name], points)
            for name, points in after.items()
            if before[name] != points
        )
        return replace(
            result,
            by_hand={one.name: one.manual_score for one in notebook.grades if _by_hand(one)},
            change=MarkChange(mark, _mark(notebook), items) if was_graded else None,
            to_check=tuple(to_check),
        )

    def _changed_answers(
        self,
        result: SubmissionResult,
        earlier: SubmissionResult | None,
        notebook: SubmittedNotebook,
    ) -> set[str]:
        """Return the tests and answers whose text may differ from the one that was marked.

        These are all of them if it is not known which texts the points in the gradebook are for,
        because nobody noted them or an older gradebook was restored.
        """
        names = {grade.name for grade in notebook.grades}
        scores = {grade.name: grade.auto_score for grade in notebook.grades}
        if (
            earlier is None
            or not earlier.texts
            or any(scores.get(name) != one.score for name, one in earlier.scores.items())
        ):
            return names
        old, new = earlier.texts, result.texts
        differ = {name for name in (*old, *new) if old.get(name) != new.get(name)}
        texts = {name: name if name in new else self.assignment.answer_of(name) for name in names}
        return {name for name, text in texts.items() if text in differ or (not text and differ)}

    def _write_notebook(
        self,
        result: SubmissionResult,
        notebook: JsonObject,
        files: Mapping[str, bytes],
        timestamp: str,
    ) -> None:
        folder = self._home(result.student)
        _make_folder(folder, self.autograded)
        text = json.dumps(self.with_checksums(notebook), indent=1, ensure_ascii=False)
        own = self.assignment.files
        theirs = without_clashes(files, own)
        kept = {name: content for name, content in theirs.items() if _may_be_kept(name)}
        kept |= own
        kept[f"{self.assignment.notebook}.ipynb"] = f"{text}\n".encode()
        if timestamp:
            kept[TIMESTAMP] = timestamp.encode()
        _remove_all_but(kept, folder)
        for name, content in kept.items():
            _make_folder((folder / name).parent, self.autograded)
            write_if_changed(folder / name, content)

    def with_checksums(self, notebook: JsonObject) -> JsonObject:
        """Return the notebook with the checksums of the cells as handed out, as nbgrader does."""
        if not self.checksums:
            source = self.gradebook.find_notebook(self.assignment.notebook, self.assignment.lesson)
            self.checksums = {cell.name: cell.checksum for cell in source.source_cells}
        cells = []
        for cell in notebook["cells"]:
            metadata = cell["metadata"]
            if grading := metadata.get("nbgrader"):
                checksum = self.checksums.get(grading.get("grade_id"), "")
                known = {**grading, "checksum": checksum, "cell_type": cell["cell_type"]}
                metadata = {**metadata, "nbgrader": known}
            cells.append({**cell, "metadata": metadata})
        return {**notebook, "cells": cells}


def _by_hand(grade: Grade) -> bool:
    return grade.manual_score is not None


def _points(notebook: SubmittedNotebook) -> dict[str, float]:
    """Return the points that count for each test and answer; those by hand take precedence."""
    return {
        grade.name: float((grade.manual_score if _by_hand(grade) else grade.auto_score) or 0.0)
        for grade in notebook.grades
    }


def _mark(notebook: SubmittedNotebook) -> float:
    extra = sum(grade.extra_credit or 0.0 for grade in notebook.grades)
    total = sum(_points(notebook).values()) + extra
    return max(0.0, total - float(notebook.late_submission_penalty or 0.0))


@contextmanager
def open_writer(folder: CourseFolder, assignment: Assignment) -> Iterator[GradebookWriter]:
    """Open the gradebook for a whole run, because opening it takes a tenth of a second."""
    penalties = folder.late_penalties()
    extensions = read_extensions(folder.root, assignment.lesson)
    with open_gradebook(folder.url, folder.course_id) as gradebook:
        autograded = folder.root / "autograded"
        yield GradebookWriter(gradebook, autograded, assignment, penalties, extensions)


@contextmanager
def one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Postpone nbgrader's own commits until everything is entered."""
    session = gradebook.db
    commit = session.commit
    session.commit = session.flush
    try:
        # nbgrader looks up what it has just created, and SQLAlchemy warns if that is flushed.
        with session.no_autoflush:
            yield
        commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.commit = commit
        session.expire_all()


def _may_be_kept(name: str) -> bool:
    """Say whether a file may be kept beside the graded notebook, where a browser may open it."""
    return is_ordinary(name) and not is_page(name) and name != TIMESTAMP


def _remove_all_but(kept: Collection[str], folder: Path) -> None:
    """Remove files of an earlier grading that this one does not write, as nbgrader does."""
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir() and not place.is_symlink():
            with suppress(OSError):  # it is not empty
                place.rmdir()
        elif place.is_symlink() or place.relative_to(folder).as_posix() not in kept:
            place.unlink()


def _make_folder(folder: Path, root: Path) -> None:
    """Make a folder below another; symbolic links on the way are removed."""
    for part in reversed([folder, *folder.parents]):
        if root in part.parents and part.is_symlink():
            part.unlink()
    folder.mkdir(parents=True, exist_ok=True)
