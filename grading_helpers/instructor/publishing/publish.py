"""Publishing: look whether all is fit to be seen, then bring the students' folder up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from grading_helpers.instructor.authoring.build import differing, prepare, tables
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.publishing.addresses import Repository
from grading_helpers.instructor.publishing.contents import student_files
from grading_helpers.instructor.publishing.folder import Changes, RefusedError, update
from grading_helpers.instructor.publishing.secrecy import leaks, secret_lines

MOST_NAMED = 5


def refuse_stale(
    course: Course, lessons: Sequence[ReadLesson], advance: Callable[[], None]
) -> None:
    """Build every lesson in memory and refuse a checkout that holds something else.

    Parameters
    ----------
    course : Course
        No file of it is changed.
    lessons : sequence of ReadLesson
        Those that are to be published.
    advance : callable
        Called after each lesson.

    Raises
    ------
    RefusedError
        If a built file is not what ``course/`` gives.
    """
    stale = differing(tables(course))
    for one in lessons:
        stale += differing(prepare(course, [one]))
        advance()
    if stale:
        names = ", ".join(str(path.relative_to(course.root)) for path in stale[:MOST_NAMED])
        raise RefusedError(
            f"{len(stale)} built files are not what course/ gives, such as {names}. Nothing was "
            "published. To do: run `make build`, then `make check`."
        )


def publish(
    course: Course,
    lessons: Sequence[ReadLesson],
    folder: Path,
    repository: Repository,
    *,
    force: bool = False,
) -> Changes:
    """Make a folder hold the students' repository.

    Parameters
    ----------
    course : Course
        Whose built files are published as they are.
    lessons : sequence of ReadLesson
        In reading order.
    folder : Path
        Outside the checkout; made if it is not there.
    repository : Repository
        Where the links of its README lead.
    force : bool
        Write over files of these names that came from elsewhere.

    Raises
    ------
    RefusedError
        If the folder may not be written to, or a file shows what is secret; nothing is
        changed then.
    """
    _refuse_checkout(course, folder)
    files = student_files(course, [one.lesson for one in lessons], repository)
    if shown := leaks(files, secret_lines(lessons), course):
        raise RefusedError(
            "\n".join(shown) + "\nNothing was published. To do: take it out of what students see."
        )
    return update(folder, files, force=force)


def _refuse_checkout(course: Course, folder: Path) -> None:
    here, root = folder.resolve(), course.root.resolve()
    if here.is_relative_to(root) or root.is_relative_to(here):
        raise RefusedError(
            f"{folder} is not apart from this checkout, which holds the solutions. To do: name a "
            "folder outside it, such as ../students."
        )
