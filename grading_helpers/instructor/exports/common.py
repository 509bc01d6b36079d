"""What all exports share: their input and output, and how texts are cleaned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grading_helpers.questions.kinds.blanks import Blank
from grading_helpers.questions.question import AnyQuestion

# Characters that XML and HTML do not allow, even escaped.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Where two words meet. Learning platforms compare every character; the course does not.
_JOINT = re.compile(r"(?<=[^\W\d_])[-‐‑– ](?=[^\W\d_])")


@dataclass(frozen=True)
class Quiz:
    """The questions of a lesson, with the course's title and the lesson's name and title."""

    course: str
    lesson: str
    title: str
    questions: tuple[AnyQuestion, ...]

    @property
    def numbered_title(self) -> str:
        """The lesson's number and title, so that lessons sort in reading order."""
        return f"{self.lesson.split('_')[0]} {joined_lines(self.title)}"


@dataclass(frozen=True)
class Change:
    """Something that a format cannot represent, or represents differently."""

    question: str
    what: str


@dataclass(frozen=True)
class Export:
    """The bytes of a file, and what was left out or changed."""

    content: bytes
    changes: tuple[Change, ...]


def part_id(question: AnyQuestion, number: int, count: int) -> str:
    """Return the id of a part, counted from 1; a question's only part has the question's id."""
    return question.id if count == 1 else f"{question.id}.{number}"


def cleaned(text: str) -> str:
    r"""Return a text without control characters, with each line stripped.

    Examples
    --------
    >>> cleaned(" one \r\n two\x00 ")
    'one\ntwo'
    """
    return "\n".join(line.strip() for line in _UNPRINTABLE.sub("", text).splitlines()).strip()


def joined_lines(text: str) -> str:
    """Return a text with its lines joined."""
    return " ".join(cleaned(text).split("\n"))


def spellings(form: str) -> tuple[str, ...]:
    """Return an accepted form, and the same with its words joined in other ways.

    Examples
    --------
    >>> spellings("word-of-mouth")
    ('word-of-mouth', 'word of mouth', 'wordofmouth')
    """
    return tuple(dict.fromkeys([form, *(_JOINT.sub(joint, form) for joint in ("-", " ", ""))]))


def accepted(blank: Blank) -> tuple[str, ...]:
    """Return all accepted spellings of a gap, for a platform that ignores only case."""
    found: dict[str, str] = {}
    for spelling in (each for form in blank.accept for each in spellings(joined_lines(form))):
        found.setdefault(spelling.casefold(), spelling)
    return tuple(found.values())
