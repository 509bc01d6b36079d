"""A package in the QTI format, which Canvas imports, made with text2qti.

text2qti holds choices, numbers, short answers and essays. Every other kind becomes questions of
these kinds, and the remarks say how.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch
from hashlib import sha256
from typing import Any

from text2qti.config import Config
from text2qti.err import Text2qtiError
from text2qti.qti import QTI
from text2qti.quiz import Quiz as CanvasQuiz

from grading_helpers.instructor.authoring.bank_models import (
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
from grading_helpers.instructor.exports.markup import (
    inline,
    mistakes,
    paragraph,
    partners,
    solution,
    with_gaps,
)
from grading_helpers.instructor.exports.parts import (
    COURSE,
    Export,
    Quiz,
    Remark,
    accepted,
    instruction,
    plain_number,
)

# text2qti reads Markdown with formulas; these three would still mean something within HTML.
MEANT = str.maketrans({sign: f"&#{ord(sign)};" for sign in "$\\`"})

# What text2qti writes of a number: four decimals, and nothing nearer to zero than this.
SMALLEST = 0.0001

NO_HINTS = "the hints are left out: Canvas has no place for them"
AS_ESSAY = "now an essay, which somebody must mark; the answer is in its feedback"
SPLIT = "split into questions of one point each, {}"
ONE_GAP = "one for each gap"
ONE_PAIR = "one choice for each pair"
ONE_ENTRY = "one choice for each entry"
ONE_PLACE = "one choice of a place for each step"
SHARED = "frequent mistakes share one feedback: Canvas cannot tell wrong answers apart here"
ROUNDED = "accepted from {} to {}: the package holds numbers to four decimals, and not zero"
REFUSED = "left out: {}"


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


def qti_package(quiz: Quiz) -> Export:
    """Make a QTI package for Canvas of a lesson's questions.

    Raises
    ------
    ValueError
        Nothing of the quiz can be exported.
    """
    items, remarks = dict[str, Item](), list[Remark]()
    for question in quiz.questions:
        held = _held(question)
        refusal = _refusal(held.items, items)
        if not refusal:
            items |= {item.prompt: item for item in held.items}
        hints = (NO_HINTS,) if question.hints else ()
        said = (REFUSED.format(refusal),) if refusal else (*held.remarks, *hints)
        remarks += [Remark(question.id, what) for what in said]
    if not items:
        raise ValueError(f"{quiz.lesson} has no question that Canvas could take.")
    return Export(_zipped(quiz, list(items.values())), tuple(remarks))


def one_block(html: str) -> str:
    """Wrap HTML so that Markdown leaves all of it as it is."""
    return f"<div>{html.translate(MEANT)}</div>"


def _refusal(new: tuple[Item, ...], earlier: dict[str, Item]) -> str:
    """Say why items cannot stand in the package, or nothing."""
    if len({item.prompt for item in new}) < len(new):
        return "two of its parts read the same"
    for item in new:
        if item.prompt in earlier:
            return f"it asks in the same words as {earlier[item.prompt].id}"
        try:
            CanvasQuiz(item.written(), config=Config())
        except Text2qtiError as error:
            return str(error).splitlines()[-1]
    return ""


def _zipped(quiz: Quiz, items: list[Item]) -> bytes:
    head = f"Quiz title: {COURSE} {quiz.numbered_title}\n\n"
    canvas: Any = CanvasQuiz(head + "\n".join(map(Item.written, items)), config=Config())
    # Ids that hang on names alone: an import that overwrites finds the questions it replaces.
    canvas.id = _stable_id(quiz.lesson)
    for made, item in zip(canvas.questions_and_delims, items, strict=True):
        made.id = _stable_id(f"{quiz.lesson}/{item.id}")
    return bytes(QTI(canvas).zip_bytes())


def _stable_id(name: str) -> str:
    return sha256(f"focus-on-customers/{name}".encode()).hexdigest()


@singledispatch
def _held(question: BankQuestion) -> Held:
    raise TypeError(f"QTI is not made for a question of kind {question.kind!r}.")


@_held.register
def _choice(question: ChoiceQuestion) -> Held:
    if question.kind == "several":
        lines = _options(
            ("[*]" if option.correct else "[ ]", paragraph(option.text), option.because)
            for option in question.options
        )
    else:
        lines = _options(
            ("*a)" if option.correct else "a)", _option_text(question, option.text), option.because)
            for option in question.options
        )
    return Held((_item(question, lines),))


def _option_text(question: ChoiceQuestion, text: str) -> str:
    """Return HTML, but plain words for true and false, by which text2qti knows them."""
    return text if question.kind == "truefalse" else paragraph(text)


def _options(options: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Write sign, text and reason of each option; no reason is given where there is none."""
    lines = []
    for sign, html, because in options:
        lines.append(f"{sign} {html.translate(MEANT)}")
        lines += [f"... {one_block(paragraph(because))}"] if because else []
    return tuple(lines)


