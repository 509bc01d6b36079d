"""Write the table of the corpus of pictures, and draw the pictures on contact sheets.

``python benchmarks/pictures.py`` writes ``docs/pictures.md``. With ``--sheets FOLDER`` it also
draws every chart as the grader would store it, in an order that gives nothing away and with no name
but a number, so that you can judge them by themselves; ``key.txt`` says which is which.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "Agg")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "figures"))

import pandas as pd
from matplotlib import pyplot as plt
from pictures.corpus import CHARTS, Chart
from pictures.table import PAGE, page
from PIL import Image, ImageDraw

from grading_helpers.figures import STYLE
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Drawing
from grading_helpers.figures.replay import png
from grading_helpers.figures.views import scene_of
from grading_helpers.instructor.files import write_if_changed

WIDE, HIGH, ACROSS, DOWN = 380, 270, 4, 4
EMOTIONS = {"visit": [1], "website": [-1, 1, -1], "app": [0, None], "delivery": [2, 1], "bill": []}
INPUTS = {
    "need_chart": ({"speed": 62.0, "price": 4.0, "returns": 31.0, "choice": 31.0},),
    "clv_curve": (100, 0.1, [0.7, 0.5, 0.9, 0.6, 0.8]),
    "gap_chart": ({"S": 0.2, "E": -0.1, "T": -2.062, "A": 0.6, "R": 0.9},),
    "emotion_curve": (
        pd.DataFrame(
            [(n, name, one) for n, name in enumerate(EMOTIONS, 1) for one in EMOTIONS[name]],
            columns=["order", "touchpoint", "emotion"],
        ),
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table, and draw the sheets if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=Path, help="the folder to draw the pictures in")
    asked = parser.parse_args(arguments)
    write_if_changed(PAGE, page())
    if asked.sheets:
        asked.sheets.mkdir(parents=True, exist_ok=True)
        draw_sheets(asked.sheets)


def draw_sheets(folder: Path) -> None:
    """Draw all charts of the corpus on contact sheets."""
    charts = random.Random(4).sample(CHARTS, len(CHARTS))
    each = ACROSS * DOWN
    for start in range(0, len(charts), each):
        sheet = Image.new("RGB", (WIDE * ACROSS, HIGH * DOWN), "grey")
        for place, chart in enumerate(charts[start : start + each]):
            tile = picture(chart, start + place + 1)
            sheet.paste(tile, (place % ACROSS * WIDE, place // ACROSS * HIGH))
        sheet.save(folder / f"sheet_{start // each + 1}.png")
    key = (f"{number} {one.exercise} {one.name}: {one.due}" for number, one in enumerate(charts, 1))
    (folder / "key.txt").write_text("\n".join(key) + "\n", "utf-8")


def picture(chart: Chart, number: int) -> Image.Image:
    """Return the picture of a chart, or the reason why it cannot be shown."""
    tile = Image.new("RGB", (WIDE - 4, HIGH - 4), "white")
    pen = ImageDraw.Draw(tile)
    try:
        drawing = drawn(chart)
        shown = Image.open(io.BytesIO(png(drawing, min(60.0, 360 * drawing.dots / drawing.width))))
        shown.thumbnail((WIDE - 12, HIGH - 26))
        tile.paste(shown, (2, 20))
        pen.rectangle((1, 19, 2 + shown.width, 20 + shown.height), outline="lightgrey")
    except NotAFigureError as error:
        pen.text((4, 40), str(error)[:60], fill="red")
    pen.text((2, 2), f"{number}  {chart.exercise}", fill="black")
    return tile


def drawn(chart: Chart) -> Drawing:
    """Return the drawing of a chart."""
    namespace: dict[str, object] = {}
    with plt.style.context(STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(chart.source, namespace)
        drawing = scene_of(namespace[chart.exercise](*INPUTS[chart.exercise])).drawing
        plt.close("all")
    return drawing


if __name__ == "__main__":
    main()
