"""What every export shares: its input, its outcome, and how texts and numbers are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch
from hashlib import sha256
from string import ascii_uppercase

from grading_helpers.instructor.authoring.bank_models import (
    BankBlank,
    BankQuestion,
    BlanksQuestion,
    MatchingQuestion,
    NumberQuestion,
)

COURSE = "Focus on Customers"
LETTERS = ascii_uppercase

# No XML and no page may hold these, even escaped.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Where two words meet: learning platforms compare letter by letter, the course does not.
_JOINT = re.compile(r"(?<=[^\W\d_])[-‐‑– ](?=[^\W\d_])")

_INSTRUCTIONS = {
    "single": "Choose one.",
    "several": "Choose all that apply.",
    "truefalse": "True or false?",
    "ordering": "Number the steps in their order.",
    "categorising": "Give each entry its category.",
    "flashcard": "Recall the answer.",
    "open": "Write your answer, then compare it. Nobody marks it.",
}


@dataclass(frozen=True)
class Quiz:
    """The questions of a lesson, with the lesson's name and title."""

    lesson: str
    title: str
    questions: tuple[BankQuestion, ...]

    @property
    def numbered_title(self) -> str:
        """The title behind the number of the lesson, so that lessons sort in reading order."""
        return f"{self.lesson.split('_')[0]} {one_line(self.title)}"


@dataclass(frozen=True)
class Remark:
    """What a format cannot hold of a question, or holds otherwise."""

    question: str
    what: str


@dataclass(frozen=True)
class Export:
    """The bytes of a file, and what was left out or changed on the way into it."""

    content: bytes
    remarks: tuple[Remark, ...]


def mixed(question_id: str, parts: Iterable[str]) -> list[str]:
    """Return ids of parts in an order that is always the same and never the author's.

    Parameters
    ----------
    question_id : str
        By which the order is chosen.
    parts : iterable of str
        The ids in the author's order.

    Examples
    --------
    >>> mixed("letters", "abcd")
    ['d', 'c', 'b', 'a']
    """
    given = list(parts)
    order = sorted(given, key=lambda part: sha256(f"{question_id}/{part}".encode()).digest())
    return order[1:] + order[:1] if order == given else order


def cleaned(text: str) -> str:
    r"""Return a text without control characters and without blanks around its lines.

    Examples
    --------
    >>> cleaned(" one \r\n two\x00 ")
    'one\ntwo'
    """
    return "\n".join(line.strip() for line in _UNPRINTABLE.sub("", text).splitlines()).strip()


def one_line(text: str) -> str:
    """Return a text with its lines joined."""
    return " ".join(cleaned(text).split("\n"))


def plain_number(value: float) -> str:
    """Write a number out, without an exponent and without needless zeros.

    Examples
    --------
    >>> plain_number(62.5), plain_number(-3.0), plain_number(1e6), plain_number(1e-05)
    ('62.5', '-3', '1000000', '0.00001')
    """
    digits = format(Decimal(repr(float(value))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def spellings(form: str) -> tuple[str, ...]:
    """Return a form as it stands, and with its words joined in other ways.

    Examples
    --------
    >>> spellings("word-of-mouth")
    ('word-of-mouth', 'word of mouth', 'wordofmouth')
    """
    return tuple(dict.fromkeys([form, *(_JOINT.sub(joint, form) for joint in ("-", " ", ""))]))


def accepted(blank: BankBlank) -> tuple[str, ...]:
    """Return all spellings that fill a blank, for a platform that ignores nothing but case."""
    found: dict[str, str] = {}
    for spelling in (each for form in blank.accept for each in spellings(one_line(form))):
        found.setdefault(spelling.casefold(), spelling)
    return tuple(found.values())


@singledispatch
def instruction(question: BankQuestion) -> str:
    """Say what to do with a question, in words that hold on paper, too.

    Examples
    --------
    >>> from grading_helpers.instructor.authoring.bank_models import ANY_QUESTION
    >>> common = {"concept": "metric.csat", "prompt": "?", "because": ".", "explanation": "."}
    >>> half = {"id": "half", "kind": "number", "answer": 50, "unit": "%", "tolerance": 0.5}
    >>> instruction(ANY_QUESTION.validate_python(common | half))
    'Write a number in %, right to within 0.5.'
    """
    return _INSTRUCTIONS[question.kind]


@instruction.register
def _for_number(question: NumberQuestion) -> str:
    whole = question.tolerance == 0 and question.answer.is_integer()
    unit = f" in {question.unit}" if question.unit else ""
    margin = f", right to within {plain_number(question.tolerance)}" if question.tolerance else ""
    return f"Write a {'whole ' if whole else ''}number{unit}{margin}."


@instruction.register
def _for_blanks(question: BlanksQuestion) -> str:
    return "Fill the gaps." if len(question.blanks) > 1 else "Fill the gap."


@instruction.register
def _for_matching(question: MatchingQuestion) -> str:
    spare = " Not every letter is needed." if question.distractors else ""
    return f"Give each term the letter of its partner.{spare}"
