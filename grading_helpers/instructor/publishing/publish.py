"""Check what is about to be published, then update the students' folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files as resources
from pathlib import Path

from grading_helpers.instructor.authoring.build import built_texts, differing, table_texts
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.publishing.folder import Changes, PublishError, update
from grading_helpers.instructor.publishing.secrecy import leaks, secret_lines
from grading_helpers.instructor.publishing.student_files import student_files

MOST_NAMED = 5
SITE = "site"


def refuse_stale(
    course: Course, lessons: Sequence[ReadLesson], advance: Callable[[], None]
) -> None:
    """Build every lesson in memory, and refuse to publish if the checkout differs.

    Parameters
    ----------
    course : Course
        The course. None of its files are changed.
    lessons : sequence of ReadLesson
        The lessons to publish.
    advance : callable
        Called after each lesson.

    Raises
    ------
    PublishError
        If a built file is out of date.
    """
    stale = differing(table_texts(course))
    for one in lessons:
        stale += differing(built_texts(course, [one]))
        advance()
    if stale:
        names = ", ".join(str(path.relative_to(course.root)) for path in stale[:MOST_NAMED])
        raise PublishError(
            f"{len(stale)} built files are out of date, such as {names}. Nothing was "
            "published. To fix: run `make build`, then `make check`."
        )


def publish(  # noqa: PLR0913
    course: Course,
    lessons: Sequence[ReadLesson],
    folder: Path,
    repository: Repository,
    *,
    force: bool = False,
    site: Mapping[str, bytes] | None = None,
) -> Changes:
    """Write the students' repository into a folder.

    Parameters
    ----------
    course : Course
        The course, whose built files are published unchanged.
    lessons : sequence of ReadLesson
        In reading order.
    folder : Path
        A folder outside the checkout, created if it does not exist.
    repository : Repository
        The address for the links in its README.
    force : bool
        Overwrite files with the same names that came from elsewhere.
    site : mapping of str to bytes, optional
        The files of a static site, which goes into ``site/`` with a workflow for its hosting.

    Raises
    ------
    PublishError
        If the folder must not be written to, or a file reveals something secret. Nothing is
        changed then.
    """
    _refuse_checkout(course, folder)
    files = student_files(
        course, [one.lesson for one in lessons], repository, has_site=site is not None
    )
    if site is not None:
        files |= {f"{SITE}/{path}": content for path, content in site.items()}
        workflow = resources(__package__).joinpath("lite/static/pages.yml")
        files[".github/workflows/pages.yml"] = workflow.read_bytes()
    if shown := leaks(files, secret_lines(lessons), course):
        raise PublishError(
            "\n".join(shown) + "\nNothing was published. To fix: remove it from what students see."
        )
    return update(folder, files, force=force)


def _refuse_checkout(course: Course, folder: Path) -> None:
    here, root = folder.resolve(), course.root.resolve()
    if here.is_relative_to(root) or root.is_relative_to(here):
        raise PublishError(
            f"{folder} is not outside this checkout, which contains the solutions. To fix: choose "
            "a folder elsewhere, such as ../students."
        )
