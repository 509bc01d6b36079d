"""A printable sheet: one self-contained HTML file, with or without the answers."""

from __future__ import annotations

from html import escape
from pathlib import Path

from grading_helpers.instructor.exports.common import Change, Export, Quiz, joined_lines
from grading_helpers.instructor.exports.markup import (
    inline,
    lettered,
    numbered,
    sentence,
    solution_html,
)
from grading_helpers.questions.layout import Block, Grid, Labelled, Lettered, Room, Sentence
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.wording import grid_html

NO_HINTS = "the hints are left out; they are in the version with answers"

# A line to write on; screen readers read its name.
GAP = '<span class="gap"><span class="unseen">({})</span></span>'

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
    """Make a sheet with the questions and without the answers."""
    changes = tuple(Change(one.id, NO_HINTS) for one in quiz.questions if one.hints)
    return Export(_page(quiz, quiz.title, _questions(quiz)), changes)


def answer_sheet(quiz: Quiz) -> Export:
    """Make a sheet with the questions, followed by the answers on a new page."""
    key = "\n".join(_answer(place, one) for place, one in enumerate(quiz.questions, start=1))
    answers = f'<section class="key" aria-labelledby="key"><h2 id="key">Answers</h2>\n{key}\n'
    body = f"{_questions(quiz)}\n{answers}</section>"
    return Export(_page(quiz, f"{quiz.title} (with answers)", body), ())


def _page(quiz: Quiz, title: str, body: str) -> bytes:
    page = PAGE.format(
        title=escape(joined_lines(title)),
        style=Path(__file__).with_name("sheet.css").read_text("utf-8"),
        course=quiz.course,
        heading=inline(quiz.title),
        body=body,
    )
    return page.encode()


def _questions(quiz: Quiz) -> str:
    return "\n".join(_question(place, one) for place, one in enumerate(quiz.questions, start=1))


def _question(place: int, question: AnyQuestion) -> str:
    return (
        f'<article class="question" aria-labelledby="q{place}">\n'
        f'<h2 id="q{place}"><span class="number">{place}</span> {inline(question.prompt)}</h2>\n'
        f'<p class="instruction">{inline(question.instruction_on_paper)}</p>\n'
        f"{_task(question)}\n</article>"
    )


def _answer(place: int, question: AnyQuestion) -> str:
    solution = solution_html(question.solution())
    hints = "<p>Hints:</p>" + numbered(map(inline, question.hints)) if question.hints else ""
    return (
        f'<article class="answer" aria-labelledby="a{place}">\n'
        f'<h3 id="a{place}"><span class="number">{place}</span> {inline(question.prompt)}</h3>\n'
        f'{solution}<p class="explanation">{inline(question.explanation)}</p>{hints}\n'
        "</article>"
    )


def _task(question: AnyQuestion) -> str:
    """Return the part to fill in, or lines to write on if the question has none."""
    return "".join(map(_drawn, question.layout())) or _lines(2)


def _drawn(block: Block) -> str:
    match block:
        case Lettered(texts):
            return lettered(texts)
        case Labelled():
            return _table(block)
        case Sentence(pieces):
            return f'<p class="sentence">{sentence(pieces, GAP)}</p>'
        case Grid():
            return grid_html(block)
        case Room():
            return _lines(6)


def _table(block: Labelled) -> str:
    """Return a table with an empty cell beside each text."""
    rows = "".join(f'<tr><th scope="row">{inline(text)}</th><td></td></tr>' for text in block.texts)
    head = f'<tr><th scope="col">{block.given}</th><th scope="col">{block.wanted}</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _lines(count: int) -> str:
    lines = '<div class="line"></div>' * count
    return f'<div class="lines"><span class="unseen">Room for an answer.</span>{lines}</div>'
