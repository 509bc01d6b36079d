"""Rebuild the instructor's notebook with the student's answers in it.

Order, metadata, tests and points are the instructor's. So a tag, or a cell that was copied, split,
deleted or edited, can neither gain nor lose a point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import parsed
from grading_helpers.instructor.grader.submission.notebook import ReadCell, ReadNotebook

MOST_EXTRA_CELLS = 300
MOST_EXTRA_TEXT = 1_000_000
# The prefix of the ids of cells that the student added.
ADDED = "extra-"


@dataclass(frozen=True)
class RebuiltCell:
    """A cell to run and store: its text, and the cell of the assignment that it belongs to."""

    kind: str
    source: str
    assigned: AssignmentCell | None = None
    untouched: bool = False


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to grade, and what a person should know about it."""

    cells: tuple[RebuiltCell, ...]
    findings: tuple[Diagnostic, ...]


def rebuild(student: str, assignment: Assignment, submission: ReadNotebook) -> Rebuilt:
    """Return the instructor's notebook with the student's answers in it.

    Parameters
    ----------
    student : str
        Named in the findings.
    assignment : Assignment
        What the student received.
    submission : ReadNotebook
        What the student handed in.
    """
    said: list[str] = []
    homes = _homes(assignment, submission.cells)
    theirs: dict[str, list[ReadCell]] = defaultdict(list)
    extras: dict[str, list[ReadCell]] = defaultdict(list)
    last = ""
    for cell, home in zip(submission.cells, homes, strict=True):
        if home:
            last = home.name
            theirs[last].append(cell)
        elif cell.source.strip():
            extras[last].append(cell)
    _bound_extras(extras, said)
    cells = [RebuiltCell(one.kind, one.source) for one in extras[""]]
    for assigned in assignment.cells:
        cells += _in_place(assigned, theirs[assigned.name], said)
        cells += [RebuiltCell(one.kind, one.source) for one in extras[assigned.name]]
    return Rebuilt(tuple(cells), tuple(Diagnostic(student, what) for what in said))


def _homes(assignment: Assignment, cells: Sequence[ReadCell]) -> Iterator[AssignmentCell | None]:
    """Yield, for each of the student's cells, the assignment cell it came from, if any."""
    by_grade_id = {cell.grade_id: cell for cell in assignment.cells if cell.grade_id}
    by_id = {cell.cell_id: cell for cell in assignment.cells}
    by_text = {(c.kind, c.given.strip()): c for c in assignment.cells if c.given.strip()}
    named = {cell.cell_id for cell in cells} | {cell.grade_id for cell in cells}
    for cell in cells:
        home = by_grade_id.get(cell.grade_id) or by_id.get(cell.cell_id)
        if home is None:
            # Its ids were lost, but its text identifies it.
            home = by_text.get((cell.kind, cell.source.strip()))
            if home and home.name in named:
                home = None
        yield home


def _in_place(
    assigned: AssignmentCell, found: Sequence[ReadCell], said: list[str]
) -> Iterator[RebuiltCell]:
    """Yield the cells for one cell of the assignment."""
    if assigned.role is Role.ANSWER:
        yield from _answer(assigned, found, said)
        return
    if assigned.role is Role.TEST:
        yield RebuiltCell(assigned.kind, assigned.source, assigned)
        if any(not same_text(cell.source, assigned.given) for cell in found):
            said.append(f"the test {assigned.name} was edited; it was restored")
        elif not found:
            said.append(f"the test {assigned.name} was missing; it was restored")
        return
    edited = [
        one for one in found if one.source.strip() and not same_text(one.source, assigned.given)
    ]
    if assigned.kind != "code" and not assigned.grade_id and edited:
        # Students often write into the text cell below a task.
        yield RebuiltCell(assigned.kind, "\n\n".join(one.source for one in edited), assigned)
        return
    yield RebuiltCell(assigned.kind, assigned.source, assigned)
    yield from (RebuiltCell(one.kind, one.source) for one in edited)


def _answer(
    assigned: AssignmentCell, found: Sequence[ReadCell], said: list[str]
) -> Iterator[RebuiltCell]:
    """Yield the answer; of several copies, all that were edited, the last as the answer."""
    if not found:
        said.append(f"the answer cell {assigned.name} was missing")
        yield RebuiltCell(assigned.kind, "", assigned)
        return
    worked = [
        one for one in found if not same_text(one.source, assigned.given) and one.source.strip()
    ]
    if len(found) > 1:
        said.append(f"there were {len(found)} copies of the answer cell {assigned.name}")
    if any(one.kind != assigned.kind for one in worked):
        said.append(f"the answer cell {assigned.name} was changed to another type of cell")
    if not worked:
        source = found[-1].source
        yield RebuiltCell(
            assigned.kind, source, assigned, untouched=same_text(source, assigned.given)
        )
        return
    if assigned.kind != "code":
        yield RebuiltCell(assigned.kind, "\n\n".join(one.source for one in worked), assigned)
        return
    joined = "\n".join(one.source for one in worked)
    if not all(map(_is_python, (one.source for one in worked))) and _is_python(joined):
        yield RebuiltCell(assigned.kind, joined, assigned)
        return
    yield from (RebuiltCell("code", one.source) for one in worked[:-1])
    yield RebuiltCell(assigned.kind, worked[-1].source, assigned)


def _bound_extras(extras: dict[str, list[ReadCell]], said: list[str]) -> None:
    cells = text = dropped = 0
    for name, found in extras.items():
        kept = []
        for one in found:
            cells, text = cells + 1, text + len(one.source)
            if cells <= MOST_EXTRA_CELLS and text <= MOST_EXTRA_TEXT:
                kept.append(one)
            else:
                dropped += 1
        extras[name] = kept
    if dropped:
        said.append(f"{dropped} extra cells beyond the first {MOST_EXTRA_CELLS} were ignored")


def same_text(one: str, other: str) -> bool:
    """Return whether two texts are equal apart from space at the ends of lines."""
    left, right = ([line.rstrip() for line in text.strip().split("\n")] for text in (one, other))
    return left == right


def _is_python(source: str) -> bool:
    try:
        parsed(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
