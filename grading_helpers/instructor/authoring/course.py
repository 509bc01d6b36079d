"""The course as its authors wrote it: where its parts lie, and all of them read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.authoring.bank import BankQuestion, read_bank
from grading_helpers.instructor.authoring.corpus import ExerciseFolder, read_exercises
from grading_helpers.instructor.authoring.faults import (
    Fault,
    FaultsError,
    line_of,
    seen_from,
    text_of,
)
from grading_helpers.instructor.authoring.lesson_faults import lesson_faults, line_of_id
from grading_helpers.instructor.authoring.lesson_shape import shape_faults
from grading_helpers.instructor.authoring.lesson_text import read_lesson
from grading_helpers.instructor.authoring.lesson_wording import wording_faults
from grading_helpers.instructor.authoring.lessons import Lesson


@dataclass(frozen=True)
class Course:
    """A checkout of the course and where its parts lie."""

    root: Path

    @property
    def lessons(self) -> list[Path]:
        """The lesson folders in reading order."""
        return sorted(file.parent for file in (self.root / "course").glob("*/lesson.md"))

    def folders(self, only: str = "") -> list[Path]:
        """Return the lesson folders, or the one that is asked for.

        Raises
        ------
        FileNotFoundError
            If there is no lesson of that name; the message lists those there are.
        """
        found = [folder for folder in self.lessons if only in ("", folder.name)]
        if only and not found:
            names = ", ".join(folder.name for folder in self.lessons)
            raise FileNotFoundError(f"There is no lesson {only!r}. There are: {names}.")
        return found

    @property
    def config(self) -> Path:
        """The file that nbgrader reads."""
        return self.root / "nbgrader_config.py"

    @property
    def package(self) -> Path:
        """The folder of the package, which ships what is built for students."""
        return self.root / "grading_helpers"

    @property
    def references(self) -> Path:
        """The bibliography, which students get beside their notebooks."""
        return self.root / "course" / "references.md"

    def source(self, lesson: str) -> Path:
        """Return where the instructor's notebook of a lesson lies."""
        return self.root / "source" / lesson / f"{lesson}.ipynb"

    def release(self, lesson: str) -> Path:
        """Return where the students' notebook of a lesson lies."""
        return self.root / "release" / lesson / f"{lesson}.ipynb"


@dataclass(frozen=True)
class ReadLesson:
    """A lesson with its bank and its corpus, all of it free of faults."""

    lesson: Lesson
    questions: list[BankQuestion]
    exercises: dict[str, ExerciseFolder]


def find_course(start: Path | None = None) -> Course:
    """Return the course that a folder lies in.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor one above it holds ``course/``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "course").is_dir() and (folder / "pyproject.toml").is_file():
            return Course(folder)
    raise FileNotFoundError(f"{here} is not inside a checkout of the course: go there first.")


def read_course(course: Course, only: str = "") -> list[ReadLesson]:
    """Read every lesson, or only one, with its bank and corpus.

    Raises
    ------
    FaultsError
        With every fault of every file, if there is any.
    FileNotFoundError
        If there is no lesson of that name.
    """
    read: list[ReadLesson] = []
    references, faults = text_of(course.references)
    for folder in course.folders(only):
        bank, more = read_bank(folder / "quiz.yml")
        faults += more
        lesson, more = read_lesson(folder)
        faults += more
        if lesson:
            faults += lesson_faults(lesson, {question.id for question in bank})
            faults += shape_faults(lesson)
            exercises, more = read_exercises(lesson)
            faults += more
            faults += wording_faults(lesson, exercises, references)
            read.append(ReadLesson(lesson, bank, exercises))
    faults += _shared_names(read)
    if faults:
        raise FaultsError(seen_from(faults, course.root))
    return read


def _shared_names(read: list[ReadLesson]) -> Iterable[Fault]:
    """Yield faults for names that the whole course may use only once."""
    homes: dict[str, Path] = {}
    for one in read:
        for name, (file, line) in _named_in(one).items():
            if name in homes:
                what = f"{name!r} is used in {homes[name].name} already"
                yield Fault(file, line, what, "choose another name")
            homes[name] = one.lesson.folder


def _named_in(one: ReadLesson) -> dict[str, tuple[Path, int]]:
    """Return the names of a lesson's questions and exercises, with file and line."""
    bank = one.lesson.folder / "quiz.yml"
    text = bank.read_text("utf-8") if one.questions else ""
    questions = {each.id: (bank, line_of(text, f"- id: {each.id}")) for each in one.questions}
    lesson = one.lesson
    answers = {
        name: (lesson.text_file, line_of_id(lesson, cell)) for name, cell in lesson.answers.items()
    }
    return questions | answers
