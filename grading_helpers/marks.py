"""What marking says: verdicts on an answer and on its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from grading_helpers.question_kinds import Question

Verdict = Literal["right", "wrong", "open"]

NOT_YET = "Not yet."
BLANK_ANSWERS = {
    "single": "Choose an answer first, then check it.",
    "several": "Choose an answer first, then check it.",
    "truefalse": "Choose an answer first, then check it.",
    "number": "Write a number first, then check it.",
    "blanks": "Fill a gap first, then check it.",
    "matching": "Choose a partner first, then check it.",
    "ordering": "Move a step first, then check the order.",
    "categorising": "Choose a category first, then check it.",
}


@dataclass(frozen=True)
class Note:
    """What one part of an answer gets to hear: a verdict in a few words, and perhaps a reason."""

    part: str
    verdict: Verdict
    label: str
    reason: str = ""


@dataclass(frozen=True)
class Marked:
    """An answer after marking.

    The summary's first line is the verdict, more lines say more. The score runs from 0 to 1.
    What is blank or cannot be read is no attempt.
    """

    score: float
    summary: str
    notes: tuple[Note, ...] = ()
    attempted: bool = True

    @property
    def right(self) -> bool:
        """Whether all of it is right."""
        return self.score == 1


def note_on(part: str, right: bool, reason: str = "") -> Note:
    """Tell a part that it is right, or that it is not, and why."""
    if right:
        return Note(part, "right", "Right.", reason)
    return Note(part, "wrong", "Not this one.", reason)


def note_open(part: str) -> Note:
    """Tell a part that it has no answer yet."""
    return Note(part, "open", "Still open.")


def left_blank(question: Question) -> Marked:
    """Ask for an answer where there is none."""
    return Marked(0, BLANK_ANSWERS[question.kind], attempted=False)


_PLURALS = {"gap": "gaps", "pair": "pairs", "entry": "entries"}


def share(question: Question, what: str, notes: list[Note]) -> Marked:
    """Give each part the same weight; what is open earns as little as what is wrong."""
    right = sum(note.verdict == "right" for note in notes)
    more = [f"{right} of {len(notes)} {_PLURALS[what]} {'is' if right == 1 else 'are'} right."]
    return whole(question, right / len(notes), notes, more if len(notes) > 1 else [])


def whole(
    question: Question, score: float, notes: Iterable[Note], more: Iterable[str] = ()
) -> Marked:
    """Sum up: the explanation is for an answer that is right, more lines are for any other.

    Parameters
    ----------
    question : Question
        Whose explanation is shown.
    score : float
        0 to 1; only 1 is right.
    notes : iterable of Note
        What is said of each part.
    more : iterable of str, optional
        Lines for an answer that is not right.
    """
    said = ["Right.", question.explanation] if score == 1 else [NOT_YET, *more]
    return Marked(score, "\n".join(said).strip(), tuple(notes))


def refuse_unknown(
    question: Question, what: str, given: Iterable[str], known: Sequence[str]
) -> None:
    """Refuse an answer that names what the question lacks.

    Parameters
    ----------
    question : Question
        As it is named to the reader.
    what : str
        What the names are of, such as ``"option"``.
    given : iterable of str
        The names in the answer.
    known : sequence of str
        Those that the question has.

    Raises
    ------
    ValueError
        If one of them is unknown; the message lists those that are known.
    """
    if unknown := sorted(set(given).difference(known)):
        raise ValueError(f"Question {question.id!r} has no {what} {unknown}, only {known}.")
