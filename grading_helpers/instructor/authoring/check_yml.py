"""Read ``check.yml``, which lists what ``check`` tries in the notebook; report faults by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from grading_helpers.checking.inputs import Recipe, build_input
from grading_helpers.checking.result_picture import KINDS
from grading_helpers.data import data_path
from grading_helpers.figures.views import VIEWS
from grading_helpers.instructor.authoring.faults import at_line, line_of, text_of
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.yaml_files import load
from grading_helpers.instructor.diagnostics import Diagnostic


class StrictModel(BaseModel):
    """A record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InputRecipe(StrictModel):
    """One input of a call: a table of the company, CSV written out, or a plain value.

    ``rows`` keeps only the first rows of a table of the company; with 0 the table is empty, but
    its columns still have the right types. ``first_row`` numbers the rows from there instead of
    from 0, as in a part of a bigger table.
    """

    table: str | None = None
    rows: int | None = Field(default=None, ge=0)
    first_row: int | None = Field(default=None, ge=1)
    csv: str | None = Field(default=None, min_length=1)
    value: object = None

    @model_validator(mode="after")
    def _one_of_three(self) -> InputRecipe:
        kinds = self.model_fields_set - {"rows", "first_row"}
        if len(kinds) != 1 or (self.rows is not None and not self.table):
            raise ValueError("give exactly one of table, csv, value; rows only with a table")
        if self.first_row and "value" in kinds:
            raise ValueError("first_row needs a table or csv")
        if self.table:
            data_path(self.table)
        if self.csv is not None:
            self._build()
        return self

    def as_recipe(self) -> Recipe:
        """Return what the author gave, as `build_input` takes it."""
        recipe = Recipe()
        if self.table is not None:
            recipe["table"] = self.table
        if self.rows is not None:
            recipe["rows"] = self.rows
        if self.first_row is not None:
            recipe["first_row"] = self.first_row
        if self.csv is not None:
            recipe["csv"] = self.csv
        if "value" in self.model_fields_set:
            recipe["value"] = self.value
        return recipe

    def _build(self) -> None:
        try:
            build_input(self.as_recipe())
        except Exception as error:
            raise ValueError(
                f"its csv is not a valid table ({' '.join(str(error).split())})"
            ) from None

    @field_validator("value")
    @classmethod
    def _ships_as_json(cls, value: object) -> object:
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
            raise ValueError(f"view must be one of {', '.join(VIEWS)}")
        return self


class PictureRecipe(StrictModel):
    """How a right result is drawn; see `ResultPicture`."""

    kind: str
    title: str = Field(min_length=3)
    axis: str = ""
    part: str = ""
    names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known_kind(self) -> PictureRecipe:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        return self


class CheckRecipe(StrictModel):
    """The content of ``check.yml``: calls to try, tolerance, hints, and a picture after a match.

    ``keeps_input`` names the test that the input stays as it was; it is empty for a practice
    exercise, which has no tests and earns no points.
    """

    tolerance: float = Field(gt=0)
    keeps_input: str
    hints: tuple[str, ...] = Field(min_length=2, max_length=3)
    cases: tuple[CaseRecipe, ...] = Field(min_length=1)
    picture: PictureRecipe | None = None


def read_recipe(lesson: Lesson, folder: Path) -> tuple[CheckRecipe | None, list[Diagnostic]]:
    """Return the content of ``check.yml``, or its faults."""
    file = folder / "check.yml"
    if not file.is_file():
        return None, [at_line(file, 1, "it is missing", "say there what check tries")]
    text, faults = text_of(file)
    if faults:
        return None, faults
    try:
        recipe = CheckRecipe.model_validate(load(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [at_line(file, line, f"malformed YAML ({error.problem})", "fix that line")]
    except (ValidationError, FileNotFoundError) as error:
        return None, list(_recipe_faults(file, text, error))
    return recipe, list(_input_test_faults(lesson, folder.name, recipe, file))


def _input_test_faults(
    lesson: Lesson, exercise: str, recipe: CheckRecipe, file: Path
) -> Iterator[Diagnostic]:
    """Yield a fault if a graded exercise has no tests, or none for a changed input."""
    tests = lesson.tests_of(exercise)
    if recipe.keeps_input and not tests:
        line = lesson.answers[exercise].line
        cure = "add a test cell, or leave keeps_input empty if it is for practice"
        yield at_line(lesson.text_file, line, f"the exercise {exercise!r} has no test", cure)
    elif tests and recipe.keeps_input not in tests:
        what = f"keeps_input names {recipe.keeps_input!r}, which is not a test of this exercise"
        line = line_of(file.read_text("utf-8"), "keeps_input")
        yield at_line(file, line, what, "name the test that asserts it")


def _recipe_faults(file: Path, text: str, error: Exception) -> Iterator[Diagnostic]:
    details = error.errors() if isinstance(error, ValidationError) else []
    for detail in details:
        where = " → ".join(str(part) for part in detail["loc"]) or "it"
        key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        yield at_line(file, line_of(text, key), f"{where}: {detail['msg']}", "correct that entry")
    if not details:
        yield at_line(file, 1, str(error), "name a table of the company")
