"""A text file in the GIFT format, which Moodle imports.

Texts are HTML, so that nothing in them is taken for a tag; what GIFT uses itself is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from grading_helpers.instructor.exports.markup import (
    bullets,
    inline,
    paragraph,
    reasoned,
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
    one_line,
    plain_number,
)

RESERVED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})

# Moodle takes no other shares than those of a fixed list; below a tenth it holds no fraction.
MOST_RIGHT_OPTIONS = 10
LONGEST_PARTNER = 255
GAP = "\0"

NO_HINTS = "the hints are left out: GIFT has no place for them"
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


def gift_text(quiz: Quiz) -> Export:
    """Write a lesson's questions in GIFT, in a category of their own.

    Hints are left out, and a question with several gaps or of a kind that Moodle lacks becomes
    the nearest that there is; the remarks say so.
    """
    category = f"{COURSE}/{quiz.numbered_title.replace('/', '//')}"
    written, remarks = [f"$CATEGORY: {category}\n"], list[Remark]()
    for question in quiz.questions:
        held = _held(question)
        written += [block.written(question.concept) for block in held.blocks]
        hints = (NO_HINTS,) if question.hints and held.blocks else ()
        remarks += [Remark(question.id, what) for what in (*held.remarks, *hints)]
    return Export("\n".join(written).encode(), tuple(remarks))


def escaped(text: str) -> str:
    r"""Mark what GIFT would take for its own signs.

    Examples
    --------
    >>> print(escaped("a=b {c} ~10%: #1"))
    a\=b \{c\} \~10%\: \#1
    """
    return text.translate(RESERVED)


@singledispatch
def _held(question: BankQuestion) -> Held:
    raise TypeError(f"GIFT is not made for a question of kind {question.kind!r}.")


@_held.register
def _choice(question: ChoiceQuestion) -> Held:
    if question.kind == "truefalse":
        return Held((_block(question, [_true_or_false(question)]),))
    if question.kind == "single":
        marks = {True: "=", False: "~"}
        return Held((_block(question, _options(question, marks)),))
    count = sum(option.correct for option in question.options)
    if count > MOST_RIGHT_OPTIONS:
        return Held((), (TOO_MANY_RIGHT,))
    share = plain_number(round(100 / count, 5))
    marks = {True: f"~%{share}%", False: "~%-100%"}
    return Held((_block(question, _options(question, marks)),), (IN_PARTS,))


def _options(question: ChoiceQuestion, marks: dict[bool, str]) -> list[str]:
    return [
        f"{marks[option.correct]}{_html(option.text)}#{_html(option.because)}"
        for option in question.options
    ]


def _true_or_false(question: ChoiceQuestion) -> str:
    """Give the answer, then the reason for those who are wrong, then for those who are right."""
    right = next(option for option in question.options if option.correct)
    wrong = next(option for option in question.options if not option.correct)
    return f"{right.id.upper()}#{_html(wrong.because)}#{_html(right.because)}"


@_held.register
def _number(question: NumberQuestion) -> Held:
    margin = plain_number(question.tolerance)
    told = [(100, question.answer, question.because)]
    told += [(0, one.value, one.because) for one in question.mistakes]
    answers = [
        f"=%{share}%{plain_number(value)}:{margin}#{_html(because)}"
        for share, value, because in told
    ]
    answers[0] = f"#{answers[0]}"
    unit = " Leave the unit out." if question.unit else ""
    return Held((_block(question, answers, f"{instruction(question)}{unit}"),))


@_held.register
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
    right = [f"=%100%{_plain_answer(form)}#{_html(blank.because)}" for form in accepted(blank)]
    wrong = [
        f"=%0%{_plain_answer(one_line(one.text))}#{_html(one.because)}" for one in blank.mistakes
    ]
    return right + wrong


def _plain_answer(form: str) -> str:
    """Write what students type. An asterisk would stand for anything, a bracket for a format."""
    literal = form.replace("*", r"\*")
    return escaped(f"[plain]{literal}" if literal.startswith("[") else literal)


@_held.register
def _matching(question: MatchingQuestion) -> Held:
    pairs = [(pair.left, pair.right) for pair in question.pairs]
    spare = [("", one.text) for one in question.distractors]
    reasons = [(f"{pair.left} → {pair.right}", pair.because) for pair in question.pairs]
    reasons += [(one.text, one.because) for one in question.distractors]
    return _assigned(question, [*pairs, *spare], reasons, ())


@_held.register
def _categorising(question: CategorisingQuestion) -> Held:
    names = {category.id: category.text for category in question.categories}
    used = {entry.category for entry in question.entries}
    pairs = [(entry.text, names[entry.category]) for entry in question.entries]
    spare = [("", text) for each, text in names.items() if each not in used]
    reasons = [(f"{one.text} → {names[one.category]}", one.because) for one in question.entries]
    return _assigned(question, [*pairs, *spare], reasons, (AS_MATCHING,))


@_held.register
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
    answers = [f"={_html(left) if left else ''} -> {escaped(right)}" for left, right in partners]
    block = _block(question, answers, ASSIGN[question.kind])
    why = bullets(reasoned(about, because) for about, because in reasons)
    return Held((Block(block.id, block.text, block.answers, why + block.feedback),), remarks)


def _plain_partner(text: str) -> str:
    """Write what stands in a list to choose from, which knows no formatting but entities."""
    return escape(one_line(text).replace("`", ""), quote=False)


@_held.register(FlashcardQuestion)
@_held.register(OpenQuestion)
def _essay(question: FlashcardQuestion | OpenQuestion) -> Held:
    block = _block(question, [], "Write your answer.")
    feedback = solution(question) + block.feedback
    return Held((Block(block.id, block.text, (), feedback),), (AS_ESSAY,))


def _block(question: BankQuestion, answers: Iterable[str], task: str = "") -> Block:
    text = paragraph(question.prompt) + (f"<p><i>{inline(task)}</i></p>" if task else "")
    return Block(question.id, text, tuple(answers), paragraph(question.explanation))


def _html(text: str) -> str:
    return escaped(paragraph(text))
