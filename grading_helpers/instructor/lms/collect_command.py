"""The command ``course collect``: a download of an LMS becomes work that nbgrader can grade."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.bars import progress
from grading_helpers.instructor.endings import Outcome, print_json
from grading_helpers.instructor.lms.class_folder import find_class_folder
from grading_helpers.instructor.lms.class_list import class_list
from grading_helpers.instructor.lms.collecting import collect
from grading_helpers.instructor.lms.naming import Named, enter_names
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.opening import opened
from grading_helpers.instructor.lms.owners import Collection, How
from grading_helpers.instructor.lms.placing import Placed
from grading_helpers.instructor.lms.roster import Roster
from grading_helpers.instructor.lms.saying import (
    in_words,
    looks,
    notes_as_data,
    outcome,
    print_notes,
)
from grading_helpers.instructor.lms.uploads import Kind
from grading_helpers.instructor.lms.worksheet import read_worksheet

LessonName = Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")]
Download = Annotated[
    Path, typer.Argument(metavar="FROM", help="The LMS's download, zip or unpacked, or a folder.")
]
ListOption = Annotated[
    Path | None, typer.Option("--roster", help="The class list; roster.csv if it is there.")
]
IdColumn = Annotated[str, typer.Option("--id-column", help="Its column with the student ids.")]
SheetOption = Annotated[
    Path | None,
    typer.Option("--worksheet", help="Moodle's grading worksheet: who is who, and when it came."),
]
KindOption = Annotated[
    Kind | None, typer.Option("--as", help="What the download is, if its names mislead.")
]
ZoneOption = Annotated[
    str, typer.Option("--timezone", help="The clock of the LMS; else this computer's.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace work that is newer, or may be.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]


def collect_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: LessonName,
    download: Download,
    roster: ListOption = None,
    id_column: IdColumn = "",
    worksheet: SheetOption = None,
    kind: KindOption = None,
    timezone: ZoneOption = "",
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put a download of Moodle, Canvas or Blackboard into submitted/, and name what is odd."""
    with in_words(as_json=as_json):
        home = find_class_folder(lesson)
        people = class_list(home, roster, id_column)
        sheet = read_worksheet(worksheet) if worksheet else None
        how = How(people, kind, sheet, clock(timezone), force)
        with opened(download) as listing, progress("students collected") as advance:
            if not listing.entries and not listing.notes:
                raise ImpossibleError(f"{download} holds no file.")
            found = collect(home, lesson, listing, how, advance)
        named = enter_names(home, people, lesson) if people else None
    _print(found, people, named, as_json=as_json)
    raise typer.Exit(_outcome(found))


def clock(name: str) -> tzinfo | None:
    """Return a time zone by its name, none for this computer's.

    Raises
    ------
    ImpossibleError
        If there is none of that name.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImpossibleError(f"There is no time zone {name!r}; write Europe/Madrid.") from None


def _print(found: Collection, people: Roster | None, named: Named | None, *, as_json: bool) -> None:
    found.notes += [*(people.notes if people else ()), *(named.notes if named else ())]
    if as_json:
        print_json({**_as_data(found), "named": named.students if named else []})
        return
    printing.say(f"{found.lesson}: the download is of the kind {found.kind}.")
    print_notes(found.notes)
    if people is None:
        printing.say("There is no class list, so the ids of the LMS are the student ids.")
    if found.untimed and found.count(*Placed):
        printing.say(
            f"Hand-in times are not known for {found.untimed} of {found.count(*Placed)}: "
            "nbgrader will count these as on time."
        )
    if named and named.students:
        printing.say(f"Names of {len(named.students)} were entered into the gradebook.")
    if named and not named.has_gradebook:
        printing.say(
            f"Names were not entered, for there is no gradebook: "
            f"{printing.entering(found.lesson)}, then collect again."
        )
    if found.missing:
        printing.say(f"No work from {len(found.missing)}: {printing.few(found.missing)}.")
    printing.say(_end(found))


def _end(found: Collection) -> str:
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in Placed if found.count(kind))
    done = found.count(Placed.NEW, Placed.RENEWED, Placed.UNCHANGED)
    many = "student has" if done == 1 else "students have"
    what = f"{done} {many} work of {found.lesson} in submitted/ ({counts or 'nothing new'})"
    then = f"course grade {found.lesson}" if found.placed else "see to these, then collect again"
    return f"{what}; {looks(found.notes)}. Next: {then}"


def _outcome(found: Collection) -> Outcome:
    """Return the exit code: where nobody's work could be taken, nothing was done."""
    return outcome(found.notes) if found.placed else Outcome.IMPOSSIBLE


def _as_data(found: Collection) -> dict[str, Any]:
    return {
        "command": "collect",
        "lesson": found.lesson,
        "kind": found.kind,
        "students": {
            student: {"placed": placed, "file": found.files[student]}
            for student, placed in found.placed.items()
        },
        "without_time": found.untimed,
        "missing": found.missing,
        "notes": notes_as_data(found.notes),
        "exit": int(_outcome(found)),
    }
