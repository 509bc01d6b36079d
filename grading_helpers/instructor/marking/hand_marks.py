"""Read and save the marks and comments that a person gives, in nbgrader's own tables."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import update

from grading_helpers.instructor.diagnostics import CommandError, counted
from grading_helpers.instructor.gradebook.marks import query_marks

LONGEST_COMMENT = 20_000


class BadMarkError(CommandError):
    """Points or a comment that cannot be given."""


class ChangedError(CommandError):
    """The mark in the gradebook is not the one that was shown."""


class MarkState(StrEnum):
    """Whether an answer is still to be marked, to be checked, or done."""

    TO_MARK = "to mark"
    TO_CHECK = "to check"
    MARKED = "marked"
    BY_GRADER = "by the grader"


@dataclass(frozen=True)
class AnswerMark:
    """The mark of one answer, as the gradebook has it.

    Parameters
    ----------
    key : str
        nbgrader's id of the notebook that was handed in.
    student, name : str
        Whose answer it is.
    grade : str
        nbgrader's id of the mark.
    manual, auto, extra : float or None
        A person's points, the grader's and those given in addition.
    waits : bool
        Whether a person has to look at it.
    comment : str
        A person's comment.
    """

    key: str
    student: str
    name: str
    grade: str
    manual: float | None
    auto: float | None
    extra: float | None
    waits: bool
    comment: str = ""

    @property
    def state(self) -> MarkState:
        """Whether it is still to be marked, to be checked, or done."""
        if self.waits:
            return MarkState.TO_MARK if self.manual is None else MarkState.TO_CHECK
        return MarkState.BY_GRADER if self.manual is None else MarkState.MARKED

    @property
    def points(self) -> float | None:
        """The points that count; None if there are none yet."""
        return self.auto if self.manual is None else self.manual

    def version(self, text: str = "") -> str:
        """Return a digest that changes if the mark does, or the text that it is for."""
        content = [self.manual, self.auto, self.extra, self.waits, self.comment, text]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class EnteredMark:
    """What a person enters; what is None stays as it is.

    Parameters
    ----------
    points : float, optional
        The points.
    comment : str, optional
        The comment; an empty one removes it.
    remove : bool, optional
        Take the points back, so that the answer is still to be marked.
    """

    points: float | None = None
    comment: str | None = None
    remove: bool = False

    def check(self, most: float) -> None:
        """Check that these points can be given.

        Raises
        ------
        BadMarkError
            If they cannot.

        Examples
        --------
        >>> EnteredMark(2.5).check(2)
        Traceback (most recent call last):
            ...
        grading_helpers.instructor.marking.hand_marks.BadMarkError: There are 0 to 2 points for \
this answer, so 2.5 cannot be given.
        """
        if self.points is not None and not (
            math.isfinite(self.points) and 0 <= self.points <= most
        ):
            raise BadMarkError(
                f"There are 0 to {counted(most, 'point')} for this answer, so {self.points:g} "
                "cannot be given."
            )
        if self.comment is not None and len(self.comment) > LONGEST_COMMENT:
            raise BadMarkError(
                f"The comment is too long: shorten it to {LONGEST_COMMENT:,} characters."
            )


def read_hand_marks(
    book: Gradebook, lesson: str, notebook: str, question: str
) -> dict[str, AnswerMark]:
    """Return the marks of everyone's answer to a question, by the id of the notebook."""
    columns = (
        SubmittedNotebook.id,
        Student.id,
        Student.first_name,
        Student.last_name,
        Grade.id,
        Grade.manual_score,
        Grade.auto_score,
        Grade.extra_credit,
        Grade.needs_manual_grade,
    )
    rows = (
        query_marks(book, Grade, *columns)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .filter(Assignment.name == lesson, Notebook.name == notebook, BaseCell.name == question)
    )
    comments = _comments(book, lesson, question)
    return {
        key: AnswerMark(
            key,
            student,
            " ".join(filter(None, (first, last))),
            grade,
            manual,
            auto,
            extra,
            bool(waits),
            comments.get(key, ""),
        )
        for key, student, first, last, grade, manual, auto, extra, waits in rows
    }


def _comments(book: Gradebook, lesson: str, question: str) -> Mapping[str, str]:
    rows = query_marks(book, Comment, Comment.notebook_id, Comment.manual_comment).filter(
        Assignment.name == lesson, BaseCell.name == question
    )
    return {key: words or "" for key, words in rows}


def save_hand_mark(book: Gradebook, question: str, shown: AnswerMark, change: EnteredMark) -> None:
    """Save what a person entered, as nbgrader's formgrader does.

    Parameters
    ----------
    book : Gradebook
        The open gradebook.
    question : str
        The grade id of the question.
    shown : AnswerMark
        The mark that the person saw.
    change : EnteredMark
        What to save.

    Raises
    ------
    ChangedError
        If the gradebook has another mark by now; nothing is saved then.
    """
    try:
        if change.points is not None or change.remove:
            _save_points(book, shown, change.points)
        if change.comment is not None and change.comment != shown.comment:
            _save_comment(book, question, shown, change.comment)
        book.db.commit()
    except BaseException:
        book.db.rollback()
        raise
    finally:
        book.db.expire_all()


def _save_points(book: Gradebook, shown: AnswerMark, points: float | None) -> None:
    done = book.db.execute(
        update(Grade)
        .where(
            Grade.id == shown.grade,
            Grade.manual_score.is_not_distinct_from(shown.manual),
            Grade.auto_score.is_not_distinct_from(shown.auto),
            Grade.needs_manual_grade == shown.waits,
        )
        .values(manual_score=points, needs_manual_grade=points is None and shown.auto is None)
        .execution_options(synchronize_session=False)
    )
    _require_one(done.rowcount)


def _save_comment(book: Gradebook, question: str, shown: AnswerMark, comment: str) -> None:
    cells = book.db.query(BaseCell.id).filter(BaseCell.name == question).scalar_subquery()
    now = shown.comment or None
    same = Comment.manual_comment.is_not_distinct_from(now)
    done = book.db.execute(
        update(Comment)
        .where(
            Comment.notebook_id == shown.key,
            Comment.cell_id.in_(cells),
            same if now else same | (Comment.manual_comment == ""),
        )
        .values(manual_comment=comment or None)
        .execution_options(synchronize_session=False)
    )
    _require_one(done.rowcount)


def _require_one(rows: int) -> None:
    if rows != 1:
        raise ChangedError("The mark in the gradebook is not the one that was shown.")
