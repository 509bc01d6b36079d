"""A text file in the GIFT format, which Moodle imports.

Texts are escaped as HTML, and so are the characters that are special in GIFT. A kind of question
that Moodle does not have becomes the most similar one, or else an essay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatch
from html import escape

from grading_helpers.instructor.exports.common import (
    Change,
    Export,
    Quiz,
    accepted,
    joined_lines,
    part_id,
)
from grading_helpers.instructor.exports.markup import (
    bullets,
    gap_prompt,
    inline,
    paragraph,
    reasoned,
    solution_html,
)
from grading_helpers.questions.kinds.blanks import Blank, BlanksQuestion
from grading_helpers.questions.kinds.categorising import CategorisingQuestion
from grading_helpers.questions.kinds.choice import ChoiceQuestion
from grading_helpers.questions.kinds.matching import AssigningQuestion
from grading_helpers.questions.kinds.number import NumberQuestion
from grading_helpers.questions.kinds.ordering import OrderingQuestion
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.text_matching import plain_number
from grading_helpers.questions.wording import without_marks

RESERVED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})
# Marks the place in a sentence where the answers go.
GAP = "\0"
# Moodle accepts only fractions from a fixed list, with no suitable one below a tenth.
MOST_RIGHT_OPTIONS = 10
LONGEST_PARTNER = 255

NO_HINTS = "the hints are left out: GIFT has no place for them"
IN_PARTS = "marked in parts: each right option earns a share, a wrong one costs everything"
TOO_MANY_RIGHT = f"left out: Moodle shares a mark among at most {MOST_RIGHT_OPTIONS} options"
TOO_LONG = f"left out: Moodle cuts partners after {LONGEST_PARTNER} characters"
AS_MATCHING = "now a matching question, marked by the share of right partners"
AS_ESSAY = "now an essay, which somebody must mark; the answer is in its general feedback"
SPLIT = "split into short answers of one mark each: GIFT allows only one gap per question"


@dataclass(frozen=True)
class GiftQuestion:
    """A Moodle question: its text, the content of its braces, and its general feedback."""

    id: str
    text: str
    answers: tuple[str, ...]
    feedback: str

    def written(self, concept: str) -> str:
        """Return the question in GIFT syntax."""
        before, _, after = escaped(self.text).partition(GAP)
        answers = "".join(f"\t{answer}\n" for answer in self.answers)
        return (
            f"// [id:{self.id}] [tag:{concept}]\n"
            f"::{self.id}::[html]{before}{{\n{answers}\t####{escaped(self.feedback)}\n}}{after}\n"
        )


# The Moodle questions made from one of ours, and the changes.
InGift = tuple[tuple[GiftQuestion, ...], tuple[str, ...]]


def gift_text(quiz: Quiz) -> Export:
    """Write a lesson's questions in GIFT, in a separate category.

    Hints are left out. A question with several gaps is split, and a kind that Moodle does not have
    becomes the most similar one; both are listed among the changes.
    """
    category = f"{quiz.course}/{quiz.numbered_title.replace('/', '//')}"
    written, changes = [f"$CATEGORY: {category}\n"], list[Change]()
    for question in quiz.questions:
        made, changed = in_gift(question)
        written += [each.written(question.concept) for each in made]
        hints = (NO_HINTS,) if question.hints and made else ()
        changes += [Change(question.id, what) for what in (*changed, *hints)]
    return Export("\n".join(written).encode(), tuple(changes))


def escaped(text: str) -> str:
    r"""Escape the characters that are special in GIFT.

    Examples
    --------
    >>> print(escaped("a=b {c} ~10%: #1"))
    a\=b \{c\} \~10%\: \#1
    """
    return text.translate(RESERVED)


def _html(text: str) -> str:
    return escaped(paragraph(text))


def _whole(question: AnyQuestion, answers: Iterable[str], task: str = "") -> GiftQuestion:
    """Export a question as one Moodle question, with the task below its prompt."""
    text = paragraph(question.prompt) + (f"<p><i>{inline(task)}</i></p>" if task else "")
    return GiftQuestion(question.id, text, tuple(answers), paragraph(question.explanation))


@singledispatch
def in_gift(question: AnyQuestion) -> InGift:
    """Return a question in GIFT; a kind that GIFT lacks becomes an essay."""
    essay = _whole(question, [], "Write your answer.")
    feedback = solution_html(question.solution()) + essay.feedback
    return (replace(essay, feedback=feedback),), (AS_ESSAY,)


@in_gift.register
def _choice(question: ChoiceQuestion) -> InGift:
    if question.kind == "truefalse":
        return (_whole(question, [_true_or_false(question)]),), ()
    if question.kind == "single":
        return (_whole(question, _options(question, "=", "~")),), ()
    count = len(question.correct)
    if count > MOST_RIGHT_OPTIONS:
        return (), (TOO_MANY_RIGHT,)
    share = plain_number(round(100 / count, 5))
    return (_whole(question, _options(question, f"~%{share}%", "~%-100%")),), (IN_PARTS,)


def _options(question: ChoiceQuestion, right: str, wrong: str) -> list[str]:
    return [
        f"{right if option.correct else wrong}{_html(option.text)}#{_html(option.because)}"
        for option in question.options
    ]


def _true_or_false(question: ChoiceQuestion) -> str:
    """Return the answer, then the feedback if wrong, then the feedback if right."""
    right = next(option for option in question.options if option.correct)
    wrong = next(option for option in question.options if not option.correct)
    return f"{right.id.upper()}#{_html(wrong.because)}#{_html(right.because)}"


@in_gift.register
def _number(question: NumberQuestion) -> InGift:
    margin = plain_number(question.tolerance)
    values = [(100, question.answer, question.because)]
    values += [(0, one.value, one.because) for one in question.mistakes]
    answers = [
        f"=%{share}%{plain_number(value)}:{margin}#{_html(because)}"
        for share, value, because in values
    ]
    answers[0] = f"#{answers[0]}"
    unit = " Leave the unit out." if question.unit else ""
    return (_whole(question, answers, f"{question.instruction}{unit}"),), ()


@in_gift.register
def _blanks(question: BlanksQuestion) -> InGift:
    made = tuple(
        GiftQuestion(
            part_id(question, number, len(question.blanks)),
            gap_prompt(question, blank, GAP),
            tuple(_forms(blank)),
            paragraph(question.explanation),
        )
        for number, blank in enumerate(question.blanks, start=1)
    )
    return made, (SPLIT,) if len(made) > 1 else ()


def _forms(blank: Blank) -> list[str]:
    right = [f"=%100%{_plain_answer(form)}#{_html(blank.because)}" for form in accepted(blank)]
    wrong = [
        f"=%0%{_plain_answer(joined_lines(mistake.text))}#{_html(mistake.because)}"
        for mistake in blank.mistakes
    ]
    return right + wrong


def _plain_answer(form: str) -> str:
    """Escape an expected answer: `*` is a wildcard in Moodle, and `[` would start a format."""
    literal = form.replace("*", r"\*")
    return escaped(f"[plain]{literal}" if literal.startswith("[") else literal)


@in_gift.register
def _assigning(question: AssigningQuestion) -> InGift:
    names = {choice.id: choice.text for choice in question.choices}
    pairs = [(row.text, names[question.answers[row.id]]) for row in question.rows]
    unused = names.keys() - set(question.answers.values())
    spare = [("", text) for choice, text in names.items() if choice in unused]
    reasons = [
        (f"{row.text} → {names[question.answers[row.id]]}", question.reasons[row.id])
        for row in question.rows
    ]
    reasons += [
        (f"{row.text}, not {names[choice]}", because)
        for row in question.rows
        for choice, because in question.against[row.id].items()
    ]
    reasons += [
        (names[choice] if choice in question.lures else f"{names[choice]}, misplaced", because)
        for choice, because in question.misplaced.items()
    ]
    is_sorting = isinstance(question, CategorisingQuestion)
    task = f"Choose {'a category' if is_sorting else 'the matching text'} for each."
    return _partners(question, [*pairs, *spare], reasons, task, (AS_MATCHING,) * is_sorting)


@in_gift.register
def _ordering(question: OrderingQuestion) -> InGift:
    places = list(enumerate(question.steps, start=1))
    pairs = [(step.text, str(place)) for place, step in places]
    reasons = [(f"{place}. {step.text}", step.because) for place, step in places]
    reasons += [(f"{step.text}, too early", step.if_too_early) for step in question.steps[1:]]
    return _partners(question, pairs, reasons, "Choose the place of each step.", (AS_MATCHING,))


def _partners(
    question: AnyQuestion,
    pairs: list[tuple[str, str]],
    reasons: list[tuple[str, str]],
    task: str,
    changes: tuple[str, ...],
) -> InGift:
    """Ask for the partner of each item; only the general feedback has room for the reasons."""
    partners = [(left, _plain_partner(right)) for left, right in pairs]
    if any(len(right) > LONGEST_PARTNER for _, right in partners):
        return (), (TOO_LONG,)
    answers = [f"={_html(left) if left else ''} -> {escaped(right)}" for left, right in partners]
    made = _whole(question, answers, task)
    why = bullets(reasoned(about, because) for about, because in reasons)
    return (replace(made, feedback=why + made.feedback),), changes


def _plain_partner(text: str) -> str:
    """Return an item of a drop-down list, which supports entities but no other formatting."""
    return escape(joined_lines(without_marks(text)), quote=False)
