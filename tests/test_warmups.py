"""Warm-ups: the verdicts on one line, and what the build says of an author's mistakes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest

import grading_helpers
from grading_helpers.checking import warmups as checking
from grading_helpers.checking.verdict import State
from grading_helpers.checking.warmups import examine_warmup, parse_warmup
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.warmups import cached_warmups, read_warmups

ASKED = """import pandas as pd
###
few = pd.Series([1, 2, 6])
###
middle = ...
check("mean", middle)"""
BANK = """
- id: mean
  line: few.mean()
  hint: Put a point and the name of the method behind few.
  wrong:
  - line: few.median()
    because: That is the value in the middle. Take the mean.
  - line: few.tolist()
    because: These are all three values. Take the mean of them.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "01_tea").mkdir()
    return tmp_path / "01_tea"


def lesson_of(folder: Path, cells: str = ASKED, bank: str = BANK) -> Lesson:
    (folder / "lesson.md").write_text(cells, "utf-8")
    (folder / "warmups.yml").write_text(bank, "utf-8")
    sources = enumerate(cells.split("\n###\n"), 1)
    return Lesson(folder, tuple(Cell("code", source, n, {}) for n, source in sources))


def faults(folder: Path, cells: str = ASKED, bank: str = BANK) -> list[str]:
    lesson = lesson_of(folder, cells, bank)
    read, found = read_warmups(lesson)
    if not found:
        with pytest.raises(FaultsError) as caught:
            cached_warmups(folder.parent, lesson, read)
        found = list(caught.value.faults)
    return [str(fault) for fault in found]


@pytest.fixture
def known(folder: Path) -> Iterator[None]:
    """Let the course have the warm-up ``mean`` and no other."""
    lesson = lesson_of(folder)
    records = cached_warmups(folder.parent, lesson, read_warmups(lesson)[0])
    book = {name: parse_warmup(name, record) for name, record in records.items()}
    with patch.object(checking, "known_warmups", lambda: book):
        yield


@pytest.mark.parametrize(
    ("value", "state", "words"),
    [
        (..., State.NOT_ATTEMPTED, "in place of the three dots"),
        (3, State.MATCHES, "The exercise below needs this step"),
        (3.004, State.MATCHES, "The exercise below needs this step"),
        (3.2, State.NOT_YET, "Your line gives 3.2, which is not right yet"),
        (2.0, State.NOT_YET, "the value in the middle"),
        (pd.Series([1, 2, 6], index=list("abc")), State.NOT_YET, "all three values"),
        (None, State.NOT_YET, "remove that"),
        (pd.Series([3]).mean, State.NOT_YET, "add () after its name"),
        ("3", State.NOT_YET, "gives text, but the task asks for a number"),
    ],
)
def test_a_line_is_judged_by_its_value(
    known: None, value: object, state: State, words: str
) -> None:
    verdict = examine_warmup("mean", value)
    assert verdict.state is state
    assert words in verdict.message
    assert "Put a point" in "".join(verdict.hints) or state is not State.NOT_YET


def test_check_shows_the_verdict_and_raises_nothing_even_when_validated(
    known: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with patch.dict(os.environ, {"NBGRADER_EXECUTION": "validate"}):
        grading_helpers.check("mean", ...)
        grading_helpers.check("maen", 3)
    said = capsys.readouterr().out
    assert "Not attempted yet" in said
    assert "no warm-up called maen. Did you mean mean?" in said


def test_a_line_may_use_the_cells_since_the_exercise_before(folder: Path) -> None:
    lesson = lesson_of(folder)
    record = cached_warmups(folder.parent, lesson, read_warmups(lesson)[0])["mean"]
    assert record["kind"] == "a number"
    assert "few" not in str(record["right"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("few.mean()", "few.mean(", "warmups.yml:2: warm-up 'mean': line: .* not one expr"),
        ("few.mean()", "many.mean()", "'many.mean.*' stops with NameError"),
        ("few.median()", "few.sum() / 3", "warmups.yml:6: .*gives what a line above it gives"),
        ("hint:", "clue:", "clue: Extra inputs"),
        ("few.tolist()", "object()", "cannot be compared"),
    ],
)
def test_a_mistake_in_the_bank_is_reported(folder: Path, old: str, new: str, words: str) -> None:
    found = "\n".join(faults(folder, bank=BANK.replace(old, new)))
    assert re.search(words, found), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("middle = ...", "middle = few.mean()", "the warm-up 'mean' has no line to fill in"),
        ('"mean", middle', '"maen", middle', "the warm-up 'maen' is not in warmups.yml"),
        ('check("mean", middle)', "", "the warm-up 'mean' is asked 0 times"),
    ],
)
def test_a_cell_without_its_blank_is_reported(folder: Path, old: str, new: str, words: str) -> None:
    assert words in "\n".join(faults(folder, cells=ASKED.replace(old, new)))
