"""The files of the students' repository, made in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.publishing.folder import files_below, gitignore
from grading_helpers.instructor.publishing.pages import (
    LESSONS,
    notebook_path,
    package_table,
    readme,
    student_environment,
)
from grading_helpers.versions import versions

Files = dict[str, bytes]

AS_THEY_ARE = ("LICENSE", "LICENSE-CONTENT", "postBuild")
GIT_ATTRIBUTES = "* text=auto\npostBuild text eol=lf\n*.png binary\n"
# The files of the package that students get. Every other file there stops publishing, until
# somebody adds it here or removes it from the package.
STUDENT_SIDE = (
    *("*.py", "*/*.py", "questions/kinds/*.py", "py.typed"),
    *("cards/static/*.js", "cards/static/kinds/*.js", "cards/static/*.css"),
    *("data/*.csv", "data/DATA.md", "ipython_kernel_config.json"),
)
PER_LESSON = ("banks/{}.json", "outcomes/{}.json")


class UnknownFileError(CommandError):
    """The package has a file that is not known to be for students or for instructors."""


def student_files(
    course: Course,
    lessons: Sequence[Lesson],
    repository: Repository,
    *,
    has_site: bool = False,
) -> Files:
    """Return every file of the students' repository, by path.

    Parameters
    ----------
    course : Course
        The course, whose built files are used unchanged.
    lessons : sequence of Lesson
        The lessons in reading order. Files of other lessons are left out.
    repository : Repository
        The address for the links in the README.
    has_site : bool
        Whether a static site goes with it.

    Raises
    ------
    UnknownFileError
        If the package has a file that is neither for students nor for instructors.
    FileNotFoundError
        If a file has not been built.
    """
    names = [lesson.name for lesson in lessons]
    files = {name: (course.root / name).read_bytes() for name in AS_THEY_ARE}
    files |= {notebook_path(name): course.release(name).read_bytes() for name in names}
    for page in (course.references, course.data_guide):
        files[f"{LESSONS}/{page.name}"] = page.read_bytes()
    files |= {
        f"{course.package.name}/{path}": (course.package / path).read_bytes()
        for path in package_files(course.package, names)
    }
    pages = _pages(course, lessons, repository, has_site)
    return files | {name: text.encode() for name, text in pages}


def _pages(
    course: Course, lessons: Sequence[Lesson], repository: Repository, has_site: bool
) -> Iterator[tuple[str, str]]:
    pyproject = (course.root / "pyproject.toml").read_text("utf-8")
    own = (course.root / "environment.yml").read_text("utf-8")
    yield "README.md", readme(course.settings.title, lessons, repository, has_site=has_site)
    yield "pyproject.toml", package_table(pyproject, versions())
    yield "environment.yml", student_environment(own, pyproject, versions())
    yield ".gitignore", gitignore() + ("!/site/build\n" if has_site else "")
    yield ".gitattributes", GIT_ATTRIBUTES


def package_files(package: Path, lessons: Sequence[str]) -> list[str]:
    """Return the paths of the students' part of the package, with ``/``.

    Raises
    ------
    UnknownFileError
        If a file is neither for students nor for instructors.
    """
    paths = [path.relative_to(package) for path in files_below(package)]
    names = [path.as_posix() for path in paths if path.parts[0] != "instructor"]
    for name in names:
        if not _fits(name, (*STUDENT_SIDE, *_per_lesson("*"))):
            raise UnknownFileError(
                f"{package.name}/{name} is neither for students nor for instructors. To fix: "
                "remove it from the package, or add it to publishing/student_files.py."
            )
    taken = [name for name in names if _fits(name, STUDENT_SIDE)]
    return taken + [path for lesson in lessons for path in _per_lesson(lesson)]


def _per_lesson(lesson: str) -> list[str]:
    return [pattern.format(lesson) for pattern in PER_LESSON]


def _fits(name: str, patterns: Iterable[str]) -> bool:
    whole = PurePosixPath("/", name)
    return any(whole.match(f"/{pattern}") for pattern in patterns)
