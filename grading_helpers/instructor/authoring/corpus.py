"""The answer corpus: right answers by different routes, wrong ones by misconception."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.authoring.faults import Fault, line_of, text_of
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.authoring.recipes import CheckRecipe, read_recipe

FEWEST_RIGHT = 2
FEWEST_WRONG = 2
# How the docstring of a harvested answer begins until its author has written the message.
UNWRITTEN = "TODO: name"


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
    recipe, faults = read_recipe(lesson, folder)
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
