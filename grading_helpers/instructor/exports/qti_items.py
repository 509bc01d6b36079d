"""One question of Canvas, as text2qti reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grading_helpers.instructor.authoring.bank_models import BankQuestion
from grading_helpers.instructor.exports.markup import paragraph

# text2qti reads Markdown with formulas; these three would still mean something within HTML.
MEANT = str.maketrans({sign: f"&#{ord(sign)};" for sign in "$\\`"})


@dataclass(frozen=True)
class Item:
    """One question of Canvas: HTML, and how it is answered in the words of text2qti."""

    id: str
    prompt: str
    response: tuple[str, ...]
    feedback: str
    if_right: str = ""
    if_wrong: str = ""

    def written(self) -> str:
        """Return the question as text2qti reads it."""
        lines = [f"Title: {self.id}", f"1. {one_block(self.prompt)}"]
        signs = {"...": self.feedback, "+": self.if_right, "-": self.if_wrong}
        lines += [f"{sign} {one_block(said)}" for sign, said in signs.items() if said]
        return "\n".join([*lines, *self.response]) + "\n"


@dataclass(frozen=True)
class Held:
    """What Canvas holds of a question, and in what that differs from the question."""

    items: tuple[Item, ...]
    remarks: tuple[str, ...] = ()


def one_block(html: str) -> str:
    """Wrap HTML so that Markdown leaves all of it as it is."""
    return f"<div>{html.translate(MEANT)}</div>"


def option_lines(options: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Write options as text2qti reads them.

    Parameters
    ----------
    options : iterable of (str, str, str)
        Of each the sign, ``*a)`` or ``[*]`` where it is right; HTML; the reason, or nothing.
    """
    lines = []
    for sign, html, because in options:
        lines.append(f"{sign} {html.translate(MEANT)}")
        lines += [f"... {one_block(paragraph(because))}"] if because else []
    return tuple(lines)


def part_id(question: BankQuestion, place: int, count: int) -> str:
    """Return the id of a part of a question, which is the question's own if it is the only one.

    Parameters
    ----------
    question : BankQuestion
        Which is asked in parts.
    place : int
        Which part it is, from 0.
    count : int
        How many parts there are.
    """
    return question.id if count == 1 else f"{question.id}.{place + 1}"
