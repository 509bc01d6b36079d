"""A package in the QTI format, which Canvas imports, made with text2qti.

text2qti supports choices, numbers, short answers and essays. Every other kind of question is
converted to one of these, and the changes say how.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch
from hashlib import sha256

from text2qti.config import Config
from text2qti.err import Text2qtiError
from text2qti.qti import QTI
from text2qti.quiz import Quiz as CanvasQuiz

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.exports.common import Change, Export, Quiz, accepted, part_id
from grading_helpers.instructor.exports.markup import (
    gap_prompt,
    inline,
    mistakes,
    paragraph,
    solution_html,
)
from grading_helpers.questions.kinds.blanks import BlanksQuestion
from grading_helpers.questions.kinds.categorising import CategorisingQuestion
from grading_helpers.questions.kinds.choice import ChoiceQuestion
from grading_helpers.questions.kinds.matching import AssigningQuestion
from grading_helpers.questions.kinds.number import NumberQuestion
from grading_helpers.questions.kinds.ordering import OrderingQuestion
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.text_matching import plain_number

# text2qti reads Markdown with formulas; these three characters are special even within HTML.
RESERVED = str.maketrans({sign: f"&#{ord(sign)};" for sign in "$\\`"})

# text2qti writes numbers to four decimals, so this is the smallest number it can write.
SMALLEST = 0.0001

NO_HINTS = "the hints are left out: Canvas has no place for them"
LEFT_OUT = "left out: {}"
AS_ESSAY = "now an essay, which somebody must mark; the answer is in its feedback"
SPLIT = "split into questions of one point each, {}"
ONE_GAP = "one for each gap"
ONE_PAIR = "one choice for each pair"
ONE_ENTRY = "one choice for each entry"
LATE = "Then a later step comes too early."
ONE_PLACE = "one choice of a place for each step"
SHARED = "common mistakes share one comment: Canvas cannot tell wrong answers apart here"
ROUNDED = "accepted from {} to {}: bounds are rounded to four decimals and cannot be zero"


@dataclass(frozen=True)
class Item:
    """A Canvas question: its HTML, and its answers in the syntax of text2qti."""

    id: str
    prompt: str
    response: tuple[str, ...]
    feedback: str
    if_right: str = ""
    if_wrong: str = ""

    def written(self) -> str:
        """Return the question in the syntax of text2qti."""
        lines = [f"Title: {self.id}", f"1. {_block(self.prompt)}"]
        signs = {"...": self.feedback, "+": self.if_right, "-": self.if_wrong}
        lines += [f"{sign} {_block(said)}" for sign, said in signs.items() if said]
        return "\n".join([*lines, *self.response]) + "\n"


# The Canvas items made from one question, and the changes.
InCanvas = tuple[tuple[Item, ...], tuple[str, ...]]


def qti_package(quiz: Quiz) -> Export:
    """Make a QTI package for Canvas from a lesson's questions.

    Raises
    ------
    CommandError
        If nothing in the quiz can be exported.
    """
    items, changes = dict[str, Item](), list[Change]()
    for question in quiz.questions:
        made, changed = in_canvas(question)
        refusal = _refusal(made, items)
        if not refusal:
            items |= {item.prompt: item for item in made}
        hints = (NO_HINTS,) if question.hints else ()
        said = (LEFT_OUT.format(refusal),) if refusal else (*changed, *hints)
        changes += [Change(question.id, what) for what in said]
    if not items:
        raise CommandError(
            f"Nothing was written: Canvas has no place for any question of {quiz.lesson}."
        )
    return Export(_zipped(quiz, list(items.values())), tuple(changes))


def _refusal(new: tuple[Item, ...], earlier: dict[str, Item]) -> str:
    """Return why items cannot go into the package, or an empty string if they can."""
    if len({item.prompt for item in new}) < len(new):
        return "two of its parts have the same prompt"
    for item in new:
        if item.prompt in earlier:
            return f"it has the same prompt as {earlier[item.prompt].id}"
        try:
            CanvasQuiz(item.written(), config=Config())
        except Text2qtiError as error:
            return str(error).splitlines()[-1]
    return ""


def _zipped(quiz: Quiz, items: list[Item]) -> bytes:
    head = f"Quiz title: {quiz.course} {quiz.numbered_title}\n\n"
    canvas = CanvasQuiz(head + "\n".join(map(Item.written, items)), config=Config())
    # The ids depend only on names, so that importing again replaces the same questions.
    canvas.id = _stable_id(quiz.lesson)
    for made, item in zip(canvas.questions_and_delims, items, strict=True):
        made.id = _stable_id(f"{quiz.lesson}/{item.id}")
    return bytes(QTI(canvas).zip_bytes())


def _stable_id(name: str) -> str:
    return sha256(f"focus-on-customers/{name}".encode()).hexdigest()


def _block(html: str) -> str:
    """Wrap HTML so that Markdown leaves it unchanged."""
    return f"<div>{html.translate(RESERVED)}</div>"


def _option_lines(options: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Return the options: a marker, ``*a)`` or ``[*]`` if right, then the HTML and the reason."""
    lines = []
    for sign, html, because in options:
        lines.append(f"{sign} {html.translate(RESERVED)}")
        lines += [f"... {_block(paragraph(because))}"] if because else []
    return tuple(lines)


