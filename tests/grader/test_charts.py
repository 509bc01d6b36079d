"""The judge reads and shows what a figure paints, whatever the student's process says of it."""

# ruff: noqa: E501
from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest

from grading_helpers.instructor.grader.execution.fork_server import ForkServer
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import dependencies_of

pytestmark = pytest.mark.integration

SETUP = "import matplotlib.pyplot as plt\nfrom grading_helpers import check"
EMPTY = "def gap_chart(gaps): return plt.figure()"
BARE = "def gap_chart(gaps): return plt.subplots()[0]"
HONEST = """def gap_chart(gaps):
    figure, axes = plt.subplots(layout="constrained")
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure"""
GAPS = "{'R': 1.5, 'A': -0.5, 'T': 1.0, 'E': 0.5, 'S': -1.0}"
BARS = f"""from grading_helpers.compare import assert_matches, assert_that
from grading_helpers.figures.views import axis_texts, bar_heights, bar_order, zero_line
gaps = {GAPS}
figure = gap_chart(gaps)
assert_matches(bar_order(figure), list("RATES"))
assert_matches(bar_heights(figure), gaps)
assert_that(zero_line(figure), "There is no line at zero.")
assert_that(all(axis_texts(figure).values()), "A label is missing.")
"""
CHECKED = f"check(gap_chart)\n{BARS}"
CHEATS = {
    "patched getters": "from matplotlib.axes import Axes\nfrom matplotlib.patches import Rectangle\n"
    "Rectangle.get_height = Axes.get_xlabel = lambda self: 1.5\n"
    f"Axes.get_ylim = Axes.get_xlim = lambda self: (-2.0, 2.0)\n{BARE}",
    "posing class": "class Figure:\n    axes = containers = []\n    dpi = 100\n"
    "    stale = False\n    def draw(self, renderer): pass\n"
    "def gap_chart(gaps): return Figure()",
    "posing figure": "from matplotlib.figure import Figure\nclass Win(Figure):\n"
    "    def __eq__(self, other): return True\n    __hash__ = Figure.__hash__\n"
    "    axes = property(lambda self: [1, 2])\ndef gap_chart(gaps): return Win()",
    "patched views": "from grading_helpers.figures import views\n"
    f"for n in views.VIEWS: setattr(views, n, lambda d: {GAPS}); views.VIEWS[n] = getattr(views, n)\n"
    f"{BARE}",
    "patched scene": "from grading_helpers.figures import scene, chart, bars\n"
    "scene.Scene.is_text_seen = lambda *a: True\n"
    f"bars.BarChart.heights = lambda self: list({GAPS}.items())\n{BARE}",
    "declared axes alone": "from grading_helpers.figures import recorder\n"
    "from dataclasses import replace\nfrom grading_helpers.instructor.grader.execution import "
    "student_process as s\nold = s.record\n"
    "s.record = lambda figure: replace(old(figure), marks=())\n" + HONEST,
    "a drawing that is none": "from grading_helpers.instructor.grader.execution import "
    "student_process as s\nclass Win:\n    def to_data(self): return {'marks': 'all right'}\n"
    f"s.record = lambda figure: Win()\n{BARE}",
    "a drawing of numbers too large": "from grading_helpers.instructor.grader.execution import "
    "student_process as s\nclass Win:\n    def to_data(self): return {'size': [1e9, 1e9, 100], "
    f"'marks': [], 'frames': []}}\ns.record = lambda figure: Win()\n{BARE}",
    "removed when it is drawn": "from matplotlib.figure import Figure\nclass Win(Figure):\n"
    "    def draw(self, renderer):\n        for axes in self.axes: axes.clear()\n"
    "        super().draw(renderer)\n"
    + HONEST.replace("plt.subplots(", "plt.subplots(FigureClass=Win, "),
    "shows one chart and hands in another": HONEST.replace("gap_chart", "shown")
    + "\ndef gap_chart(gaps):\n    figure = plt.figure()\n    figure.__dict__['axes'] = 1\n"
    "    figure.savefig = lambda *a, **k: shown(gaps).savefig(*a, **k)\n    return figure",
    "empty": EMPTY,
}


@pytest.fixture(scope="module")
def session(fork_server: ForkServer) -> Iterator[Session]:
    limits = Limits(cell_cpu=20, cell_wall=60, notebook_wall=900, notebook_cpu=200)
    with Session(fork_server, limits, {}) as session:
        session.run(SETUP)
        yield session


def record_of(session: Session, answer: str, test: str = BARS) -> Any:
    """Return the record of a test of an answer."""
    session.run(answer)
    needs = dependencies_of(test, [SETUP], ["def gap_chart(): ..."])
    return session.test(AssignmentCell("t", "t", "code", Role.TEST, test, "", 1.0, needs))


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


def test_the_picture_that_is_shown_is_the_one_that_is_read(session: Session) -> None:
    record = record_of(session, HONEST, CHECKED)
    (shown,) = record["shown"]
    assert "Your chart. Heights of the bars" in shown["data"]["text/plain"]
    image = re.search(r"base64,([^\"]+)", shown["data"]["text/html"])
    assert image
    assert base64.b64decode(image[1]).startswith(b"\x89PNG")


def test_a_wrong_chart_is_explained_by_check(session: Session) -> None:
    wrong = HONEST.replace('gaps[one] for one in "RATES"', '-gaps[one] for one in "RATES"')
    record = record_of(session, wrong, CHECKED)
    assert record["passed"] is False
    assert "upside down" in record["shown"][0]["data"]["text/plain"]


def test_check_says_nothing_of_charts_in_the_process_of_the_student(session: Session) -> None:
    session.run(HONEST)
    assert session.run("check(gap_chart)") == []
