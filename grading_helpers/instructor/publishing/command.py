"""The command ``course publish``."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.diagnostics import counted
from grading_helpers.instructor.terminal import exit_on_error, progress_bar

if TYPE_CHECKING:
    from grading_helpers.instructor.authoring.course import Course, ReadLesson
    from grading_helpers.instructor.publishing.folder import Changes

MOST_LISTED = 20


def publish_command(  # noqa: PLR0913, PLR0917 - options of a command
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The students' repository.")],
    repo: Annotated[
        str, typer.Option("--repo", help="OWNER/NAME on GitHub; by default as in course.yml.")
    ] = "",
    branch: Annotated[
        str, typer.Option("--branch", help="The branch for Binder; by default as in course.yml.")
    ] = "",
    lite: Annotated[
        bool, typer.Option("--lite", help="Also write site/: the course in the browser.")
    ] = False,
    offline: Annotated[
        Path | None,
        typer.Option(help="With --lite: copy Pyodide from this folder, so that no CDN is used."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that publish did not write.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Write the students' repository: lessons and package, without anything secret."""
    from grading_helpers.instructor.authoring.course import find_course, read_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.publishing.publish import publish, refuse_stale  # noqa: PLC0415 - slow

    if offline and not lite:
        raise typer.BadParameter("it can only be used with --lite", param_hint="--offline")
    with exit_on_error(as_json=as_json):
        course = find_course()
        repository = chosen_repository(course.settings.students, repo, branch)
        lessons = read_course(course)
        with progress_bar("lessons compared with course/", len(lessons), keep=True) as bar:
            refuse_stale(course, lessons, bar.advance)
        site = static_site(course, lessons, offline) if lite else None
        changes = publish(course, lessons, folder, repository, force=force, site=site)
    report = publish_summary(folder, lessons, repository, changes)
    terminal.console().print_json(data=asdict(report)) if as_json else _say(report)


def static_site(
    course: Course, lessons: Sequence[ReadLesson], offline: Path | None
) -> dict[str, bytes]:
    """Return the files of the course's static site.

    Parameters
    ----------
    course : Course
    lessons : sequence of ReadLesson
        In reading order.
    offline : Path or None
        A folder that holds Pyodide, if it is to be copied into the site.
    """
    from grading_helpers.instructor.publishing.lite import jupyterlite, pyodide, site  # noqa: PLC0415 - slow

    with terminal.console().status("building the site"):
        lite = jupyterlite.find_jupyterlite()
        runtime = (
            pyodide.pyodide_in(offline) if offline else pyodide.pyodide_on_the_web(lite.pyodide_url)
        )
        return site.site_files(course, [one.lesson for one in lessons], runtime, lite)


def chosen_repository(configured: Repository, repo: str, branch: str) -> Repository:
    """Return the students' repository from the options, or else from course.yml.

    Raises
    ------
    typer.BadParameter
        If an option is malformed, or nobody has chosen a repository yet.
    """
    try:
        chosen = Repository(repo or configured.name, branch or configured.branch)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--repo, --branch") from None
    if not chosen.chosen:
        raise typer.BadParameter(
            "nobody has chosen a repository for students yet; name it in course/course.yml "
            "under 'students', or pass it here as OWNER/NAME",
            param_hint="--repo",
        )
    return chosen


@dataclass(frozen=True)
class PublishSummary:
    """What was done with each file, and the commands that come next."""

    folder: str
    repository: str
    binder: str
    lessons: list[str]
    written: list[str]
    removed: list[str]
    unchanged: list[str]
    left_alone: list[str]
    next: list[str]


def publish_summary(
    folder: Path, lessons: Sequence[ReadLesson], repository: Repository, changes: Changes
) -> PublishSummary:
    """Return what was done and what comes next."""
    from grading_helpers.instructor.publishing.pages import LESSONS  # noqa: PLC0415 - slow

    return PublishSummary(
        folder=str(folder),
        repository=repository.name,
        binder=repository.launch(LESSONS),
        lessons=[one.lesson.name for one in lessons],
        written=list(changes.written),
        removed=list(changes.removed),
        unchanged=list(changes.unchanged),
        left_alone=list(changes.left_alone),
        next=next_steps(folder, repository) if changes.written or changes.removed else [],
    )


def next_steps(folder: Path, repository: Repository) -> list[str]:
    """Return the git commands that push the folder to GitHub."""
    git = f"git -C {shlex.quote(str(folder))}"
    commit = [f"{git} add --all", f"{git} commit -m 'Update the course'"]
    if (folder / ".git").exists():
        return [*commit, f"{git} push"]
    start = f"{git} init -b main"
    origin = f"{git} remote add origin {repository.page}.git"
    return [start, *commit, origin, f"{git} push -u origin main"]


def _say(report: PublishSummary) -> None:
    files = {
        "written": report.written,
        "removed": report.removed,
        "left alone": report.left_alone,
    }
    for verb, names in files.items():
        for line in _listed(verb, names):
            terminal.say(f"  {line}")
    if not report.next:
        terminal.say(f"Nothing to do: {report.folder} is up to date.")
        return
    terminal.say(
        f"{report.folder}: {counted(len(report.lessons), 'lesson')} published; "
        f"{counted(len(report.written), 'file')} written, {len(report.removed)} removed, "
        f"{len(report.unchanged)} unchanged."
    )
    terminal.say("Next, to give it to students:")
    for line in report.next:
        terminal.say(f"  {line}")
    terminal.say(f"Then try {report.binder}")


def _listed(verb: str, names: list[str]) -> list[str]:
    """Return a line for each file, or a single line if there are many."""
    if len(names) > MOST_LISTED:
        return [f"{verb}: {len(names)} files; --json lists them"]
    return [f"{verb}: {name}" for name in names]
