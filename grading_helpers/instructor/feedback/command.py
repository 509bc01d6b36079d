"""The command ``course feedback``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import (
    CommandError,
    Diagnostic,
    as_data,
    counted,
    few,
    in_lines,
)
from grading_helpers.instructor.feedback.settings import COPIES
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, find_course_folder
from grading_helpers.instructor.gradebook.late_work import renew_penalties
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.lms.incoming.command import IdColumn, ListOption, SheetOption
from grading_helpers.instructor.lms.incoming.moodle_worksheet import read_worksheet
from grading_helpers.instructor.lms.incoming.owners import CollectOptions
from grading_helpers.instructor.lms.outgoing.feedback_archive import (
    NEXT,
    FeedbackTarget,
    names_by_user,
    names_in_archive,
    packed,
)
from grading_helpers.instructor.lms.roster import find_roster
from grading_helpers.instructor.terminal import (
    ExitCode,
    exit_on_error,
    print_diagnostics,
    print_json,
    progress_bar,
)

if TYPE_CHECKING:
    from grading_helpers.instructor.feedback.page import LessonFeedback
    from grading_helpers.instructor.feedback.write_pages import WrittenPage
    from grading_helpers.instructor.grader.submission.assignment import Assignment

HiddenOption = Annotated[
    bool | None,
    typer.Option(
        "--show-hidden/--describe-hidden",
        help="Show hidden tests and mark schemes, or only describe them (see nbgrader_config.py).",
    ),
]

ExamplesOption = Annotated[
    bool,
    typer.Option(
        "--counterexamples",
        help="Show for each lost test the smallest data that it fails on, and what came back.",
    ),
]


CopyOption = Annotated[
    bool,
    typer.Option(
        "--instructor-copy",
        help="Write pages with hidden tests and mark schemes for you, to reports/, and nothing "
        "for students.",
    ),
]
SolutionsOption = Annotated[
    bool,
    typer.Option(
        "--with-solutions",
        help="Show the solution of each exercise, and a right answer by another route.",
    ),
]
TargetOption = Annotated[
    FeedbackTarget | None,
    typer.Option("--for", help="Also pack the pages into an archive to upload to this LMS."),
]
FromOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        help="The download that you collected; Canvas needs it, and Moodle without --worksheet.",
    ),
]


def feedback_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")],
    students: Annotated[
        list[str] | None,
        typer.Argument(help="Only these students; by default everyone who handed in."),
    ] = None,
    show_hidden: HiddenOption = None,
    counterexamples: ExamplesOption = False,
    instructor_copy: CopyOption = False,
    with_solutions: SolutionsOption = False,
    target: TargetOption = None,
    download: FromOption = None,
    worksheet: SheetOption = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Write a page for each student that explains the marks."""
    from grading_helpers.instructor.feedback.page import LessonFeedback  # noqa: PLC0415 - slow
    from grading_helpers.instructor.feedback.solutions import read_solutions  # noqa: PLC0415 - slow
    from grading_helpers.instructor.feedback.write_pages import students_with_work  # noqa: PLC0415 - slow

    with exit_on_error(as_json=as_json):
        folder, plan = _course(lesson)
        who = list(dict.fromkeys(students or students_with_work(folder, lesson)))
        if not who:
            raise CommandError(
                f"Nobody has handed in {lesson}. Collect it: course collect {lesson} DOWNLOAD"
            )
        renew_penalties(folder, lesson)
        shown = asks_for_hidden(folder) if show_hidden is None else show_hidden
        pages = LessonFeedback(plan, shown or instructor_copy, instructor_copy)
        if with_solutions:
            pages = replace(pages, solutions=read_solutions(plan, pages.outline, folder.root))
        if target and instructor_copy:
            raise CommandError("--instructor-copy is not for students, so --for cannot be used.")
        people = find_roster(folder, roster, id_column) if target else None
        sheet = read_worksheet(worksheet) if worksheet else None
        done = write_all(folder, pages, who, counterexamples=counterexamples)
        archive = None
        if target:
            how = CollectOptions(people, worksheet=sheet)
            archive = pack_pages(folder, lesson, done, ArchiveRequest(target, download, how))
    if as_json:
        print_json(_as_data(lesson, done, folder.root, archive))
    else:
        _print(lesson, done, folder.root, archive)
    raise typer.Exit(outcome(done, archive))


@dataclass(frozen=True)
class Packed:
    """The archive for an LMS: its path, who is in it, and messages about the others."""

    target: FeedbackTarget
    path: Path
    students: tuple[str, ...]
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class ArchiveRequest:
    """Which LMS an archive is for, what was downloaded from it, and who is in the class."""

    target: FeedbackTarget
    download: Path | None
    how: CollectOptions


