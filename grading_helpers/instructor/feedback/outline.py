"""The exercises of a lesson and the purpose of each test, read from its notebooks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.json_types import JsonValue

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$", re.M)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
POINTS_IN_HEADING = re.compile(r"\s*\([^()]*\bpoints?\b[^()]*\)$")
IS_HIDDEN = re.compile(r"^hidden( tests?)?:\s*", re.I)
NO_HEADING = "Tests"
# What a function returns, as the name of a test may end.
RETURNED = frozenset(["value", "values", "result", "results"])

# A cell of a notebook, or an output of one.
Cell = Mapping[str, JsonValue]


@dataclass(frozen=True)
class GradedItem:
    """Something that earns points: a test, or an answer marked by hand.

    ``hidden`` says whether students cannot see part of the test, ``visible`` whether they can see
    part of it. ``names`` are what a student defines for the test.
    """

    grade_id: str
    purpose: str
    by_hand: bool = False
    hidden: bool = False
    visible: bool = True
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExerciseOutline:
    """An exercise: its heading without the points, its graded items, and its cells.

    ``cells`` are all cells below the heading, by name. ``checked`` are those from the first answer
    to the last test, in order: below the heading, the warm-up of the next exercise may follow.
    ``answers`` are the cells for answers.
    """

    title: str
    items: tuple[GradedItem, ...]
    cells: frozenset[str]
    checked: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The exercises of a lesson, in the order of the notebook."""

    title: str
    exercises: tuple[ExerciseOutline, ...]


def make_outline(plan: Assignment) -> Outline:
    """Return the exercises of a lesson that earn points.

    Parameters
    ----------
    plan : Assignment
        The instructor's notebook, in which each heading begins an exercise.
    """
    sections: list[tuple[str, list[AssignmentCell]]] = [(NO_HEADING, [])]
    title = plan.lesson
    for cell in plan.cells:
        for level, words in _headings(cell):
            sections.append((words, []))
            title = words if level == 1 and title == plan.lesson else title
        sections[-1][1].append(cell)
    found = (_exercise(words, cells, plan) for words, cells in sections)
    return Outline(title, tuple(one for one in found if one.items))


def _headings(cell: AssignmentCell) -> Iterator[tuple[int, str]]:
    """Yield the level and text of each heading in a Markdown cell of the instructor."""
    if cell.kind == "markdown" and cell.role is Role.OURS:
        for marks, words in HEADING.findall(FENCE.sub("", cell.given)):
            yield len(marks), POINTS_IN_HEADING.sub("", words)


def _exercise(title: str, cells: list[AssignmentCell], plan: Assignment) -> ExerciseOutline:
    answers = [cell.grade_id for cell in cells if cell.role is Role.ANSWER and cell.grade_id]
    items = [_item(cell, answers) for cell in cells if _gives_points(cell, plan)]
    names = frozenset(cell.name for cell in cells)
    return ExerciseOutline(title, tuple(items), names, tuple(_checked(cells)), tuple(answers))


def _checked(cells: list[AssignmentCell]) -> Iterator[str]:
    places = [n for n, cell in enumerate(cells) if cell.role in (Role.ANSWER, Role.TEST)]
    if places:
        yield from (cell.name for cell in cells[places[0] : places[-1] + 1])


def _gives_points(cell: AssignmentCell, plan: Assignment) -> bool:
    grading = plan.cell_metadata.get(cell.cell_id, {}).get("nbgrader") or {}
    return bool(grading.get("grade") or grading.get("task"))


def _item(cell: AssignmentCell, answers: list[str]) -> GradedItem:
    if cell.role is not Role.TEST:
        return GradedItem(cell.grade_id, "Marked by hand", by_hand=True)
    purpose = purpose_of(cell.given) or name_in_words(cell.grade_id, answers)
    return GradedItem(
        cell.grade_id,
        purpose,
        hidden=cell.given != cell.source,
        visible=cell.is_visible,
        names=frozenset(cell.needs.names),
    )


def purpose_of(source: str) -> str:
    r"""Return the docstring or comment at the beginning of a test, as its purpose.

    Examples
    --------
    >>> purpose_of("# Hidden: ties, blanks\n# and an empty table.\ncheck(f)")
    'Ties, blanks and an empty table'
    >>> purpose_of("check(f)")
    ''
    """
    words = _docstring(source) or " ".join(_first_comment(source))
    words = IS_HIDDEN.sub("", " ".join(words.split())).rstrip(".")
    return words[:1].upper() + words[1:]


def _docstring(source: str) -> str:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    return (ast.get_docstring(tree) or "").partition("\n\n")[0]


def _first_comment(source: str) -> Iterator[str]:
    for line in source.strip().splitlines():
        if not line.startswith("#") or line.startswith("###"):
            return
        yield line.lstrip("# ")


def name_in_words(grade_id: str, answers: list[str]) -> str:
    """Return words for a test that has none: the end of its name, and the answer that it tests.

    Examples
    --------
    >>> name_in_words("servqual_gaps_values", ["servqual_gaps"])
    'The values that servqual_gaps returns'
    >>> name_in_words("gap_chart_reading_aids", ["gap_chart"])
    'The reading aids of gap_chart'
    """
    known = sorted((name for name in answers if grade_id.startswith(f"{name}_")), key=len)
    rest = grade_id.removeprefix(f"{known[-1]}_") if known else grade_id
    words = re.sub(r"[_\W]+", " ", rest).strip()
    if not known or not words:
        words = words or grade_id
        return words[:1].upper() + words[1:]
    if words in RETURNED:
        return f"The {words} that {known[-1]} returns"
    return f"The {words} of {known[-1]}"
