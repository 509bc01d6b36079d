"""The cells of a graded notebook as the student sees them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.account import words_of
from grading_helpers.instructor.feedback.outline import Item, Outline, name_of
from grading_helpers.instructor.feedback.scores import Scores
from grading_helpers.instructor.grader.plan import Plan, PlannedCell

Cell = Mapping[str, Any]
HIDDEN = "(hidden test)"


@dataclass(frozen=True)
class CellView:
    """One cell: its name on the page, its content, what came out of it, its mark."""

    anchor: str
    content: Markup
    outputs: tuple[Markup, ...] = ()
    mark: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Viewer:
    """Shows the notebooks of one student of one lesson."""

    plan: Plan
    outline: Outline
    scores: Scores
    show_hidden: bool = False

    def views(self, cells: Iterable[Cell]) -> Iterator[CellView]:
        """Yield the cells of a notebook in their order."""
        planned = {cell.name: cell for cell in self.plan.cells}
        items = {one.grade_id: one for part in self.outline.exercises for one in part.items}
        for number, cell in enumerate(cells, 1):
            name = name_of(cell)
            yield self._view(cell, number, planned.get(name), items.get(name))

    def _view(
        self, cell: Cell, number: int, planned: PlannedCell | None, item: Item | None
    ) -> CellView:
        anchor = f"cell-{number}"
        source = self._source(cell, planned, item)
        mark = self._mark(item) if item else ""
        if cell.get("cell_type") != "code":
            ours = planned is not None and source in (planned.source, planned.given)
            return CellView(anchor, markup.text(source, ours=ours), mark=mark)
        shown = self._told(item, cell.get("outputs") or [])
        outputs = tuple(markup.outputs(shown, f"cell {number}"))
        return CellView(anchor, markup.code(source), outputs, mark, is_code=True)

    def _source(self, cell: Cell, planned: PlannedCell | None, item: Item | None) -> str:
        """Return the text of a cell; of what gives points, what the students were handed."""
        if not (item and planned and planned.role != "answer"):
            return str(cell.get("source") or "")
        return planned.source if self.show_hidden else planned.given

    def _told(self, item: Item | None, outputs: Iterable[Cell]) -> Iterator[Cell]:
        """Yield outputs; of an error in a hidden test only the words that may be told."""
        for output in outputs:
            is_kept_back = item and item.hidden and output.get("output_type") == "error"
            if self.show_hidden or not is_kept_back:
                yield output
            elif item:
                words = words_of(item, [output]) or "A hidden test failed."
                yield {**output, "evalue": words, "traceback": [words]}

    def _mark(self, item: Item) -> str:
        score = self.scores.by_item.get(item.grade_id)
        if score is None:
            return ""
        got = "not marked yet" if score.waits else f"{score.points:g}"
        hidden = f" {HIDDEN}" if item.hidden and not self.show_hidden else ""
        return f"{item.purpose}{hidden}: {got} of {score.most:g}"
