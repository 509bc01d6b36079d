"""What all question cards share: they take an answer, let it be marked and say why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import traitlets

from grading_helpers.answers import arranged, possible, right_answer, this_student
from grading_helpers.live_card import LiveCard
from grading_helpers.marking import mark
from grading_helpers.marks import Marked
from grading_helpers.question_kinds import Question
from grading_helpers.wording import as_html, as_text, instruction

# After so many tries the answer may be looked at.
TRIES_BEFORE_ANSWER = 3


class QuizWidget(LiveCard):
    """
    Show one question and mark the answer.

    The front end learns the key only as far as the answers earn it: marking happens here.
    ``answer``, ``tries``, ``score`` and ``feedback`` can be observed like any trait.

    Parameters
    ----------
    question : Question
    student : str, optional
        Who answers. The order of the parts hangs on it. The login, if not given.
    """

    name = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    instruction = traitlets.Unicode().tag(sync=True)
    content = traitlets.Dict().tag(sync=True)
    # An echo that comes late would take away what has been written since.
    answer = traitlets.Any().tag(sync=True, echo_update=False)
    tries = traitlets.Int(0).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    hint_count = traitlets.Int(0).tag(sync=True)
    may_reveal = traitlets.Bool(False).tag(sync=True)
    score = traitlets.Float(0.0)
    revealed = traitlets.Bool(False)
    first_right = traitlets.Bool(False)

    def __init__(self, question: Question, student: str | None = None) -> None:
        who = this_student() if student is None else student
        self.question: Any = arranged(question, who)
        super().__init__(
            name=question.id,
            kind=question.kind,
            prompt=question.prompt,
            instruction=instruction(question),
            content=self._content(),
            answer=possible(question, None),
            hint_count=len(question.hints),
        )
        self.on_msg(self._on_message)

    def _content(self) -> dict[str, Any]:
        """Give what the front end shows beside the prompt."""
        return {}

    def check(self) -> None:
        """Mark the answer and count the try, unless just that has been done already."""
        if self.feedback:
            return
        marked = mark(self.question, self.answer)
        with self.hold_sync():
            if marked.attempted and not self.tries:
                self.first_right = marked.right
            self.tries += marked.attempted
            self.score = self.score if self.revealed else max(self.score, marked.score)
            self.may_reveal = self.tries >= TRIES_BEFORE_ANSWER and not marked.right
            self.feedback = _as_feedback(marked, self.answer)

    def hint(self) -> None:
        """Open the next hint."""
        self.hints = list(self.question.hints[: len(self.hints) + 1])

    def reveal(self) -> None:
        """Fill in the right answer with its reasons; this earns nothing."""
        if not self.may_reveal:
            return
        answer = right_answer(self.question)
        marked = mark(self.question, answer)
        with self.hold_sync():
            self.answer, self.revealed, self.may_reveal = answer, True, False
            summary = f"This is the answer.\n{self.question.explanation}"
            self.feedback = _as_feedback(marked, answer) | {"summary": summary, "right": None}

    def set_state(self, sync_data: object) -> None:
        """Take an answer from the front end, and nothing else."""
        if isinstance(sync_data, dict) and "answer" in sync_data:
            super().set_state({"answer": possible(self.question, sync_data["answer"])})

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        """Do as asked; a message to check carries the answer, for traits may arrive later."""
        match content:
            case {"type": "check", **more}:
                self.set_state({"answer": more.get("answer")})
                self.check()
            case {"type": "hint"}:
                self.hint()
            case {"type": "reveal"}:
                self.reveal()

    @traitlets.validate("answer")  # type: ignore[untyped-decorator]
    def _keep_possible(self, proposal: Any) -> Any:
        return possible(self.question, proposal["value"])

    @traitlets.observe("answer")  # type: ignore[untyped-decorator]
    def _clear_feedback(self, _change: object) -> None:
        self.feedback = {}

    def __repr__(self) -> str:
        """Print the question, for a notebook that is read without a kernel."""
        return as_text(self.question)

    def as_html(self) -> str:
        """Return the question in plain HTML."""
        return as_html(self.question)


def _as_feedback(marked: Marked, answer: object) -> dict[str, Any]:
    """Say which answer the verdict is about, so that no view shows it beside another."""
    return {
        "summary": marked.summary,
        "right": marked.right if marked.attempted else None,
        "notes": [asdict(note) for note in marked.notes],
        "answer": answer,
    }