@_held.register
def _number(question: NumberQuestion) -> Held:
    low, high = question.answer - question.tolerance, question.answer + question.tolerance
    kept_low, kept_high = _kept(low, -1), _kept(high, 1)
    whole = low == high == kept_low and low.is_integer()
    bounds = f"[{plain_number(kept_low)}, {plain_number(kept_high)}]"
    task = f"<p><i>{inline(instruction(question))}</i></p>"
    item = Item(
        question.id,
        paragraph(question.prompt) + task,
        (f"= {plain_number(question.answer) if whole else bounds}",),
        paragraph(question.explanation),
        paragraph(question.because),
        mistakes((plain_number(one.value), one.because) for one in question.mistakes),
    )
    changed = max(abs(kept_low - low), abs(kept_high - high)) > 1e-9
    remarks = [ROUNDED.format(plain_number(kept_low), plain_number(kept_high))] * changed
    return Held((item,), (*remarks, *([SHARED] if question.mistakes else [])))


def _kept(bound: float, outwards: int) -> float:
    """Round a bound to what the package holds, and away from zero."""
    rounded = round(bound, 4)
    return rounded if abs(rounded) >= SMALLEST else outwards * SMALLEST


@_held.register
def _blanks(question: BlanksQuestion) -> Held:
    items = tuple(_gap(question, place) for place in range(len(question.blanks)))
    split = [SPLIT.format(ONE_GAP)] if len(items) > 1 else []
    shared = [SHARED] if any(blank.mistakes for blank in question.blanks) else []
    return Held(items, (*split, *shared))


def _gap(question: BlanksQuestion, place: int) -> Item:
    """Ask for one blank; the others are shown as gaps with their number."""
    gaps = {blank.id: f"[gap {number}]" for number, blank in enumerate(question.blanks, start=1)}
    blank = question.blanks[place]
    sentence = with_gaps(question.text, gaps | {blank.id: "<b>________</b>"})
    return Item(
        _part_id(question, place, len(gaps)),
        f"{paragraph(question.prompt)}<p>{sentence}</p>",
        tuple(f"* {form}" for form in accepted(blank)),
        paragraph(question.explanation),
        paragraph(blank.because),
        mistakes((one.text, one.because) for one in blank.mistakes),
    )


@_held.register
def _matching(question: MatchingQuestion) -> Held:
    because = {one.id: one.because for one in question.distractors}
    asked = [
        (
            f"Which partner belongs to this term? {pair.left}",
            pair.id,
            because | {pair.id: pair.because},
        )
        for pair in question.pairs
    ]
    return _chosen(question, asked, partners(question), ONE_PAIR)


@_held.register
def _categorising(question: CategorisingQuestion) -> Held:
    categories = [(category.id, category.text) for category in question.categories]
    asked = [
        (f"Which category? {entry.text}", entry.category, {entry.category: entry.because})
        for entry in question.entries
    ]
    return _chosen(question, asked, categories, ONE_ENTRY)


@_held.register
def _ordering(question: OrderingQuestion) -> Held:
    places = [str(place) for place in range(1, len(question.steps) + 1)]
    asked = [
        (f"In which place does this step stand? {step.text}", place, {place: step.because})
        for place, step in zip(places, question.steps, strict=True)
    ]
    return _chosen(question, asked, [(place, place) for place in places], ONE_PLACE)


def _chosen(
    question: BankQuestion,
    asked: list[tuple[str, str, dict[str, str]]],
    choices: list[tuple[str, str]],
    how: str,
) -> Held:
    """Ask one choice for each part: what is asked, the right choice, and reasons by choice."""
    items = tuple(
        Item(
            _part_id(question, place, len(asked)),
            paragraph(question.prompt) + paragraph(what),
            _options(
                ("*a)" if each == right else "a)", paragraph(text), because.get(each, ""))
                for each, text in choices
            ),
            paragraph(question.explanation),
        )
        for place, (what, right, because) in enumerate(asked)
    )
    return Held(items, (SPLIT.format(how),))


@_held.register(FlashcardQuestion)
@_held.register(OpenQuestion)
def _essay(question: FlashcardQuestion | OpenQuestion) -> Held:
    feedback = solution(question) + paragraph(question.explanation)
    item = Item(question.id, paragraph(question.prompt), ("____",), feedback)
    return Held((item,), (AS_ESSAY,))


def _item(question: BankQuestion, response: tuple[str, ...]) -> Item:
    return Item(question.id, paragraph(question.prompt), response, paragraph(question.explanation))


def _part_id(question: BankQuestion, place: int, count: int) -> str:
    return question.id if count == 1 else f"{question.id}.{place + 1}"
