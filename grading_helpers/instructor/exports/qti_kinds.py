"""How Canvas is asked each kind of question: as one of its own kinds, or in parts."""

from __future__ import annotations

from functools import singledispatch

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
from grading_helpers.instructor.exports.parts import accepted, instruction, plain_number
from grading_helpers.instructor.exports.qti_items import Held, Item, option_lines, part_id

# What text2qti writes of a number: four decimals, and nothing nearer to zero than this.
SMALLEST = 0.0001

AS_ESSAY = "now an essay, which somebody must mark; the answer is in its feedback"
SPLIT = "split into questions of one point each, {}"
ONE_GAP = "one for each gap"
ONE_PAIR = "one choice for each pair"
ONE_ENTRY = "one choice for each entry"
ONE_PLACE = "one choice of a place for each step"
SHARED = "frequent mistakes share one feedback: Canvas cannot tell wrong answers apart here"
ROUNDED = "accepted from {} to {}: the package holds numbers to four decimals, and not zero"


@singledispatch
def held(question: BankQuestion) -> Held:
    """Return what Canvas holds of a question of any kind.

    Raises
    ------
    TypeError
        If nobody has said how a question of this kind is asked in Canvas.
    """
    raise TypeError(f"QTI is not made for a question of kind {question.kind!r}.")


@held.register
def _choice(question: ChoiceQuestion) -> Held:
    if question.kind == "several":
        lines = option_lines(
            ("[*]" if option.correct else "[ ]", paragraph(option.text), option.because)
            for option in question.options
        )
    else:
        lines = option_lines(
            ("*a)" if option.correct else "a)", _option_text(question, option.text), option.because)
            for option in question.options
        )
    prompt, feedback = paragraph(question.prompt), paragraph(question.explanation)
    return Held((Item(question.id, prompt, lines, feedback),))


def _option_text(question: ChoiceQuestion, text: str) -> str:
    """Return HTML, but plain words for true and false, by which text2qti knows them."""
    return text if question.kind == "truefalse" else paragraph(text)


@held.register
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


@held.register
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
        part_id(question, place, len(gaps)),
        f"{paragraph(question.prompt)}<p>{sentence}</p>",
        tuple(f"* {form}" for form in accepted(blank)),
        paragraph(question.explanation),
        paragraph(blank.because),
        mistakes((one.text, one.because) for one in blank.mistakes),
    )


@held.register
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


@held.register
def _categorising(question: CategorisingQuestion) -> Held:
    categories = [(category.id, category.text) for category in question.categories]
    asked = [
        (f"Which category? {entry.text}", entry.category, {entry.category: entry.because})
        for entry in question.entries
    ]
    return _chosen(question, asked, categories, ONE_ENTRY)


@held.register
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
            part_id(question, place, len(asked)),
            paragraph(question.prompt) + paragraph(what),
            option_lines(
                ("*a)" if each == right else "a)", paragraph(text), because.get(each, ""))
                for each, text in choices
            ),
            paragraph(question.explanation),
        )
        for place, (what, right, because) in enumerate(asked)
    )
    return Held(items, (SPLIT.format(how),))


@held.register(FlashcardQuestion)
@held.register(OpenQuestion)
def _essay(question: FlashcardQuestion | OpenQuestion) -> Held:
    feedback = solution(question) + paragraph(question.explanation)
    item = Item(question.id, paragraph(question.prompt), ("____",), feedback)
    return Held((item,), (AS_ESSAY,))
