"""The answer corpus: right answers by different routes, wrong ones by misconception."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
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

FEWEST_RIGHT = 2
FEWEST_WRONG = 2
# How the docstring of a harvested answer begins until its author has written the message.
UNWRITTEN = "TODO: name"


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


@dataclass(frozen=True)
class Answer:
    """One file of the corpus."""

    file: Path
    code: str
    message: str
    fails: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.file.stem

    @property
    def is_right(self) -> bool:
        """Whether all the points are due."""
        return self.name.startswith("right_")


@dataclass(frozen=True)
class ExerciseFolder:
    """An exercise: what ``check`` tries, and every answer of its corpus."""

    name: str
    folder: Path
    recipe: CheckRecipe
    answers: tuple[Answer, ...] = field(default=())

    @property
    def right(self) -> list[Answer]:
        """The answers that earn all points."""
        return [answer for answer in self.answers if answer.is_right]

    @property
    def wrong(self) -> list[Answer]:
        """The answers that show a misconception."""
        return [answer for answer in self.answers if not answer.is_right]


def read_exercises(lesson: Lesson) -> tuple[dict[str, ExerciseFolder], list[Fault]]:
    """Return the exercises of a lesson by name and all that is wrong with their folders."""
    home = lesson.folder / "exercises"
    faults = list(_folder_faults(lesson, home))
    found = {}
    for name in lesson.answers:
        if (home / name).is_dir():
            exercise, more = _read_exercise(lesson, home / name)
            faults += more
            if exercise:
                found[name] = exercise
    return found, faults


def _folder_faults(lesson: Lesson, home: Path) -> Iterator[Fault]:
    for name, cell in lesson.answers.items():
        if not (home / name).is_dir():
            what = f"the exercise {name!r} has no folder of answers"
            yield Fault(lesson.text_file, cell.line, what, f"make {(home / name).as_posix()}")
    for folder in sorted(home.glob("*/")):
        if folder.name not in lesson.answers and folder.name != "__pycache__":
            what = f"no answer cell is called {folder.name!r}"
            yield Fault(folder, 1, what, "rename the folder or the cell")


def _read_exercise(lesson: Lesson, folder: Path) -> tuple[ExerciseFolder | None, list[Fault]]:
    recipe, faults = _read_recipe(lesson, folder)
    answers = []
    for file in sorted(folder.glob("*.py")):
        answer, more = _read_answer(lesson, folder.name, file)
        faults += more
        if answer:
            answers.append(answer)
    for prefix, fewest in (("right_", FEWEST_RIGHT), ("wrong_", FEWEST_WRONG)):
        count = sum(answer.name.startswith(prefix) for answer in answers)
        if count < fewest:
            remedy = f"write at least {fewest} files {prefix}….py"
            faults.append(Fault(folder, 1, f"it holds {count} answers {prefix}…", remedy))
    if recipe is None:
        return None, faults
    return ExerciseFolder(folder.name, folder, recipe, tuple(answers)), faults


def _read_recipe(lesson: Lesson, folder: Path) -> tuple[CheckRecipe | None, list[Fault]]:
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


def _read_answer(lesson: Lesson, exercise: str, file: Path) -> tuple[Answer | None, list[Fault]]:
    """Return one answer of the corpus with the message and the tests of its docstring."""
    code, faults = text_of(file)
    if faults:
        return None, faults
    if not file.name.startswith(("right_", "wrong_")):
        return None, [Fault(file, 1, "it is neither right nor wrong", "call it right_… or wrong_…")]
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        return None, [Fault(file, error.lineno or 1, f"no Python ({error.msg})", "mend it")]
    docstring = ast.get_docstring(tree) or ""
    message, _, listed = docstring.partition("\nFails:")
    fails = tuple(name.strip() for name in listed.split(",") if name.strip())
    answer = Answer(file, _without_docstring(code, tree), " ".join(message.split()), fails)
    return answer, list(_answer_faults(lesson, exercise, answer))


def _without_docstring(code: str, tree: ast.Module) -> str:
    """Return the code as a student would have written it, without what is said of it."""
    if ast.get_docstring(tree) is None:
        return code
    return "\n".join(code.splitlines()[tree.body[0].end_lineno :]).strip() + "\n"


def _answer_faults(lesson: Lesson, exercise: str, answer: Answer) -> Iterator[Fault]:
    if not answer.message:
        remedy = "say in a docstring what it does; of a wrong answer, what the student is told"
        yield Fault(answer.file, 1, "it has no docstring", remedy)
    if answer.message.startswith(UNWRITTEN):
        remedy = "say there what the student is told"
        yield Fault(answer.file, 1, "its message is not written yet", remedy)
    if not answer.is_right and not answer.fails and lesson.tests_of(exercise):
        yield Fault(answer.file, 1, "it fails nothing", "end its docstring with 'Fails: <tests>'")
    if answer.is_right and answer.fails:
        yield Fault(answer.file, 1, "a right answer fails a test", "drop the line 'Fails:'")
    unknown = set(answer.fails) - set(lesson.tests_of(exercise))
    if unknown:
        what = f"it names tests that {exercise!r} does not have: {', '.join(sorted(unknown))}"
        line = line_of(answer.file.read_text("utf-8"), "Fails:")
        yield Fault(answer.file, line, what, "mend the line 'Fails:'")
