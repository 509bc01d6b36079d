"""Saving results through nbgrader's gradebook: one writer, one transaction for each student."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.grader.files import is_ordinary, is_page
from grading_helpers.instructor.grader.gathering import TIMESTAMP
from grading_helpers.instructor.grader.gradebook import open_gradebook
from grading_helpers.instructor.grader.plan import Plan

Result = Mapping[str, Any]


@dataclass
class Book:
    """The gradebook of a course and the folder of what was graded, open for writing."""

    gradebook: Gradebook
    autograded: Path
    plan: Plan
    penalties: LateSubmissionPlugin | None = None
    checksums: dict[str, str] = field(default_factory=dict)

    def save(
        self, result: Result, files: Mapping[str, bytes] | None = None, timestamp: str = ""
    ) -> None:
        """Save the notebook of one student, then all marks in one transaction.

        A run that is killed in between leaves no line in the journal: the next one does both again.

        Parameters
        ----------
        result : mapping
            From ``grade_submission``; what was not graded is not saved.
        files : mapping of str to bytes, optional
            The small files that were handed in with it.
        timestamp : str, optional
            When it was handed in.
        """
        if not result["graded"]:
            return
        self._write_notebook(result, files or {}, timestamp)
        self.save_marks(result, timestamp)

    def save_marks(self, result: Result, timestamp: str | None = None) -> None:
        """Save the marks of one student, all of them or none.

        Parameters
        ----------
        result : mapping
            From ``grade_submission``.
        timestamp : str, optional
            When it was handed in, empty if that is not known; by default as the gradebook has it.
        """
        with _one_transaction(self.gradebook):
            self._enter(result, timestamp)

    def auto_scores(self) -> dict[str, dict[str, float | None]]:
        """Return what the gradebook holds of the lesson: of each student the score of each test."""
        found: dict[str, dict[str, float | None]] = {}
        rows = (
            self.gradebook.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score)
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == self.plan.lesson)
        )
        for student, test, score in rows:
            found.setdefault(student, {})[test] = score
        return found

    def _enter(self, result: Result, timestamp: str | None) -> None:
        book, plan, student = self.gradebook, self.plan, result["student"]
        book.update_or_create_student(student)
        moment = {} if timestamp is None else {"timestamp": parse_utc(timestamp or None)}
        book.update_or_create_submission(plan.lesson, student, **moment)
        notebook = book.find_submission_notebook(plan.notebook, plan.lesson, student)
        for grade in notebook.grades:
            scored = result["scores"].get(grade.name)
            grade.auto_score = scored["score"] if scored else None
            if not scored and grade.name in result["untouched"]:
                grade.auto_score = 0.0
            by_hand = grade.manual_score is not None or grade.auto_score is None
            grade.needs_manual_grade = by_hand
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.name in result["untouched"] else None
        self._charge_for_lateness(notebook, student)

    def _charge_for_lateness(self, notebook: SubmittedNotebook, student: str) -> None:
        """Take off what the course's plugin of nbgrader says for work that came late."""
        notebook.late_submission_penalty = None
        late = notebook.assignment.total_seconds_late
        if late > 0 and self.penalties:
            self.gradebook.db.flush()
            self.gradebook.db.refresh(notebook)
            penalty = self.penalties.late_submission_penalty(student, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)

    def _write_notebook(self, result: Result, files: Mapping[str, bytes], timestamp: str) -> None:
        folder = self.autograded / result["student"] / self.plan.lesson
        _make_folder(folder, self.autograded)
        text = json.dumps(self.with_checksums(result["notebook"]), indent=1, ensure_ascii=False)
        kept = {name: content for name, content in files.items() if _may_be_kept(name)}
        kept[f"{self.plan.notebook}.ipynb"] = f"{text}\n".encode()
        if timestamp:
            kept[TIMESTAMP] = timestamp.encode()
        _remove_all_but(kept, folder)
        for name, content in kept.items():
            _make_folder((folder / name).parent, self.autograded)
            write_if_changed(folder / name, content)

    def with_checksums(self, notebook: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the notebook as nbgrader keeps it: with the checksum of what was handed out."""
        if not self.checksums:
            source = self.gradebook.find_notebook(self.plan.notebook, self.plan.lesson)
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
def open_book(
    db_url: str,
    course_id: str,
    autograded: Path,
    plan: Plan,
    penalties: LateSubmissionPlugin | None = None,
) -> Iterator[Book]:
    """Open the gradebook for a run; it stays open, for opening it takes a tenth of a second."""
    with open_gradebook(db_url, course_id) as gradebook:
        yield Book(gradebook, autograded, plan, penalties)


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Put off the commits that nbgrader makes on the way until all is there."""
    session = gradebook.db
    commit = session.commit
    session.commit = session.flush
    try:
        # nbgrader looks up what it has just made and warns that it is not saved yet.
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
    """Say whether a small file may lie beside the graded notebook, where a browser may open it."""
    return is_ordinary(name) and not is_page(name) and name != TIMESTAMP


def _remove_all_but(kept: Collection[str], folder: Path) -> None:
    """Remove what an earlier grading left and this one does not, as nbgrader does."""
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir() and not place.is_symlink():
            with suppress(OSError):  # what is still in it is kept
                place.rmdir()
        elif place.is_symlink() or place.relative_to(folder).as_posix() not in kept:
            place.unlink()


def _make_folder(folder: Path, root: Path) -> None:
    """Make a folder below another, through no link."""
    for part in reversed([folder, *folder.parents]):
        if root in part.parents and part.is_symlink():
            part.unlink()
    folder.mkdir(parents=True, exist_ok=True)
