"""How long a lesson and its cells may be, and how soon there is something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from grading_helpers.instructor.authoring.faults import Fault
from grading_helpers.instructor.authoring.lessons import Cell, Lesson

WORD = re.compile(r"\w[\w'’–-]*")
HIDDEN = re.compile(
    r"### BEGIN (HIDDEN TESTS|MARK SCHEME)\n.*?### END \1\n?", re.DOTALL
)  # what nbgrader takes out altogether
SOLUTION = re.compile(r"### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@dataclass(frozen=True)
class Limits:
    """How long a lesson and its parts may be; words are of prose, lines of code."""

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
    points: int = 20


GRADED = Limits(cells=(45, 70), words=1800)
FOR_PRACTICE = Limits(cells=(12, 30), words=600, quizzes=3, exercises=1, points=0)


def released(source: str) -> str:
    r"""Return a cell as students get it.

    Examples
    --------
    >>> released("check(nps)\n### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS")
    'check(nps)\n'
    """
    stub = "# YOUR CODE HERE\n    raise NotImplementedError()"
    return SOLUTION.sub(stub, HIDDEN.sub("", source + "\n"))


def code_lines(text: str) -> int:
    """Return how many lines of code are not blank."""
    return sum(bool(line.strip()) for line in text.splitlines())


Counted = list[tuple[Cell, int]]


def length_faults(lesson: Lesson, limits: Limits, prose: Counted, code: Counted) -> Iterator[Fault]:
    """Yield faults of a lesson or cells that are too long, each with its line.

    Parameters
    ----------
    lesson : Lesson
        Whose cells are counted.
    limits : Limits
        Those that hold for it.
    prose, code : list of (Cell, int)
        Words of each cell of text, and lines of each cell of code, as students see them.
    """
    file, count = lesson.text_file, len(lesson.cells)
    if not limits.cells[0] <= count <= limits.cells[1]:
        low, high = limits.cells
        yield Fault(file, 1, f"it has {count} cells, not {low} to {high}", "split or drop some")
    if (total := sum(words for _, words in prose)) > limits.words:
        yield Fault(file, 1, f"it has {total} words, above {limits.words}", "say it shorter")
    for what, counted, most, middle in (
        ("words", prose, limits.words_per_cell, limits.median_words_per_cell),
        ("lines", code, limits.lines_per_cell, limits.median_lines_per_cell),
    ):
        for cell, size in counted:
            if size > most:
                said = f"the cell has {size} {what}, above {most}"
                yield Fault(file, cell.line, said, "split it")
        typical = median([size for _, size in counted] or [0])
        if typical > middle:
            said = f"half of the cells have {typical:g} {what} or more, above {middle}"
            yield Fault(file, 1, said, "shorten the longest")


def pace_faults(lesson: Lesson, limits: Limits) -> Iterator[Fault]:
    """Yield faults where too much is to be read before something is to be done.

    Parameters
    ----------
    lesson : Lesson
        Whose words are counted from one code cell to the next.
    limits : Limits
        Those that hold for it.
    """
    runs: list[tuple[Cell, int]] = []
    words = 0
    for cell in lesson.cells:
        if cell.kind == "code":
            runs.append((cell, words))
            words = 0
        else:
            words += len(WORD.findall(released(cell.source)))
    for cell, read in runs:
        if read > limits.words_between_runs:
            what = f"{read} words stand before this cell, above {limits.words_between_runs}"
            yield Fault(lesson.text_file, cell.line, what, "put something to run in between")
    typical, most = median([read for _, read in runs] or [0]), limits.median_words_between_runs
    if typical > most:
        what = f"half of the time {typical:g} words or more stand between two runs"
        yield Fault(lesson.text_file, 1, what, f"make it {most} or fewer")
