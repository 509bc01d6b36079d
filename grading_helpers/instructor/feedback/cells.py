"""The cells of a graded notebook, as shown on the feedback page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.explanations import (
    Error,
    errors_outside_tests,
    failure_message,
)
from grading_helpers.instructor.feedback.outline import Cell, GradedItem, Outline
from grading_helpers.instructor.feedback.scores import Scores
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    AssignmentCell,
    name_of,
)

HIDDEN = "(hidden test)"


@dataclass(frozen=True)
class CellView:
    """One cell: its anchor on the page, its content, its outputs and its mark."""

    anchor: str
    content: Markup
    outputs: tuple[Markup, ...] = ()
    mark: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class NotebookView:
    """Prepares one student's notebook for the page."""

    plan: Assignment
    outline: Outline
    scores: Scores
    show_hidden: bool = False

    def views(self, cells: Iterable[Cell]) -> Iterator[CellView]:
        """Yield the cells of a notebook in order."""
        planned = {cell.name: cell for cell in self.plan.cells}
        items = {one.grade_id: one for part in self.outline.exercises for one in part.items}
        found = list(cells)
        outputs = {name_of(cell): cell.get("outputs") or [] for cell in found}
        seen = errors_outside_tests(self.outline, outputs)
        for number, cell in enumerate(found, 1):
            name = name_of(cell)
            yield self._view(cell, number, planned.get(name), items.get(name), seen)

    def _view(
        self,
        cell: Cell,
        number: int,
        planned: AssignmentCell | None,
        item: GradedItem | None,
        seen: Collection[Error],
    ) -> CellView:
        anchor = f"cell-{number}"
        source = self._source(cell, planned, item)
        mark = self._mark(item) if item else ""
        if cell.get("cell_type") != "code":
            ours = planned is not None and source in (planned.source, planned.given)
            page = markup.text(source, ours=ours)
            page = page if ours else markup.with_images(page, cell.get("attachments"))
            return CellView(anchor, page, mark=mark)
        shown = self._told(item, cell.get("outputs") or [], seen)
        outputs = tuple(markup.outputs(shown, f"cell {number}"))
        return CellView(anchor, markup.code(source), outputs, mark, is_code=True)

    def _source(self, cell: Cell, planned: AssignmentCell | None, item: GradedItem | None) -> str:
        """Return the text of a cell; for a test or a mark scheme, only what students were given."""
        if not (item and planned and planned.role != "answer"):
            return str(cell.get("source") or "")
        return planned.source if self.show_hidden else planned.given

    def _told(
        self, item: GradedItem | None, outputs: Iterable[Cell], seen: Collection[Error]
    ) -> Iterator[Cell]:
        """Yield the outputs; for an error in a hidden test, only what students may see."""
        for output in outputs:
            is_kept_back = item and item.hidden and output.get("output_type") == "error"
            if self.show_hidden or not is_kept_back:
                yield output
            elif item:
                words = failure_message(item, [output], seen) or "A hidden test failed."
                yield {**output, "evalue": words, "traceback": [words]}

    def _mark(self, item: GradedItem) -> str:
        score = self.scores.by_item.get(item.grade_id)
        if score is None:
            return ""
        got = "not marked yet" if score.waits else f"{score.points:g}"
        hidden = f" {HIDDEN}" if item.hidden and not self.show_hidden else ""
        return f"{item.purpose}{hidden}: {got} of {score.most:g}"
