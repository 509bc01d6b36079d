"""Questions in words: what to do, and the whole question as text and as plain HTML.

The two whole forms are for a notebook that is read without a kernel, printed or converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from string import ascii_uppercase

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
from grading_helpers.texts import BLANK

RUN_TO_ANSWER = "Run this cell to answer."
GAP = "________"
LETTERS = ascii_uppercase
# As in the cards: `code` and *emphasis*, and no other mark.
_MARKS = re.compile(r"`([^`]+)`|\*(?=\S)([^*]*[^*\s])\*")

_INSTRUCTIONS = {
    "single": "Choose one.",
    "several": "Choose all that apply: it counts when just these are ticked.",
    "truefalse": "True or false?",
    "ordering": "Move the steps into order. Every pair of steps in the right order counts.",
    "categorising": "Choose a category for each. All count the same.",
    "flashcard": "Answer in your head, then turn the card.",
    "open": "Write your answer, then compare it. Nobody marks it.",
}


def instruction(question: Question) -> str:
    """Say what to do, and how it is scored if that is not plain.

    Examples
    --------
    >>> instruction(
    ...     NumberQuestion(
    ...         id="half", kind="number", prompt="?", explanation="", unit="%", answer=50,
    ...         tolerance=0.5, because="", mistakes=(),
    ...     )
    ... )
    'Write a number in %, right to within 0.5.'
    """
    match question:
        case NumberQuestion():
            return _instruction_for_number(question)
        case BlanksQuestion():
            fill = (
                "Fill the gaps; all count the same."
                if len(question.blanks) > 1
                else "Fill the gap."
            )
            return f"{fill} Capitals, spaces and hyphens do not matter."
        case AssignQuestion(kind="matching"):
            spare = " Not every partner is needed." if question.lures else ""
            return f"Choose a partner for each. All pairs count the same.{spare}"
    return _INSTRUCTIONS[question.kind]


def _instruction_for_number(question: NumberQuestion) -> str:
    number = "a number" if question.tolerance else "a whole number"
    unit = f" in {question.unit}" if question.unit else ""
    margin = f", right to within {question.tolerance:g}" if question.tolerance else ""
    return f"Write {number}{unit}{margin}."


def as_text(question: Question) -> str:
    """Write out a question, without its key, in lines of text."""
    lines = [question.prompt, *(f"  {line}" for line in _lines(question))]
    return "\n".join([*lines, f"{instruction(question)} {RUN_TO_ANSWER}"])


@singledispatch
def _lines(question: Question) -> list[str]:
    return []


@_lines.register
def _lines_of_choice(question: ChoiceQuestion) -> list[str]:
    return _lettered(question.options)


@_lines.register
def _lines_of_number(question: NumberQuestion) -> list[str]:
    return [f"{GAP} {question.unit}".strip()]


@_lines.register
def _lines_of_blanks(question: BlanksQuestion) -> list[str]:
    return [BLANK.sub(GAP, question.text)]


@_lines.register
def _lines_of_rows(question: AssignQuestion) -> list[str]:
    return [*(f"__ {row.text}" for row in question.rows), "", *_lettered(question.choices)]


@_lines.register
def _lines_of_steps(question: OrderQuestion) -> list[str]:
    return [f"__ {step.text}" for step in question.steps]


def _lettered(options: Iterable[Option]) -> list[str]:
    return [f"{letter}) {one.text}" for letter, one in zip(LETTERS, options, strict=False)]


def as_html(question: Question) -> str:
    """Write out a question, without its key, in plain HTML that needs no style of ours."""
    prompt = f"<p><strong>{in_html(question.prompt)}</strong></p>"
    closing = f"<p><em>{escape(f'{instruction(question)} {RUN_TO_ANSWER}')}</em></p>"
    return "\n".join([prompt, *_blocks(question), closing])


@singledispatch
def _blocks(question: Question) -> list[str]:
    return []


@_blocks.register
def _blocks_of_choice(question: ChoiceQuestion) -> list[str]:
    return [_letter_list(question.options)]


@_blocks.register
def _blocks_of_number(question: NumberQuestion) -> list[str]:
    return [f"<p>{in_html(line)}</p>" for line in _lines(question)]


@_blocks.register
def _blocks_of_blanks(question: BlanksQuestion) -> list[str]:
    return [f"<p>{in_html(line)}</p>" for line in _lines(question)]


@_blocks.register
def _blocks_of_rows(question: AssignQuestion) -> list[str]:
    return [_bullets(question.rows), _letter_list(question.choices)]


@_blocks.register
def _blocks_of_steps(question: OrderQuestion) -> list[str]:
    return [_bullets(question.steps)]


@_blocks.register
def _blocks_of_open(question: OpenQuestion) -> list[str]:
    return [f"<p>{GAP * 6}</p>"] * 3


def _letter_list(options: Iterable[Option]) -> str:
    items = "".join(f"<li>{in_html(option.text)}</li>" for option in options)
    return f'<ol type="A" style="list-style-type: upper-alpha">{items}</ol>'


def _bullets(options: Iterable[Option]) -> str:
    items = "".join(f"<li>__ {in_html(option.text)}</li>" for option in options)
    return f'<ul style="list-style-type: none">{items}</ul>'


def in_html(text: str) -> str:
    """Escape a text; what stands between backquotes becomes code, between stars emphasis."""
    return _MARKS.sub(_as_element, escape(text, quote=False))


def _as_element(found: re.Match[str]) -> str:
    code, emphasis = found.groups()
    return f"<code>{code}</code>" if code else f"<em>{emphasis}</em>"
