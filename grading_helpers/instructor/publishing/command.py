"""The command ``course publish``: write the students' repository, say what comes next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.course import ReadLesson, find_course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.bars import ticks
from grading_helpers.instructor.endings import ends_in_words
from grading_helpers.instructor.nbgrader_steps import StepError
from grading_helpers.instructor.publishing.addresses import Repository
from grading_helpers.instructor.publishing.contents import UnknownFileError
from grading_helpers.instructor.publishing.folder import Changes, RefusedError
from grading_helpers.instructor.publishing.pages import LESSONS
from grading_helpers.instructor.publishing.publish import publish, refuse_stale

MOST_LISTED = 20
TROUBLE = (FaultsError, StepError, RefusedError, UnknownFileError)


def publish_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The students' repository.")],
    repo: Annotated[str, typer.Option("--repo", help="OWNER/NAME on GitHub, for the links.")],
    branch: Annotated[str, typer.Option("--branch", help="What Binder launches.")] = "main",
    force: Annotated[bool, typer.Option("--force", help="Write over strange files.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say it to a machine.")] = False,
) -> None:
    """Write the students' repository: lessons, package, Binder; nothing secret."""
    try:
        repository = Repository(repo, branch)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--repo, --branch") from None
    with ends_in_words(*TROUBLE, as_json=as_json):
        course = find_course()
        lessons = read_course(course)
        with ticks("lessons compared with course/", len(lessons), stays=True) as tick:
            refuse_stale(course, lessons, tick)
        changes = publish(course, lessons, folder, repository, force=force)
    report = summary(folder, lessons, repository, changes)
    printing.console.print_json(data=report) if as_json else _say(report)


def summary(
    folder: Path, lessons: Sequence[ReadLesson], repository: Repository, changes: Changes
) -> dict[str, Any]:
    """Return what was done and what comes next, as JSON holds it."""
    return {
        "folder": str(folder),
        "repository": repository.name,
        "binder": repository.launch(LESSONS),
        "lessons": [one.lesson.name for one in lessons],
        "written": list(changes.written),
        "removed": list(changes.removed),
        "unchanged": list(changes.unchanged),
        "left_alone": list(changes.left_alone),
        "next": next_steps(folder, repository) if changes.written or changes.removed else [],
    }


def next_steps(folder: Path, repository: Repository) -> list[str]:
    """Return the commands of git that bring the folder to GitHub."""
    git = f"git -C {shlex.quote(str(folder))}"
    commit = [f"{git} add --all", f"{git} commit -m 'Renew the course'"]
    if (folder / ".git").exists():
        return [*commit, f"{git} push"]
    start = f"{git} init -b main"
    origin = f"{git} remote add origin {repository.page}.git"
    return [start, *commit, origin, f"{git} push -u origin main"]


def _say(report: dict[str, Any]) -> None:
    for verb in ("written", "removed", "left_alone"):
        for line in _listed(verb.replace("_", " "), report[verb]):
            printing.say(f"  {line}")
    if not report["next"]:
        printing.say(f"Nothing to do: {report['folder']} is up to date.")
        return
    printing.say(
        f"{report['folder']}: {len(report['lessons'])} lessons published; "
        f"{len(report['written'])} files written, {len(report['removed'])} removed, "
        f"{len(report['unchanged'])} unchanged."
    )
    printing.say("Next, to let students have it:")
    for line in report["next"]:
        printing.say(f"  {line}")
    printing.say(f"Then try {report['binder']}")


def _listed(verb: str, names: list[str]) -> list[str]:
    """Return a line for each file, or one for all where there are many."""
    if len(names) > MOST_LISTED:
        return [f"{verb}: {len(names)} files; --json lists them"]
    return [f"{verb}: {name}" for name in names]
