"""The question card: it takes an answer, has it marked and shows the reasons."""

from __future__ import annotations

from dataclasses import asdict
from getpass import getuser
from os import environ
from typing import TypedDict

import traitlets

from grading_helpers.cards.live_card import LiveCard, module
from grading_helpers.learner.answer_book import AnswerBook, Record, answer_book
from grading_helpers.questions.bank import content_digest, load_question
from grading_helpers.questions.marking import Marked
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.wording import as_html, as_text

# After this many tries the student may see the answer.
TRIES_BEFORE_ANSWER = 3
# The traits that change when an answer is marked.
VERDICT = ("tries", "feedback", "may_reveal")


class Feedback(TypedDict, total=False):
    """What the front end shows below an answer.

    A verdict includes the answer it belongs to, so that it is never shown with a different one.
    """

    summary: str
    right: bool | None
    notes: list[dict[str, str]]
    answer: object
    points: list[str]
    explanation: str


class QuizWidget(LiveCard):
    """
    Show one question and mark the answer.

    Marking happens here, in the kernel: the front end gets only as much of the key as the
    student's answer has earned.
    ``answer``, ``tries``, ``score`` and ``feedback`` can be observed like any trait.

    Parameters
    ----------
    question : Question
    student : str, optional
        The student, on whom the order of the options depends. By default, the login name.

    Examples
    --------
    >>> from grading_helpers.questions.kinds.choice import ChoiceQuestion, Option
    >>> QuizWidget(
    ...     ChoiceQuestion(
    ...         id="top_box",
    ...         kind="truefalse",
    ...         concept="metric.nps",
    ...         prompt="A score of 7 is a promoter.",
    ...         options=(
    ...             Option("true", "True", "Promoters give 9 or 10."),
    ...             Option("false", "False", "7 is passive.", correct=True),
    ...         ),
    ...         explanation="Promoters give 9 or 10.",
    ...     )
    ... )
    A score of 7 is a promoter.
      A) True
      B) False
    True or false? To answer, run this cell in Jupyter.
    """

    _esm = traitlets.Unicode().tag(sync=True)

    name = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    instruction = traitlets.Unicode().tag(sync=True)
    content = traitlets.Dict().tag(sync=True)
    # A late echo would delete what the student has typed since.
    answer = traitlets.Any().tag(sync=True, echo_update=False)
    tries = traitlets.Int(0).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    hint_count = traitlets.Int(0).tag(sync=True)
    may_reveal = traitlets.Bool(False).tag(sync=True)
    score = traitlets.Float(0.0)
    revealed = traitlets.Bool(False)
    first_right = traitlets.Bool(False)

    def __init__(self, question: AnyQuestion, student: str | None = None) -> None:
        self.question = question
        self._request = ""
        self.student = this_student() if student is None else student
        super().__init__(
            _esm=module(f"kinds/{question.es_module}"),
            name=question.id,
            kind=question.kind,
            prompt=question.prompt,
            instruction=question.instruction,
            content=question.shown(self.student),
            answer=question.to_answer(None),
            hint_count=len(question.hints),
        )
        self.on_msg(self._on_message)

    def check(self) -> None:
        """Mark the answer and count the try, unless this answer has already been marked."""
        if not self.question.is_marked:
            self._compare()
            return
        if self.feedback:
            return
        marked = self.question.mark(self.answer)
        with self.hold_sync():
            if marked.attempted and not self.tries:
                self.first_right = marked.right
            self.tries += marked.attempted
            self.score = self.score if self.revealed else max(self.score, marked.score)
            self.may_reveal = self.tries >= TRIES_BEFORE_ANSWER and not marked.right
            self.feedback = _feedback(marked, self.answer)

    def _compare(self) -> None:
        """Show a model to compare the answer with, or turn a flashcard back to its front."""
        if self.feedback and not self.question.is_remembered:
            self.feedback = {}
            return
        shown = self.question.compare(self.answer)
        self.feedback = Feedback(
            summary=shown.summary,
            right=None,
            points=list(shown.points),
            explanation=shown.explanation,
        )

    def hint(self) -> None:
        """Show the next hint."""
        self.hints = list(self.question.hints[: len(self.hints) + 1])

    def reveal(self) -> None:
        """Fill in the right answer with its reasons; this does not raise the score."""
        if not self.may_reveal:
            return
        answer = self.question.right_answer()
        feedback = _feedback(self.question.mark(answer), answer)
        feedback["summary"] = f"This is the answer.\n{self.question.explanation}"
        feedback["right"] = None
        with self.hold_sync():
            self.answer, self.revealed, self.may_reveal = answer, True, False
            self.feedback = feedback

    def remember_in(self, book: AnswerBook) -> None:
        """Restore the student's earlier work on this question, and save every change from now on.

        An answer to an older wording is not restored.
        """
        if not self.question.is_remembered:
            return
        content = content_digest(self.question)
        if record := book.recall(self.question.id, content):
            self._restore(record)

        def keep(_change: object) -> None:
            book.remember(self.question.id, self._record(content))

        # A choice is saved once it is checked; free text is saved as it is typed.
        self.observe(keep, ["feedback", "hints", "revealed"])
        if not self.question.is_marked:
            self.observe(keep, "answer")

    def _restore(self, record: Record) -> None:
        """Restore the state of a record; the answer is marked again with the current key."""
        self.answer = record.answer
        self.hints = list(self.question.hints[: max(record.hints, 0)])
        self.revealed, self.score = record.revealed, record.score
        if record.checked:
            self.tries = max(record.tries - 1, 0)
            self.check()
        self.tries, self.first_right = record.tries, record.first_right

    def _record(self, content: str) -> Record:
        return Record(
            content=content,
            answer=self.answer,
            tries=self.tries,
            score=self.score,
            hints=len(self.hints),
            checked=bool(self.feedback),
            revealed=self.revealed,
            first_right=self.first_right,
        )

    def set_state(self, sync_data: object) -> None:
        """Accept only an answer from the front end, and ignore everything else."""
        if isinstance(sync_data, dict) and "answer" in sync_data:
            super().set_state({"answer": self.question.to_answer(sync_data["answer"])})

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        """Handle a request. One to check includes the answer, since traits may arrive later."""
        match content:
            case {"type": "check", "request": str(request)} if request == self._request:
                # Marked already, but the verdict has not reached the page.
                self.send_state(VERDICT)
            case {"type": "check", **more}:
                self._request = str(more.get("request", ""))
                self.set_state({"answer": more.get("answer")})
                self.check()
            case {"type": "hint"}:
                self.hint()
            case {"type": "reveal"}:
                self.reveal()

    @traitlets.validate("answer")  # type: ignore[untyped-decorator]
    def _keep_possible(self, proposal: dict[str, object]) -> object:
        return self.question.to_answer(proposal["value"])

    @traitlets.observe("answer")  # type: ignore[untyped-decorator]
    def _clear_feedback(self, _change: object) -> None:
        """Clear the verdict, but keep a comparison while the student improves the text."""
        if self.question.is_marked:
            self.feedback = {}

    def __repr__(self) -> str:
        """Return the question as text, for a notebook read without a kernel."""
        return as_text(self.question, self.student)

    def as_html(self) -> str:
        """Return the question as plain HTML."""
        return as_html(self.question, self.student)


def _feedback(marked: Marked, answer: object) -> Feedback:
    return Feedback(
        summary=marked.summary,
        right=marked.right if marked.attempted else None,
        notes=[asdict(note) for note in marked.notes],
        answer=answer,
    )


def this_student() -> str:
    """Return the student's name on JupyterHub, or else the login name."""
    if name := environ.get("JUPYTERHUB_USER"):
        return name
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""


def quiz(question_id: str) -> QuizWidget:
    """
    Ask a question of the course.

    Parameters
    ----------
    question_id : str
        The name of the question in the lesson.

    Returns
    -------
    QuizWidget
        The card with your earlier answer, shown if the call is the last line of the cell.

    Examples
    --------
    >>> quiz("no such question")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    grading_helpers.questions.bank.UnknownQuestionError: No question is called ...
    """
    return ask(load_question(question_id))


def ask(question: AnyQuestion) -> QuizWidget:
    """Return the card of a question with the student's earlier answer."""
    shown = QuizWidget(question)
    book = answer_book()
    shown.remember_in(book)
    if book.note:
        print(book.note)
        book.note = ""
    return shown
