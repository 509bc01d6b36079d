"""Read ``course/course.yml``, the settings of the whole course; report faults by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
)

from grading_helpers.instructor.authoring.faults import FaultsError, at_line, line_of, text_of
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.authoring.yaml_files import load
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.gradebook.late_work import LateSettings

FILE = Path("course", "course.yml")


def _one_plain_line(title: str) -> str:
    if title != title.strip() or not title.isprintable():
        raise ValueError("write it as one line without spaces around it")
    return title


class Totals(BaseModel):
    """How many rows the lists of the subject matter have, so that no row gets lost unnoticed.

    Parameters
    ----------
    items : int
        The rows of ``course/items.csv``.
    concepts : int
        The rows of ``course/concepts.csv``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: NonNegativeInt
    concepts: NonNegativeInt


class CourseSettings(BaseModel):
    """The settings in ``course/course.yml``.

    Parameters
    ----------
    title : str
        The course's name, as shown to people.
    repository : Repository
        Where this checkout is hosted.
    students : Repository
        Where the students' copy, written by ``course publish``, is hosted.
    points : int
        How many points each graded lesson is worth.
    wrong_answers : int
        The least number of wrong answers in the corpus of each exercise.
    totals : Totals
        How many items and concepts the course covers.
    seed : int, optional
        Decides which inputs are drawn from the contracts of the exercises.
    late : LateSettings, optional
        What late work costs, and which attempt counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_one_plain_line)]
    repository: Repository
    students: Repository
    points: PositiveInt
    wrong_answers: PositiveInt
    totals: Totals
    seed: NonNegativeInt = 0
    late: LateSettings = LateSettings()


def read_settings(root: Path) -> CourseSettings:
    """Return the settings of the course in a checkout.

    Parameters
    ----------
    root : Path
        The folder with ``course/``.

    Raises
    ------
    FaultsError
        With all faults of the file.
    """
    settings, faults = check_settings(root / FILE)
    if settings is None:
        raise FaultsError(faults)
    return settings


def check_settings(file: Path) -> tuple[CourseSettings | None, list[Diagnostic]]:
    """Return the settings, or the faults of the file."""
    if not file.is_file():
        return None, [at_line(file, 1, "the file is missing", "restore it from the repository")]
    text, faults = text_of(file)
    if faults:
        return None, faults
    try:
        return CourseSettings.model_validate(load(text)), []
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [at_line(file, line, f"malformed YAML ({error.problem})", "fix that line")]
    except ValidationError as error:
        return None, list(_faults(file, text, error))


def _faults(file: Path, text: str, error: ValidationError) -> Iterator[Diagnostic]:
    for detail in error.errors():
        line = 1
        for key in detail["loc"]:
            line = line_of(text, f"{key}:", line)
        where = ".".join(map(str, detail["loc"])) or "the file"
        said = detail["msg"].removeprefix("Value error, ")
        yield at_line(file, line, f"{where}: {said}", "correct that entry")
