"""The command ``course collect``: turn an LMS's download into work that nbgrader can grade."""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import (
    CommandError,
    as_data,
    counted,
    few,
    generate_command,
)
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, find_course_folder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.gradebook.late_work import (
    CountingAttempt,
    Deadlines,
    read_deadlines,
    read_late_settings,
)
from grading_helpers.instructor.gradebook.marks import students_marked_by_hand
from grading_helpers.instructor.grader.storage.lock_and_backup import only_run
from grading_helpers.instructor.lms.incoming.collect import collect
from grading_helpers.instructor.lms.incoming.download import open_download
from grading_helpers.instructor.lms.incoming.file_names import DownloadKind
from grading_helpers.instructor.lms.incoming.moodle_worksheet import read_worksheet
from grading_helpers.instructor.lms.incoming.names_for_gradebook import EnteredNames, enter_names
from grading_helpers.instructor.lms.incoming.owner_list import (
    OwnerList,
    read_owner_list,
    write_owner_list,
)
from grading_helpers.instructor.lms.incoming.owners import CollectOptions, CollectResult
from grading_helpers.instructor.lms.incoming.submitted_folder import CollectedAs
from grading_helpers.instructor.lms.roster import Roster, find_roster
from grading_helpers.instructor.terminal import (
    ExitCode,
    ReplaceOption,
    count_needing_a_look,
    exit_code,
    exit_on_error,
    print_diagnostics,
    print_json,
    progress_bar,
)

# How long to wait while `course mark` saves a mark; `course grade` takes longer.
PATIENCE_SECONDS = 5.0

