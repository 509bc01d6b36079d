"""The judge reads and shows what a figure paints, whatever the student's process says of it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pictures.lies import CHEATS, GAPS, HONEST

from grading_helpers.instructor.grader.execution.fork_server import ForkServer
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import dependencies_of

pytestmark = pytest.mark.integration

SETUP = "import matplotlib.pyplot as plt\nfrom grading_helpers import check"
BARS = f"""from grading_helpers.compare import assert_matches, assert_that
from grading_helpers.figures.views import axis_texts, bar_heights, bar_order, zero_line
gaps = {GAPS}
figure = gap_chart(gaps)
assert_matches(bar_order(figure), list("RATES"))
assert_matches(bar_heights(figure), gaps)
assert_that(zero_line(figure), "There is no line at zero.")
assert_that(all(axis_texts(figure).values()), "A label is missing.")
"""
UNREADABLE = [
    (f"{HONEST[: HONEST.rindex('return')]}axes.imshow([[1]])\n    return figure", "an image"),
    (
        "def gap_chart(gaps):\n    figure = plt.figure()\n"
        "    figure.patches = [plt.Rectangle((0, 0), 1, 1)] * 1_000_000\n    return figure",
        "too many",
    ),
    (
        f"{HONEST[: HONEST.rindex('return')]}"
        "axes.bar([n / 500 for n in range(800)], 1, width=3, alpha=0.5)\n    return figure",
        "too many",
    ),
    (
        "def gap_chart(gaps):\n    figure = inner = plt.figure()\n"
        "    for _ in range(300): inner = inner.subfigures()\n    return figure",
        "figures within",
    ),
    (HONEST.replace("plt.subplots(", "plt.subplots(subplot_kw={'projection': 'polar'}, "), "polar"),
]


@pytest.fixture(scope="module")
def session(fork_server: ForkServer) -> Iterator[Session]:
    limits = Limits(cell_cpu=20, cell_wall=60, notebook_wall=900, notebook_cpu=200)
    with Session(fork_server, limits, {}) as session:
        session.run(SETUP)
        yield session


def record_of(session: Session, answer: str, test: str = BARS) -> Any:
    """Return the record of a test of an answer."""
    session.run(answer)
    return session.test(cell_of(test))


def said_of(session: Session, answer: str) -> Any:
    """Return what ``check`` shows of an answer."""
    session.run(answer)
    (shown,) = session.charts(cell_of(BARS))  # type: ignore[misc]
    return shown["data"]


def cell_of(test: str) -> AssignmentCell:
    """Return a test whose visible part checks the chart."""
    given = "check(gap_chart)"
    needs = dependencies_of(f"{given}\n{test}", [SETUP], ["def gap_chart(): ..."])
    return AssignmentCell("t", "t", "code", Role.TEST, test, given, 1.0, needs)


@pytest.mark.parametrize(
    "answer",
    [
        HONEST,
        HONEST.replace("return figure", "return axes"),
        HONEST.replace("return figure", "return figure, axes"),
        HONEST.replace("return figure", "plt.close('all')\n    return [axes]"),
    ],
    ids=["figure", "axes", "pair", "list"],
)
def test_an_honest_chart_passes_and_is_trusted(session: Session, answer: str) -> None:
    record = record_of(session, answer)
    assert record["passed"], record["error"]
    assert record["lower_trust"] is False


@pytest.mark.parametrize("name", CHEATS)
def test_a_chart_that_shows_nothing_fails(fork_server: ForkServer, name: str) -> None:
    with Session(fork_server, Limits(), {}) as session:
        session.run(SETUP)
        record = record_of(session, CHEATS[name])
    assert record["passed"] is False, name


def test_a_bad_drawing_costs_its_own_test_alone(fork_server: ForkServer) -> None:
    with Session(fork_server, Limits(), {}) as session:
        session.run(SETUP)
        assert not record_of(session, CHEATS["a drawing that is none"])["passed"]
        record = record_of(session, "def gap_chart(gaps): return 1", "assert gap_chart({}) == 1")
    assert record["passed"] is True


def test_a_figure_that_cannot_be_read_is_told_and_costs_its_own_test_alone(
    session: Session,
) -> None:
    for answer, words in UNREADABLE:
        record = record_of(session, answer)
        assert record["passed"] is False
        assert words in record["error"]["evalue"], record["error"]
        assert words in said_of(session, answer)["text/plain"]
    assert record_of(session, HONEST)["passed"] is True


def test_the_picture_that_is_shown_is_the_one_that_is_read(session: Session) -> None:
    shown = said_of(session, HONEST)
    assert "Your chart. Heights of the bars" in shown["text/plain"]
    image = re.search(r"base64,([^\"]+)", shown["text/html"])
    assert image
    assert base64.b64decode(image[1]).startswith(b"\x89PNG")


def test_a_wrong_chart_is_explained_by_check(session: Session) -> None:
    wrong = HONEST.replace('gaps[one] for one in "RATES"', '-gaps[one] for one in "RATES"')
    assert record_of(session, wrong)["passed"] is False
    assert "upside down" in said_of(session, wrong)["text/plain"]


def test_check_says_nothing_of_charts_in_the_process_of_the_student(session: Session) -> None:
    session.run(HONEST)
    assert session.run("check(gap_chart)") == []
