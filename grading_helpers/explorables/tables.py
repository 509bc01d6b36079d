"""The company's tables without pandas, so that a model appears at once."""

from __future__ import annotations

import csv
from functools import cache

from grading_helpers.data import data_path


@cache
def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table as text, by column; a blank is ``""``."""
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
