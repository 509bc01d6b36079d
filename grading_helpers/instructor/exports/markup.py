"""HTML that every export can show: escaped texts, lists, and the solution of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import singledispatch
from html import escape

from grading_helpers.instructor.authoring.bank_models import (
    BankBlank,
    BankQuestion,
    BlanksQuestion,
    CategorisingQuestion,
    ChoiceQuestion,
    FlashcardQuestion,
    MatchingQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderingQuestion,
)
from grading_helpers.instructor.exports.parts import (
    LETTERS,
    cleaned,
    mixed,
    plain_number,
)
from grading_helpers.texts import BLANK

RIGHT = '<span class="verdict">✓ Right.</span>'
WRONG = '<span class="verdict">✗ Not right.</span>'


def inline(text: str) -> str:
    r"""Escape a text; what stands between backquotes becomes code, a new line a break.

    Examples
    --------
    >>> inline("Is `a < b`?\nSay <why>.")
    'Is <code>a &lt; b</code>?<br>Say &lt;why&gt;.'
    """
    escaped = escape(cleaned(text), quote=False)
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escaped).replace("\n", "<br>")


def with_gaps(text: str, gaps: Mapping[str, str]) -> str:
    """Escape a sentence and fill its gaps with what is HTML already.

    Parameters
    ----------
    text : str
        In which ``{id}`` stands for a gap.
    gaps : mapping of str to str
        HTML by the id of the gap; each must be there.

    Examples
    --------
    >>> with_gaps("Costs < prices in {count} cases.", {"count": "<b>all</b>"})
    'Costs &lt; prices in <b>all</b> cases.'
    """
    return BLANK.sub(lambda gap: gaps[gap[1]], inline(text))


def paragraph(text: str) -> str:
    """Return a text as one paragraph."""
    return f"<p>{inline(text)}</p>"


def bullets(items: Iterable[str]) -> str:
    """Return a list of what is HTML already."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def numbered(items: Iterable[str]) -> str:
    """Return a numbered list of what is HTML already."""
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def lettered(texts: Iterable[str]) -> str:
    """Return a list of texts under the letters A, B, C."""
    return f'<ol type="A">{"".join(f"<li>{inline(text)}</li>" for text in texts)}</ol>'


def reasoned(about: str, because: str) -> str:
    """Return a text with the reason that belongs to it."""
    return f'<b>{inline(about)}</b> <span class="reason">{inline(because)}</span>'


def partners(question: MatchingQuestion) -> list[tuple[str, str]]:
    """Return id and text of all right-hand sides, in an order that gives nothing away."""
    sides = {pair.id: pair.right for pair in question.pairs}
    sides |= {one.id: one.text for one in question.distractors}
    return [(each, sides[each]) for each in mixed(question.id, sides)]


@singledispatch
def solution(question: BankQuestion) -> str:
    """Return right answers with their reasons, and what is wrong with the others.

    Examples
    --------
    >>> from grading_helpers.instructor.authoring.bank_models import ANY_QUESTION
    >>> common = {"concept": "metric.csat", "prompt": "?", "explanation": "."}
    >>> card = {"id": "card", "kind": "flashcard", "back": "The share of promoters."}
    >>> solution(ANY_QUESTION.validate_python(common | card))
    '<p>The share of promoters.</p>'
    """
    raise TypeError(f"A question of kind {question.kind!r} has no solution.")


@solution.register
def _of_choice(question: ChoiceQuestion) -> str:
    items = (
        f'<li class="{"right" if option.correct else "wrong"}">'
        f"{RIGHT if option.correct else WRONG} {reasoned(option.text, option.because)}</li>"
        for option in question.options
    )
    return f'<ol type="A">{"".join(items)}</ol>'


@solution.register
def _of_number(question: NumberQuestion) -> str:
    margin = f" ± {plain_number(question.tolerance)}" if question.tolerance else ""
    answer = f"{plain_number(question.answer)}{margin} {question.unit}"
    right = f'<p class="right">{RIGHT} {reasoned(answer, question.because)}</p>'
    wrong = mistakes((plain_number(one.value), one.because) for one in question.mistakes)
    return right + wrong


@solution.register
def _of_blanks(question: BlanksQuestion) -> str:
    gaps = {blank.id: f"<b>{inline(blank.accept[0])}</b>" for blank in question.blanks}
    sentence = f'<p class="right">{RIGHT} {with_gaps(question.text, gaps)}</p>'
    return sentence + numbered(_of_blank(blank) for blank in question.blanks)


def _of_blank(blank: BankBlank) -> str:
    wrong = mistakes((one.text, one.because) for one in blank.mistakes)
    return reasoned(" or ".join(blank.accept), blank.because) + wrong


@solution.register
def _of_matching(question: MatchingQuestion) -> str:
    lettering = zip(LETTERS, partners(question), strict=False)
    names = {each: f"{letter}. {text}" for letter, (each, text) in lettering}
    pairs = [
        f"{inline(pair.left)} → {reasoned(names[pair.id], pair.because)}" for pair in question.pairs
    ]
    spare = [f"Left over: {reasoned(names[one.id], one.because)}" for one in question.distractors]
    return bullets([*pairs, *spare])


@solution.register
def _of_ordering(question: OrderingQuestion) -> str:
    return numbered(reasoned(step.text, step.because) for step in question.steps)


@solution.register
def _of_categorising(question: CategorisingQuestion) -> str:
    lettering = zip(LETTERS, question.categories, strict=False)
    names = {category.id: f"{letter}. {category.text}" for letter, category in lettering}
    return bullets(
        f"{inline(entry.text)} → {reasoned(names[entry.category], entry.because)}"
        for entry in question.entries
    )


@solution.register
def _of_flashcard(question: FlashcardQuestion) -> str:
    return paragraph(question.back)


@solution.register
def _of_open(question: OpenQuestion) -> str:
    return "<p>A good answer mentions:</p>" + bullets(map(inline, question.points))


def mistakes(told: Iterable[tuple[str, str]]) -> str:
    """Return what is often answered wrongly, with what is wrong with it; nothing for none."""
    items = [f"{WRONG} {reasoned(text, because)}" for text, because in told]
    return f'<div class="wrong">{bullets(items)}</div>' if items else ""
