"""A lesson as its author wrote it: its cells and their roles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from pathlib import Path


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson."""

    kind: str
    source: str
    line: int
    metadata: dict[str, object]
    code_line: int = 0

    @property
    def grading(self) -> dict[str, object]:
        """The nbgrader metadata, empty for an ordinary cell."""
        found = self.metadata.get("nbgrader", {})
        return found if isinstance(found, dict) else {}

    @property
    def grade_id(self) -> str:
        """The cell's name in the gradebook, or an empty string."""
        return str(self.grading.get("grade_id") or "")

    @property
    def stable_id(self) -> str:
        """The grade id, else a hash of the text."""
        return (
            self.grade_id or hashlib.sha256(f"{self.kind}\n{self.source}".encode()).hexdigest()[:12]
        )

    @property
    def is_answer(self) -> bool:
        """Whether a student writes code here."""
        return self.kind == "code" and bool(self.grading.get("solution"))

    @property
    def is_test(self) -> bool:
        """Whether running the cell gives points."""
        return self.kind == "code" and bool(self.grading.get("grade")) and not self.is_answer

    @property
    def points(self) -> float:
        """The points that the cell is worth; 0 if its header gives no number."""
        points = self.grading.get("points")
        return float(points) if isinstance(points, int | float) and isfinite(points) else 0.0


@dataclass(frozen=True)
class Lesson:
    """A lesson: its folder and its cells."""

    folder: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The name of the folder, which is the id of the nbgrader assignment."""
        return self.folder.name

    @property
    def title(self) -> str:
        """The title, from the first line of the text."""
        return self.cells[0].source.splitlines()[0].lstrip("# ").strip()

    @property
    def text_file(self) -> Path:
        """The file that the author edits."""
        return self.folder / "lesson.md"

    @cached_property
    def answers(self) -> dict[str, Cell]:
        """The answer cells by exercise; they contain the reference solutions."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_answer}

    @cached_property
    def tests(self) -> dict[str, Cell]:
        """The test cells by grade id."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_test}

    @property
    def cell_ids(self) -> list[str]:
        """The ids of the cells in the notebook; the second of two equal ids ends in -2."""
        plain = [cell.stable_id for cell in self.cells]
        seen = [plain[: place + 1].count(name) for place, name in enumerate(plain)]
        return [name if n == 1 else f"{name}-{n}" for name, n in zip(plain, seen, strict=True)]

    @property
    def setup(self) -> str:
        """The first code cell, which has all the imports of the lesson."""
        return next((cell.source for cell in self.cells if cell.kind == "code"), "")

    def tests_of(self, exercise: str) -> dict[str, Cell]:
        """Return the tests of one exercise: their ids begin with its name."""
        return {
            name: cell for name, cell in self.tests.items() if self.exercise_of(name) == exercise
        }

    @property
    def exercise_points(self) -> dict[str, float]:
        """The points of each graded exercise, in the order of the lesson."""
        points = {
            name: sum(cell.points for cell in self.tests_of(name).values()) for name in self.answers
        }
        return {name: worth for name, worth in points.items() if worth}

    def exercise_of(self, test: str) -> str:
        """Return the exercise of a test: the longest name that begins the name of the test."""
        homes = [name for name in self.answers if test.startswith(f"{name}_")]
        return max(homes, key=len, default="")
