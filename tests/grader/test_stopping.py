"""Ctrl+C says what was done, and the same command goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from without_sandbox import LESSON, course, grade_without_sandbox, results

from grading_helpers.instructor.grader import grade_class

pytestmark = pytest.mark.integration


@pytest.fixture
def here(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class that is graded without a sandbox."""
    grade_without_sandbox(monkeypatch)
    return here


def test_a_run_that_is_stopped_says_what_was_done_and_goes_on(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: Any) -> Iterator[Any]:
        for number, result in enumerate(results(*given)):
            if number == 2:
                raise KeyboardInterrupt
            yield result

    monkeypatch.setattr(grade_class, "grade_submissions", stopped)
    said = course("grade", LESSON)
    assert said.exit_code == 130
    assert said.stderr.endswith(
        "Stopped after 2 of 3 graded. What was finished is saved: run the same command again to "
        "go on.\n"
    )
    monkeypatch.setattr(grade_class, "grade_submissions", results)
    assert "1 graded, 0 failed, 2 graded earlier" in course("grade", LESSON).stdout
