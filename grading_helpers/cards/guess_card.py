"""``guess``: a guess before a result is shown, and both side by side afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final, overload

from IPython.display import display

from grading_helpers.cards.quiz_card import QuizWidget, ask
from grading_helpers.learner.answer_book import AnswerBook, answer_book
from grading_helpers.questions.bank import content_digest
from grading_helpers.questions.guesses import NO_GUESS, AnyGuess, load_guess
from grading_helpers.questions.wording import in_html, without_marks

_NOT_GIVEN: Final = object()
STYLE = (
    "border-left: 4px solid #1976d2; padding: 0.5em 0.9em; max-width: 46em; line-height: 1.5; "
    "background: var(--jp-layout-color2, #f5f5f5); color: var(--jp-ui-font-color1, #1a1a1a)"
)


@dataclass(frozen=True)
class Beside:
    """A guess beside the result, as text and as HTML that screen readers announce."""

    prompt: str
    guessed: str
    result: str
    said: str

    @property
    def lines(self) -> list[str]:
        """What to say, in sentences."""
        guessed = f"You guessed: {self.guessed}." if self.guessed else NO_GUESS
        return [f"{guessed} The result: {self.result}.", *filter(None, [self.said])]

    def __str__(self) -> str:
        """Return the text."""
        return "\n".join([without_marks(self.prompt), *self.lines])

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = "".join(f"<div>{escape(line)}</div>" for line in self.lines)
        page = (
            f'<div role="status" style="{STYLE}"><strong>{in_html(self.prompt)}</strong>'
            f"{lines}</div>"
        )
        return {"text/plain": str(self), "text/html": page}


def beside(guess: AnyGuess, result: object, book: AnswerBook) -> Beside:
    """Return what to show of a guess now that the result is known."""
    record = book.recall(guess.id, content_digest(guess))
    answer = guess.to_answer(record.answer if record and record.checked else None)
    shown = guess.result_in_words(result)
    if guess.is_blank(answer) or guess.unreadable(answer):
        return Beside(guess.prompt, "", shown, "")
    return Beside(guess.prompt, guess.in_words(answer), shown, guess.compared(answer, result))


@overload
def guess(guess_id: str) -> QuizWidget: ...
@overload
def guess(guess_id: str, result: object) -> None: ...
def guess(guess_id: str, result: object = _NOT_GIVEN) -> QuizWidget | None:
    """
    Guess before you see a result, and compare afterwards.

    Parameters
    ----------
    guess_id : str
        The name of the guess in the lesson.
    result : number or str, optional
        What came out. With it, your guess is shown beside it, and again whenever you change it.

    Returns
    -------
    QuizWidget or None
        Without a result, the card with your earlier guess, shown if the call is the last line of
        the cell.

    Raises
    ------
    UnknownQuestionError
        If no guess has this name; the message suggests a similar one.
    TypeError or ValueError
        If the result is not a number, or none of the options.
    """
    asked = load_guess(guess_id)
    if result is _NOT_GIVEN:
        return ask(asked)
    book = answer_book()
    handle = display(beside(asked, result, book), display_id=True)
    if handle:
        book.watch(f"guess {guess_id}", lambda: handle.update(beside(asked, result, book)))
    return None
