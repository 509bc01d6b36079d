"""A question inside the notebook: choose, check, read why."""

from dataclasses import asdict
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import anywidget
import traitlets

from grading_helpers.questions import Marked, Question, load_question, mark

STATIC = Path(__file__).parent / "static"

HINTS = {
    "single": "Choose one.",
    "several": "Choose all that apply.",
    "truefalse": "True or false?",
}


class ChoiceWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """
    Show one question and mark what is chosen.

    The front end learns the key only as far as the answers earn it: marking happens here.
    ``selected``, ``tries`` and ``feedback`` can be observed like any trait.

    Parameters
    ----------
    question : Question

    Examples
    --------
    >>> from grading_helpers.questions import Option
    >>> ChoiceWidget(
    ...     Question(
    ...         id="top_box",
    ...         kind="truefalse",
    ...         prompt="A score of 7 is a promoter.",
    ...         options=(Option("true", "True"), Option("false", "False")),
    ...         correct=frozenset({"false"}),
    ...         reasons={"true": "Promoters give 9 or 10.", "false": "7 is passive."},
    ...         explanation="Promoters give 9 or 10.",
    ...     )
    ... )
    A score of 7 is a promoter.
      a) True
      b) False
    True or false? Run this cell to answer.
    """

    _esm = STATIC / "choice.js"
    _css = STATIC / "choice.css"

    kind = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    selected = traitlets.List().tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__(
            kind=question.kind,
            prompt=question.prompt,
            hint=HINTS[question.kind],
            options=[asdict(option) for option in question.options],
        )
        self.on_msg(self._on_message)

    def check(self) -> None:
        """Mark the selection and count the try, unless just that has been done already."""
        if self.feedback:
            return
        marked = mark(self.question, self.selected)
        with self.hold_sync():
            self.tries += bool(self.selected)
            self.feedback = _as_feedback(marked, self.selected)

    def set_state(self, sync_data: object) -> None:
        """Take a selection from the front end, and nothing else."""
        if isinstance(sync_data, dict) and "selected" in sync_data:
            super().set_state({"selected": _possible(self.question, sync_data["selected"])})

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        """Check on demand; the message carries the selection, for traits may arrive later."""
        if isinstance(content, dict) and content.get("type") == "check":
            self.selected = _possible(self.question, content.get("selected"))
            self.check()

    @traitlets.validate("selected")  # type: ignore[untyped-decorator]
    def _keep_possible(self, proposal: Any) -> list[str]:
        return _possible(self.question, proposal["value"])

    @traitlets.observe("selected")  # type: ignore[untyped-decorator]
    def _clear_feedback(self, _change: object) -> None:
        self.feedback = {}

    def __repr__(self) -> str:
        """Print the question, for a notebook that is read without a kernel."""
        lettered = zip(ascii_lowercase, self.question.options, strict=False)
        options = [f"  {letter}) {option.text}" for letter, option in lettered]
        return "\n".join([self.prompt, *options, f"{self.hint} Run this cell to answer."])


def quiz(question_id: str) -> ChoiceWidget:
    """
    Ask a question of the course.

    Parameters
    ----------
    question_id : str
        The question's name, as it stands in the lesson.

    Returns
    -------
    ChoiceWidget
        The cell shows it when the call is its last line.

    Examples
    --------
    >>> quiz("no such question")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    grading_helpers.questions.UnknownQuestionError: No question is called 'no such question'. ...
    """
    return ChoiceWidget(load_question(question_id))


def _possible(question: Question, wanted: object) -> list[str]:
    """Keep what can be an answer to this question, in the order of its options."""
    ids = wanted if isinstance(wanted, list) else []
    chosen = [option.id for option in question.options if option.id in ids]
    return [] if question.kind != "several" and len(chosen) > 1 else chosen


def _as_feedback(marked: Marked, selected: list[str]) -> dict[str, Any]:
    """Say which selection the verdict is about, so that no view shows it beside another."""
    return {
        "summary": marked.summary,
        "right": marked.right if selected else None,
        "notes": [asdict(note) for note in marked.notes],
        "selected": list(selected),
    }
