"""The questions of a lesson that a person marks: the task, and what earns its points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.outline import make_outline
from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.grader.submission.written_answers import marked_by_hand

SCHEME = re.compile(
    r"^[ \t]*### BEGIN MARK SCHEME[^\n]*\n(.*?)^[ \t]*### END MARK SCHEME[^\n]*\n?", re.M | re.S
)
HEADING_LINE = re.compile(r"^#{1,6}\s.*\n?", re.M)


@dataclass(frozen=True)
class WrittenQuestion:
    """One answer of a lesson that is marked by hand.

    Parameters
    ----------
    cell : AssignmentCell
        The cell that earns its points.
    title : str
        The heading above it.
    task : Markup
        What students were asked, as HTML.
    scheme : Markup
        The marking scheme or the model answer, as HTML.
    """

    cell: AssignmentCell
    title: str
    task: Markup
    scheme: Markup

    @property
    def name(self) -> str:
        """Its grade id, by which nbgrader knows it."""
        return self.cell.grade_id

    @property
    def most(self) -> float:
        """The points there are for it."""
        return self.cell.points


def read_questions(plan: Assignment) -> tuple[WrittenQuestion, ...]:
    """Return the questions of a lesson that a person marks, in the order of the notebook."""
    titles = {
        item.grade_id: part.title for part in make_outline(plan).exercises for item in part.items
    }
    return tuple(
        WrittenQuestion(
            cell, titles.get(cell.grade_id, cell.grade_id), _task(cell, plan), _scheme(cell)
        )
        for cell in marked_by_hand(plan)
    )


def _task(cell: AssignmentCell, plan: Assignment) -> Markup:
    """Return the text of the task, or the last text above the answer cell."""
    if cell.role is Role.ANSWER:
        texts = list(_texts_above(cell, plan))
        return _ours(texts[-1]) if texts else Markup("")
    return _ours(SCHEME.sub("", cell.source))


def _texts_above(cell: AssignmentCell, plan: Assignment) -> Iterator[str]:
    for one in plan.cells[: plan.cells.index(cell)]:
        if one.kind == "markdown" and one.role is Role.OURS:
            yield one.given


def _scheme(cell: AssignmentCell) -> Markup:
    found = "\n\n".join(SCHEME.findall(cell.source))
    if not found and cell.role is Role.ANSWER:
        return markup.code(cell.source) if cell.kind == "code" else _ours(cell.source)
    return _ours(found)


def _ours(text: str) -> Markup:
    """Return the instructor's Markdown; the page has headings of its own."""
    return markup.text(HEADING_LINE.sub("", text), ours=True)
