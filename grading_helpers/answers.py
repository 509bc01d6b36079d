"""Answers as data: what can be one, none at all, the right one, and in which order to choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch
from getpass import getuser
from hashlib import sha256
from os import environ
from typing import Any

from grading_helpers.question_kinds import (
    AssignQuestion,
    BlanksQuestion,
    ChoiceQuestion,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Question,
)

LONGEST_GAP = 200
LONGEST_TEXT = 10_000


@singledispatch
def possible(question: Question, wanted: object) -> Any:
    """Keep of a would-be answer what can be one; nonsense is left out, never an error.

    Parameters
    ----------
    question : Question
    wanted : object
        Anything, such as what a browser sends; ``None`` gives the blank answer.

    Examples
    --------
    >>> number = NumberQuestion(
    ...     id="half", kind="number", prompt="?", explanation="", unit="", answer=0.5,
    ...     tolerance=0.1, because="", mistakes=(),
    ... )
    >>> possible(number, "0.5"), possible(number, ["0.5"])
    ('0.5', '')
    """
    return ""


@possible.register
def _possible_choice(question: ChoiceQuestion, wanted: object) -> list[str]:
    ids = wanted if isinstance(wanted, list) else []
    chosen = [option.id for option in question.options if option.id in ids]
    return [] if question.kind != "several" and len(chosen) > 1 else chosen


@possible.register
def _possible_number(question: NumberQuestion, wanted: object) -> str:
    return wanted[:LONGEST_GAP] if isinstance(wanted, str) else ""


@possible.register
def _possible_open(question: OpenQuestion, wanted: object) -> str:
    return wanted[:LONGEST_TEXT] if isinstance(wanted, str) else ""


@possible.register
def _possible_blanks(question: BlanksQuestion, wanted: object) -> dict[str, str]:
    texts = wanted if isinstance(wanted, dict) else {}
    found = {blank.id: texts.get(blank.id) for blank in question.blanks}
    return {gap: text[:LONGEST_GAP] for gap, text in found.items() if text and _is_text(text)}


@possible.register
def _possible_assigned(question: AssignQuestion, wanted: object) -> dict[str, str]:
    chosen = wanted if isinstance(wanted, dict) else {}
    choices = [choice.id for choice in question.choices]
    found = {row.id: chosen.get(row.id) for row in question.rows}
    return {row: choice for row, choice in found.items() if choice in choices}


@possible.register
def _possible_order(question: OrderQuestion, wanted: object) -> list[str]:
    steps = wanted if isinstance(wanted, list) and all(map(_is_text, wanted)) else []
    return list(steps) if sorted(steps) == sorted(question.order) else []


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@singledispatch
def right_answer(question: Question) -> Any:
    """Give an answer that earns everything.

    Raises
    ------
    TypeError
        The question is a flashcard or open.
    """
    raise TypeError(f"A question of kind {question.kind!r} has no right answer.")


@right_answer.register
def _right_choice(question: ChoiceQuestion) -> list[str]:
    return [option.id for option in question.options if option.id in question.correct]


@right_answer.register
def _right_number(question: NumberQuestion) -> str:
    return f"{question.answer:.12g}"


@right_answer.register
def _right_blanks(question: BlanksQuestion) -> dict[str, str]:
    return {blank.id: blank.accept[0] for blank in question.blanks}


@right_answer.register
def _right_assigned(question: AssignQuestion) -> dict[str, str]:
    return {row.id: question.answers[row.id] for row in question.rows}


@right_answer.register
def _right_order(question: OrderQuestion) -> list[str]:
    return list(question.order)


def this_student() -> str:
    """Name who works here: their hub's name for them, else their login."""
    if name := environ.get("JUPYTERHUB_USER"):
        return name
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""


@singledispatch
def arranged(question: Question, student: str) -> Any:
    """Return the question with its parts in the order in which a student sees them.

    The order is the same each time, for it hangs on the question and the student alone; from the
    author's order nothing can be learnt. True and false, and categories, stay as they are. Steps
    never start in the right order.

    Parameters
    ----------
    question : Question
    student : str
        Any name, such as the login.

    Examples
    --------
    >>> steps = tuple(Option(each, each) for each in "abc")
    >>> question = OrderQuestion(
    ...     id="abc", kind="ordering", prompt="?", explanation="", steps=steps,
    ...     order=("a", "b", "c"), reasons=dict.fromkeys("abc", ""),
    ... )
    >>> arranged(question, "ann") == arranged(question, "ann")
    True
    """
    return question


@arranged.register
def _arranged_choice(question: ChoiceQuestion, student: str) -> ChoiceQuestion:
    if question.kind == "truefalse":
        return question
    return replace(question, options=_shuffled(question.options, question.id, student))


@arranged.register
def _arranged_rows(question: AssignQuestion, student: str) -> AssignQuestion:
    rows = _shuffled(question.rows, question.id, student)
    if question.kind == "categorising":
        return replace(question, rows=rows)
    choices = _shuffled(question.choices, question.id, student)
    return replace(question, rows=rows, choices=choices)


@arranged.register
def _arranged_steps(question: OrderQuestion, student: str) -> OrderQuestion:
    steps = _shuffled(question.steps, question.id, student)
    if tuple(step.id for step in steps) == question.order:
        steps = (*steps[1:], steps[0])
    return replace(question, steps=steps)


def _shuffled(parts: Iterable[Option], seed: str, student: str) -> tuple[Option, ...]:
    """Sort by digest: the same on every machine and in every version of Python."""

    def digest(part: Option) -> str:
        return sha256(f"{student}/{seed}/{part.id}".encode()).hexdigest()

    return tuple(sorted(parts, key=digest))
