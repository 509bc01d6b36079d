"""What the tests of the grader share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile.lesson import small_plan

from grading_helpers.instructor.grader import nursery
from grading_helpers.instructor.grader.plan import Plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A small lesson with three exercises and a written answer."""
    return small_plan()


@pytest.fixture(scope="session")
def zygote() -> Iterator[nursery.Zygote]:
    """The zygote of this process."""
    yield nursery.zygote()
