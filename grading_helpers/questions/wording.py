"""Complete questions as plain text and as plain HTML.

They are used where a notebook is read without a kernel, printed or converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from string import ascii_uppercase

from grading_helpers.questions.layout import (
    Block,
    Grid,
    Labelled,
    Lettered,
    Room,
    Sentence,
)
from grading_helpers.questions.question import AnyQuestion

GAP = "________"
# The same marks as in the cards: `code` and *emphasis*, and no others.
_MARKS = re.compile(r"`([^`]+)`|\*(?=\S)([^*]*[^*\s])\*")


def as_text(question: AnyQuestion, student: str | None = None) -> str:
    """Write out a question, without its answer, in lines of text.

    Parameters
    ----------
    question : Question
    student : str, optional
        The student, on whom the order of the options depends.
    """
    lines = [question.prompt]
    for place, block in enumerate(question.layout(student)):
        lines += [""] * (place > 0) + [f"  {line}" for line in _lines(block)]
    return "\n".join([*lines, f"{question.instruction} {question.invitation}"])


def _lines(block: Block) -> list[str]:
    match block:
        case Lettered(texts):
            return [f"{letter}) {text}" for letter, text in zip(ascii_uppercase, texts)]  # noqa: B905
        case Labelled(texts):
            return [f"__ {text}" for text in texts]
        case Sentence(pieces):
            return [_with_gaps(pieces)]
        case Grid():
            return _columns_in_line(block)
        case Room():
            return []


def as_html(question: AnyQuestion, student: str | None = None) -> str:
    """Write out a question, without its answer, in HTML that needs no style sheet.

    Parameters
    ----------
    question : Question
    student : str, optional
        The student, on whom the order of the options depends.
    """
    prompt = f"<p><strong>{in_html(question.prompt)}</strong></p>"
    closing = f"<p><em>{escape(f'{question.instruction} {question.invitation}')}</em></p>"
    return "\n".join([prompt, *map(_element, question.layout(student)), closing])


def _element(block: Block) -> str:
    match block:
        case Lettered(texts):
            style = 'type="A" style="list-style-type: upper-alpha"'
            return f"<ol {style}>{_items(texts)}</ol>"
        case Labelled(texts):
            rows = _items(f"__ {text}" for text in texts)
            return f'<ul style="list-style-type: none">{rows}</ul>'
        case Sentence(pieces):
            return f"<p>{in_html(_with_gaps(pieces))}</p>"
        case Grid():
            return grid_html(block)
        case Room():
            return "\n".join([f"<p>{GAP * 6}</p>"] * 3)


def _columns_in_line(grid: Grid) -> list[str]:
    """Return a table in which each column is as wide as its longest entry."""
    lines = [grid.columns, *grid.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return [line.rstrip() for line in padded]


def grid_html(grid: Grid) -> str:
    """Return a table of data as HTML."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in grid.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{in_html(text)}</li>" for text in texts)


def _with_gaps(pieces: tuple[str, ...]) -> str:
    return GAP.join(pieces[::2])


def in_html(text: str) -> str:
    """Escape a text and turn its marks for code and emphasis into elements."""
    return _MARKS.sub(_as_element, escape(text, quote=False))


def _as_element(found: re.Match[str]) -> str:
    code, emphasis = found.groups()
    return f"<code>{code}</code>" if code else f"<em>{emphasis}</em>"


def without_marks(text: str) -> str:
    """Return a text without its marks for code and emphasis, for places that show plain text.

    Examples
    --------
    >>> without_marks("Why is `a * b` *not* 0?")
    'Why is a * b not 0?'
    """
    return _MARKS.sub(lambda found: found[1] or found[2], text)
