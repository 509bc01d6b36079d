"""The pages of a student repository that the course does not have: README, package, environment."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from string import Template
from typing import Any

import yaml

from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.publishing.addresses import Repository

LESSONS = "lessons"
TIME = re.compile(r"^\*(.+) · (?:\d+|no) points\b", re.MULTILINE)
REQUIREMENT = re.compile(r"[\w.-]+")


def notebook_path(lesson: str) -> str:
    """Return where a lesson's notebook lies in a student repository."""
    return f"{LESSONS}/{lesson}/{lesson}.ipynb"


def readme(lessons: Iterable[Lesson], repository: Repository) -> str:
    """Return the page that greets students, with a link to Binder for each lesson."""
    lessons = list(lessons)
    template = files(__package__).joinpath("student_readme.md").read_text("utf-8")
    return Template(template).substitute(
        course=repository.launch(LESSONS),
        lessons="\n".join(_row(lesson, repository) for lesson in lessons),
        page=repository.page,
        folder=repository.name.partition("/")[2],
        example=f"{lessons[-1].name}.ipynb",
    )


def _row(lesson: Lesson, repository: Repository) -> str:
    opening = lesson.cells[0].source
    title = lesson.title.replace("|", "\\|")
    time = match[1] if (match := TIME.search(opening)) else ""
    points = sum(cell.points for cell in lesson.cells)
    path = notebook_path(lesson.name)
    launch = f"[open {lesson.name} on Binder]({repository.launch(path)})"
    return f"| [{title}]({path}) | {time} | {f'{points:g}' if points else '–'} | {launch} |"


def package_table(pyproject: str) -> str:
    """Return ``pyproject.toml`` of the students' package: what a lesson needs, and no more.

    Parameters
    ----------
    pyproject : str
        The text of the course's own.
    """
    whole = tomllib.loads(pyproject)
    taken = ("name", "version", "description", "requires-python", "license", "license-files")
    lines = [f"{key} = {json.dumps(whole['project'][key], ensure_ascii=False)}" for key in taken]
    needs = "".join(f"  {json.dumps(one)},\n" for one in whole["project"]["dependencies"])
    return (
        f"[build-system]\nrequires = {json.dumps(whole['build-system']['requires'])}\n"
        f"build-backend = {json.dumps(whole['build-system']['build-backend'])}\n\n"
        "[project]\n" + "\n".join(lines) + f'\nreadme = "README.md"\ndependencies = [\n{needs}]\n\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["grading_helpers"]\n'
    )


def environment(own: str, pyproject: str) -> str:
    """Return ``environment.yml`` for students: the course's own without the instructor's tools."""
    whole: dict[str, Any] = yaml.safe_load(own)
    extra = tomllib.loads(pyproject)["project"]["optional-dependencies"]["instructor"]
    tools = {_package(one) for one in extra}
    packages = whole["dependencies"]
    whole["dependencies"] = [one for one in packages if _package(one) not in tools]
    head = "# What Binder and conda install. `python` must stay an exact version.\n"
    return head + yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


def _package(requirement: str | dict[str, list[str]]) -> str:
    """Return the name of a package; the list that goes to pip has none."""
    match = REQUIREMENT.match(requirement) if isinstance(requirement, str) else None
    return match[0] if match else ""