@singledispatch
def in_canvas(question: AnyQuestion) -> InCanvas:
    """Return what a question becomes in Canvas; unknown kinds become essays."""
    feedback = solution_html(question.solution()) + paragraph(question.explanation)
    item = Item(question.id, paragraph(question.prompt), ("____",), feedback)
    return (item,), (AS_ESSAY,)


@in_canvas.register
def _choice(question: ChoiceQuestion) -> InCanvas:
    right, wrong = ("[*]", "[ ]") if question.kind == "several" else ("*a)", "a)")
    # text2qti recognises true and false by the plain words.
    write = str if question.kind == "truefalse" else paragraph
    lines = _option_lines(
        (right if option.correct else wrong, write(option.text), option.because)
        for option in question.options
    )
    prompt, feedback = paragraph(question.prompt), paragraph(question.explanation)
    return (Item(question.id, prompt, lines, feedback),), ()


@in_canvas.register
def _number(question: NumberQuestion) -> InCanvas:
    low, high = question.answer - question.tolerance, question.answer + question.tolerance
    kept_low, kept_high = _kept(low, -1), _kept(high, 1)
    whole = low == high == kept_low and low.is_integer()
    bounds = f"[{plain_number(kept_low)}, {plain_number(kept_high)}]"
    task = f"<p><i>{inline(question.instruction)}</i></p>"
    item = Item(
        question.id,
        paragraph(question.prompt) + task,
        (f"= {plain_number(question.answer) if whole else bounds}",),
        paragraph(question.explanation),
        paragraph(question.because),
        mistakes((plain_number(one.value), one.because) for one in question.mistakes),
    )
    changed = max(abs(kept_low - low), abs(kept_high - high)) > 1e-9
    rounded = [ROUNDED.format(plain_number(kept_low), plain_number(kept_high))] * changed
    return (item,), (*rounded, *([SHARED] if question.mistakes else []))


def _kept(bound: float, outwards: int) -> float:
    """Round a bound to the precision of the package, but never to zero."""
    rounded = round(bound, 4)
    return rounded if abs(rounded) >= SMALLEST else outwards * SMALLEST


@in_canvas.register
def _blanks(question: BlanksQuestion) -> InCanvas:
    items = tuple(
        Item(
            part_id(question, number, len(question.blanks)),
            gap_prompt(question, blank, "<b>________</b>"),
            tuple(f"* {form}" for form in accepted(blank)),
            paragraph(question.explanation),
            paragraph(blank.because),
            mistakes((one.text, one.because) for one in blank.mistakes),
        )
        for number, blank in enumerate(question.blanks, start=1)
    )
    split = [SPLIT.format(ONE_GAP)] if len(items) > 1 else []
    shared = [SHARED] if any(blank.mistakes for blank in question.blanks) else []
    return items, (*split, *shared)


@in_canvas.register
def _assigning(question: AssigningQuestion) -> InCanvas:
    is_sorting = isinstance(question, CategorisingQuestion)
    ask = "Which category?" if is_sorting else "Which text matches this term?"
    asked = [
        (
            f"{ask} {row.text}",
            question.answers[row.id],
            {one.id: question.reason_against(row.id, one.id) for one in question.choices}
            | {question.answers[row.id]: question.reasons[row.id]},
        )
        for row in question.rows
    ]
    choices = [(choice.id, choice.text) for choice in question.choices]
    return _chosen(question, asked, choices, ONE_ENTRY if is_sorting else ONE_PAIR)


@in_canvas.register
def _ordering(question: OrderingQuestion) -> InCanvas:
    places = [str(place) for place in range(1, len(question.steps) + 1)]
    asked = [
        (f"In which place does this step come? {step.text}", place, _by_place(question, number))
        for number, (place, step) in enumerate(zip(places, question.steps, strict=True))
    ]
    return _chosen(question, asked, [(place, place) for place in places], ONE_PLACE)


def _by_place(question: OrderingQuestion, number: int) -> dict[str, str]:
    """Return what is said about a step, counted from 0, in each of the places."""
    step, *later = question.steps[number:]
    early, late = step.if_too_early, f"{LATE} {later[0].if_too_early}" if later else ""
    said = [early] * number + [step.because] + [late] * len(later)
    return {str(place): reason for place, reason in enumerate(said, start=1)}


def _chosen(
    question: AnyQuestion,
    asked: list[tuple[str, str, dict[str, str]]],
    choices: list[tuple[str, str]],
    how: str,
) -> InCanvas:
    """Ask one choice question per part: its text, the right choice, and the reasons by choice."""
    items = tuple(
        Item(
            part_id(question, number, len(asked)),
            paragraph(question.prompt) + paragraph(what),
            _option_lines(
                ("*a)" if each == right else "a)", paragraph(text), because.get(each, ""))
                for each, text in choices
            ),
            paragraph(question.explanation),
        )
        for number, (what, right, because) in enumerate(asked, start=1)
    )
    return items, (SPLIT.format(how),)
