"""Check the shape of a lesson: short cells, a steady pace, parts in order, described figures.

Only what students see is counted, so parts that the release leaves out do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grading_helpers.instructor.authoring.faults import at_line
from grading_helpers.instructor.authoring.lesson.length_checks import (
    FOR_PRACTICE,
    GRADED,
    LessonLimits,
    code_lines,
    length_faults,
    pace_faults,
    released,
    words_in,
)
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.diagnostics import Diagnostic, counted

EXERCISE = re.compile(r"^### Exercise (\d+) · .+ \((\d+) points?(?:, marked by hand)?\)$", re.M)
SECTION = re.compile(r"^## (\d+) · ", re.M)
PART = re.compile(r"^# Part (\d+): ", re.M)
HEADING = re.compile(r"^#+ (.+)$", re.M)
TITLE = re.compile(r"\A# .+\n\n\*.+ · (\d+|no) points\b")
ALT_TEXT = re.compile(r"show\(figure, alt=\(?f?[\"'].{20,}", re.DOTALL)
# The pages that the build writes beside the lessons.
BUILT = {"../DATA.md", "../references.md"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SAVE = "Save (Ctrl+S)"
PRACTICE = "practice(new=0)"
STOP = "**Stop here**"
# Title and imports, summary and recap; the number of cells is checked separately.
FEWEST_CELLS = 4


def shape_faults(lesson: Lesson, due: float | None) -> Iterator[Diagnostic]:
    """Yield the faults in the shape of a lesson, each with its line.

    Parameters
    ----------
    lesson : Lesson
        The lesson; an introduction has no points.
    due : float or None
        The points of a graded lesson in ``course.yml``; None if there are none.
    """
    is_graded = any(cell.points for cell in lesson.cells)
    limits = GRADED if is_graded else FOR_PRACTICE
    shown = [(cell, released(cell.source)) for cell in lesson.cells]
    prose = [(cell, words_in(cell.source)) for cell in lesson.cells if cell.kind == "markdown"]
    code = [(cell, code_lines(text)) for cell, text in shown if cell.kind == "code"]
    yield from length_faults(lesson, limits, prose, code)
    yield from pace_faults(lesson, limits)
    if len(lesson.cells) >= FEWEST_CELLS:
        yield from _order_faults(lesson)
    yield from _count_faults(lesson, limits)
    if is_graded:
        yield from _points_faults(lesson, due)
    yield from _heading_faults(lesson)
    yield from _part_faults(lesson)
    for cell, text in shown:
        yield from _cell_faults(lesson, cell, text)


def _order_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield faults of the first cells and the last one, and of imports in between."""
    file, cells = lesson.text_file, lesson.cells
    title = TITLE.match(cells[0].source)
    points = f"{sum(cell.points for cell in cells):g}"
    if title is None:
        cure = "begin with '# Title' and a line such as '*Two hours · 20 points.*'"
        yield at_line(
            file, cells[0].line, "the first cell must give a title, a time and points", cure
        )
    elif title[1].replace("no", "0") != points:
        what = f"the title promises {title[1]} points, the cells give {points}"
        yield at_line(file, cells[0].line, what, "change one of them")
    if not (cells[1].kind == "code" and cells[1].source.startswith(("import ", "from "))):
        yield at_line(
            file, cells[1].line, "the second cell does not import", "put all imports there"
        )
    yield from _import_faults(lesson)
    yield from _practice_faults(lesson)
    if cells[-2].source != (wanted := f'progress("{lesson.name}")'):
        cure = f"put {wanted} into a separate cell before the recap"
        yield at_line(file, cells[-2].line, "there is no quiz summary at the end", cure)
    if not cells[-1].source.startswith("## Recap") or SAVE not in cells[-1].source:
        cure = f"end with '## Recap' and '{SAVE} …'"
        yield at_line(
            file, cells[-1].line, "the last cell is not a recap that ends with saving", cure
        )


def _practice_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield a fault if a lesson does not begin with what is due, or end with its own questions."""
    file, cells = lesson.text_file, lesson.cells
    if any(cell.points for cell in cells) and cells[2].source != PRACTICE:
        what = "the third cell does not ask what is due"
        yield at_line(file, cells[2].line, what, f"put {PRACTICE} into a separate cell there")
    if cells[-3].source != (wanted := f'practice("{lesson.name}")'):
        what = "there is no practice at the end"
        cure = f"put {wanted} into a separate cell before the quiz summary"
        yield at_line(file, cells[-3].line, what, cure)


def _import_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield a fault for each late import; the first code cell of a part may import.

    So students can resume at a part without running the notebook from the top.
    """
    begins = False
    for cell in lesson.cells[2:]:
        if cell.kind == "markdown":
            begins = begins or bool(PART.search(cell.source))
            continue
        if not begins and re.search(r"^(import|from) ", released(cell.source), re.M):
            cure = "move it to the top, or to the first code cell of a part"
            what = "an import is in the middle of the lesson"
            yield at_line(lesson.text_file, cell.line, what, cure)
        begins = False


def _points_faults(lesson: Lesson, due: float | None) -> Iterator[Diagnostic]:
    """Yield a fault if points do not add up, or if there is no written answer."""
    file, points = lesson.text_file, sum(cell.points for cell in lesson.cells)
    if due is not None and points != due:
        cure = "change the points of its cells, or 'points' in course/course.yml"
        yield at_line(file, 1, f"it gives {counted(points, 'point')}, not {due:g}", cure)
    tasks = [cell for cell in lesson.cells if cell.grading.get("task")]
    if len(tasks) != 1:
        found = counted(len(tasks), "written answer")
        yield at_line(file, 1, f"it has {found}", "have exactly one")


