"""The small files that a student handed in beside the notebook, such as a module or data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from grading_helpers.instructor.grader.submission.extra_files import is_ordinary
from grading_helpers.instructor.grader.submission.notebook import UngradableError
from grading_helpers.instructor.grader.submission.upload import (
    LARGEST_FILE,
    MOST_BYTES,
    MOST_FILES,
)
from grading_helpers.instructor.lms.incoming.file_names import DownloadKind, copy_number
from grading_helpers.instructor.lms.incoming.owners import CollectResult
from grading_helpers.instructor.lms.incoming.student_file import StudentFile
from grading_helpers.instructor.lms.incoming.submitted_folder import TIMESTAMP

MOST_TRIED = 2 * MOST_FILES
# What an LMS itself adds to a download.
BY_THE_LMS = {TIMESTAMP, "onlinetext.html", "comments.html"}


def files_beside(
    student: str, chosen: StudentFile, sent: Sequence[StudentFile], found: CollectResult
) -> dict[str, bytes]:
    """Return the files that belong to a notebook, by their paths from its folder.

    The grader puts the same files beside the notebook, within the same limits.

    Parameters
    ----------
    student : str
        Whose files they are.
    chosen : StudentFile
        The notebook that is taken.
    sent : sequence of StudentFile
        All that the student handed in.
    found : CollectResult
        What is not taken is reported in it.
    """
    files: dict[str, bytes] = {}
    room = MOST_BYTES
    named = list(_named(chosen, sent, found.kind))
    # A zip file that is not in memory is opened again for each of its files.
    tried = sorted(named[:MOST_TRIED], key=lambda item: item[1].entry.path)
    if left := len(named) - len(tried):
        found.say(student, f"{left} more files were not taken: too many", named[-1][1].entry.path)
    for name, one in tried:
        try:
            content = one.entry.read()
        except UngradableError as error:
            found.say(student, str(error), one.entry.path)
            continue
        if len(content) > min(LARGEST_FILE, room) or len(files) >= MOST_FILES:
            what = f"{name} was not taken: too many files, or too large"
            found.say(student, what, one.entry.path)
            continue
        room -= len(content)
        files[name] = content
    return files


def _named(
    chosen: StudentFile, sent: Sequence[StudentFile], kind: DownloadKind
) -> Iterator[tuple[str, StudentFile]]:
    """Yield the files with their names; of several with one name, the newest."""
    folder = chosen.entry.path.removesuffix(chosen.entry.name)
    newest: dict[str, StudentFile] = {}
    for one in sorted(sent, key=lambda one: (one.upload.order, copy_number(one.upload.file))):
        if one is chosen or one.is_placeholder or (one.may_be_notebook and not one.may_be_data):
            continue
        file = one.upload.file
        if file in BY_THE_LMS or (kind is DownloadKind.BLACKBOARD and file == one.entry.name):
            continue
        inside = folder and one.entry.path.startswith(folder)
        name = one.entry.path.removeprefix(folder) if inside else file
        if kind is DownloadKind.CANVAS:
            # Canvas adds a number to the name of a file that is handed in again.
            name = re.sub(r"-\d+(\.\w+)$", r"\1", name)
        if is_ordinary(name) and not any(map(_is_reserved, name.split("/"))):
            newest[name] = one
    yield from newest.items()


def _is_reserved(part: str) -> bool:
    """Return whether a file or folder would take the place of the notebook or of the LMS's files.

    Some systems ignore the case of names, and blanks and dots at their end.

    Examples
    --------
    >>> _is_reserved("Timestamp.TXT."), _is_reserved("03_rater.ipynb"), _is_reserved("a.csv")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", part).casefold().rstrip(" .")
    return plain in BY_THE_LMS or plain.endswith(".ipynb")
