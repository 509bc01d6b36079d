"""How the corpus lists its charts."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent

Draw = Callable[..., object]
ALL, NOTHING, BARS, AIDS, LINE = "all", "nothing", "bars", "reading_aids", "line"


@dataclass(frozen=True)
class Chart:
    """One way to draw an exercise's chart, and the tests that its picture passes."""

    exercise: str
    name: str
    due: str
    draw: Draw

    @property
    def source(self) -> str:
        """The answer as a student would hand it in."""
        lines = dedent(inspect.getsource(self.draw)).splitlines()
        start = next(n for n, line in enumerate(lines) if line.startswith("def "))
        code = "\n".join(lines[start:]).replace(
            f"def {self.draw.__name__}(", f"def {self.exercise}("
        )
        return f"{IMPORTS}\n\n{code}\n"


IMPORTS = """import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import Normal, SimpleLineShadow"""
CHARTS: list[Chart] = []


def chart(exercise: str, due: str) -> Callable[[Draw], Draw]:
    """Add a chart to the corpus."""

    def add(draw: Draw) -> Draw:
        CHARTS.append(Chart(exercise, draw.__name__, due, draw))
        return draw

    return add