def _count_faults(lesson: Lesson, limits: LessonLimits) -> Iterator[Diagnostic]:
    """Yield a fault for too few exercises or quizzes, or a written answer without a mark scheme."""
    file, cells = lesson.text_file, lesson.cells
    if (count := len(lesson.answers)) < limits.exercises:
        found = counted(count, "exercise")
        yield at_line(file, 1, f"it has {found}", f"make it {limits.exercises} or more")
    if (count := sum(cell.source.startswith("quiz(") for cell in cells)) < limits.quizzes:
        found = counted(count, "quiz", "quizzes")
        yield at_line(file, 1, f"it has {found}", f"make it {limits.quizzes} or more")
    for task in [cell for cell in cells if cell.grading.get("task")]:
        if "### BEGIN MARK SCHEME" not in task.source:
            yield at_line(file, task.line, "the written answer has no mark scheme", "add one")


def _heading_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield faults of headings: numbers that are not 1, 2, 3, or wrong points."""
    file = lesson.text_file
    for pattern, name in ((PART, "part"), (SECTION, "section"), (EXERCISE, "exercise")):
        numbers = [
            (cell, int(match[1]))
            for cell in lesson.cells
            if cell.kind == "markdown"
            for match in pattern.finditer(cell.source)
        ]
        for place, (cell, number) in enumerate(numbers, 1):
            if number != place:
                what = f"{name} {number} comes where {place} should be"
                yield at_line(file, cell.line, what, "number them 1, 2, 3")
    for name, answer in lesson.answers.items():
        due = sum(cell.points for cell in lesson.tests_of(name).values())
        before = lesson.cells[: lesson.cells.index(answer)]
        headings = [match for cell in before for match in EXERCISE.finditer(cell.source)]
        if due and (not headings or int(headings[-1][2]) != due):
            what = f"the heading before {name!r} does not say ({due:g} points)"
            yield at_line(file, answer.line, what, "write '### Exercise 1 · Title (2 points)'")


def _part_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield faults of parts: not in the contents, no minutes, or no place to stop before the next.

    JupyterLab follows a link to a heading only if its address needs no percent encoding.
    """
    file = lesson.text_file
    ready_to_stop = True
    for cell in (cell for cell in lesson.cells if cell.kind == "markdown"):
        if match := PART.search(cell.source):
            heading = cell.source[match.start() :].partition("\n")[0].removeprefix("# ")
            if not heading.isascii():
                cure = "use plain letters, so that links to it work"
                yield at_line(file, cell.line, f"{heading!r} is not ASCII", cure)
            if f"](#{heading.replace(' ', '-')})" not in lesson.cells[0].source:
                cure = f"link to #{heading.replace(' ', '-')} there"
                yield at_line(file, cell.line, f"{heading!r} is not in the contents", cure)
            if " minutes" not in cell.source:
                cure = "say how long it takes: '*30 minutes.*'"
                yield at_line(file, cell.line, f"{heading!r} does not say how long it takes", cure)
            if not ready_to_stop:
                cure = f"end the part before with '{STOP}'"
                yield at_line(
                    file, cell.line, f"nothing says that students may stop before {heading!r}", cure
                )
            ready_to_stop = False
        ready_to_stop = ready_to_stop or STOP in cell.source


def _cell_faults(lesson: Lesson, cell: Cell, text: str) -> Iterator[Diagnostic]:
    """Yield the faults of one cell: figures without a description, and broken links."""
    file = lesson.text_file
    draws = cell.kind == "code" and "plt.subplots" in text and not cell.is_answer
    if draws and not ALT_TEXT.search(text):
        cure = 'end with show(figure, alt="…")'
        yield at_line(file, cell.line, "a figure has no description", cure)
    if draws and (results := _results_in_description(text)):
        what = f"the description tells the result before the cell has run: {', '.join(results)}"
        yield at_line(file, cell.line, what, "compute the values, and put them into an f-string")
    for match in LINK.finditer(text) if cell.kind == "markdown" else ():
        line = cell.line + text[: match.start()].count("\n")
        yield from _link_faults(lesson, match[1], line)


def _results_in_description(text: str) -> list[str]:
    """Return the numbers that a figure's description states but the code above it does not."""
    code, _, description = text.rpartition("show(figure, alt=")
    if description.lstrip("(").startswith("f"):
        return []
    given = set(NUMBER.findall(code))
    return [number for number in NUMBER.findall(description) if number not in given]


def _link_faults(lesson: Lesson, target: str, line: int) -> Iterator[Diagnostic]:
    """Yield a fault for each link in the released notebook that does not lead to a file."""
    if target.startswith("#") and target[1:] not in _anchors(lesson):
        what = f"the link {target} leads to no heading of the lesson"
        yield at_line(lesson.text_file, line, what, "write the heading with hyphens for spaces")
    if target.startswith(("https://", "#", "mailto:")):
        return
    home = lesson.folder.parents[1] / "release" / lesson.name
    path = target.partition("#")[0]
    if target.startswith("http://") or (path not in BUILT and not (home / path).exists()):
        what = f"the link {target} leads nowhere"
        yield at_line(lesson.text_file, line, what, "give its path from release/<lesson>/")


def _anchors(lesson: Lesson) -> set[str]:
    """Return what links within the notebook may point to: headings with hyphens for spaces."""
    return {
        heading.replace(" ", "-")
        for cell in lesson.cells
        if cell.kind == "markdown"
        for heading in HEADING.findall(cell.source)
    }
