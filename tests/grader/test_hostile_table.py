"""The table in the docs agrees with the corpus, and our grader is safe in every case."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hostile.everything import corpus
from hostile.table import KINDS, NOT_RUN, REFUSED, SAFE, is_safe, read_table

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "hostile_submissions.md").read_text("utf-8")
ROWS = list(read_table(PAGE))


def test_every_case_is_in_the_table_once() -> None:
    names = Counter(name for name, _, _ in ROWS)
    assert names == Counter(f"{case.kind}-{case.name}" for case in corpus())


def test_ours_is_safe_in_every_case_and_refuses_only_what_is_not_a_notebook() -> None:
    due = {f"{case.kind}-{case.name}": case.due for case in corpus()}
    assert {name: ours for name, ours, _ in ROWS} == {
        name: REFUSED if due[name] is None else SAFE for name, _, _ in ROWS
    }


@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_the_counts_agree_with_the_rows(kind: str) -> None:
    rows = [row for row in ROWS if kind in ("all", row[0].partition("-")[0])]
    each = [[row[column] for row in rows] for column in (1, 2)]
    counts = " | ".join(f"{counted(said)} | {said.count(REFUSED)}" for said in each)
    assert f"| {kind} | {len(rows)} | {counts} |" in PAGE


def test_the_page_on_grading_gives_the_same_counts() -> None:
    words = " ".join((DOCS / "grading.md").read_text("utf-8").split())
    stock = [one for _, _, one in ROWS]
    assert f"safe in all {len(ROWS)}, stock nbgrader in {counted(stock)}" in words


def counted(said: list[str]) -> str:
    return f"{sum(map(is_safe, said))} of {len(said) - said.count(NOT_RUN)}"
