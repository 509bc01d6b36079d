"""The start page of the site, with a link to each lesson."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from importlib.resources import files
from string import Template
from urllib.parse import quote

from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.publishing.pages import TIME, notebook_path

# Lessons give their duration in words.
IN_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "ten": 10, "fifteen": 15, "twenty": 20}
SPAN = re.compile(r"(\w+)( and a half)? (hour|minute)s?", re.IGNORECASE)


def start_page(title: str, lessons: Iterable[Lesson]) -> str:
    """Return the start page.

    Parameters
    ----------
    title : str
        The title of the course.
    lessons : iterable of Lesson
        In reading order.
    """
    template = files(__package__).joinpath("static/start.html").read_text("utf-8")
    rows = "\n".join(_row(number, lesson) for number, lesson in enumerate(lessons))
    return Template(template).substitute(title=html.escape(title), lessons=rows)


def lesson_link(lesson: str) -> str:
    """Return the link to a lesson, relative to the start page.

    Examples
    --------
    >>> lesson_link("03_rater")
    'lab/index.html?path=lessons/03_rater/03_rater.ipynb'
    """
    return f"lab/index.html?path={quote(notebook_path(lesson))}"


def _row(number: int, lesson: Lesson) -> str:
    points = sum(cell.points for cell in lesson.cells)
    link = f'<a href="{html.escape(lesson_link(lesson.name))}">{html.escape(lesson.title)}</a>'
    cells = (str(number), link, minutes(lesson.cells[0].source), f"{points:g}" if points else "–")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def minutes(opening: str) -> str:
    """Return how many minutes a lesson takes, read from its first cell, or "" if unknown.

    Examples
    --------
    >>> minutes("*Ten minutes · no points.* Welcome"), minutes("*40 minutes · 20 points.*")
    ('10', '40')
    >>> minutes("*Two and a half hours, with a break after section 3 · 20 points.*")
    '150'
    """
    said = TIME.search(opening)
    span = SPAN.search(said[1]) if said else None
    if span is None:
        return ""
    word = span[1].lower()
    number = int(word) if word.isdecimal() else IN_WORDS.get(word, 0)
    whole = (number + (0.5 if span[2] else 0)) * (60 if span[3].lower() == "hour" else 1)
    return f"{whole:g}" if number else ""