def pack_pages(
    folder: CourseFolder, lesson: str, done: Sequence[WrittenPage], wanted: ArchiveRequest
) -> Packed:
    """Pack the pages of students whose answers are all marked.

    Raises
    ------
    CommandError
        If none can be packed.
    """
    target, download, how = wanted.target, wanted.download, wanted.how
    pages = {one.student: one.path for one in done if one.path and not one.waits}
    notes = [
        Diagnostic(one.student, "not in the archive: written answers still have to be marked")
        for one in done
        if one.path and one.waits
    ]
    if target is FeedbackTarget.BLACKBOARD:
        names = names_by_user(lesson, list(pages), how.roster)
    else:
        names, found = names_in_archive(target, lesson, download, how)
        notes += found
        by_row = target is FeedbackTarget.MOODLE and how.worksheet
        lacks = "the worksheet has no row" if by_row else f"{download} has no file"
        notes += [
            Diagnostic(student, f"not in the archive: {lacks} of this student")
            for student in sorted(pages.keys() - names.keys())
        ]
    chosen = {student: page for student, page in pages.items() if student in names}
    if not chosen:
        said = "".join(f"\n  {line}" for line in in_lines(notes))
        raise CommandError(f"No archive was written, because no page can be in it.{said}")
    path = folder.root / "exports" / f"{lesson}.feedback.{target}.zip"
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, packed(chosen, names))
    return Packed(target, path, tuple(sorted(chosen)), tuple(notes))


def write_all(
    folder: CourseFolder,
    lesson: LessonFeedback,
    who: Sequence[str],
    *,
    counterexamples: bool = False,
) -> list[WrittenPage]:
    """Write the pages, with a progress bar."""
    from grading_helpers.instructor.feedback.write_pages import write_pages  # noqa: PLC0415 - slow

    with progress_bar("pages written", len(who)) as bar:
        return write_pages(folder, lesson, who, bar.advance, counterexamples=counterexamples)


def _course(lesson: str) -> tuple[CourseFolder, Assignment]:
    """Return the course folder and the plan of the lesson.

    Raises
    ------
    CommandError
        If nothing was graded yet, or there is no such lesson.
    """
    folder = find_course_folder()
    folder.check_lesson(lesson)
    folder.check_gradebook(lesson)
    return folder, read_assignment(folder, lesson)


def asks_for_hidden(folder: CourseFolder) -> bool:
    """Return whether the settings ask for hidden tests to be shown."""
    from grading_helpers.instructor.feedback.exporter import FeedbackExporter  # noqa: PLC0415 - slow

    return bool(FeedbackExporter(config=folder.settings).show_hidden)


def outcome(done: Sequence[WrittenPage], archive: Packed | None = None) -> ExitCode:
    """Return the exit code; a student without a page, or not in the archive, needs a look."""
    if not any(one.path for one in done):
        return ExitCode.NOTHING_DONE
    look = any(one.problem for one in done) or (archive and archive.notes)
    return ExitCode.NEEDS_A_LOOK if look else ExitCode.DONE


def _as_data(
    lesson: str, done: Sequence[WrittenPage], root: Path, archive: Packed | None
) -> dict[str, object]:
    """Return what was done as data for JSON."""
    about: dict[str, object] = {}
    if archive:
        about["archive"] = {
            "file": str(archive.path.relative_to(root)),
            "for": archive.target,
            "students": list(archive.students),
            "notes": as_data(archive.notes),
        }
    return {
        **about,
        "lesson": lesson,
        "written": {one.student: str(one.path.relative_to(root)) for one in done if one.path},
        "waiting": [one.student for one in done if one.waits],
        "failed": {one.student: one.problem for one in done if one.problem},
        "exit": int(outcome(done, archive)),
    }


def _print(lesson: str, done: Sequence[WrittenPage], root: Path, archive: Packed | None) -> None:
    problems = [Diagnostic(one.student, one.problem, one.cure) for one in done if one.problem]
    print_diagnostics([*problems, *(archive.notes if archive else ())])
    written, waiting = [one for one in done if one.path], [one.student for one in done if one.waits]
    terminal.say(
        f"{lesson}: {counted(len(written), 'page')} in {_home(written, root)}, "
        f"{counted(len(done) - len(written), 'student')} without one."
    )
    if archive:
        there = archive.path.relative_to(root)
        terminal.say(
            f"{there}: {counted(len(archive.students), 'page')}. "
            f"Once nobody can hand in any more, upload it: {NEXT[archive.target]}."
        )
    if waiting:
        terminal.say(f"Written answers still have to be marked: {few(waiting)}.")
        terminal.say(
            f"Next: mark them with `course mark {lesson}`, then run `course feedback {lesson}`."
        )
    elif written:
        terminal.say(
            f"Next: look at one, {written[0].path}; return them to your students once nobody "
            f"can hand in any more; then run `course report {lesson}`."
        )


def _home(written: Sequence[WrittenPage], root: Path) -> Path:
    """Return the folder that has the pages."""
    kinds = {one.path.relative_to(root).parts[0] for one in written if one.path}
    return root / COPIES if kinds == {COPIES.parts[0]} else root / "feedback"