LessonName = Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")]
Download = Annotated[
    Path,
    typer.Argument(
        metavar="FROM", help="The download from the LMS, zipped or unpacked, or a folder."
    ),
]
ListOption = Annotated[
    Path | None, typer.Option("--roster", help="The class list; by default roster.csv.")
]
IdColumn = Annotated[
    str, typer.Option("--id-column", help="The column of the class list with the student ids.")
]
ListedOnly = Annotated[
    bool,
    typer.Option(
        "--listed-only",
        help="Leave out students who are not on the class list, such as drop-outs.",
    ),
]
SheetOption = Annotated[
    Path | None,
    typer.Option("--worksheet", help="Moodle's grading worksheet, for names and hand-in times."),
]
OwnersOption = Annotated[
    Path | None,
    typer.Option(
        "--owners",
        metavar="FILE",
        help="The student of each file, if the download does not say; written if missing.",
    ),
]
GroupsOption = Annotated[
    bool,
    typer.Option(
        "--groups",
        help="Students hand in as groups, which the worksheet or the class list names.",
    ),
]
KindOption = Annotated[
    DownloadKind | None, typer.Option("--as", help="The kind of download, if it is not recognised.")
]
ZoneOption = Annotated[
    str, typer.Option("--timezone", help="The time zone of the LMS; by default this computer's.")
]
ForceOption = Annotated[
    bool,
    typer.Option("--force", help="Replace work even if it is, or may be, newer than the download."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def collect_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: LessonName,
    download: Download,
    roster: ListOption = None,
    id_column: IdColumn = "",
    worksheet: SheetOption = None,
    kind: KindOption = None,
    owners: OwnersOption = None,
    groups: GroupsOption = False,
    timezone: ZoneOption = "",
    force: ForceOption = False,
    replace_marked: ReplaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sort a download from an LMS into submitted/, and report problems."""
    with exit_on_error(as_json=as_json):
        home = find_course_folder()
        home.check_lesson(lesson)
        people = find_roster(home, roster, id_column)
        sheet = read_worksheet(worksheet) if worksheet else None
        listed = _owner_list(owners, download) if owners else None
        zone = clock(timezone)
        with only_run(home.root, "course collect", PATIENCE_SECONDS):
            how = CollectOptions(
                people,
                kind,
                sheet,
                zone,
                force,
                _deadlines(home, lesson),
                _marked(home, lesson),
                frozenset(replace_marked or ()),
                read_late_settings(home.root).counts is CountingAttempt.BEST,
                listed,
                groups,
            )
            with open_download(download) as listing, progress_bar("students collected") as bar:
                if not listing.entries and not listing.notes:
                    raise CommandError(f"{download} contains no files.")
                found = collect(home, lesson, listing, how, bar.show)
            is_lost = home.database and not home.database.is_file() and home.lost_marks(lesson)
            if is_lost:
                what = f"there is no gradebook, but {lesson} was graded before"
                cure = "restore it from .grading/backups (docs/instructors.md), then collect again"
                found.say("", what, cure=cure)
            named = enter_names(home, people, lesson) if people and not is_lost else None
    _print(found, people, named, as_json=as_json)
    raise typer.Exit(_outcome(found))


def _deadlines(home: CourseFolder, lesson: str) -> Deadlines | None:
    """Return the deadlines, if the settings say that the last attempt on time counts."""
    rule = read_late_settings(home.root).counts
    return read_deadlines(home, lesson) if rule is CountingAttempt.LAST_ON_TIME else None


def _marked(home: CourseFolder, lesson: str) -> frozenset[str]:
    """Return the students whose work a person has marked.

    There are none if the gradebook is damaged: work can be collected without it, and the step that
    enters names then says what to do.
    """
    try:
        return students_marked_by_hand(home, lesson)
    except GradebookError:
        return frozenset()


def _owner_list(path: Path, download: Path) -> OwnerList:
    """Read the list of owners; if there is none yet, write one to be filled in and stop."""
    if path.exists():
        return read_owner_list(path)
    with open_download(download) as listing:
        names = dict.fromkeys(_up_to_zip(entry.path) for entry in listing.entries)
    try:
        write_owner_list(path, names)
    except OSError as error:
        raise CommandError(f"{path} cannot be written ({error.strerror}).") from None
    raise CommandError(
        f"{path} was written with {counted(len(names), 'file')}: fill in whose work each is, "
        "by id, e-mail address or name, then run this command again."
    )


def _up_to_zip(path: str) -> str:
    """Return the path of the archive that a file is in, or of the file itself."""
    inside = re.match(r"(.*?\.zip)/", path, re.IGNORECASE | re.DOTALL)
    return inside[1] if inside else path


def clock(name: str) -> tzinfo | None:
    """Return the time zone of this name, or None (this computer's) for an empty name.

    Raises
    ------
    CommandError
        If there is no such time zone.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CommandError(
            f"There is no time zone {name!r}. Write it like Europe/Madrid."
        ) from None


def _print(
    found: CollectResult, people: Roster | None, named: EnteredNames | None, *, as_json: bool
) -> None:
    found.notes += [*(people.notes if people else ()), *(named.notes if named else ())]
    if as_json:
        print_json({**_as_data(found), "named": named.students if named else []})
        return
    terminal.say(f"{found.lesson}: the download was read as {found.kind}.")
    print_diagnostics(found.notes)
    if people is None:
        terminal.say("There is no class list, so the ids in the LMS are used as student ids.")
    if found.untimed and found.count(*CollectedAs):
        terminal.say(
            f"Hand-in times are unknown for {found.untimed} of {found.count(*CollectedAs)}: "
            "nbgrader will treat these as on time."
        )
    if named and named.students:
        terminal.say(f"Entered the names of {len(named.students)} into the gradebook.")
    if named and not named.has_gradebook:
        terminal.say(
            "No names were entered, because there is no gradebook yet: run "
            f"{generate_command(found.lesson)}, then collect again."
        )
    if found.missing:
        terminal.say(f"No work from {len(found.missing)}: {few(found.missing)}.")
    terminal.say(_end(found))


def _end(found: CollectResult) -> str:
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in CollectedAs if found.count(kind))
    students = counted(found.count(*CollectedAs), "student")
    what = f"{found.lesson}: work of {students} ({counts or 'nothing new'})"
    then = (
        f"course grade {found.lesson}"
        if found.placed
        else "solve these problems, then collect again"
    )
    return f"{what}; {count_needing_a_look(found.notes)}. Next: {then}"


def _outcome(found: CollectResult) -> ExitCode:
    """Return the exit code; if nobody's work could be taken, nothing was done."""
    return exit_code(found.notes) if found.placed else ExitCode.NOTHING_DONE


def _as_data(found: CollectResult) -> dict[str, object]:
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
        "notes": as_data(found.notes),
        "exit": int(_outcome(found)),
    }
