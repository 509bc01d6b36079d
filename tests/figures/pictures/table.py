"""The page about the corpus of pictures: what each chart deserves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pictures import cheating, honest  # noqa: F401 - they fill the corpus
from pictures.corpus import AIDS, ALL, BARS, CHARTS, LINE, NOTHING
from pictures.lies import CHEATS

PAGE = Path(__file__).parents[3] / "docs" / "pictures.md"
IN_WORDS = {
    ALL: "all points",
    NOTHING: "0 points",
    BARS: "only for the bars",
    AIDS: "only for the reading aids",
    LINE: "only for the line",
}
HEAD = """# Charts, and what their pictures deserve

To see whether a way of drawing a chart earns its points, look for it here. A chart is worth what
can be seen of it, and this page lists the corpus on which that is tested, which is in
`tests/figures/pictures/`. `python benchmarks/pictures.py` wrote it, and can draw all the pictures.
`tests/figures/test_pictures.py` grades each of them.

Whether the words of a label are true is left open: people say the same thing in too many ways. What
counts is what the tasks say, that each axis has a label of its own that can be read, and the
vertical one its unit.

"""
LIES = """
## Charts that the student's process lies about

Each of these shows an empty chart, or hides what it draws, and tells the grader otherwise. All earn
0 points (`tests/grader/test_charts.py`, in the sandbox):

"""


def page() -> str:
    """Return the text of the page."""
    counts = ", ".join(
        f"{words} ({sum(chart.due == due for chart in CHARTS)})" for due, words in IN_WORDS.items()
    )
    head = f"{HEAD}The {len(CHARTS)} pictures deserve: {counts}.\n\n"
    lies = "".join(f"- {name}\n" for name in CHEATS)
    return f"{head}{''.join(_rows())}{LIES}{lies}"


def _rows() -> Iterator[str]:
    yield "| exercise | chart | deserves |\n|---|---|---|\n"
    for chart in sorted(CHARTS, key=lambda one: (one.exercise, [*IN_WORDS].index(one.due))):
        name = chart.name.replace("_", " ")
        yield f"| `{chart.exercise}` | {name} | {IN_WORDS[chart.due]} |\n"
