"""Save results in nbgrader's gradebook, in one transaction for each student."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.marks import read_cell_scores
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.extra_files import (
    is_ordinary,
    is_page,
    without_clashes,
)
from grading_helpers.instructor.grader.submission.upload import TIMESTAMP
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from grading_helpers.instructor.json_types import JsonObject


@dataclass
class GradebookWriter:
    """The open gradebook of a course, and the folder for graded notebooks."""

    gradebook: Gradebook
    autograded: Path
    assignment: Assignment
    penalties: LateSubmissionPlugin | None = None
    checksums: dict[str, str] = field(default_factory=dict)

    def save(
        self,
        result: SubmissionResult,
        files: Mapping[str, bytes] | None = None,
        timestamp: str = "",
    ) -> None:
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
        """
        if result.graded and result.notebook:
            self._write_notebook(result, result.notebook, files or {}, timestamp)
            self.save_marks(result, timestamp)

    def save_marks(self, result: SubmissionResult, timestamp: str | None = None) -> None:
        """Save the marks of one student, all of them or none.

        Parameters
        ----------
        result : SubmissionResult
            From ``grade_submission``.
        timestamp : str, optional
            When it was handed in, empty if that is not known; by default, the time in the
            gradebook.
        """
        with _one_transaction(self.gradebook):
            self._enter(result, timestamp)

    def auto_scores(self) -> dict[str, dict[str, float | None]]:
        """Return the scores of the lesson that the gradebook has, by student and test."""
        found = read_cell_scores(self.gradebook, self.assignment.lesson)
        return {
            student: {name: score.auto for name, score in scores.items()}
            for student, scores in found.items()
        }

    def _enter(self, result: SubmissionResult, timestamp: str | None) -> None:
        book, assignment, student = self.gradebook, self.assignment, result.student
        book.update_or_create_student(student)
        moment = {} if timestamp is None else {"timestamp": parse_utc(timestamp or None)}
        book.update_or_create_submission(assignment.lesson, student, **moment)
        notebook = book.find_submission_notebook(assignment.notebook, assignment.lesson, student)
        for grade in notebook.grades:
            scored = result.scores.get(grade.name)
            grade.auto_score = scored.score if scored else None
            if not scored and grade.name in result.untouched:
                grade.auto_score = 0.0
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.name in result.untouched else None
        self._charge_for_lateness(notebook, student)

    def _charge_for_lateness(self, notebook: SubmittedNotebook, student: str) -> None:
        """Apply the penalty for late work that the course's nbgrader plugin sets."""
        notebook.late_submission_penalty = None
        late = notebook.assignment.total_seconds_late
        if late > 0 and self.penalties:
            self.gradebook.db.flush()
            self.gradebook.db.refresh(notebook)
            penalty = self.penalties.late_submission_penalty(student, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)

    def _write_notebook(
        self,
        result: SubmissionResult,
        notebook: JsonObject,
        files: Mapping[str, bytes],
        timestamp: str,
    ) -> None:
        folder = self.autograded / result.student / self.assignment.lesson
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


@contextmanager
def open_writer(
    db_url: str,
    course_id: str,
    autograded: Path,
    assignment: Assignment,
    penalties: LateSubmissionPlugin | None = None,
) -> Iterator[GradebookWriter]:
    """Open the gradebook for a whole run, because opening it takes a tenth of a second."""
    with open_gradebook(db_url, course_id) as gradebook:
        yield GradebookWriter(gradebook, autograded, assignment, penalties)


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[None]:
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
