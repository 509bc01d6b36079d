"""Check the length of a lesson and its cells, and how much students read between code cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from grading_helpers.instructor.authoring.faults import at_line
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.diagnostics import Diagnostic

WORD = re.compile(r"\w[\w'’–-]*")
HIDDEN = re.compile(
    r"### BEGIN (HIDDEN TESTS|MARK SCHEME)\n.*?### END \1\n?", re.DOTALL
)  # nbgrader removes these entirely
ADDRESS = re.compile(r"(?<=\])\([^()\s]+\)")
LOOKED_UP = "## New here"  # students look things up in this list, they need not read it
SOLUTION = re.compile(r"### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@dataclass(frozen=True)
class LessonLimits:
    """How long a lesson and its parts may be, in words of prose and lines of code."""

    cells: tuple[int, int]
    words: int
    words_per_cell: int = 140
    median_words_per_cell: int = 45
    lines_per_cell: int = 25
    median_lines_per_cell: int = 3
    words_between_runs: int = 150
    median_words_between_runs: int = 40
    quizzes: int = 5
    exercises: int = 6


GRADED = LessonLimits(cells=(45, 145), words=2600)
FOR_PRACTICE = LessonLimits(cells=(12, 40), words=850, quizzes=3, exercises=1)


def released(source: str) -> str:
    r"""Return a cell in the form that students receive.

    Examples
    --------
    >>> released("check(nps)\n### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS")
    'check(nps)\n'
    """
    stub = "# YOUR CODE HERE\n    raise NotImplementedError()"
    return SOLUTION.sub(stub, HIDDEN.sub("", source + "\n"))


def words_in(source: str) -> int:
    """Return how many words students read in a cell; the addresses of links are not read.

    Examples
    --------
    >>> words_in("Go to [part 1](#Part-1:-How-many-stay?).")
    4
    """
    return len(WORD.findall(ADDRESS.sub("", released(source))))


def code_lines(text: str) -> int:
    """Return the number of lines of code that are not blank."""
    return sum(bool(line.strip()) for line in text.splitlines())


Counted = list[tuple[Cell, int]]


def length_faults(
    lesson: Lesson, limits: LessonLimits, prose: Counted, code: Counted
) -> Iterator[Diagnostic]:
    """Yield a fault for each part of a lesson that is too long, with its line.

    Parameters
    ----------
    lesson : Lesson
        The lesson to check.
    limits : LessonLimits
        The limits that apply to it.
    prose, code : list of (Cell, int)
        Words of each cell of text, and lines of each cell of code, as students see them.
    """
    file, count = lesson.text_file, len(lesson.cells)
    if not limits.cells[0] <= count <= limits.cells[1]:
        low, high = limits.cells
        yield at_line(file, 1, f"it has {count} cells, not {low} to {high}", "split or remove some")
    if (total := sum(words for _, words in prose)) > limits.words:
        yield at_line(file, 1, f"it has {total} words, more than {limits.words}", "shorten it")
    for what, counted, most, middle in (
        ("words", prose, limits.words_per_cell, limits.median_words_per_cell),
        ("lines", code, limits.lines_per_cell, limits.median_lines_per_cell),
    ):
        for cell, size in counted:
            if size > most:
                said = f"the cell has {size} {what}, more than {most}"
                yield at_line(file, cell.line, said, "split it")
        typical = median([size for _, size in counted] or [0])
        if typical > middle:
            said = f"half of the cells have {typical:g} {what} or more, not {middle}"
            yield at_line(file, 1, said, "shorten the longest")


def pace_faults(lesson: Lesson, limits: LessonLimits) -> Iterator[Diagnostic]:
    """Yield a fault wherever students must read too much before they can run the next cell.

    Parameters
    ----------
    lesson : Lesson
        The lesson to check.
    limits : LessonLimits
        The limits that apply to it.
    """
    runs: list[tuple[Cell, int]] = []
    words = 0
    for cell in lesson.cells:
        if cell.kind == "code":
            runs.append((cell, words))
            words = 0
        elif not cell.source.startswith(LOOKED_UP):
            words += words_in(cell.source)
    for cell, read in runs:
        if read > limits.words_between_runs:
            what = f"{read} words come before this cell, more than {limits.words_between_runs}"
            yield at_line(lesson.text_file, cell.line, what, "add a code cell in between")
    typical, most = median([read for _, read in runs] or [0]), limits.median_words_between_runs
    if typical > most:
        what = f"half of the passages between code cells are {typical:g} words or longer"
        yield at_line(lesson.text_file, 1, what, f"make it {most} or fewer")
