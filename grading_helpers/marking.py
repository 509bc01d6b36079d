"""Mark an answer: how much of it is right, and what each part of it gets to hear.

An answer is a list of option ids for a choice, a text for a number, texts by gap for blanks, a
choice's id by row for matching and sorting, a list of step ids for an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch
from itertools import combinations
from typing import Any

from grading_helpers.marking_words import mark_blanks, mark_number
from grading_helpers.marks import (
    Marked,
    Note,
    left_blank,
    note_on,
    note_open,
    refuse_unknown,
    share,
    whole,
)
from grading_helpers.question_kinds import (
    AssignQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
)

READ_THE_NOTE = "Read the note under your answer, then choose again."
STILL_MISSING = "At least one right answer is still missing."


@singledispatch
def mark(question: Question, answer: Any) -> Marked:
    """
    Mark an answer and give reasons for what was answered, and for nothing else.

    Parameters
    ----------
    question : Question
    answer : list, str or dict
        Whatever answers this kind of question; see the module's first lines.

    Returns
    -------
    Marked

    Raises
    ------
    TypeError
        The question is a flashcard or open: nobody marks those.
    ValueError
        The answer names an option, gap, row or step that the question lacks.

    Examples
    --------
    >>> from grading_helpers.question_kinds import Option
    >>> question = ChoiceQuestion(
    ...     id="gap_sign",
    ...     kind="single",
    ...     prompt="Perception minus expectation is -1. What is it?",
    ...     options=(Option("shortfall", "A shortfall"), Option("surplus", "A surplus")),
    ...     correct=frozenset({"shortfall"}),
    ...     reasons={"shortfall": "Less came than was expected.", "surplus": "The sign is minus."},
    ...     explanation="Below zero, customers got less than they expected.",
    ... )
    >>> mark(question, ["surplus"]).notes
    (Note(part='surplus', verdict='wrong', label='Not this one.', reason='The sign is minus.'),)
    >>> print(mark(question, ["shortfall"]).summary)
    Right.
    Below zero, customers got less than they expected.
    """
    raise TypeError(f"A question of kind {question.kind!r} is not marked.")


mark.register(mark_number)
mark.register(mark_blanks)


@mark.register
def _mark_choice(question: ChoiceQuestion, answer: Iterable[str]) -> Marked:
    """Score all or nothing, so that ticking everything earns nothing."""
    chosen = frozenset(answer)
    refuse_unknown(question, "option", chosen, [option.id for option in question.options])
    if question.kind != "several" and len(chosen) > 1:
        raise ValueError(f"Question {question.id!r} takes one answer; got {sorted(chosen)}.")
    if not chosen:
        return left_blank(question)
    notes = [
        note_on(each, each in question.correct, question.reasons[each])
        for each in (option.id for option in question.options)
        if each in chosen
    ]
    more = _several_hints(question, chosen) if question.kind == "several" else [READ_THE_NOTE]
    return whole(question, float(chosen == question.correct), notes, more)


def _several_hints(question: ChoiceQuestion, chosen: frozenset[str]) -> list[str]:
    """Say how the answer stands without naming an option that was not chosen."""
    wrong = len(chosen - question.correct)
    ticks = "One of your ticks does" if wrong == 1 else f"{wrong} of your ticks do"
    hints = [f"{ticks} not belong."] if wrong else []
    return hints + ([STILL_MISSING] if question.correct - chosen else [])


@mark.register
def _mark_assigned(question: AssignQuestion, answer: Mapping[str, str]) -> Marked:
    """Score the share of the rows that have their right choice."""
    refuse_unknown(question, "row", answer, [row.id for row in question.rows])
    refuse_unknown(question, "choice", answer.values(), [one.id for one in question.choices])
    if not answer:
        return left_blank(question)
    notes = [_note_on_row(question, row.id, answer.get(row.id)) for row in question.rows]
    return share(question, "pair" if question.kind == "matching" else "entry", notes)


def _note_on_row(question: AssignQuestion, row: str, chosen: str | None) -> Note:
    if chosen is None:
        return note_open(row)
    right = chosen == question.answers[row]
    return note_on(row, right, question.reasons[row] if right else question.lures.get(chosen, ""))


@mark.register
def _mark_order(question: OrderQuestion, answer: Sequence[str]) -> Marked:
    """Score the share of all pairs of steps that stand in the right order."""
    if not answer:
        return left_blank(question)
    if sorted(answer) != sorted(question.order):
        raise ValueError(f"Question {question.id!r} orders {list(question.order)}, each once.")
    places = [question.order.index(step) for step in answer]
    pairs = list(combinations(places, 2))
    right = sum(earlier < later for earlier, later in pairs)
    notes = [
        _note_on_step(question, step, question.order.index(step) - place)
        for place, step in enumerate(answer)
    ]
    more = [f"{right} of {len(pairs)} pairs of steps stand in the right order."]
    return whole(question, right / len(pairs), notes, more)


def _note_on_step(question: OrderQuestion, step: str, distance: int) -> Note:
    if distance:
        return Note(step, "wrong", f"Belongs {'later' if distance > 0 else 'earlier'}.")
    return Note(step, "right", "In its place.", question.reasons[step])
