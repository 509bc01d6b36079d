"""Where a class's work lies: the folder with nbgrader's settings, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from traitlets.config.loader import PyFileConfigLoader

from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.printing import entering

CONFIG = "nbgrader_config.py"
ROSTER = "roster.csv"


@dataclass(frozen=True)
class ClassFolder:
    """The folder of a class: its list, what was handed in and out, its gradebook."""

    root: Path

    @property
    def roster(self) -> Path:
        """Where the class list lies unless another is named."""
        return self.root / ROSTER

    def submitted(self, student: str, lesson: str) -> Path:
        """Return the folder for what a student handed in, as nbgrader wants it."""
        return self.root / "submitted" / student / lesson

    def who_handed_in(self, lesson: str) -> list[str]:
        """Return the students with work of a lesson in ``submitted/``."""
        found = self.root.glob(f"submitted/*/{lesson}/{lesson}.ipynb")
        return sorted(path.parents[1].name for path in found)

    def cells_of_lessons(self) -> dict[str, set[str]]:
        """Return the ids of the cells of every lesson that was handed out."""
        found = {}
        for path in sorted(self.root.glob("release/*/*.ipynb")):
            if path.stem == path.parent.name:
                found[path.stem] = _cell_ids(path)
        return found

    def gradebook(self) -> tuple[str, str]:
        """Return the address of nbgrader's gradebook and the course's name in it.

        Raises
        ------
        ImpossibleError
            If the gradebook is a file that does not exist: opening it would make an empty one.
        """
        settings = self._settings()
        url = str(settings.get("db_url") or "sqlite:///gradebook.db")
        if url.startswith("sqlite:///"):
            name, mark, options = url.removeprefix("sqlite:///").partition("?")
            file = self.root / name
            if not file.is_file():
                raise ImpossibleError(
                    f"There is no gradebook {file}: grade the lesson first "
                    f"({entering('<lesson>')}, then course grade)."
                )
            url = f"sqlite:///{file}{mark}{options}"
        return url, str(settings.get("course_id") or "default_course")

    def _settings(self) -> Mapping[str, object]:
        try:
            config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:  # the file is Python of the instructor's: anything may be raised
            raise ImpossibleError(f"{self.root / CONFIG} cannot be read: {error!r}") from None
        settings: Mapping[str, object] = config.CourseDirectory
        return settings


def _cell_ids(path: Path) -> set[str]:
    """Return the ids of a notebook's cells, those of the grader included."""
    ids = set()
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        ids |= {cell.get("id", ""), cell["metadata"].get("nbgrader", {}).get("grade_id", "")}
    return ids - {""}


def find_class_folder(lesson: str, start: Path | None = None) -> ClassFolder:
    """Return the folder of the class that one is in, and check that it has the lesson.

    Raises
    ------
    ImpossibleError
        If there is none, or it has no such lesson.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            names = sorted(path.name for path in folder.glob("source/*") if path.is_dir())
            if lesson not in names:
                raise ImpossibleError(
                    f"There is no lesson {lesson!r} in {folder}. There are: {', '.join(names)}."
                )
            return ClassFolder(folder)
    raise ImpossibleError(f"{here} is in no course folder (no {CONFIG}): go there first.")
