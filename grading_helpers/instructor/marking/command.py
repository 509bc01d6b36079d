"""The commands ``course mark`` and ``course merge``."""

from __future__ import annotations

import asyncio
import webbrowser
from contextlib import suppress
from typing import Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import as_data, counted
from grading_helpers.instructor.gradebook.course_folder import find_course_folder
from grading_helpers.instructor.marking.merge_plan import Prefer, merge_summary
from grading_helpers.instructor.terminal import (
    ExitCode,
    exit_code,
    exit_on_error,
    print_diagnostics,
    print_json,
)


def mark_command(
    lesson: Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")],
    blind: Annotated[
        bool, typer.Option("--blind", help="Never show whose answer it is, not even on request.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page, or only say where it is.")
    ] = True,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to use; by default any that is free.")
    ] = 0,
) -> None:
    """Mark written answers in the browser, one question after the other. Ctrl+C ends it."""
    with exit_on_error():
        folder = find_course_folder()
        from grading_helpers.instructor.marking.desk import open_desk  # noqa: PLC0415 - slow
        from grading_helpers.instructor.marking.site import MarkingSite  # noqa: PLC0415 - slow

        desk = open_desk(folder, lesson, blind=blind)
        site = MarkingSite(desk, port)

        def ready() -> None:
            terminal.say(
                f"{lesson}: {counted(len(desk.questions), 'question')}, "
                f"{counted(desk.answers(), 'answer')}, {sum(desk.left().values())} to be marked."
            )
            terminal.say(f"Open {site.address}")
            terminal.say("Each mark is saved at once. To end, press Ctrl+C here.")
            if browser:
                webbrowser.open(site.address)

        with suppress(KeyboardInterrupt):
            asyncio.run(site.serve(ready))
        terminal.say("\n".join(desk.summary()))
        left = any(desk.left().values())
    raise typer.Exit(ExitCode.NEEDS_A_LOOK if left else ExitCode.DONE)


def merge_command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="GRADEBOOK",
            help="The other gradebook.db, its course folder, or the address of a database.",
        ),
    ],
    prefer: Annotated[
        Prefer | None,
        typer.Option(help="Which mark counts where both gradebooks have one, and they differ."),
    ] = None,
    try_only: Annotated[
        bool, typer.Option("--try", help="Say what would be taken, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Take another marker's marks and comments into this gradebook; the other stays as it is."""
    with exit_on_error(as_json=as_json):
        folder = find_course_folder()
        from grading_helpers.instructor.marking.merge_gradebooks import merge_gradebooks  # noqa: PLC0415 - slow

        merge = merge_gradebooks(folder, source, prefer, try_only=try_only)
    to_see = [*merge.conflicts, *merge.notes]
    code = exit_code(to_see)
    if as_json:
        told = {
            "from": source,
            "marks": len(merge.points),
            "comments": len(merge.comments),
            "graded_only_there": [list(one) for one in merge.works],
            "conflicts": as_data(merge.conflicts),
            "notes": as_data(merge.notes),
        }
        print_json({**told, "exit": int(code)})
    else:
        print_diagnostics(to_see)
        terminal.say("\n".join(merge_summary(merge, source)))
    raise typer.Exit(code)
