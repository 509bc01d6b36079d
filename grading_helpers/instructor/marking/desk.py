"""What a marker can do with the answers to a question; the page in the browser calls this."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import nbformat
from markupsafe import Markup
from nbgrader.api import Gradebook

from grading_helpers.instructor.diagnostics import CommandError, counted, few
from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.sanitize.limited import one_submission
from grading_helpers.instructor.grader.storage.lock_and_backup import only_run
from grading_helpers.instructor.grader.submission.assignment import Assignment, read_assignment
from grading_helpers.instructor.grader.submission.upload import TIMESTAMP
from grading_helpers.instructor.grader.submission.written_answers import (
    Cell,
    WrittenAnswer,
    written_answer,
)
from grading_helpers.instructor.json_types import JsonObject
from grading_helpers.instructor.marking.hand_marks import (
    AnswerMark,
    ChangedError,
    EnteredMark,
    MarkState,
    read_hand_marks,
    save_hand_mark,
)
from grading_helpers.instructor.marking.questions import WrittenQuestion, read_questions

# Another marker's saving takes a moment; a grading run takes longer.
PATIENCE_SECONDS = 3.0
MOST_TO_REUSE = 20
# Files that may be an answer on their own, such as one that was written in a word processor.
DOCUMENTS = frozenset(
    {
        *(".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf", ".txt", ".md"),
        *(".jpg", ".jpeg", ".png", ".heic"),
    }
)
LEFT = (MarkState.TO_MARK, MarkState.TO_CHECK)


class NoSuchAnswerError(CommandError):
    """There is no such question or answer, or there is none any more."""


@dataclass
class MarkingDesk:
    """The answers of a class to the questions of one lesson that a person marks.

    Each call reads the gradebook again, so that it sees the marks of others.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    plan : Assignment
        The lesson.
    blind : bool, optional
        Never say whose answer it is.
    """

    folder: CourseFolder
    plan: Assignment
    blind: bool = False
    saved: set[tuple[str, str]] = field(default_factory=set)
    _read: dict[str, tuple[int, dict[str, WrittenAnswer]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.questions = {one.name: one for one in read_questions(self.plan)}

    def left(self) -> dict[str, int]:
        """Return how many answers to each question are still to be marked or checked."""
        with self._gradebook() as book:
            return {name: _left(self._marks(book, name)) for name in self.questions}

    def answers(self) -> int:
        """Return how many answers there are, to all questions together."""
        with self._gradebook() as book:
            return sum(len(self._marks(book, name)) for name in self.questions)

    def lesson(self) -> JsonObject:
        """Return the questions, each with the number of answers left to mark."""
        left = self.left()
        return {
            "lesson": self.plan.lesson,
            "blind": self.blind,
            "questions": [
                {
                    "name": one.name,
                    "title": one.title,
                    "most": one.most,
                    "task": str(one.task),
                    "scheme": str(one.scheme),
                    "left": left[one.name],
                }
                for one in self.questions.values()
            ],
        }

    def overview(self, question: str) -> JsonObject:
        """Return a line for each answer to a question, and the comments given so far."""
        asked = self._question(question)
        with self._gradebook() as book:
            marks = self._marks(book, question)
        lines = []
        for one in _in_order(question, marks):
            written = self._written(one.student, asked)
            blank = self._is_blank(one.student, written)
            lines.append(self._line(one, self._text(written)) | {"blank": blank})
        given = Counter(one.comment for one in marks.values() if one.comment)
        return {
            "answers": lines,
            "left": _left(marks),
            "comments": [words for words, _ in given.most_common(MOST_TO_REUSE)],
        }

    def answer(self, question: str, key: str) -> JsonObject:
        """Return one answer as HTML, with its mark as it is now."""
        asked = self._question(question)
        with self._gradebook() as book:
            marks = self._marks(book, question)
        mark = _find(marks, key)
        written = self._written(mark.student, asked)
        return self._line(mark, self._text(written)) | {
            "html": str(_page(written, self._documents(mark.student))),
            "blank": self._is_blank(mark.student, written),
            "left": _left(marks),
        }

    def save(self, question: str, key: str, change: EnteredMark, shown: str) -> JsonObject:
        """Save points or a comment for an answer.

        Parameters
        ----------
        question, key : str
            Which answer.
        change : EnteredMark
            What to save.
        shown : str
            The version of the mark that the marker saw.

        Returns
        -------
        dict
            The mark as it is now.

        Raises
        ------
        ChangedError
            If the mark or the text has changed since; ``data`` then has the mark as it is now.
        BadMarkError, BusyError, NoSuchAnswerError
            If it cannot be saved.
        """
        asked = self._question(question)
        change.check(asked.most)
        with only_run(self.folder.root, "course mark", PATIENCE_SECONDS), self._gradebook() as book:
            mark = _find(self._marks(book, question), key)
            text = self._text(self._written(mark.student, asked))
            if mark.version(text) != shown:
                raise _changed(self._line(mark, text))
            try:
                save_hand_mark(book, question, mark, change)
            except ChangedError:
                now = _find(self._marks(book, question), key)
                raise _changed(self._line(now, text)) from None
            marks = self._marks(book, question)
        self.saved.add((question, key))
        return self._line(marks[key], text) | {"left": _left(marks)}

    def zero_blanks(self, question: str) -> JsonObject:
        """Give 0 points to every answer that is blank and not marked yet."""
        asked = self._question(question)
        done = []
        with only_run(self.folder.root, "course mark", PATIENCE_SECONDS), self._gradebook() as book:
            for mark in self._marks(book, question).values():
                written = self._written(mark.student, asked)
                is_blank = self._is_blank(mark.student, written)
                if mark.state is MarkState.TO_MARK and is_blank:
                    save_hand_mark(book, question, mark, EnteredMark(0.0))
                    done.append(mark.key)
        self.saved |= {(question, key) for key in done}
        return {"zeroed": len(done)} | self.overview(question)

    def summary(self) -> list[str]:
        """Return what was marked here and what is left, line by line."""
        left = {name: number for name, number in self.left().items() if number}
        lesson = self.plan.lesson
        lines = [f"You marked {counted(len(self.saved), 'answer')}; everything is saved."]
        if left:
            named = few(f"{name} {number}" for name, number in left.items())
            lines += [f"Still to be marked: {named}.", f"Next: `course mark {lesson}` to go on."]
        else:
            lines += [f"Everything is marked. Next: `course feedback {lesson}`."]
        return lines

    @contextmanager
    def _gradebook(self) -> Iterator[Gradebook]:
        database = self.folder.database
        # Opening it would make an empty one, in which everything is marked.
        if database and not database.is_file():
            raise GradebookError(
                f"The gradebook {database} is gone. Connect its disk again, or put it back, then "
                "go on. Everything up to here is saved in it."
            )
        with open_gradebook(self.folder.url, self.folder.course_id) as book:
            yield book

    def _marks(self, book: Gradebook, question: str) -> dict[str, AnswerMark]:
        return read_hand_marks(book, self.plan.lesson, self.plan.notebook, question)

    def _question(self, name: str) -> WrittenQuestion:
        if name not in self.questions:
            raise NoSuchAnswerError(f"{self.plan.lesson} has no question {name!r}.")
        return self.questions[name]

    def _line(self, mark: AnswerMark, text: str) -> JsonObject:
        whose = {} if self.blind else {"student": mark.student, "name": mark.name}
        return {
            "key": mark.key,
            "state": mark.state,
            "points": mark.points,
            "comment": mark.comment,
            "version": mark.version(text),
            **whose,
        }

    def _written(self, student: str, question: WrittenQuestion) -> WrittenAnswer | None:
        """Return what a student wrote; None if there is no notebook that can be read.

        A notebook is read again only if its file has changed.
        """
        lesson, notebook = self.plan.lesson, self.plan.notebook
        file = self.folder.root / "autograded" / student / lesson / f"{notebook}.ipynb"
        try:
            stamp = file.stat().st_mtime_ns
            if self._read.get(student, (0, {}))[0] != stamp:
                cells = nbformat.read(file, as_version=4).cells
                written = {
                    name: written_answer(one.cell, cells, self.plan)
                    for name, one in self.questions.items()
                }
                self._read[student] = (stamp, written)
            return self._read[student][1][question.name]
        except Exception:  # the notebook is a student's: anything may be in it
            return None

    def _documents(self, student: str) -> list[str]:
        """Return the names of documents that were handed in beside the notebook."""
        folder = self.folder.submitted(student, self.plan.lesson)
        files = sorted(folder.rglob("*")) if folder.is_dir() else []
        return [
            file.name
            for file in files
            if file.suffix.lower() in DOCUMENTS and file.name != TIMESTAMP
        ]

    def _is_blank(self, student: str, written: WrittenAnswer | None) -> bool:
        """Return whether nothing was handed in that may be an answer."""
        return bool(written and written.is_blank) and not self._documents(student)

    @staticmethod
    def _text(written: WrittenAnswer | None) -> str:
        """Return a digest of what was written."""
        cells = written.cells + written.elsewhere if written else ()
        content = [(one["source"], one.get("attachments")) for one in cells]
        return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def open_desk(folder: CourseFolder, lesson: str, *, blind: bool = False) -> MarkingDesk:
    """Return the desk for a lesson.

    Raises
    ------
    CommandError
        If there is no such lesson, nothing of it is marked by hand, or nobody was graded.
    """
    folder.check_lesson(lesson)
    folder.check_gradebook(lesson)
    desk = MarkingDesk(folder, read_assignment(folder, lesson), blind)
    if not desk.questions:
        raise CommandError(f"{lesson} has no answer that a person marks.")
    if not desk.answers():
        raise CommandError(
            f"There is nothing to mark, because nobody was graded: run course grade {lesson}."
            f"{folder.lost_marks(lesson)}"
        )
    return desk


def _left(marks: dict[str, AnswerMark]) -> int:
    return sum(one.state in LEFT for one in marks.values())


def _find(marks: dict[str, AnswerMark], key: str) -> AnswerMark:
    if key not in marks:
        raise NoSuchAnswerError("The gradebook does not have this answer any more: reload the page")
    return marks[key]


def _changed(now: JsonObject) -> ChangedError:
    return ChangedError(
        "Not saved: somebody has changed this mark, or the student's text, since you saw it.",
        now=now,
    )


def _in_order(question: str, marks: dict[str, AnswerMark]) -> list[AnswerMark]:
    """Return marks in an order that does not reveal whose they are, different for each question.

    So the same student is not always first, when a marker is fresh, or always last.
    """

    def place(mark: AnswerMark) -> str:
        return hashlib.sha256(f"{question} {mark.key}".encode()).hexdigest()

    return sorted(marks.values(), key=place)


def _page(written: WrittenAnswer | None, documents: Sequence[str] = ()) -> Markup:
    """Return an answer as on the feedback page: cleaned, and without anything active."""
    page = _answer(written)
    if documents and not (written and written.cells):
        told = "Beside the notebook, in its folder in submitted/, there are: {}"
        page += Markup("<p>{}</p>").format(told.format(few(documents)))
    return page


def _answer(written: WrittenAnswer | None) -> Markup:
    if written is None:
        return Markup(
            "<p>The graded notebook is missing or cannot be read. To write it again, use course "
            "grade with --force.</p>"
        )
    if not written.found:
        return Markup("<p>The graded notebook does not have this question.</p>")
    with one_submission():
        if written.cells:
            return Markup("\n").join(map(_cell, written.cells))
        elsewhere = Markup("\n").join(map(_cell, written.elsewhere))
    told = "Nothing was written here."
    if elsewhere:
        told += " The student wrote this elsewhere in the notebook; it may be the answer:"
    return Markup("<p>{}</p>{}").format(told, elsewhere)


def _cell(cell: Cell) -> Markup:
    source = str(cell.get("source") or "")
    if cell.get("cell_type") != "code":
        shown = markup.with_images(markup.text(source, ours=False), cell.get("attachments"))
        return Markup('<div class="cell of-text">{}</div>').format(shown)
    outputs = markup.outputs(cell.get("outputs") or [], "the answer")
    shown = Markup("").join(Markup('<div class="output">{}</div>').format(one) for one in outputs)
    return Markup('<div class="cell of-code">{}{}</div>').format(markup.code(source), shown)
