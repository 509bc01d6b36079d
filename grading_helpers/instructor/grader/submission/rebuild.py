"""Rebuild the instructor's notebook with the student's answers in it.

Order, metadata, tests and points are the instructor's. So a tag, or a cell that was copied, split,
deleted or edited, can neither gain nor lose a point.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import is_python, names_bound
from grading_helpers.instructor.grader.submission.findings import (
    Finding,
    Kind,
    about_notebook,
    sentences,
)
from grading_helpers.instructor.grader.submission.homes import homes_of, same_text
from grading_helpers.instructor.grader.submission.notebook import ReadCell, ReadNotebook

MOST_EXTRA_CELLS = 300
MOST_EXTRA_TEXT = 1_000_000
BELOW = "the one above its tests is the answer, and copies below them run where they are"
MISSING_TEST = Kind(
    "the test {} was missing; it was restored",
    "{count} tests were missing; they were restored: {cells}",
)
EDITED_TEST = Kind(
    "the test {} was edited; it was restored",
    "{count} tests were edited; they were restored: {cells}",
)
OWN_LINES_IN_TEST = Kind(
    "the test {} was edited; it was restored, and the student's own lines in it run before it",
    "{count} tests were edited; they were restored, and the student's own lines in them run "
    "before them: {cells}",
)
MISSING_ANSWER = Kind(
    "the answer cell {} was missing", "{count} answer cells were missing: {cells}"
)
OTHER_TYPE = Kind(
    "the answer cell {} was changed to another type of cell",
    "{count} answer cells were changed to another type of cell: {cells}",
)
CONFLICTS = Kind(
    "the answer cell {} has version-control conflict markers (<<<<<<<)",
    "{count} answer cells have version-control conflict markers (<<<<<<<): {cells}",
)
AS_GIVEN = Kind(
    "the answer cell {} was left as given, but another cell defines {}",
    "{count} answer cells were left as given, but other cells define what they ask for: {cells}",
)
CODE_IN_TEXT = Kind(
    "the answer cell {} was left as given, but a text cell has code for it, which does not run",
    "{count} answer cells were left as given, but text cells have code for them, which does not "
    "run: {cells}",
)
FENCED = re.compile(r"^[ \t]*```+[\w ]*\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
CONFLICT = re.compile(r"^<{7}( |$)", re.MULTILINE)
# The prefix of the ids of cells that the student added.
ADDED = "extra-"
# What the stub of an answer raises.
NOT_DONE = "NotImplementedError"


@dataclass(frozen=True)
class RebuiltCell:
    """A cell to run and store: its text, and the cell of the assignment that it belongs to."""

    kind: str
    source: str
    assigned: AssignmentCell | None = None
    untouched: bool = False
    images: tuple[tuple[str, str, str], ...] = ()


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
    said: list[Finding] = []
    cells = submission.cells
    homes = homes_of(assignment, cells, said)
    further_down = _copies_below_tests(assignment, cells, homes)
    theirs: dict[str, list[ReadCell]] = defaultdict(list)
    extras: dict[str, list[ReadCell]] = defaultdict(list)
    last = ""
    for place, (cell, home) in enumerate(zip(cells, homes, strict=True)):
        if home and place not in further_down:
            theirs[home.name].append(cell)
            if home.role is Role.TEST and (own := _own_part(cell, home)):
                extras[last].append(own)
            last = home.name
        elif cell.source.strip():
            extras[last].append(cell)
    said += _about_copies(homes, further_down)
    said += _about_stubs(assignment, theirs, extras)
    said += _about_conflicts(assignment, theirs)
    _bound_extras(extras, said)
    rebuilt = [_extra(one) for one in extras[""]]
    for assigned in assignment.cells:
        found = theirs[assigned.name]
        if assigned.role is Role.ANSWER and not found:
            said.append(_missing(assigned, theirs))
        rebuilt += _in_place(assigned, found, said)
        rebuilt += [_extra(one) for one in extras[assigned.name]]
    return Rebuilt(tuple(rebuilt), tuple(Diagnostic(student, what) for what in sentences(said)))


def _extra(cell: ReadCell) -> RebuiltCell:
    return RebuiltCell(cell.kind, cell.source, images=cell.images)


def _together(assigned: AssignmentCell, found: Sequence[ReadCell]) -> RebuiltCell:
    """Join several text cells into one."""
    source = "\n\n".join(one.source for one in found)
    images = tuple(image for one in found for image in one.images)
    return RebuiltCell(assigned.kind, source, assigned, images=images)


def _own_part(cell: ReadCell, test: AssignmentCell) -> ReadCell | None:
    """Return what a student wrote into the cell of a test, which runs just before the test."""
    if same_text(cell.source, test.source) or _says_the_same(cell, test):
        return None
    given = test.given.strip()
    own = cell.source.replace(given, "", 1) if given else cell.source
    if cell.kind == "code" and _statements(own) == []:
        return None
    # Half a statement is left if the test was put inside one, such as a function.
    source = own if cell.kind != "code" or is_python(own) else cell.source
    return replace(cell, source=source) if source.strip() else None


def _says_the_same(cell: ReadCell, test: AssignmentCell) -> bool:
    """Return whether a cell has the given text of a test, or differs only in comments."""
    if same_text(cell.source, test.given):
        return True
    if not cell.source.strip() or not cell.kind == test.kind == "code":
        return False
    theirs = _statements(cell.source)
    return theirs is not None and theirs == _statements(test.given)


def _statements(source: str) -> list[str] | None:
    """Return the statements of a cell without comments, or None if it is not plain Python."""
    try:
        return [ast.dump(one) for one in ast.parse(source).body]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _copies_below_tests(
    assignment: Assignment, cells: Sequence[ReadCell], homes: Sequence[AssignmentCell | None]
) -> set[int]:
    """Return the places of copies of an answer that are below its tests.

    In Jupyter they run there, after the tests; the answer is the one above them. If that one is
    unfinished, the copy is the answer, wherever it stands.
    """
    found: set[int] = set()
    for answer in assignment.cells:
        copies = [place for place, home in enumerate(homes) if home is answer]
        if answer.role is not Role.ANSWER or answer.kind != "code" or len(copies) < 2:
            continue
        tests = [place for place, home in enumerate(homes) if home and _tests(home, answer)]
        first = min(tests, default=len(cells))
        above = [place for place in copies if place < first]
        if any(_is_finished(cells[place], answer) for place in above):
            below = set(copies) - set(above)
            found |= {at for at in below if not same_text(cells[at].source, answer.given)}
    return found


def _tests(test: AssignmentCell, answer: AssignmentCell) -> bool:
    names = names_bound(answer.given) or names_bound(answer.source)
    return test.role is Role.TEST and bool(names & set(test.needs.names))


def _is_finished(cell: ReadCell, answer: AssignmentCell) -> bool:
    """Return whether a cell is an answer: it was edited, is Python and defines what is asked."""
    stub = NOT_DONE in answer.given and NOT_DONE in cell.source
    if stub or same_text(cell.source, answer.given) or not is_python(cell.source):
        return False
    asked = names_bound(answer.given) or names_bound(answer.source)
    return not asked or bool(asked & names_bound(cell.source))


def _about_copies(
    homes: Sequence[AssignmentCell | None], further_down: Collection[int]
) -> Iterator[Finding]:
    for name in dict.fromkeys(home.name for at in sorted(further_down) if (home := homes[at])):
        count = sum(home is not None and home.name == name for home in homes)
        yield Finding(_copies(count, f": {BELOW}"), name)


def _copies(count: int, rule: str = "") -> Kind:
    return Kind(
        f"there were {count} copies of the answer cell {{}}{rule}",
        f"there were {count} copies of {{count}} answer cells{rule}: {{cells}}",
    )


def _about_stubs(
    assignment: Assignment,
    theirs: Mapping[str, Sequence[ReadCell]],
    extras: Mapping[str, Sequence[ReadCell]],
) -> Iterator[Finding]:
    """Yield the answer cells that were left as given although another cell has the answer."""
    defined = {
        name
        for cells in extras.values()
        for one in cells
        if one.kind == "code"
        for name in names_bound(one.source)
    }
    texts = [one.source for cells in extras.values() for one in cells if one.kind != "code"]
    for answer in assignment.cells:
        found = theirs[answer.name]
        untouched = found and all(same_text(one.source, answer.given) for one in found)
        wanted = sorted(names_bound(answer.given) & defined)
        if answer.role is Role.ANSWER and answer.kind == "code" and untouched and wanted:
            yield Finding(AS_GIVEN, answer.name, ", ".join(wanted))
        elif answer.role is Role.ANSWER and answer.kind == "code" and untouched:
            asked = "|".join(map(re.escape, names_bound(answer.given)))
            if asked and any(re.search(rf"^[ \t]*def ({asked})\b", one, re.M) for one in texts):
                yield Finding(CODE_IN_TEXT, answer.name)


def _in_place(
    assigned: AssignmentCell, found: Sequence[ReadCell], said: list[Finding]
) -> Iterator[RebuiltCell]:
    """Yield the cells for one cell of the assignment."""
    if assigned.role is Role.ANSWER:
        yield from _answer(assigned, found, said)
        return
    if assigned.role is Role.TEST:
        yield RebuiltCell(assigned.kind, assigned.source, assigned)
        if any(not _says_the_same(cell, assigned) for cell in found):
            own = any(_own_part(cell, assigned) for cell in found)
            said.append(Finding(OWN_LINES_IN_TEST if own else EDITED_TEST, assigned.name))
        elif not found:
            said.append(Finding(MISSING_TEST, assigned.name))
        return
    edited = [
        one for one in found if one.source.strip() and not same_text(one.source, assigned.given)
    ]
    if assigned.kind != "code" and not assigned.grade_id and edited:
        # Students often write into the text cell below a task.
        yield _together(assigned, edited)
        return
    yield RebuiltCell(assigned.kind, assigned.source, assigned)
    yield from map(_extra, edited)


def _answer(
    assigned: AssignmentCell, found: Sequence[ReadCell], said: list[Finding]
) -> Iterator[RebuiltCell]:
    """Yield the answer; of several copies, yield all that were edited, the last as the answer."""
    if not found:
        yield RebuiltCell(assigned.kind, "", assigned)
        return
    found = [_as_asked(one, assigned) for one in found]
    worked = [
        one
        for one in found
        if one.images or (not same_text(one.source, assigned.given) and one.source.strip())
    ]
    if len(found) > 1:
        said.append(Finding(_copies(len(found)), assigned.name))
    if any(one.kind != assigned.kind for one in worked):
        said.append(Finding(OTHER_TYPE, assigned.name))
    if not worked:
        source = found[-1].source
        yield RebuiltCell(
            assigned.kind, source, assigned, untouched=same_text(source, assigned.given)
        )
        return
    if assigned.kind != "code":
        yield _together(assigned, worked)
        return
    joined = "\n".join(one.source for one in worked)
    if not all(is_python(one.source) for one in worked) and is_python(joined):
        yield RebuiltCell(assigned.kind, joined, assigned)
        return
    yield from (RebuiltCell("code", one.source) for one in worked[:-1])
    yield RebuiltCell(assigned.kind, worked[-1].source, assigned)


def _as_asked(cell: ReadCell, answer: AssignmentCell) -> ReadCell:
    """Return a cell; if its code became text, return it without the fences around that code."""
    if answer.kind != "code" or cell.kind == "code" or is_python(cell.source):
        return cell
    fenced = FENCED.findall(cell.source)
    return replace(cell, source="\n".join(fenced)) if fenced else cell


def _missing(answer: AssignmentCell, theirs: Mapping[str, Sequence[ReadCell]]) -> Finding:
    """Say that the cell of an answer was missing, and which other one has what it asks for."""
    asked = names_bound(answer.given) or names_bound(answer.source)
    there = [
        name
        for name, cells in theirs.items()
        if any(one.kind == "code" and asked & names_bound(one.source) for one in cells)
    ]
    return Finding(_is_in(there[0]) if there else MISSING_ANSWER, answer.name)


def _is_in(cell: str) -> Kind:
    return Kind(
        f"the answer cell {{}} was missing; its answer is in the cell {cell}",
        f"{{count}} answer cells were missing; their answers are in the cell {cell}: {{cells}}",
    )


def _about_conflicts(
    assignment: Assignment, theirs: Mapping[str, Sequence[ReadCell]]
) -> Iterator[Finding]:
    """Yield the answer cells in which git has left both versions after a merge."""
    for answer in assignment.cells:
        if answer.role is Role.ANSWER and any(has_conflict(c.source) for c in theirs[answer.name]):
            yield Finding(CONFLICTS, answer.name)


def has_conflict(source: str) -> bool:
    r"""Return whether git has left two versions in a text after a merge.

    Examples
    --------
    >>> has_conflict("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> mine")
    True
    """
    return CONFLICT.search(source) is not None


def _bound_extras(extras: dict[str, list[ReadCell]], said: list[Finding]) -> None:
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
        what = f"{dropped} extra cells beyond the first {MOST_EXTRA_CELLS} were ignored"
        said.append(about_notebook(what))
