"""How Moodle is asked each kind of question: as one of its own kinds, or as the nearest."""

from __future__ import annotations

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
from grading_helpers.instructor.exports.gift_blocks import (
    GAP,
    Block,
    Held,
    block_of,
    escaped,
    html_of,
)
from grading_helpers.instructor.exports.markup import (
    bullets,
    paragraph,
    reasoned,
    solution,
    with_gaps,
)
from grading_helpers.instructor.exports.parts import accepted, instruction, one_line, plain_number

# Moodle takes no other shares than those of a fixed list; below a tenth it holds no fraction.
MOST_RIGHT_OPTIONS = 10
LONGEST_PARTNER = 255

IN_PARTS = "marked in parts: some of the right options earn a share, a wrong one costs it all"
TOO_MANY_RIGHT = f"left out: Moodle shares a mark among {MOST_RIGHT_OPTIONS} options at most"
TOO_LONG = f"left out: Moodle cuts partners after {LONGEST_PARTNER} characters"
AS_MATCHING = "now a matching question, marked by the share of right partners"
AS_ESSAY = "now an essay, which somebody must mark; the answer is in its general feedback"
SPLIT = "split into short answers of one mark each: GIFT has no sentence with several gaps"

ASSIGN = {
    "matching": "Choose a partner for each.",
    "categorising": "Choose a category for each.",
    "ordering": "Choose the place of each step.",
}


@singledispatch
def held(question: BankQuestion) -> Held:
    """Return what GIFT holds of a question of any kind.

    Raises
    ------
    TypeError
        If nobody has said how a question of this kind is asked in Moodle.
    """
    raise TypeError(f"GIFT is not made for a question of kind {question.kind!r}.")


@held.register
def _choice(question: ChoiceQuestion) -> Held:
    if question.kind == "truefalse":
        return Held((block_of(question, [_true_or_false(question)]),))
    if question.kind == "single":
        marks = {True: "=", False: "~"}
        return Held((block_of(question, _options(question, marks)),))
    count = sum(option.correct for option in question.options)
    if count > MOST_RIGHT_OPTIONS:
        return Held((), (TOO_MANY_RIGHT,))
    share = plain_number(round(100 / count, 5))
    marks = {True: f"~%{share}%", False: "~%-100%"}
    return Held((block_of(question, _options(question, marks)),), (IN_PARTS,))


def _options(question: ChoiceQuestion, marks: dict[bool, str]) -> list[str]:
    return [
        f"{marks[option.correct]}{html_of(option.text)}#{html_of(option.because)}"
        for option in question.options
    ]


def _true_or_false(question: ChoiceQuestion) -> str:
    """Give the answer, then the reason for those who are wrong, then for those who are right."""
    right = next(option for option in question.options if option.correct)
    wrong = next(option for option in question.options if not option.correct)
    return f"{right.id.upper()}#{html_of(wrong.because)}#{html_of(right.because)}"


@held.register
def _number(question: NumberQuestion) -> Held:
    margin = plain_number(question.tolerance)
    told = [(100, question.answer, question.because)]
    told += [(0, one.value, one.because) for one in question.mistakes]
    answers = [
        f"=%{share}%{plain_number(value)}:{margin}#{html_of(because)}"
        for share, value, because in told
    ]
    answers[0] = f"#{answers[0]}"
    unit = " Leave the unit out." if question.unit else ""
    return Held((block_of(question, answers, f"{instruction(question)}{unit}"),))


@held.register
def _blanks(question: BlanksQuestion) -> Held:
    blanks = question.blanks
    blocks = tuple(_gap(question, place) for place in range(len(blanks)))
    return Held(blocks, (SPLIT,) if len(blanks) > 1 else ())


def _gap(question: BlanksQuestion, place: int) -> Block:
    """Ask for one blank; the others are shown as gaps with their number."""
    gaps = {blank.id: f"[gap {number}]" for number, blank in enumerate(question.blanks, start=1)}
    blank = question.blanks[place]
    sentence = with_gaps(question.text, gaps | {blank.id: GAP})
    return Block(
        question.id if len(gaps) == 1 else f"{question.id}.{place + 1}",
        f"{paragraph(question.prompt)}<p>{sentence}</p>",
        tuple(_forms(blank)),
        paragraph(question.explanation),
    )


def _forms(blank: BankBlank) -> list[str]:
    right = [f"=%100%{_plain_answer(form)}#{html_of(blank.because)}" for form in accepted(blank)]
    wrong = [
        f"=%0%{_plain_answer(one_line(one.text))}#{html_of(one.because)}" for one in blank.mistakes
    ]
    return right + wrong


def _plain_answer(form: str) -> str:
    """Write what students type. An asterisk would stand for anything, a bracket for a format."""
    literal = form.replace("*", r"\*")
    return escaped(f"[plain]{literal}" if literal.startswith("[") else literal)


@held.register
def _matching(question: MatchingQuestion) -> Held:
    pairs = [(pair.left, pair.right) for pair in question.pairs]
    spare = [("", one.text) for one in question.distractors]
    reasons = [(f"{pair.left} → {pair.right}", pair.because) for pair in question.pairs]
    reasons += [(one.text, one.because) for one in question.distractors]
    return _assigned(question, [*pairs, *spare], reasons, ())


@held.register
def _categorising(question: CategorisingQuestion) -> Held:
    names = {category.id: category.text for category in question.categories}
    used = {entry.category for entry in question.entries}
    pairs = [(entry.text, names[entry.category]) for entry in question.entries]
    spare = [("", text) for each, text in names.items() if each not in used]
    reasons = [(f"{one.text} → {names[one.category]}", one.because) for one in question.entries]
    return _assigned(question, [*pairs, *spare], reasons, (AS_MATCHING,))


@held.register
def _ordering(question: OrderingQuestion) -> Held:
    places = list(enumerate(question.steps, start=1))
    pairs = [(step.text, str(place)) for place, step in places]
    reasons = [(f"{place}. {step.text}", step.because) for place, step in places]
    return _assigned(question, pairs, reasons, (AS_MATCHING,))


def _assigned(
    question: BankQuestion,
    pairs: list[tuple[str, str]],
    reasons: list[tuple[str, str]],
    remarks: tuple[str, ...],
) -> Held:
    """Ask for the partner of each; the reasons go into the general feedback, for want of better."""
    partners = [(left, _plain_partner(right)) for left, right in pairs]
    if any(len(right) > LONGEST_PARTNER for _, right in partners):
        return Held((), (TOO_LONG,))
    answers = [f"={html_of(left) if left else ''} -> {escaped(right)}" for left, right in partners]
    block = block_of(question, answers, ASSIGN[question.kind])
    why = bullets(reasoned(about, because) for about, because in reasons)
    return Held((Block(block.id, block.text, block.answers, why + block.feedback),), remarks)


def _plain_partner(text: str) -> str:
    """Write what stands in a list to choose from, which knows no formatting but entities."""
    return escape(one_line(text).replace("`", ""), quote=False)


@held.register(FlashcardQuestion)
@held.register(OpenQuestion)
def _essay(question: FlashcardQuestion | OpenQuestion) -> Held:
    block = block_of(question, [], "Write your answer.")
    feedback = solution(question) + block.feedback
    return Held((Block(block.id, block.text, (), feedback),), (AS_ESSAY,))
