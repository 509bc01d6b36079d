"""Sort entries into categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.kinds.matching import AssigningQuestion
from grading_helpers.questions.layout import Block, Labelled, Lettered
from grading_helpers.questions.question import (
    Id,
    Limit,
    Part,
    Problem,
    Text,
    opaque_id,
    repeated,
    shuffled,
)


@dataclass(frozen=True, repr=False)
class Category:
    """One of the categories; ``if_misplaced`` is shown where it is chosen wrongly."""

    id: Id
    text: Text
    if_misplaced: str = ""


@dataclass(frozen=True, repr=False)
class Entry:
    """A text with its category, and why it belongs there.

    ``because_not`` has what is said about wrong categories instead of their ``if_misplaced``.
    """

    id: Id
    text: Text
    category: str
    because: Text
    because_not: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, repr=False)
class CategorisingQuestion(AssigningQuestion):
    """Sort entries into categories."""

    kind: Literal["categorising"]
    categories: Annotated[tuple[Category, ...], Limit(min_length=2)]
    entries: Annotated[tuple[Entry, ...], Limit(min_length=3)]

    es_module: ClassVar[str] = "categorising"
    when_blank: ClassVar[str] = "Choose a category first, then check it."
    row_names: ClassVar[tuple[str, str]] = ("entry", "entries")

    @property
    def rows(self) -> tuple[Part, ...]:
        return tuple(Part(self._row(entry.id), entry.text) for entry in self.entries)

    @property
    def choices(self) -> tuple[Part, ...]:
        return tuple(Part(category.id, category.text) for category in self.categories)

    @property
    def answers(self) -> dict[str, str]:
        return {self._row(entry.id): entry.category for entry in self.entries}

    @property
    def reasons(self) -> dict[str, str]:
        return {self._row(entry.id): entry.because for entry in self.entries}

    @property
    def misplaced(self) -> dict[str, str]:
        return {one.id: one.if_misplaced for one in self.categories if one.if_misplaced}

    @property
    def against(self) -> dict[str, dict[str, str]]:
        return {self._row(entry.id): entry.because_not for entry in self.entries}

    def _row(self, part_id: str) -> str:
        return opaque_id(self.id, "row", part_id)

    def problems(self) -> Iterator[Problem]:
        yield from repeated("categories", self.categories, "text")
        yield from repeated("entries", self.entries, "text")
        known = [category.id for category in self.categories]
        for entry in self.entries:
            if entry.category not in known:
                what = f"entry {entry.id!r} is in the unknown category {entry.category!r}"
                yield what, f"use one of {', '.join(known)}"
        yield from self.unreasoned(
            "give the category an 'if_misplaced', or the entry a 'because_not'"
        )

    @property
    def instruction(self) -> str:
        return "Choose a category for each. Each counts the same."

    @property
    def instruction_on_paper(self) -> str:
        return "Give each entry its category."

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        in_order = tuple(sorted(self.rows, key=lambda row: row.id))
        rows = in_order if student is None else shuffled(self.rows, self.id, student)
        return {"rows": rows, "choices": self.choices}

    def layout(self, student: str | None = None) -> tuple[Block, ...]:
        entries = tuple(row.text for row in self.parts(student)["rows"])
        categories = tuple(category.text for category in self.categories)
        return Lettered(categories), Labelled(entries, "Entry", "Category")
