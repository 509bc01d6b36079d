"""Answers that lie to the grader about their chart from within the student's process."""

# ruff: noqa: E501
from __future__ import annotations

EMPTY = "def gap_chart(gaps): return plt.figure()"
BARE = "def gap_chart(gaps): return plt.subplots()[0]"
HONEST = """def gap_chart(gaps):
    figure, axes = plt.subplots(layout="constrained")
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure"""
GAPS = "{'R': 1.5, 'A': -0.5, 'T': 1.0, 'E': 0.5, 'S': -1.0}"
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
