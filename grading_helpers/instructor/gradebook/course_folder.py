"""The course folder as nbgrader lays it out, and the settings that apply in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config

from grading_helpers.instructor.diagnostics import generate_command
from grading_helpers.instructor.gradebook.errors import (
    GradebookError,
    NoCourseFolderError,
    NoLessonError,
)
from grading_helpers.instructor.gradebook.opening import PATIENCE_SECONDS, open_gradebook
from grading_helpers.instructor.gradebook.settings import CONFIG, load_settings, unreadable
from grading_helpers.instructor.json_types import JsonObject

if TYPE_CHECKING:
    from nbgrader.plugins import LateSubmissionPlugin
    from nbgrader.preprocessors import NbGraderPreprocessor

ROSTER = "roster.csv"
SQLITE = "sqlite:///"
TIMEOUT = f"timeout={PATIENCE_SECONDS}"


@dataclass(frozen=True)
class CourseFolder:
    """Where a course is, and which gradebook it uses.

    Parameters
    ----------
    root : Path
        The folder with ``nbgrader_config.py``.
    course_id : str, optional
        nbgrader's name for the course; like nbgrader's own, it is empty by default.
    db_url : str, optional
        The address of the gradebook, by default ``gradebook.db`` in the folder.
    settings : Config, optional
        All of nbgrader's settings.
    """

    root: Path
    course_id: str = ""
    db_url: str = ""
    settings: Config = field(default_factory=Config, repr=False, compare=False)

    @property
    def url(self) -> str:
        """The address of the gradebook, with an absolute path if it is a file."""
        if self.db_url and not self.db_url.startswith(SQLITE):
            return self.db_url
        name, _, options = self.db_url.removeprefix(SQLITE).partition("?")
        return f"{SQLITE}{self.root / (name or 'gradebook.db')}?{options or TIMEOUT}"

    @property
    def database(self) -> Path | None:
        """The file of the gradebook; None if it is on a server."""
        path = self.url.removeprefix(SQLITE).partition("?")[0]
        return Path(path) if self.url.startswith(SQLITE) else None

    @property
    def roster(self) -> Path:
        """Where the class list is, unless the instructor names another."""
        return self.root / ROSTER

    def late_penalties(self) -> LateSubmissionPlugin:
        """Return nbgrader's plugin for late submissions, as the settings ask for it.

        Raises
        ------
        BadSettingsError
            If the settings name a plugin that cannot be loaded.
        """
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - slow to import

        try:
            step = AssignLatePenalties(config=self.settings)
            step.init_plugin()
        except Exception as error:  # the plugin is the instructor's: it may raise anything
            raise unreadable(self.root / CONFIG, error) from None
        return step.plugin_inst

    def check_lesson(self, lesson: str) -> None:
        """Check that there is a lesson of that name.

        Raises
        ------
        NoLessonError
            If there is none; the message lists the lessons.
        """
        names = sorted(path.name for path in self.root.glob("source/*") if path.is_dir())
        if lesson not in names:
            there = ", ".join(names) or "none (`course build` makes them)"
            raise NoLessonError(
                f"There is no lesson {lesson!r} in {self.root}. There are: {there}."
            )

    def stamp(self, lesson: str, notebook: str = "") -> tuple[int, ...]:
        """Return when the built notebooks and the lesson's own files last changed."""
        places = [
            self.root / kind / lesson / f"{notebook or lesson}.ipynb"
            for kind in ("source", "release")
        ]
        places += sorted((self.root / "source" / lesson).rglob("*"))
        return tuple(place.stat().st_mtime_ns if place.is_file() else 0 for place in places)

    def submitted(self, student: str, lesson: str) -> Path:
        """Return the folder with what a student handed in."""
        return self.root / "submitted" / student / lesson

    def attempts(self, student: str, lesson: str) -> Path:
        """Return the folder with a student's earlier attempts, kept if the best one counts."""
        return self.root / ".grading" / "attempts" / lesson / student

    def students(self, lesson: str) -> list[str]:
        """Return the students who handed in something."""
        return sorted(path.parent.name for path in self.root.glob(f"submitted/*/{lesson}"))

    def check_gradebook(self, lesson: str) -> None:
        """Check that the gradebook exists; opening it would otherwise create an empty one.

        Raises
        ------
        GradebookError
            If it is a file that does not exist.
        """
        if self.database and not self.database.is_file():
            raise GradebookError(
                f"There is no gradebook {self.database}. Grade the lesson first: "
                f"{generate_command(lesson)}, then course grade {lesson}.{self.lost_marks(lesson)}"
            )

    def lost_marks(self, lesson: str = "*") -> str:
        """Return what to do first if the gradebook lacks a lesson that was graded.

        Parameters
        ----------
        lesson : str, optional
            The lesson; by default any.

        Returns
        -------
        str
            A sentence after a space; empty if no journal says that the lesson was graded.
        """
        if not any((self.root / ".grading").glob(f"{lesson}.jsonl")):
            return ""
        return (
            " But it was graded before, as .grading/ shows: first restore the gradebook from "
            ".grading/backups (docs/instructors.md), or marks given by hand are lost."
        )

    def has_gradebook_of(self, lesson: str) -> bool:
        """Say whether there is a gradebook with this lesson in it; none is created.

        Raises
        ------
        GradebookError
            If it cannot be opened.
        """
        if self.database and not self.database.is_file():
            return False
        with open_gradebook(self.url, self.course_id) as book:
            return any(one.name == lesson for one in book.assignments)


def find_course_folder(start: Path | None = None) -> CourseFolder:
    """Return the course folder around a folder, by default the current one.

    Raises
    ------
    NoCourseFolderError
        If neither the folder nor one above it has ``nbgrader_config.py``.
    BadSettingsError
        If that file cannot be read.
    """
    here = (start or Path.cwd()).resolve()
    for root in (here, *here.parents):
        if (root / CONFIG).is_file():
            return course_folder(root)
    raise NoCourseFolderError(
        f"{here} is not in a course folder: change to the folder with {CONFIG}, or copy that "
        "file here."
    )


def course_folder(root: Path) -> CourseFolder:
    """Return the course folder at a path, with its settings.

    Raises
    ------
    NoCourseFolderError
        If it has no ``nbgrader_config.py``.
    BadSettingsError
        If that file cannot be read.
    """
    settings = load_settings(root / CONFIG)
    directory = settings.CourseDirectory
    directory.root = str(root)
    return CourseFolder(
        root,
        str(directory.get("course_id", "")).strip(),
        str(directory.get("db_url", "")),
        settings,
    )


def root_of(step: NbGraderPreprocessor, resources: JsonObject) -> Path:
    """Return the course folder in which a step of nbgrader works."""
    for caller in (step.parent, getattr(step.parent, "parent", None)):
        if found := getattr(caller, "coursedir", None):
            return Path(found.root)
    # Three levels above a student's notebook.
    return Path(resources["metadata"]["path"]).resolve().parents[2]
