"""The shape of a lesson: short cells, steady pace, parts in order, figures described.

Students' eyes are meant: what the release leaves out is left out of the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grading_helpers.instructor.authoring.faults import Fault
from grading_helpers.instructor.authoring.lesson_limits import (
    FOR_PRACTICE,
    GRADED,
    WORD,
    Limits,
    code_lines,
    length_faults,
    pace_faults,
    released,
)
from grading_helpers.instructor.authoring.lessons import Cell, Lesson

EXERCISE = re.compile(r"^### Exercise (\d+) · .+ \((\d+) points?(?:, marked by hand)?\)$", re.M)
SECTION = re.compile(r"^## (\d+) · ", re.M)
TITLE = re.compile(r"\A# .+\n\n\*.+ · (\d+|no) points\b")
ALT_TEXT = re.compile(r"show\(figure, alt=\(?[\"'].{20,}", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SAVE = "Save (Ctrl+S)"
# Title and imports, summary and recap; the count of cells is a fault of its own.
FEWEST_CELLS = 4


def shape_faults(lesson: Lesson) -> Iterator[Fault]:
    """Yield what is wrong in the shape of a lesson, each with its line.

    Parameters
    ----------
    lesson : Lesson
        With points or, as an introduction, without any.
    """
    limits = GRADED if any(cell.points for cell in lesson.cells) else FOR_PRACTICE
    shown = [(cell, released(cell.source)) for cell in lesson.cells]
    prose = [(cell, len(WORD.findall(text))) for cell, text in shown if cell.kind == "markdown"]
    code = [(cell, code_lines(text)) for cell, text in shown if cell.kind == "code"]
    yield from length_faults(lesson, limits, prose, code)
    yield from pace_faults(lesson, limits)
    if len(lesson.cells) >= FEWEST_CELLS:
        yield from _order_faults(lesson)
    yield from _count_faults(lesson, limits)
    yield from _heading_faults(lesson)
    for cell, text in shown:
        yield from _cell_faults(lesson, cell, text)


def _order_faults(lesson: Lesson) -> Iterator[Fault]:
    """Yield faults of the first cells, the last one, and imports in between."""
    file, cells = lesson.text_file, lesson.cells
    title = TITLE.match(cells[0].source)
    points = f"{sum(cell.points for cell in cells):g}"
    if title is None:
        remedy = "begin with '# Title' and a line such as '*Two hours · 20 points.*'"
        yield Fault(file, cells[0].line, "the first cell gives no title, time and points", remedy)
    elif title[1].replace("no", "0") != points:
        what = f"the title promises {title[1]} points, the cells give {points}"
        yield Fault(file, cells[0].line, what, "mend one of the two")
    if not (cells[1].kind == "code" and cells[1].source.startswith(("import ", "from "))):
        yield Fault(file, cells[1].line, "the second cell does not import", "put all imports there")
    for cell in cells[2:]:
        if cell.kind == "code" and re.search(r"^(import|from) ", released(cell.source), re.M):
            yield Fault(file, cell.line, "an import stands amid the lesson", "move it to the top")
    if cells[-2].source != (wanted := f'progress("{lesson.name}")'):
        remedy = f"put {wanted} into a cell of its own before the recap"
        yield Fault(file, cells[-2].line, "no summary of the quizzes stands at the end", remedy)
    if not cells[-1].source.startswith("## Recap") or SAVE not in cells[-1].source:
        remedy = f"end with '## Recap' and '{SAVE} …'"
        yield Fault(file, cells[-1].line, "the last cell is no recap that ends in saving", remedy)


def _count_faults(lesson: Lesson, limits: Limits) -> Iterator[Fault]:
    """Yield faults of too few exercises, quizzes or points, or no written answer."""
    file, cells = lesson.text_file, lesson.cells
    points = sum(cell.points for cell in cells)
    if points != limits.points:
        yield Fault(file, 1, f"it gives {points:g} points, not {limits.points}", "share them anew")
    if (count := len(lesson.answers)) < limits.exercises:
        yield Fault(file, 1, f"it has {count} exercises", f"make it {limits.exercises} or more")
    if (count := sum(cell.source.startswith("quiz(") for cell in cells)) < limits.quizzes:
        yield Fault(file, 1, f"it has {count} quizzes", f"make it {limits.quizzes} or more")
    tasks = [cell for cell in cells if cell.grading.get("task")]
    if limits.points and len(tasks) != 1:
        yield Fault(file, 1, f"it has {len(tasks)} written answers", "have exactly one")
    for task in tasks:
        if "### BEGIN MARK SCHEME" not in task.source:
            yield Fault(file, task.line, "the written answer has no mark scheme", "add one")


def _heading_faults(lesson: Lesson) -> Iterator[Fault]:
    """Yield faults of sections and exercises that are not numbered 1, 2, 3, or misstate points."""
    file = lesson.text_file
    for pattern, name in ((SECTION, "section"), (EXERCISE, "exercise")):
        numbers = [
            (cell, int(match[1]))
            for cell in lesson.cells
            if cell.kind == "markdown"
            for match in pattern.finditer(cell.source)
        ]
        for place, (cell, number) in enumerate(numbers, 1):
            if number != place:
                what = f"{name} {number} stands where {place} is due"
                yield Fault(file, cell.line, what, "number them 1, 2, 3")
    for name, answer in lesson.answers.items():
        due = sum(cell.points for cell in lesson.tests_of(name).values())
        before = lesson.cells[: lesson.cells.index(answer)]
        headings = [match for cell in before for match in EXERCISE.finditer(cell.source)]
        if due and (not headings or int(headings[-1][2]) != due):
            what = f"the heading before {name!r} does not say ({due:g} points)"
            yield Fault(file, answer.line, what, "write '### Exercise 1 · Title (2 points)'")


def _cell_faults(lesson: Lesson, cell: Cell, text: str) -> Iterator[Fault]:
    """Yield faults of one cell: figures without words, links that lead nowhere."""
    file = lesson.text_file
    draws = cell.kind == "code" and "plt.subplots" in text and not cell.is_answer
    if draws and not ALT_TEXT.search(text):
        remedy = 'end with show(figure, alt="…")'
        yield Fault(file, cell.line, "a figure has no description", remedy)
    for match in LINK.finditer(text) if cell.kind == "markdown" else ():
        line = cell.line + text[: match.start()].count("\n")
        yield from _link_faults(lesson, match[1], line)


def _link_faults(lesson: Lesson, target: str, line: int) -> Iterator[Fault]:
    """Yield a fault if a link leads to no file, seen from the released notebook."""
    if target.startswith(("https://", "#", "mailto:")):
        return
    home = lesson.folder.parents[1] / "release" / lesson.name
    if target.startswith("http://") or not (home / target.partition("#")[0]).exists():
        what = f"the link {target} leads nowhere"
        yield Fault(lesson.text_file, line, what, "mend it, seen from release/<lesson>/")
