"""``check.yml``: what ``check`` tries in the notebook, checked by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from grading_helpers.data import data_path
from grading_helpers.figure_views import VIEWS
from grading_helpers.instructor.authoring.bank import StrictModel
from grading_helpers.instructor.authoring.faults import Fault, line_of, text_of
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.authoring.yaml_files import load
from grading_helpers.outcomes import build_input


class InputRecipe(StrictModel):
    """One input of a call: a table of the company, CSV written out, or a plain value.

    ``rows`` cuts a table of the company to its first rows; with 0 it is empty, its columns
    still being of the right kind. ``first_row`` numbers the rows from there instead of from 0,
    as a part of a bigger table would be.
    """

    table: str | None = None
    rows: int | None = Field(default=None, ge=0)
    first_row: int | None = Field(default=None, ge=1)
    csv: str | None = Field(default=None, min_length=1)
    value: Any = None

    @model_validator(mode="after")
    def _one_of_three(self) -> InputRecipe:
        kinds = self.model_fields_set - {"rows", "first_row"}
        if len(kinds) != 1 or (self.rows is not None and not self.table):
            raise ValueError("give exactly one of table, csv, value; rows only with a table")
        if self.first_row and "value" in kinds:
            raise ValueError("first_row goes with a table or csv")
        if self.table:
            data_path(self.table)
        if self.csv is not None:
            self._build()
        return self

    def _build(self) -> None:
        try:
            build_input(self.model_dump(exclude_unset=True))
        except Exception as error:
            raise ValueError(f"its csv makes no table ({' '.join(str(error).split())})") from None

    @field_validator("value")
    @classmethod
    def _ships_as_json(cls, value: Any) -> Any:
        try:
            json.dumps(value)
        except TypeError as error:
            raise ValueError(f"{error}; write a date in quotes") from None
        return value


class CaseRecipe(StrictModel):
    """One call that ``check`` makes in the notebook."""

    name: str = Field(min_length=3)
    inputs: tuple[InputRecipe, ...] = Field(min_length=1)
    view: str = ""

    @model_validator(mode="after")
    def _known_view(self) -> CaseRecipe:
        if self.view and self.view not in VIEWS:
            raise ValueError(f"view is one of {', '.join(VIEWS)}")
        return self


class CheckRecipe(StrictModel):
    """``check.yml``: what the notebook tries, how exactly it compares, what it hints at.

    ``keeps_input`` names the test that asserts that the input stays as it was; it is empty for
    a practice exercise, which has no tests and earns no points.
    """

    tolerance: float = Field(gt=0)
    keeps_input: str
    hints: tuple[str, ...] = Field(min_length=2, max_length=3)
    cases: tuple[CaseRecipe, ...] = Field(min_length=1)


def read_recipe(lesson: Lesson, folder: Path) -> tuple[CheckRecipe | None, list[Fault]]:
    """Return what ``check.yml`` says, or one fault for each thing wrong with it."""
    file = folder / "check.yml"
    if not file.is_file():
        return None, [Fault(file, 1, "it is missing", "say there what check tries")]
    text, faults = text_of(file)
    if faults:
        return None, faults
    try:
        recipe = CheckRecipe.model_validate(load(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [Fault(file, line, f"malformed YAML ({error.problem})", "mend that line")]
    except (ValidationError, FileNotFoundError) as error:
        return None, list(_recipe_faults(file, text, error))
    return recipe, list(_input_test_faults(lesson, folder.name, recipe, file))


def _input_test_faults(
    lesson: Lesson, exercise: str, recipe: CheckRecipe, file: Path
) -> Iterator[Fault]:
    """Yield a fault if a graded exercise has no test, or none that keeps an eye on the input."""
    tests = lesson.tests_of(exercise)
    if recipe.keeps_input and not tests:
        line = lesson.answers[exercise].line
        remedy = "add a test cell, or leave keeps_input empty if it is for practice"
        yield Fault(lesson.text_file, line, f"the exercise {exercise!r} has no test", remedy)
    elif tests and recipe.keeps_input not in tests:
        what = f"keeps_input names {recipe.keeps_input!r}, which is no test of this exercise"
        line = line_of(file.read_text("utf-8"), "keeps_input")
        yield Fault(file, line, what, "name the test that asserts it")


def _recipe_faults(file: Path, text: str, error: Exception) -> Iterator[Fault]:
    details = error.errors() if isinstance(error, ValidationError) else []
    for detail in details:
        where = " → ".join(str(part) for part in detail["loc"]) or "it"
        key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        yield Fault(file, line_of(text, key), f"{where}: {detail['msg']}", "mend that entry")
    if not details:
        yield Fault(file, 1, str(error), "name a table of the company")
