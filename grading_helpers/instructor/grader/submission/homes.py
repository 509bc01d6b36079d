"""Find the cell of the assignment that each of a student's cells came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import names_bound
from grading_helpers.instructor.grader.submission.findings import Finding, Kind, about_notebook
from grading_helpers.instructor.grader.submission.notebook import ReadCell

FOUND_ELSEWHERE = Kind(
    "the answer cell {} was missing; the answer was found in another cell",
    "{count} answer cells were missing; the answers were found in other cells: {cells}",
)
Homes = list[AssignmentCell | None]
FEW = 0.2


def homes_of(assignment: Assignment, cells: Sequence[ReadCell], said: list[Finding]) -> Homes:
    """Return, for each of the student's cells, the assignment cell it came from, if any.

    A cell is known by its ids. If they were lost, as in Google Colab, text that is unchanged
    identifies it, an answer the names it defines, and a written answer the cells around it.

    Parameters
    ----------
    assignment : Assignment
        What the student received.
    cells : sequence of ReadCell
        The cells that were handed in.
    said : list of Finding
        Messages for the instructor are added to it.
    """
    homes = list(_by_id_or_text(assignment, cells))
    missing = [
        one for one in assignment.cells if one.role is Role.ANSWER and not _is_in(one, homes)
    ]
    lost = _have_lost_ids(assignment, cells)
    found = [one.name for one in missing if _find(one, assignment, cells, homes)]
    if lost:
        how = f"; answers were found by what they define: {', '.join(found)}" if found else ""
        what = f"the cells had lost their ids, as in a copy from Google Colab{how}"
        said.append(about_notebook(what))
    else:
        said += [Finding(FOUND_ELSEWHERE, name) for name in found]
    return homes


def _by_id_or_text(
    assignment: Assignment, cells: Sequence[ReadCell]
) -> Iterator[AssignmentCell | None]:
    by_grade_id = {cell.grade_id: cell for cell in assignment.cells if cell.grade_id}
    by_id = {cell.cell_id: cell for cell in assignment.cells}
    by_text = {(c.kind, c.given.strip()): c for c in assignment.cells if c.given.strip()}
    named = {cell.cell_id for cell in cells} | {cell.grade_id for cell in cells}
    for cell in cells:
        home = by_grade_id.get(cell.grade_id) or by_id.get(cell.cell_id)
        if home is None:
            home = by_text.get((cell.kind, cell.source.strip()))
            if home and home.name in named:
                home = None
        yield home


def _have_lost_ids(assignment: Assignment, cells: Sequence[ReadCell]) -> bool:
    """Return whether hardly any cell has an id of the lesson; cells added later may have one."""
    known = {one.cell_id for one in assignment.cells} | {one.grade_id for one in assignment.cells}
    with_id = sum(bool({cell.cell_id, cell.grade_id} & (known - {""})) for cell in cells)
    return with_id < FEW * len(cells)


def _find(
    answer: AssignmentCell, assignment: Assignment, cells: Sequence[ReadCell], homes: Homes
) -> bool:
    """Find homes for answers in cells that lost their ids; say whether there are any."""
    if answer.kind == "code":
        asked = names_bound(answer.given) or names_bound(answer.source)
        found = [
            place
            for place, cell in enumerate(cells)
            if homes[place] is None and cell.kind == "code" and asked & names_bound(cell.source)
        ]
    else:
        found = _between(answer, assignment, cells, homes)
    for place in found:
        homes[place] = answer
    return bool(found)


def _between(
    answer: AssignmentCell, assignment: Assignment, cells: Sequence[ReadCell], homes: Homes
) -> list[int]:
    """Return the place of the only text between the cells around a written answer, if any."""
    order = {one.name: number for number, one in enumerate(assignment.cells)}
    own = order[answer.name]
    above = [at for at, home in enumerate(homes) if home and order[home.name] == own - 1]
    below = [at for at, home in enumerate(homes) if home and order[home.name] == own + 1]
    end = below[0] if below else len(cells)
    if not above or (not below and own + 1 < len(assignment.cells)):
        return []
    found = [
        place
        for place in range(above[-1] + 1, end)
        if homes[place] is None and cells[place].kind != "code" and cells[place].source.strip()
    ]
    return found if len(found) == 1 else []


def _is_in(answer: AssignmentCell, homes: Collection[AssignmentCell | None]) -> bool:
    return any(home is answer for home in homes)


def same_text(one: str, other: str) -> bool:
    """Return whether two texts are equal apart from space at the ends of lines."""
    left, right = ([line.rstrip() for line in text.strip().split("\n")] for text in (one, other))
    return left == right
