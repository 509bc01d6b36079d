"""What ``check`` knows: per exercise the inputs it tries and digests of known outcomes.

The files are built from the authors' answers and hold none: an outcome is a salted digest,
a message is what a learner is told. Loading is separate from judging.
"""

from __future__ import annotations

import io
import json
from base64 import b64decode
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from grading_helpers.data import data_path
from grading_helpers.results import Leaf, digests

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Outcome:
    """A known outcome of one case: its digest, how to round to it, what to say."""

    digest: str
    residues: tuple[float, ...]
    message: str = ""

    def fits(self, leaves: tuple[Leaf, ...], tolerance: float, salt: str) -> bool:
        """Say whether a result is this outcome, within the tolerance.

        Parameters
        ----------
        leaves : tuple of Leaf
            The result.
        tolerance : float
            By how much a number may differ; more than 0.
        salt : str
            That of the case, with which the outcome was digested.
        """
        return self.digest in digests(leaves, self.residues, tolerance, salt)


@dataclass(frozen=True)
class Case:
    """One call that ``check`` tries: its inputs, what to look at, the outcomes it knows."""

    name: str
    inputs: tuple[dict[str, Any], ...]
    view: str = ""
    kind: str = ""
    right: Outcome | None = None
    parts: dict[str, Outcome] = field(default_factory=dict)
    wrong: tuple[Outcome, ...] = ()

    def arguments(self) -> list[Any]:
        """Build the inputs afresh, so that no answer can spoil them for the next."""
        return [build_input(recipe) for recipe in self.inputs]


@dataclass(frozen=True)
class Exercise:
    """One exercise as ``check`` sees it; one for practice is not graded."""

    name: str
    tolerance: float
    cases: tuple[Case, ...]
    hints: tuple[str, ...] = ()
    is_graded: bool = True


def build_input(recipe: dict[str, Any]) -> Any:
    r"""Return one input from its recipe: a table of the company, inline CSV, or a value.

    Examples
    --------
    >>> build_input({"csv": "dim,gap\nR,-1.5"})
      dim  gap
    0   R -1.5
    >>> list(build_input({"csv": "dim,gap\nR,-1.5", "first_row": 7}).index)
    [7]
    >>> build_input({"value": {"R": -1.5}})
    {'R': -1.5}
    """
    if "value" in recipe:
        return deepcopy(recipe["value"])
    table = _read(recipe.get("csv", ""), recipe.get("table", "")).copy()
    table = table.head(recipe.get("rows", len(table)))
    return table.set_axis(table.index + recipe.get("first_row", 0))


@lru_cache(256)
def _read(csv: str, name: str) -> pd.DataFrame:
    """Return a table, read once for all the answers that are tried on it."""
    return pd.read_csv(io.StringIO(csv) if csv else data_path(name))


def parse_exercise(name: str, record: dict[str, Any]) -> Exercise:
    """Return an exercise from its JSON record."""
    cases = tuple(
        Case(
            name=case["name"],
            inputs=tuple(map(_unpacked, case["inputs"])),
            view=case.get("view", ""),
            kind=case["kind"],
            right=_outcome(case["right"]),
            parts={path: _outcome(part) for path, part in case.get("parts", {}).items()},
            wrong=tuple(map(_outcome, case["wrong"])),
        )
        for case in record["cases"]
    )
    hints, is_graded = tuple(record.get("hints", ())), record.get("is_graded", True)
    return Exercise(name, record["tolerance"], cases, hints, is_graded)


def _unpacked(recipe: dict[str, Any]) -> dict[str, Any]:
    """Return a recipe as authors write it: values are shipped in base64."""
    packed = recipe.get("packed")
    return recipe if packed is None else {"value": json.loads(b64decode(packed))}


def _outcome(record: dict[str, Any]) -> Outcome:
    return Outcome(record["digest"], tuple(record["residues"]), record.get("message", ""))


@cache
def known_exercises() -> dict[str, Exercise]:
    """Return every exercise of the course by name."""
    files = sorted(FOLDER.glob("*.json"))
    records = [json.loads(file.read_text("utf-8"))["exercises"] for file in files]
    return {
        name: parse_exercise(name, record) for lesson in records for name, record in lesson.items()
    }
