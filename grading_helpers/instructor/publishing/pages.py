"""Files made only for the students' repository: README, pyproject.toml, environment.yml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from string import Template

import yaml

from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.versions import minor

LESSONS = "lessons"
TIME = re.compile(r"^\*(.+) · (?:\d+|no) points\b", re.MULTILINE)
REQUIREMENT = re.compile(r"[\w.-]+")


def notebook_path(lesson: str) -> str:
    """Return the path of a lesson's notebook in the students' repository."""
    return f"{LESSONS}/{lesson}/{lesson}.ipynb"


SITE_LINK = """
Or **[open it in this browser]({site})**: nothing to install, and your answers stay in the browser
until you clear its data or close a private window.
"""


def readme(
    title: str, lessons: Iterable[Lesson], repository: Repository, *, has_site: bool = False
) -> str:
    """Return the README for students, with a Binder link for each lesson.

    Parameters
    ----------
    title : str
        The title of the course.
    lessons : iterable of Lesson
        In reading order.
    repository : Repository
        Where the links lead.
    has_site : bool
        Whether a static site is published, to which it then links.
    """
    lessons = list(lessons)
    template = files(__package__).joinpath("student_readme.md").read_text("utf-8")
    return Template(template).substitute(
        title=title,
        course=repository.launch(LESSONS),
        site=SITE_LINK.format(site=repository.site) if has_site else "",
        lessons="\n".join(_row(lesson, repository) for lesson in lessons),
        page=repository.page,
        folder=repository.folder,
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


def package_table(pyproject: str, grader: Mapping[str, str]) -> str:
    """Return ``pyproject.toml`` of the students' package, with only what lessons need.

    Parameters
    ----------
    pyproject : str
        The text of the course's own file.
    grader : mapping of str to str
        The versions used for grading, from `versions`; students get the same ones.
    """
    whole = tomllib.loads(pyproject)
    taken = ("name", "version", "description", "requires-python", "license", "license-files")
    lines = [f"{key} = {json.dumps(whole['project'][key], ensure_ascii=False)}" for key in taken]
    built = whole["tool"]["hatch"]["build"]["targets"]["wheel"]
    placed = built["shared-data"].items()
    shared = "".join(f"{json.dumps(one)} = {json.dumps(where)}\n" for one, where in placed)
    listed = [_pinned(one, grader) for one in whole["project"]["dependencies"]]
    needs = "".join(f"  {json.dumps(one)},\n" for one in listed)
    return (
        f"[build-system]\nrequires = {json.dumps(whole['build-system']['requires'])}\n"
        f"build-backend = {json.dumps(whole['build-system']['build-backend'])}\n\n"
        "[project]\n" + "\n".join(lines) + f'\nreadme = "README.md"\ndependencies = [\n{needs}]\n\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["grading_helpers"]\n\n'
        f"[tool.hatch.build.targets.wheel.shared-data]\n{shared}"
    )


def student_environment(own: str, pyproject: str, grader: Mapping[str, str]) -> str:
    """Return ``environment.yml`` for students, without the instructor's tools.

    Parameters
    ----------
    own, pyproject : str
        The texts of the course's own files.
    grader : mapping of str to str
        The versions used for grading, from `versions`; students get the same ones.
    """
    whole = yaml.safe_load(own)
    extra = tomllib.loads(pyproject)["project"]["optional-dependencies"]["instructor"]
    tools = {_package(one) for one in extra}
    packages = whole["dependencies"]
    whole["dependencies"] = [
        _pinned(one, grader) if isinstance(one, str) else one
        for one in packages
        if _package(one) not in tools
    ]
    head = "# What Binder and conda install. `python` must stay an exact version.\n"
    return head + yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


def _pinned(requirement: str, grader: Mapping[str, str]) -> str:
    """Return a requirement that asks for the minor version used for grading.

    Examples
    --------
    >>> _pinned("pandas>=2.2,<4", {"pandas": "3.1.1"}), _pinned("pip", {"pandas": "3.1.1"})
    ('pandas>=3.1,<3.2', 'pip')
    >>> _pinned("python=3.12", {"Python": "3.11.7"})
    'python=3.11'
    """
    package = _package(requirement)
    if package == "python" and "Python" in grader:
        return f"python={minor(grader['Python'])}"
    version = grader.get(package.removesuffix("-base"))
    if version is None:
        return requirement
    major, _, lesser = minor(version).partition(".")
    return f"{package}>={major}.{lesser},<{major}.{int(lesser or 0) + 1}"


def _package(requirement: str | dict[str, list[str]]) -> str:
    """Return the name of a package; empty for the list of pip packages."""
    match = REQUIREMENT.match(requirement) if isinstance(requirement, str) else None
    return match[0] if match else ""
