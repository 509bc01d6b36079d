"""Find the answers that a person marks, and what a student wrote for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from grading_helpers.instructor.grader.sanitize.markdown import clean_markdown
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    AssignmentCell,
    Role,
    name_of,
)
from grading_helpers.instructor.grader.submission.homes import same_text
from grading_helpers.instructor.json_types import JsonValue

HEADING = re.compile(r"^#{1,6}\s", re.M)
# Anything shorter than this is a remark, not an answer.
FEWEST_WORDS = 8
A_STRING = re.compile(r"""\s*(\"{3}|'{3}|["'])(?:(?!\1)[\s\S])*\1\s*""")
# A cell of a graded notebook.
Cell = Mapping[str, JsonValue]


@dataclass(frozen=True)
class WrittenAnswer:
    """What a student wrote for one answer: the cells that differ from what was given.

    ``found`` says whether the notebook has the place for the answer at all. If nothing is there,
    ``elsewhere`` has the texts that the student wrote in other places, one of which may be it.
    """

    cells: tuple[Cell, ...] = ()
    found: bool = True
    elsewhere: tuple[Cell, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether the student wrote nothing, here or elsewhere."""
        return self.found and not self.cells and not self.elsewhere


def marked_by_hand(assignment: Assignment) -> tuple[AssignmentCell, ...]:
    """Return the cells that earn points which a person gives, in the order of the notebook.

    Such a cell is either the answer itself or a task, below which the answer is written.
    """
    return tuple(one for one in assignment.cells if one.points and one.role is not Role.TEST)


def written_answer(
    question: AssignmentCell, cells: Iterable[Cell], assignment: Assignment
) -> WrittenAnswer:
    """Return what a student wrote for an answer that a person marks.

    Below a task, everything up to the next heading or graded cell of the lesson is the answer,
    with cells that the student added.

    Parameters
    ----------
    question : AssignmentCell
        One of `marked_by_hand`.
    cells : iterable of mapping
        The cells of the student's graded notebook.
    assignment : Assignment
        The lesson.
    """
    everything = list(cells)
    place = _place(question, everything, assignment)
    if place is None:
        return WrittenAnswer(found=False)
    given = {one.name: one for one in assignment.cells}
    written = tuple(one for one in place if _has_content(one, given))
    return WrittenAnswer(written, elsewhere=() if written else _elsewhere(everything, assignment))


def _elsewhere(cells: list[Cell], assignment: Assignment) -> tuple[Cell, ...]:
    """Return the texts that a student wrote where no written answer belongs.

    Some programs, such as Deepnote, make a cell of each paragraph of the lesson.
    """
    ours = (text for one in assignment.cells for text in (one.given, _cleaned(one.given)))
    paragraphs = {paragraph for text in ours for paragraph in _paragraphs(text)}
    given = {one.name: one for one in assignment.cells}
    graded = {one.name for one in assignment.cells if one.grade_id}
    places = [_place(one, cells, assignment) or [] for one in marked_by_hand(assignment)]
    inside = [id(one) for place in places for one in place]
    found: list[Cell] = []
    goes_on = False
    for one in cells:
        is_own = id(one) not in inside and name_of(one) not in graded and _has_content(one, given)
        is_new = bool(one.get("attachments")) or not _paragraphs(_source(one)) <= paragraphs
        # A short text is a remark, unless the cell before it has begun an answer.
        if is_own and is_new and _is_text(one, 1 if goes_on else FEWEST_WORDS):
            found.append(one)
        goes_on = found[-1:] == [one]
    return tuple(found)


def _paragraphs(text: str) -> set[str]:
    parts = re.split(r"\n\s*\n", text)
    return {" ".join(part.split()) for part in parts if part.strip()}


def _is_text(cell: Cell, fewest_words: int = FEWEST_WORDS) -> bool:
    """Return whether a cell is a text, or code that consists of comments and strings."""
    source = _source(cell)
    if cell.get("attachments"):
        return True
    if len(source.split()) < fewest_words:
        return False
    if cell.get("cell_type") != "code":
        return True
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    return all(line.startswith("#") for line in lines) or A_STRING.fullmatch(source) is not None


def _place(
    question: AssignmentCell, cells: list[Cell], assignment: Assignment
) -> list[Cell] | None:
    """Return the cells in which the answer is; None if the notebook does not have the question."""
    at = next((at for at, one in enumerate(cells) if name_of(one) == question.name), None)
    if at is None:
        return None
    if question.role is Role.ANSWER:
        return [cells[at]]
    known = {one.name for one in assignment.cells}
    below = set(_below(question, assignment))
    found = []
    for cell in cells[at + 1 :]:
        if name_of(cell) in known - below:
            break
        found.append(cell)
    return found


def _below(task: AssignmentCell, assignment: Assignment) -> Iterator[str]:
    """Yield the names of the lesson's cells below a task that are for its answer."""
    names = [one.name for one in assignment.cells]
    for one in assignment.cells[names.index(task.name) + 1 :]:
        if one.grade_id or (one.kind == "markdown" and HEADING.search(one.given)):
            return
        yield one.name


def _has_content(cell: Cell, given: Mapping[str, AssignmentCell]) -> bool:
    """Return whether a student wrote something into a cell, or put an image there."""
    source = _source(cell)
    if cell.get("attachments"):
        return True
    home = given.get(name_of(cell))
    if home and any(same_text(source, one) for one in (home.given, _cleaned(home.given))):
        return False
    return bool(source.strip())


@lru_cache(maxsize=1000)
def _cleaned(text: str) -> str:
    """Return a text of the lesson as a graded notebook has it."""
    return str(clean_markdown(text))


def _source(cell: Cell) -> str:
    source = cell.get("source") or ""
    return source if isinstance(source, str) else "".join(map(str, source))
