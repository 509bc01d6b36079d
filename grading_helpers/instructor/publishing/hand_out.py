"""The command ``course hand-out``: enter a lesson into the gradebook, with its due date."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from tempfile import TemporaryFile
from typing import Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, find_course_folder
from grading_helpers.instructor.gradebook.opening import check_writable, open_gradebook
from grading_helpers.instructor.gradebook.settings import CONFIG
from grading_helpers.instructor.lms.incoming.command import clock
from grading_helpers.instructor.tables.moments import latest
from grading_helpers.instructor.terminal import exit_on_error


def hand_out_command(
    lesson: Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")],
    due: Annotated[
        str, typer.Option(metavar="TIME", help='When it is due, such as "2026-11-20 23:59".')
    ] = "",
    timezone: Annotated[
        str, typer.Option(help="The time zone of --due; by default this computer's.")
    ] = "",
) -> None:
    """Enter a lesson into the gradebook with its due date, before students get it."""
    with exit_on_error():
        folder = find_course_folder()
        folder.check_lesson(lesson)
        moment = read_due_date(due, clock(timezone)) if due else None
        there = hand_out(folder, lesson, moment)
    shown = f"due {there:%Y-%m-%d %H:%M} UTC" if there else "without a due date (--due sets one)"
    terminal.say(f"{lesson} is in the gradebook, {shown}. Students get it from their copy.")
    terminal.say(f"Next: course collect {lesson} DOWNLOAD")


def read_due_date(text: str, zone: tzinfo | None) -> datetime:
    """Return a due date in UTC.

    Parameters
    ----------
    text : str
        Such as ``2026-11-20 23:59``, or with a time zone of its own.
    zone : tzinfo or None
        The time zone otherwise; None for that of this computer.

    Raises
    ------
    CommandError
        If it is not a date with a time.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> print(read_due_date("2026-11-20 23:59", ZoneInfo("Europe/Madrid")))
    2026-11-20 22:59:00+00:00
    """
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix(" UTC"))
    except ValueError:
        moment = None
    if moment is None or ":" not in text:
        raise CommandError(f"{text!r} is not a time. Write it like 2026-11-20 23:59.")
    if text.strip().endswith(" UTC"):
        moment = moment.replace(tzinfo=UTC)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
    return latest(moment)


def hand_out(folder: CourseFolder, lesson: str, due: datetime | None) -> datetime | None:
    """Enter a lesson into the gradebook and return when it is due (UTC).

    Without a due date, one that the gradebook already has is kept.

    Raises
    ------
    CommandError
        If nbgrader cannot enter it, or the gradebook cannot be written to.
    OSError
        If nothing can be written to ``release/``.
    """
    # Imported here because it takes seconds.
    from grading_helpers.instructor.nbgrader_api import StepError, nbgrader_api  # noqa: PLC0415

    if folder.database:
        check_writable(folder.database)
    # nbgrader removes the released notebook before it finds that it cannot write another.
    release = folder.root / "release"
    release.mkdir(exist_ok=True)
    with TemporaryFile(dir=release):
        pass
    api = nbgrader_api(folder.root, folder.root / CONFIG)
    api.coursedir.db_url = folder.url
    answer = api.generate_assignment(lesson, force=True)
    if not answer["success"]:
        raise StepError(f"nbgrader could not enter {lesson}:\n{answer.get('log', '')}")
    with open_gradebook(folder.url, folder.course_id) as book:
        if due:
            book.update_or_create_assignment(lesson, duedate=f"{due:%Y-%m-%d %H:%M:%S} UTC")
        there: datetime | None = book.find_assignment(lesson).duedate
    return there
