"""A sheet to print: one HTML file that needs nothing else, with and without the answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from html import escape
from pathlib import Path

from grading_helpers.instructor.authoring.bank_models import (
    BankQuestion,
    BlanksQuestion,
    CategorisingQuestion,
    ChoiceQuestion,
    MatchingQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderingQuestion,
)
from grading_helpers.instructor.exports.markup import (
    inline,
    lettered,
    numbered,
    partners,
    solution,
    with_gaps,
)
from grading_helpers.instructor.exports.parts import (
    COURSE,
    Export,
    Quiz,
    Remark,
    instruction,
    mixed,
    one_line,
)

NO_HINTS = "the hints are left out; they are in the version with answers"

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<p class="course">{course}</p>
<h1>{heading}</h1>
<p class="fields"><span>Name</span><span>Date</span></p>
</header>
<main>
{body}
</main>
</body>
</html>
"""


def question_sheet(quiz: Quiz) -> Export:
    """Make a sheet that holds the questions and no answer."""
    remarks = tuple(Remark(one.id, NO_HINTS) for one in quiz.questions if one.hints)
    return Export(_page(quiz, quiz.title, _questions(quiz)), remarks)


def answer_sheet(quiz: Quiz) -> Export:
    """Make a sheet that holds the questions and, from a new page on, the answers."""
    key = "\n".join(_answer(place, one) for place, one in enumerate(quiz.questions, start=1))
    answers = f'<section class="key" aria-labelledby="key"><h2 id="key">Answers</h2>\n{key}\n'
    body = f"{_questions(quiz)}\n{answers}</section>"
    return Export(_page(quiz, f"{quiz.title} (with answers)", body), ())


def _page(quiz: Quiz, title: str, body: str) -> bytes:
    page = PAGE.format(
        title=escape(one_line(title)),
        style=Path(__file__).with_name("sheet.css").read_text("utf-8"),
        course=COURSE,
        heading=inline(quiz.title),
        body=body,
    )
    return page.encode()


def _questions(quiz: Quiz) -> str:
    return "\n".join(_question(place, one) for place, one in enumerate(quiz.questions, start=1))


def _question(place: int, question: BankQuestion) -> str:
    return (
        f'<article class="question" aria-labelledby="q{place}">\n'
        f'<h2 id="q{place}"><span class="number">{place}</span> {inline(question.prompt)}</h2>\n'
        f'<p class="instruction">{inline(instruction(question))}</p>\n'
        f"{_task(question)}\n</article>"
    )


def _answer(place: int, question: BankQuestion) -> str:
    hints = "<p>Hints:</p>" + numbered(map(inline, question.hints)) if question.hints else ""
    return (
        f'<article class="answer" aria-labelledby="a{place}">\n'
        f'<h3 id="a{place}"><span class="number">{place}</span> {inline(question.prompt)}</h3>\n'
        f'{solution(question)}<p class="explanation">{inline(question.explanation)}</p>{hints}\n'
        "</article>"
    )


@singledispatch
def _task(question: BankQuestion) -> str:
    """Return what is to be filled in; lines to write on, if nothing else is."""
    return _lines(2)


@_task.register
def _choice(question: ChoiceQuestion) -> str:
    return lettered(option.text for option in question.options)


@_task.register
def _number(question: NumberQuestion) -> str:
    return f"<p>{_gap('answer')} {inline(question.unit)}</p>"


@_task.register
def _blanks(question: BlanksQuestion) -> str:
    places = enumerate(question.blanks, start=1)
    gaps = {blank.id: _gap(f"gap {place}") for place, blank in places}
    return f'<p class="sentence">{with_gaps(question.text, gaps)}</p>'


@_task.register
def _matching(question: MatchingQuestion) -> str:
    table = _table("Term", "Letter", (pair.left for pair in question.pairs))
    return table + lettered(text for _, text in partners(question))


@_task.register
def _categorising(question: CategorisingQuestion) -> str:
    table = _table("Entry", "Category", (entry.text for entry in question.entries))
    return lettered(category.text for category in question.categories) + table


@_task.register
def _ordering(question: OrderingQuestion) -> str:
    texts = {step.id: step.text for step in question.steps}
    return _table("Step", "Place", (texts[each] for each in mixed(question.id, texts)))


def _table(given: str, wanted: str, texts: Iterable[str]) -> str:
    """Return a table with an empty cell beside each text."""
    rows = "".join(f'<tr><th scope="row">{inline(text)}</th><td></td></tr>' for text in texts)
    head = f'<tr><th scope="col">{given}</th><th scope="col">{wanted}</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


@_task.register
def _open(question: OpenQuestion) -> str:
    return _lines(6)


def _gap(name: str) -> str:
    """Draw a line to write on, which a screen reader names."""
    return f'<span class="gap"><span class="unseen">({name})</span></span>'


def _lines(count: int) -> str:
    lines = '<div class="line"></div>' * count
    return f'<div class="lines"><span class="unseen">Room for an answer.</span>{lines}</div>'
