"""The result of marking: a score, a verdict, and feedback on each part of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

NOT_YET = "Not yet."


@dataclass(frozen=True)
class PartFeedback:
    """Feedback on one part of an answer: a verdict in a few words, and perhaps a reason."""

    part: str
    verdict: Literal["right", "wrong", "open"]
    label: str
    reason: str = ""


@dataclass(frozen=True)
class Marked:
    """An answer after marking.

    The first line of the summary is the verdict. The score runs from 0 to 1. An answer that is
    blank or cannot be read does not count as an attempt.
    """

    score: float
    summary: str
    notes: tuple[PartFeedback, ...] = ()
    attempted: bool = True

    @property
    def right(self) -> bool:
        """Whether the whole answer is right."""
        return self.score == 1


def feedback_on(part: str, right: bool, reason: str = "") -> PartFeedback:
    """Say that a part is right, or that it is not, and why."""
    if right:
        return PartFeedback(part, "right", "Right.", reason)
    return PartFeedback(part, "wrong", "Not this one.", reason)


def feedback_on_blank(part: str) -> PartFeedback:
    """Say that a part has no answer yet."""
    return PartFeedback(part, "open", "No answer yet.")


def marked(
    score: float, explanation: str, notes: Iterable[PartFeedback], more: Iterable[str] = ()
) -> Marked:
    """Sum up an answer.

    Parameters
    ----------
    score : float
        0 to 1; only 1 is right.
    explanation : str
        Shown if the answer is right.
    notes : iterable of PartFeedback
        What is said about each part.
    more : iterable of str, optional
        More lines, shown if the answer is not right.
    """
    lines = ["Right.", explanation] if score == 1 else [NOT_YET, *more]
    return Marked(score, "\n".join(lines).strip(), tuple(notes))


def marked_by_share(
    explanation: str, notes: list[PartFeedback], singular: str, plural: str
) -> Marked:
    r"""Give each part the same weight; a blank part earns nothing, like a wrong one.

    Examples
    --------
    >>> notes = [feedback_on("a", True), feedback_on("b", False)]
    >>> marked_by_share("", notes, "gap", "gaps").summary
    'Not yet.\n1 of 2 gaps is right.'
    """
    right = sum(note.verdict == "right" for note in notes)
    verb = "is" if right == 1 else "are"
    counted = f"{right} of {len(notes)} {plural if len(notes) > 1 else singular} {verb} right."
    return marked(right / len(notes), explanation, notes, [counted] if len(notes) > 1 else [])
