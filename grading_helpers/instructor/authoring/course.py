"""The course as its authors write it: the paths of its parts, and how to read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.authoring.addresses import address_faults
from grading_helpers.instructor.authoring.bank import read_bank, read_guesses
from grading_helpers.instructor.authoring.batteries import with_batteries
from grading_helpers.instructor.authoring.battery_json import FILE as INPUTS
from grading_helpers.instructor.authoring.corpus import ExerciseFolder, read_exercises
from grading_helpers.instructor.authoring.course_yml import (
    FILE,
    CourseSettings,
    check_settings,
    read_settings,
)
from grading_helpers.instructor.authoring.faults import (
    FaultsError,
    at_line,
    line_of,
    seen_from,
    text_of,
)
from grading_helpers.instructor.authoring.lesson.cell_checks import (
    guess_faults,
    lesson_faults,
    line_of_id,
)
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.lesson.myst import read_lesson
from grading_helpers.instructor.authoring.lesson.shape_checks import shape_faults
from grading_helpers.instructor.authoring.lesson.wording_checks import wording_faults
from grading_helpers.instructor.authoring.warmups import FILE as WARMUPS
from grading_helpers.instructor.authoring.warmups import WarmupRecipe, read_warmups
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.questions.guesses import AnyGuess
from grading_helpers.questions.question import AnyQuestion


@dataclass(frozen=True)
class Course:
    """A checkout of the course, and where its parts are."""

    root: Path

    @property
    def settings(self) -> CourseSettings:
        """The settings in ``course/course.yml``, read again each time.

        Raises
        ------
        FaultsError
            With all faults of the file.
        """
        return read_settings(self.root)

    @property
    def lessons(self) -> list[Path]:
        """The lesson folders in reading order."""
        return sorted(file.parent for file in (self.root / "course").glob("*/lesson.md"))

    def folders(self, only: str = "") -> list[Path]:
        """Return the lesson folders, or only one of them.

        Raises
        ------
        FileNotFoundError
            If there is no lesson of that name; the message lists the lessons.
        """
        found = [folder for folder in self.lessons if only in ("", folder.name)]
        if only and not found:
            names = ", ".join(folder.name for folder in self.lessons)
            raise FileNotFoundError(f"There is no lesson {only!r}. There are: {names}.")
        return found

    @property
    def config(self) -> Path:
        """The configuration file of nbgrader."""
        return self.root / "nbgrader_config.py"

    @property
    def package(self) -> Path:
        """The folder of the package, which ships the built files for students."""
        return self.root / "grading_helpers"

    @property
    def references(self) -> Path:
        """The bibliography, which students get with their notebooks."""
        return self.root / "course" / "references.md"

    @property
    def data_guide(self) -> Path:
        """What the company's tables contain, which students get with their notebooks."""
        return self.package / "data" / "DATA.md"

    def source(self, lesson: str) -> Path:
        """Return the path of the instructor's notebook of a lesson."""
        return self.root / "source" / lesson / f"{lesson}.ipynb"

    def release(self, lesson: str) -> Path:
        """Return the path of the students' notebook of a lesson."""
        return self.root / "release" / lesson / f"{lesson}.ipynb"


@dataclass(frozen=True)
class ReadLesson:
    """A lesson with its question bank and its answers, after all checks."""

    lesson: Lesson
    questions: list[AnyQuestion]
    exercises: dict[str, ExerciseFolder]
    course_title: str
    guesses: list[AnyGuess] = field(default_factory=list)
    warmups: list[WarmupRecipe] = field(default_factory=list)


def find_course(start: Path | None = None) -> Course:
    """Return the course that contains a folder.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor one above it has ``course/``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "course").is_dir() and (folder / "pyproject.toml").is_file():
            return Course(folder)
    raise FileNotFoundError(f"{here} is not inside a checkout of the course: go there first.")


def read_course(
    course: Course, only: str = "", *, for_drawing: bool = False, drafts: bool = True
) -> list[ReadLesson]:
    """Read every lesson, or only one, with its bank and corpus.

    Parameters
    ----------
    course : Course
        A checkout.
    only : str, optional
        The name of the one lesson to read.
    for_drawing : bool, optional
        Whether to leave out batteries, and to accept those older than their contract.
    drafts : bool, optional
        Whether harvested answers without an explanation are faults; otherwise they are left out.

    Raises
    ------
    FaultsError
        If a file has faults; the error has all of them.
    FileNotFoundError
        If there is no lesson of that name.
    """
    read: list[ReadLesson] = []
    settings, faults = check_settings(course.root / FILE)
    title = settings.title if settings else ""
    faults += address_faults(course.root, settings) if settings else ()
    references, more = text_of(course.references)
    faults += more
    for folder in course.folders(only):
        bank, more = read_bank(folder / "quiz.yml")
        faults += more
        guesses, more = read_guesses(folder / "quiz.yml")
        faults += more
        lesson, more = read_lesson(folder)
        faults += more
        if lesson:
            faults += guess_faults(lesson, [guess.id for guess in guesses])
            faults += lesson_faults(lesson, {question.id for question in bank})
            faults += shape_faults(lesson, settings.points if settings else None)
            exercises, more = read_exercises(lesson, drafts=drafts)
            faults += more
            warmups, more = read_warmups(lesson)
            faults += more
            faults += wording_faults(lesson, exercises, references)
            ready, more = (lesson, []) if for_drawing else with_batteries(lesson, exercises)
            faults += more
            read.append(ReadLesson(ready, bank, exercises, title, guesses, warmups))
    faults += _shared_names(read)
    if for_drawing:
        faults = [fault for fault in faults if not fault.file or fault.file.name != INPUTS]
    if faults:
        raise FaultsError(seen_from(faults, course.root))
    return read


def _shared_names(read: list[ReadLesson]) -> Iterable[Diagnostic]:
    """Yield faults for names that the whole course may use only once."""
    homes: dict[str, Path] = {}
    for one in read:
        for name, (file, line) in _named_in(one).items():
            if name in homes:
                what = f"{name!r} is used in {homes[name].name} already"
                yield at_line(file, line, what, "choose another name")
            homes[name] = one.lesson.folder


def _named_in(one: ReadLesson) -> dict[str, tuple[Path, int]]:
    """Return the names of a lesson's questions, exercises and warm-ups, with file and line."""
    bank = one.lesson.folder / "quiz.yml"
    text = bank.read_text("utf-8") if one.questions else ""
    both = [*one.questions, *one.guesses]
    questions = {each.id: (bank, line_of(text, f"- id: {each.id}")) for each in both}
    lesson = one.lesson
    answers = {
        name: (lesson.text_file, line_of_id(lesson, cell)) for name, cell in lesson.answers.items()
    }
    file = lesson.folder / WARMUPS
    text = file.read_text("utf-8") if one.warmups else ""
    warmups = {each.id: (file, line_of(text, f"- id: {each.id}")) for each in one.warmups}
    return questions | answers | warmups
