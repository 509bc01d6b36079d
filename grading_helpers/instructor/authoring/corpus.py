"""The answer corpus of an exercise: right answers, and wrong ones that show a misconception."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.authoring.battery_json import ChosenInputs, read_chosen
from grading_helpers.instructor.authoring.check_yml import CheckRecipe, read_recipe
from grading_helpers.instructor.authoring.examples import Example, read_examples
from grading_helpers.instructor.authoring.faults import at_line, line_of, text_of
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.contracts.load import FILE as CONTRACT_FILE
from grading_helpers.instructor.contracts.load import (
    contract_faults,
    load_contract,
    load_practice,
    practice_faults,
)
from grading_helpers.instructor.contracts.practice import FILE as PRACTICE_FILE
from grading_helpers.instructor.contracts.practice import NUMBERS as PRACTICE_NUMBERS
from grading_helpers.instructor.contracts.practice import Practice
from grading_helpers.instructor.diagnostics import Diagnostic

FEWEST_RIGHT = 2
FEWEST_WRONG = 2
# How the docstring of a harvested answer begins until its author has written the message.
UNWRITTEN = "TODO: name"
# Says of which type the result is; ``check`` reads a tuple like a list, and a Series like either.
OF_A_TYPE = re.compile(
    r"Your function (returns|gives|puts|writes)\b[^.]*(?<!\bthe )(?<!\bno )"
    r"\b(lists?|tuples?|sets?|dictionary|dictionaries|Series|arrays?)\b"
)
# A line in every harvested answer. The build and ``check`` run answers without a sandbox, so a
# student's code is not run before a person has read it and removed the line.
UNREAD = "# A student wrote this code. Read it, then delete this line: until then it is never run."


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
        """Whether it should earn all points."""
        return self.name.startswith("right_")


@dataclass(frozen=True)
class ExerciseFolder:
    """An exercise: what ``check`` tries, every answer of its corpus, and its contract if any.

    ``examples`` are the small inputs that were chosen from the contract, encoded.
    """

    name: str
    folder: Path
    recipe: CheckRecipe
    answers: tuple[Answer, ...] = field(default=())
    contract_code: str = ""
    examples: tuple[Example, ...] = ()
    chosen: ChosenInputs = field(default_factory=ChosenInputs)
    practice_code: str = ""
    practice_numbers: str = ""

    @property
    def contract(self) -> Contract | None:
        """The inputs that the function must accept, or None if there is no contract."""
        file = self.folder / CONTRACT_FILE
        return load_contract(file, self.contract_code) if self.contract_code else None

    @property
    def practice(self) -> Practice | None:
        """The number to practise on drawn tables, or None if there is none."""
        file = self.folder / PRACTICE_FILE
        return load_practice(file, self.practice_code) if self.practice_code else None

    @property
    def tolerance(self) -> float:
        """How far a number may be off."""
        own = self.contract.tolerance if self.contract else None
        return self.recipe.tolerance if own is None else own

    @property
    def views(self) -> tuple[str, ...]:
        """The views by which its figure is judged, each once; none if it asks for no figure."""
        return tuple(dict.fromkeys(case.view for case in self.recipe.cases if case.view))

    @property
    def right(self) -> list[Answer]:
        """The answers that earn all points."""
        return [answer for answer in self.answers if answer.is_right]

    @property
    def wrong(self) -> list[Answer]:
        """The answers that show a misconception."""
        return [answer for answer in self.answers if not answer.is_right]


def read_exercises(
    lesson: Lesson, *, drafts: bool = True
) -> tuple[dict[str, ExerciseFolder], list[Diagnostic]]:
    """Return the exercises of a lesson by name, and the faults of their folders.

    Without drafts, harvested answers that nobody has read or explained yet are left out.
    """
    home = lesson.folder / "exercises"
    faults = list(_folder_faults(lesson, home))
    found = {}
    for name in lesson.answers:
        if (home / name).is_dir():
            exercise, more = _read_exercise(lesson, home / name, drafts=drafts)
            faults += more
            if exercise:
                found[name] = exercise
    return found, faults


def _folder_faults(lesson: Lesson, home: Path) -> Iterator[Diagnostic]:
    for name, cell in lesson.answers.items():
        if not (home / name).is_dir():
            what = f"the exercise {name!r} has no folder of answers"
            yield at_line(lesson.text_file, cell.line, what, f"make {(home / name).as_posix()}")
    for folder in sorted(home.glob("*/")):
        if folder.name not in lesson.answers and folder.name != "__pycache__":
            what = f"no answer cell is called {folder.name!r}"
            yield at_line(folder, 1, what, "rename the folder or the cell")


def _read_exercise(
    lesson: Lesson, folder: Path, *, drafts: bool
) -> tuple[ExerciseFolder | None, list[Diagnostic]]:
    recipe, faults = read_recipe(lesson, folder)
    answers = []
    declared = (CONTRACT_FILE, PRACTICE_FILE)
    files = [
        file
        for file in sorted(folder.glob("*.py"))
        if file.name not in declared and (drafts or not _is_draft(file))
    ]
    for file in files:
        answer, more = _read_answer(lesson, folder.name, file)
        faults += more
        if answer:
            answers.append(answer)
    for prefix, fewest in (("right_", FEWEST_RIGHT), ("wrong_", FEWEST_WRONG)):
        count = sum(answer.name.startswith(prefix) for answer in answers)
        if count < fewest:
            cure = f"write at least {fewest} files {prefix}….py"
            faults.append(at_line(folder, 1, f"it has {count} answers {prefix}…", cure))
    contract, more = _read_contract(lesson, folder)
    faults += more
    examples, more = read_examples(folder)
    faults += more
    chosen, more = read_chosen(folder, contract)
    faults += more
    practice, numbers, more = _read_practice(folder)
    faults += more
    if recipe is None:
        return None, faults
    found = tuple(answers)
    return ExerciseFolder(
        folder.name, folder, recipe, found, contract, examples, chosen, practice, numbers
    ), faults


def _is_draft(file: Path) -> bool:
    """Return whether an answer was harvested and is not read or not explained yet."""
    code, faults = text_of(file)
    return not faults and (UNREAD in code or code.startswith(f'"""{UNWRITTEN}'))


