"""Quizzes to export: of a lesson, of every kind of question, and with hostile texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from grading_helpers.instructor.authoring.bank import bank_schema
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.exports.command import quiz_of
from grading_helpers.instructor.exports.common import Quiz
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.text_matching import BLANK

# Everything that has a special meaning in some format, over two lines.
HOSTILE = (
    "<script>alert('1')</script> </div> =~#{}: -> \\ \\n \"quoted\" `a < b` &amp; %50%"
    "\n// $x$ **b** _i_ [html] {{c1::x}} [sound:x.mp3] ::Grüße:: TRUE ____ "
    "1. *a) [*] ... CDATA ]]> &&058;"
)

BANK = Path(__file__).with_name("every_kind.yml")
RECORDS: list[dict[str, Any]] = yaml.safe_load(BANK.read_text("utf-8"))["questions"]

PARTS = ("options", "pairs", "distractors", "steps", "categories", "entries")

# What students type: a platform compares it letter by letter, so it is one line.
TYPED = '* =~#:\\ "Grüße" & [html] $1 {x}'


def quiz_from(records: list[dict[str, Any]]) -> Quiz:
    """Read records as questions of a bank."""
    questions = tuple(bank_schema().validate_python(record) for record in records)
    return Quiz("Focus on Customers", "09_every_kind", "Every kind: one of each / all", questions)


def spoiled(part: Any, key: str = "", kind: str = "") -> Any:
    """Append the hostile text to every free text of a record."""
    if isinstance(part, dict):
        kind = kind or part.get("kind", "")
        return {name: spoiled(value, name, kind) for name, value in part.items()}
    if isinstance(part, list):
        return [spoiled(value, key, kind) for value in part]
    if not isinstance(part, str) or key in {"id", "kind", "concept", "category"}:
        return part
    if kind == "truefalse" and key == "text":
        return part
    if kind == "blanks" and key in {"accept", "text"}:
        safe = (
            TYPED if key == "accept" or "{" not in part else HOSTILE.translate({123: "", 125: ""})
        )
        return f"{part} {safe}"
    return f"{part} {HOSTILE}"


# `code` and *emphasis*, which every format draws in its own way.
MARKS = re.compile(r"`([^`]+)`|\*(?=\S)([^*]*[^*\s])\*")


def on_one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def without_marks(text: str) -> str:
    """Return a text of a bank as a reader sees it."""
    return on_one_line(MARKS.sub(lambda mark: mark[1] or mark[2], text))


def strings(part: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a record with the name of its field."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from strings(value, name)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from strings(value, key)
    elif isinstance(part, str):
        yield key, part


class Shown(HTMLParser):
    """The text of a page, with a blank where an element begins or ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces += [" "] * (tag in {"br", "p", "li", "td", "th", "h2", "h3"})

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


@pytest.fixture(scope="session")
def shown() -> Callable[[str], str]:
    """A function that returns the words that HTML shows."""
    return lambda html: on_one_line("".join(Shown(html).pieces))


@pytest.fixture(scope="session")
def asked() -> Callable[[AnyQuestion], list[str]]:
    """A function that returns every text that a question shows before it is answered."""

    def texts(question: AnyQuestion) -> list[str]:
        data = asdict(question)
        parts = [part for name in PARTS for part in data.get(name, ())]
        found = [part[key] for part in parts for key in ("text", "left", "right") if key in part]
        pieces = BLANK.split(data["text"])[::2] if question.kind == "blanks" else []
        return [without_marks(text) for text in (question.prompt, *found, *pieces)]

    return texts


@pytest.fixture(scope="session")
def told() -> Callable[[AnyQuestion], list[str]]:
    """A function that returns every text that a question shows only after an answer."""

    def texts(question: AnyQuestion) -> list[str]:
        fields = {"because", "explanation", "back", "points", "accept"}
        return [without_marks(text) for key, text in strings(asdict(question)) if key in fields]

    return texts


@pytest.fixture(scope="session")
def make_quiz() -> Callable[..., Quiz]:
    """A function that makes a quiz of records written as in a bank."""

    def make(*records: dict[str, Any]) -> Quiz:
        common = {"concept": "metric.csat", "prompt": "What?", "explanation": "So it is."}
        return quiz_from([common | record for record in records])

    return make


@pytest.fixture(scope="session")
def rater_quiz(rater: ReadLesson) -> Quiz:
    """The questions of the lesson on service quality."""
    return quiz_of(rater)


@pytest.fixture(scope="session")
def every_kind() -> Quiz:
    """One question of every kind, in plain words."""
    return quiz_from(RECORDS)


@pytest.fixture(scope="session")
def hostile() -> Quiz:
    """One question of every kind, with everything in each text that could break a format."""
    return quiz_from(spoiled(RECORDS))


@pytest.fixture(params=["rater_quiz", "every_kind", "hostile"])
def quiz(request: pytest.FixtureRequest) -> Quiz:
    """Each of the three quizzes in turn."""
    found: Quiz = request.getfixturevalue(request.param)
    return found
