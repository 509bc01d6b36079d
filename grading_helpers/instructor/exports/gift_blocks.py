"""One question of Moodle, written in GIFT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grading_helpers.instructor.authoring.bank_models import BankQuestion
from grading_helpers.instructor.exports.markup import inline, paragraph

RESERVED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})
# Where the answers stand in a sentence with a gap.
GAP = "\0"


@dataclass(frozen=True)
class Block:
    """One question of Moodle: its text, what its braces hold, and its general feedback."""

    id: str
    text: str
    answers: tuple[str, ...]
    feedback: str

    def written(self, concept: str) -> str:
        """Return the question in GIFT."""
        before, _, after = escaped(self.text).partition(GAP)
        answers = "".join(f"\t{answer}\n" for answer in self.answers)
        return (
            f"// [id:{self.id}] [tag:{concept}]\n"
            f"::{self.id}::[html]{before}{{\n{answers}\t####{escaped(self.feedback)}\n}}{after}\n"
        )


@dataclass(frozen=True)
class Held:
    """What GIFT holds of a question, and in what that differs from the question."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()


def escaped(text: str) -> str:
    r"""Mark what GIFT would take for its own signs.

    Examples
    --------
    >>> print(escaped("a=b {c} ~10%: #1"))
    a\=b \{c\} \~10%\: \#1
    """
    return text.translate(RESERVED)


def block_of(question: BankQuestion, answers: Iterable[str], task: str = "") -> Block:
    """Return the block of a question that is asked as a whole.

    Parameters
    ----------
    question : BankQuestion
        Whose prompt and explanation are taken.
    answers : iterable of str
        What stands between the braces, a line each, in GIFT.
    task : str, optional
        What is to be done, below the prompt.
    """
    text = paragraph(question.prompt) + (f"<p><i>{inline(task)}</i></p>" if task else "")
    return Block(question.id, text, tuple(answers), paragraph(question.explanation))


def html_of(text: str) -> str:
    """Return a text as HTML, with the signs of GIFT escaped."""
    return escaped(paragraph(text))
