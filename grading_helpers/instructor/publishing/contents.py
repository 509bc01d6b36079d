"""What stands in a student repository: every file, made in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.publishing.addresses import Repository
from grading_helpers.instructor.publishing.ignored import files_below, gitignore
from grading_helpers.instructor.publishing.pages import (
    LESSONS,
    environment,
    notebook_path,
    package_table,
    readme,
)

Files = dict[str, bytes]

AS_THEY_ARE = ("LICENSE", "LICENSE-CONTENT", "postBuild")
GIT_ATTRIBUTES = "* text=auto\npostBuild text eol=lf\n*.png binary\n"
# All that students get of the package. Whatever else lies there stops the publishing: it is
# either to be named here or has no business in the package.
STUDENT_SIDE = (
    *("*.py", "*/__init__.py", "static/*.js", "static/*.css"),
    *("data/*.csv", "data/DATA.md"),
)
PER_LESSON = ("quizzes/{}.json", "outcomes/{}.json")


class UnknownFileError(Exception):
    """The package holds a file of which nobody has said whether students get it."""


def student_files(course: Course, lessons: Sequence[Lesson], repository: Repository) -> Files:
    """Return every file of the student repository by its path in it.

    Parameters
    ----------
    course : Course
        Whose built files are taken as they are.
    lessons : sequence of Lesson
        In reading order; what belongs to no lesson of these stays out.
    repository : Repository
        Where the links of the README lead.

    Raises
    ------
    UnknownFileError
        If the package holds a file that is neither the students' nor the instructor's.
    FileNotFoundError
        If a file that belongs in it has not been built.
    """
    names = [lesson.name for lesson in lessons]
    files = {name: (course.root / name).read_bytes() for name in AS_THEY_ARE}
    files |= {notebook_path(name): course.release(name).read_bytes() for name in names}
    files[f"{LESSONS}/references.md"] = course.references.read_bytes()
    files |= {
        f"{course.package.name}/{path}": (course.package / path).read_bytes()
        for path in package_files(course.package, names)
    }
    return files | {name: text.encode() for name, text in _pages(course, lessons, repository)}


def _pages(
    course: Course, lessons: Sequence[Lesson], repository: Repository
) -> Iterator[tuple[str, str]]:
    pyproject = (course.root / "pyproject.toml").read_text("utf-8")
    own = (course.root / "environment.yml").read_text("utf-8")
    yield "README.md", readme(lessons, repository)
    yield "pyproject.toml", package_table(pyproject)
    yield "environment.yml", environment(own, pyproject)
    yield ".gitignore", gitignore()
    yield ".gitattributes", GIT_ATTRIBUTES


def package_files(package: Path, lessons: Sequence[str]) -> list[str]:
    """Return the students' side of the package: paths in it, with ``/``.

    Raises
    ------
    UnknownFileError
        If a file is neither the students' nor the instructor's.
    """
    paths = [path.relative_to(package) for path in files_below(package)]
    names = [path.as_posix() for path in paths if path.parts[0] != "instructor"]
    for name in names:
        if not _fits(name, (*STUDENT_SIDE, *_per_lesson("*"))):
            raise UnknownFileError(
                f"{package.name}/{name} is neither the students' nor the instructor's. To do: "
                "take it out of the package, or name it in publishing/contents.py."
            )
    taken = [name for name in names if _fits(name, STUDENT_SIDE)]
    return taken + [path for lesson in lessons for path in _per_lesson(lesson)]


def _per_lesson(lesson: str) -> list[str]:
    return [pattern.format(lesson) for pattern in PER_LESSON]


def _fits(name: str, patterns: Iterable[str]) -> bool:
    whole = PurePosixPath("/", name)
    return any(whole.match(f"/{pattern}") for pattern in patterns)
