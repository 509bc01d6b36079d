"""The folder of a course as nbgrader lays it out, and the settings that hold in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config.loader import PyFileConfigLoader

from grading_helpers.instructor.grader.gradebook import open_gradebook
from grading_helpers.instructor.grader.plan import Plan, make_plan
from grading_helpers.instructor.printing import entering

CONFIG = "nbgrader_config.py"
SQLITE = "sqlite:///"
# SQLite gives up after five seconds unless told to wait for another writer.
PATIENCE = "timeout=120"


@dataclass(frozen=True)
class CourseFolder:
    """Where a course lies and which gradebook it writes to."""

    root: Path
    course_id: str = ""
    db_url: str = ""
    penalties: LateSubmissionPlugin | None = None

    @property
    def url(self) -> str:
        """The address of the gradebook, by default a file in the course folder."""
        if self.db_url and not self.db_url.startswith(SQLITE):
            return self.db_url
        name, _, options = self.db_url.removeprefix(SQLITE).partition("?")
        return f"{SQLITE}{self.root / (name or 'gradebook.db')}?{options or PATIENCE}"

    @property
    def database(self) -> Path | None:
        """The file of the gradebook, if it is one."""
        path = self.url.removeprefix(SQLITE).partition("?")[0]
        return Path(path) if self.url.startswith(SQLITE) else None

    def plan(self, lesson: str, notebook: str = "") -> Plan:
        """Return the plan of a lesson from its built notebooks.

        Raises
        ------
        NoLessonError
            If they are not there.
        """
        name = notebook or lesson
        for kind in ("source", "release"):
            if not (self.root / kind / lesson / f"{name}.ipynb").is_file():
                raise NoLessonError(
                    f"{kind}/{lesson}/{name}.ipynb is not there: is the lesson's name right, "
                    f"and was `{entering(lesson)}` run in {self.root}?"
                )
        source, release = (
            json.loads((self.root / kind / lesson / f"{name}.ipynb").read_text("utf-8"))
            for kind in ("source", "release")
        )
        return make_plan(lesson, source, release, name)

    def check_lesson(self, lesson: str) -> None:
        """Check that there is a lesson of that name.

        Raises
        ------
        NoLessonError
            If there is none; the message lists those there are.
        """
        names = sorted(path.name for path in self.root.glob("source/*") if path.is_dir())
        if lesson not in names:
            there = ", ".join(names) or "none (`course build` makes them)"
            raise NoLessonError(
                f"There is no lesson {lesson!r} in {self.root}. There are: {there}."
            )

    def stamp(self, lesson: str, notebook: str = "") -> tuple[int, ...]:
        """Return when the built notebooks were changed, by which an old plan is seen to be one."""
        places = (
            self.root / kind / lesson / f"{notebook or lesson}.ipynb"
            for kind in ("source", "release")
        )
        return tuple(place.stat().st_mtime_ns if place.is_file() else 0 for place in places)

    def work_of(self, student: str, lesson: str) -> Path:
        """Return the folder with what a student handed in."""
        return self.root / "submitted" / student / lesson

    def students(self, lesson: str) -> list[str]:
        """Return who handed in something."""
        return sorted(path.parent.name for path in self.root.glob(f"submitted/*/{lesson}"))

    def knows(self, lesson: str) -> bool:
        """Say whether there is a gradebook that has the lesson; none is made.

        Raises
        ------
        GradebookError
            If it cannot be opened.
        """
        if self.database and not self.database.is_file():
            return False
        with open_gradebook(self.url, self.course_id) as book:
            return any(one.name == lesson for one in book.assignments)


class BadSettingsError(RuntimeError):
    """The settings of the course cannot be read; the message names the file and the cause."""


class NoLessonError(LookupError):
    """There is no such lesson here; the message says what to do."""


def find_course_folder(start: Path | None = None) -> CourseFolder:
    """Return the course folder that one is in, with the settings of its nbgrader_config.py.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor one above it holds ``nbgrader_config.py``.
    """
    here = (start or Path.cwd()).resolve()
    for root in (here, *here.parents):
        if (root / CONFIG).is_file():
            return configured(root)
    raise FileNotFoundError(
        f"{here} is in no course folder: go to the one that holds {CONFIG}, or copy it there."
    )


def root_of(step: Any, resources: Mapping[str, Any]) -> Path:
    """Return the course in which a step of nbgrader works: three above a student's notebook."""
    callers = (step.parent, getattr(step.parent, "parent", None))
    for caller in callers:
        if found := getattr(caller, "coursedir", None):
            return Path(found.root)
    return Path(resources["metadata"]["path"]).resolve().parents[2]


def configured(root: Path) -> CourseFolder:
    """Return a course folder with the gradebook and the penalties that its settings name.

    Raises
    ------
    FileNotFoundError
        If there are no settings.
    BadSettingsError
        If they cannot be read.
    """
    if not (root / CONFIG).is_file():
        raise FileNotFoundError(f"{root} is no course folder: it has no {CONFIG}.")
    try:
        config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
        penalties = AssignLatePenalties(config=config)
        penalties.init_plugin()
    except Exception as error:  # the file is Python of the instructor's: anything may be raised
        raise BadSettingsError(
            f"{root / CONFIG} cannot be read: {error!r}. Mend it, or take the course's own again."
        ) from None
    directory = config.CourseDirectory
    return CourseFolder(
        root,
        str(directory.get("course_id", "")),
        str(directory.get("db_url", "")),
        penalties.plugin_inst,
    )
