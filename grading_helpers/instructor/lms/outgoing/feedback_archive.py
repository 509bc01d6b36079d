"""Pack feedback pages into an archive whose file names tell an LMS who each page is for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, few
from grading_helpers.instructor.lms.incoming.download import open_download
from grading_helpers.instructor.lms.incoming.file_names import (
    DownloadKind,
    UploadName,
    recognise_kind,
)
from grading_helpers.instructor.lms.incoming.moodle_worksheet import Worksheet
from grading_helpers.instructor.lms.incoming.owners import (
    CollectOptions,
    CollectResult,
    files_of_students,
    student_of,
)
from grading_helpers.instructor.lms.incoming.student_file import StudentFile
from grading_helpers.instructor.lms.roster import Roster

# Zip's first possible date, so that equal pages make equal archives.
NO_DATE = (1980, 1, 1, 0, 0, 0)


class FeedbackTarget(StrEnum):
    """The LMS that the archive is for."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    BLACKBOARD = "blackboard"


NEXT = {
    FeedbackTarget.MOODLE: (
        "in the Moodle assignment (its settings must allow feedback files), Upload multiple "
        "feedback files in a zip"
    ),
    FeedbackTarget.CANVAS: (
        "in the Canvas assignment, Re-Upload Submissions; do that once, because each upload adds "
        "a comment"
    ),
    FeedbackTarget.BLACKBOARD: (
        "if your university has the tool Marks and Feedback, upload it there; Blackboard itself "
        "takes feedback files only one by one, in each student's attempt"
    ),
}


def names_in_archive(
    target: FeedbackTarget, lesson: str, download: Path | None, how: CollectOptions
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the name that each student's page has in the archive, and messages.

    Parameters
    ----------
    target : FeedbackTarget
        The LMS.
    lesson : str
        The lesson.
    download : Path or None
        What the LMS gave for ``course collect``: its file names have the numbers that the LMS
        asks for. Blackboard's tool asks for user names, so it needs none.
    how : CollectOptions
        The class list and, for Moodle, the worksheet. It comes first, because it has everybody's
        number even if groups hand in, whose folders in the download only have the groups' numbers.

    Raises
    ------
    CommandError
        If a download is needed and there is none, or it comes from another LMS.
    """
    if target is FeedbackTarget.MOODLE and how.worksheet:
        return _names_by_worksheet(lesson, how.worksheet, how)
    if download is None:
        other = ", or --worksheet grades.csv" if target is FeedbackTarget.MOODLE else ""
        raise CommandError(
            f"--for {target} needs --from DOWNLOAD, the file that you gave to course collect"
            f"{other}: it has the numbers by which {target.title()} knows your students."
        )
    with open_download(download) as listing:
        kind = how.kind or recognise_kind((entry.path for entry in listing.entries), lesson)
        if kind != DownloadKind(target):
            raise CommandError(f"{download} was read as a download from {kind}, not from {target}.")
        found = CollectResult(lesson, kind)
        people = files_of_students(listing, found, how)
    uploads = {student: _newest(sent).upload for student, sent in people.items()}
    named = {student: _name(target, lesson, upload) for student, upload in uploads.items()}
    return named, found.notes


def _names_by_worksheet(
    lesson: str, worksheet: Worksheet, how: CollectOptions
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the names of pages by the participants' numbers in Moodle's worksheet."""
    rows: dict[str, list[UploadName]] = {}
    for number, clues in worksheet.clues.items():
        student, _, _ = student_of(clues, number, how)
        rows.setdefault(student, []).append(UploadName(number, clues, ""))
    rows.pop("", None)
    notes = [
        Diagnostic(student, f"has several rows in the worksheet: {few(one.owner for one in found)}")
        for student, found in rows.items()
        if len(found) > 1
    ]
    return {
        student: _name(FeedbackTarget.MOODLE, lesson, found[0])
        for student, found in rows.items()
        if len(found) == 1
    }, [*worksheet.notes, *notes]


def names_by_user(lesson: str, students: list[str], roster: Roster | None) -> dict[str, str]:
    """Return the names in an archive for the tool Marks and Feedback of Blackboard."""
    people = roster.people if roster else {}
    users = {
        one: (people[one].first("username") if one in people else "") or one for one in students
    }
    return {student: f"feedback_{user}_{lesson}.html" for student, user in users.items()}


def _newest(sent: list[StudentFile]) -> StudentFile:
    """Return the upload that the LMS knows a student's work by, a notebook if there is one."""
    return max(sent, key=lambda one: (one.may_be_notebook, one.upload.order))


def _name(target: FeedbackTarget, lesson: str, upload: UploadName) -> str:
    """Return the name of a page.

    Moodle takes the second of the parts between underscores as the participant's number, so there
    is none in the name; ``assignfeedback_file`` is the plugin that keeps the page. Canvas takes the
    first two numbers between underscores as those of the user and of the upload that is there.
    """
    person = next(iter(upload.clues.get("name", ())), "")
    if target is FeedbackTarget.MOODLE:
        plain = re.sub(r"[\W_]+", " ", person).strip() or "Participant"
        return f"{plain}_{upload.owner}_assignfeedback_file_{lesson}.html"
    plain = re.sub(r"[\W\d_]", "", person) or "student"
    return f"{plain}_{upload.owner}_{upload.order}_{lesson}.html"


def packed(pages: Mapping[str, Path], names: Mapping[str, str]) -> bytes:
    """Return an archive of pages under these names; both are given by student."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in sorted(pages):
            info = zipfile.ZipInfo(names[student], NO_DATE)
            archive.writestr(info, pages[student].read_bytes(), zipfile.ZIP_DEFLATED)
    return memory.getvalue()