def _read_practice(folder: Path) -> tuple[str, str, list[Diagnostic]]:
    """Return the code and the numbers of generated practice, empty where there are none."""
    file, kept = folder / PRACTICE_FILE, folder / PRACTICE_NUMBERS
    if not file.is_file():
        return "", "", []
    code, faults = text_of(file)
    numbers, more = text_of(kept) if kept.is_file() else ("", [])
    if faults or more:
        return "", "", [*faults, *more]
    return code, numbers, list(practice_faults(file, code))


def _read_contract(lesson: Lesson, folder: Path) -> tuple[str, list[Diagnostic]]:
    """Return the code of the contract of an exercise, empty if it has none."""
    file = folder / CONTRACT_FILE
    if not file.is_file():
        return "", []
    code, faults = text_of(file)
    return code, faults or list(contract_faults(file, code, lesson.tests_of(folder.name)))


def _read_answer(
    lesson: Lesson, exercise: str, file: Path
) -> tuple[Answer | None, list[Diagnostic]]:
    """Return one answer of the corpus, and its faults in this lesson."""
    answer, faults = _parsed(file)
    return answer, faults if answer is None else list(_answer_faults(lesson, exercise, answer))


def read_right_answers(folder: Path) -> list[Answer]:
    """Return the right answers in the folder of an exercise that a person has read.

    Files with faults are left out, because the build reports them.
    """
    found = (_parsed(file)[0] for file in sorted(folder.glob("right_*.py")))
    return [answer for answer in found if answer]


def _parsed(file: Path) -> tuple[Answer | None, list[Diagnostic]]:
    """Return one answer of the corpus, with the message and the tests from its docstring."""
    code, faults = text_of(file)
    if faults:
        return None, faults
    if not file.name.startswith(("right_", "wrong_")):
        return None, [
            at_line(file, 1, "its name says neither right nor wrong", "call it right_… or wrong_…")
        ]
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        what = f"it is not valid Python ({error.msg})"
        return None, [at_line(file, error.lineno or 1, what, "correct the code")]
    if UNREAD in code:
        cure = "read it as code that you are about to run, then delete that line"
        line = line_of(code, UNREAD)
        return None, [at_line(file, line, "a student's code that nobody has read yet", cure)]
    docstring = ast.get_docstring(tree) or ""
    message, _, listed = docstring.partition("\nFails:")
    fails = tuple(name.strip() for name in listed.split(",") if name.strip())
    return Answer(file, _without_docstring(code, tree), " ".join(message.split()), fails), []


def _without_docstring(code: str, tree: ast.Module) -> str:
    """Return the code without the author's docstring, as a student would have written it."""
    if ast.get_docstring(tree) is None:
        return code
    return "\n".join(code.splitlines()[tree.body[0].end_lineno :]).strip() + "\n"


def _answer_faults(lesson: Lesson, exercise: str, answer: Answer) -> Iterator[Diagnostic]:
    if not answer.message:
        cure = "say in a docstring what it does or, for a wrong answer, what to tell the student"
        yield at_line(answer.file, 1, "it has no docstring", cure)
    if answer.message.startswith(UNWRITTEN):
        cure = "write there what to tell the student"
        yield at_line(answer.file, 1, "its message has not been written yet", cure)
    if not answer.is_right and (found := OF_A_TYPE.match(answer.message)):
        what = f"its message is untrue for a result of another type: {found[2]}"
        yield at_line(answer.file, 1, what, "say what the result contains, or lacks")
    if not answer.is_right and not answer.fails and lesson.tests_of(exercise):
        yield at_line(answer.file, 1, "it fails nothing", "end its docstring with 'Fails: <tests>'")
    if answer.is_right and answer.fails:
        yield at_line(answer.file, 1, "a right answer fails a test", "delete the line 'Fails:'")
    unknown = set(answer.fails) - set(lesson.tests_of(exercise))
    if unknown:
        what = f"it names tests that {exercise!r} does not have: {', '.join(sorted(unknown))}"
        line = line_of(answer.file.read_text("utf-8"), "Fails:")
        yield at_line(answer.file, line, what, "correct the line 'Fails:'")
