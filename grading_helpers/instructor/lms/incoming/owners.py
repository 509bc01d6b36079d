"""Find the student of each file in a download, by its path, the worksheet and the class list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.gradebook.late_work import Deadlines
from grading_helpers.instructor.lms.incoming.download import DownloadedFile, DownloadedFiles
from grading_helpers.instructor.lms.incoming.file_names import (
    DownloadKind,
    UploadName,
    parse_path,
    usernames,
    wrapper_length,
)
from grading_helpers.instructor.lms.incoming.moodle_worksheet import Worksheet
from grading_helpers.instructor.lms.incoming.submitted_folder import CollectedAs
from grading_helpers.instructor.lms.roster import STUDENT_ID, Clues, Roster

LIKE_NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")
# What programs for clouds and browsers write in place of a file.
PLACEHOLDERS = (
    *(".url", ".webloc", ".lnk", ".desktop", ".icloud", ".cloud", ".cloudf", ".weblink"),
    *(".gdoc", ".gsheet", ".gslides", ".gdraw", ".gcolab", ".glink", ".gdlink", ".nextcloud"),
)


@dataclass(frozen=True)
class StudentFile:
    """A file that a student handed in, and what its path says."""

    upload: UploadName
    entry: DownloadedFile

    @property
    def may_be_notebook(self) -> bool:
        """Whether the file may be a notebook, by its name."""
        return self.upload.file.lower().endswith(LIKE_NOTEBOOKS)

    @property
    def may_be_data(self) -> bool:
        """Whether the file is as likely to be data for the notebook."""
        name = self.upload.file.lower()
        return name.endswith(".json") and not name.endswith(".ipynb.json")

    @property
    def is_placeholder(self) -> bool:
        """Whether the file is a link to one in a cloud, by its name."""
        return self.upload.file.lower().endswith(PLACEHOLDERS)


@dataclass(frozen=True)
class CollectOptions:
    """The instructor's choices: class list, kind of download, time zone, what may be replaced.

    With `deadlines`, the last attempt on time counts. Work of students who are in `marked` and not
    in `replace` is kept, because a person has marked it. If the `best` attempt counts, the others
    are kept for the grader.
    """

    roster: Roster | None = None
    kind: DownloadKind | None = None
    worksheet: Worksheet | None = None
    zone: tzinfo | None = None
    force: bool = False
    deadlines: Deadlines | None = None
    marked: frozenset[str] = frozenset()
    replace: frozenset[str] = frozenset()
    best: bool = False


@dataclass
class CollectResult:
    """What happened to a download."""

    lesson: str
    kind: DownloadKind
    placed: dict[str, CollectedAs] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)
    untimed: int = 0
    missing: list[str] = field(default_factory=list)

    def count(self, *kinds: CollectedAs) -> int:
        """Return how many students' work ended in one of these ways."""
        return sum(placed in kinds for placed in self.placed.values())

    def say(
        self, subject: str, what: str, file: str = "", cure: str = "", *, needs_action: bool = True
    ) -> None:
        """Add a message."""
        place = Path(file) if file else None
        self.notes.append(Diagnostic(subject, what, cure, place, needs_action=needs_action))


def files_of_students(
    listing: DownloadedFiles, found: CollectResult, how: CollectOptions
) -> dict[str, list[StudentFile]]:
    """Return the files of each student; report files that belong to nobody or to two people."""
    return _by_student(_by_owner(listing, found, how), found, how)


def _by_owner(
    listing: DownloadedFiles, found: CollectResult, how: CollectOptions
) -> dict[str, list[StudentFile]]:
    """Group the files by the owner that their paths name."""
    paths = [entry.path for entry in listing.entries]
    skip = wrapper_length(found.kind, paths, found.lesson)
    owners: dict[str, list[StudentFile]] = {}
    for entry in listing.entries:
        upload = parse_path(found.kind, entry.path[skip:], found.lesson)
        if upload is None:
            found.say(entry.path, f"skipped: not a {found.kind.title()} file name")
            continue
        if rival := _rival(upload, how.roster):
            what = f"its name fits both {upload.owner} and {rival}, so it belongs to nobody"
            found.say(entry.path, what, cure="rename the file")
            continue
        if how.worksheet:
            upload = how.worksheet.add_to(upload)
        owners.setdefault(upload.owner, []).append(StudentFile(upload, entry))
    return (
        _with_usernames(owners, found.lesson) if found.kind is DownloadKind.BLACKBOARD else owners
    )


def _rival(upload: UploadName, roster: Roster | None) -> str:
    """Return who else may have sent a file, judging by its name; empty if that is clear.

    A name that a student chose can look like the part that the LMS writes. The first reading counts
    if the class list has its owner and none of the others.
    """
    if not upload.others:
        return ""
    kind = next(iter(upload.clues))
    known = [one for one in upload.others if roster and roster.knows(kind, one)]
    if known or not (roster and roster.knows(kind, upload.owner)):
        return (known or list(upload.others))[0]
    return ""


def _with_usernames(
    owners: Mapping[str, list[StudentFile]], lesson: str
) -> dict[str, list[StudentFile]]:
    """Add the usernames that the names of Blackboard's files may contain."""
    known = usernames(owners, lesson)
    return {
        head: [
            replace(one, upload=replace(one.upload, clues={"username": known[head]}))
            for one in sent
        ]
        for head, sent in owners.items()
    }


def _by_student(
    owners: Mapping[str, list[StudentFile]], found: CollectResult, how: CollectOptions
) -> dict[str, list[StudentFile]]:
    claims: dict[str, list[list[StudentFile]]] = {}
    for sent in owners.values():
        student, why, cure = _student_of(sent, how.roster)
        if student:
            claims.setdefault(student, []).append(sent)
        else:
            found.say(_called(sent), why, sent[0].entry.path, cure)
    for student, claim in claims.items():
        if len(claim) > 1:
            paths = ", ".join(sent[0].entry.path for sent in claim)
            found.say(
                student, f"several accounts belong to this student, so no file was taken: {paths}"
            )
    return {student: claim[0] for student, claim in claims.items() if len(claim) == 1}


def _called(sent: list[StudentFile]) -> str:
    """Return the name and id that an LMS has for a person, for a message."""
    name = next(iter(sent[0].upload.clues.get("name", ())), "")
    return " ".join(dict.fromkeys(filter(None, (name, sent[0].upload.owner))))


def _student_of(sent: list[StudentFile], roster: Roster | None) -> tuple[str, str, str]:
    """Return the student, or why nobody was found and what to do about it."""
    clues = _together(one.upload.clues for one in sent)
    if any(number.startswith("anon_") for number in clues.get("number", ())):
        return "", "handed in anonymously", "turn off anonymous marking in Canvas, download again"
    if roster:
        return *roster.find(clues), ""
    add = "add the student to a class list"
    if len(names := clues.get("username", ())) > 1:
        return "", f"the username in its name may be {' or '.join(names)}", add
    own = clues.get("any") or clues.get("username") or clues.get("number") or ("",)
    # macOS writes é as two letters; an id is the same in both forms.
    student_id = unicodedata.normalize("NFC", own[0])
    if STUDENT_ID.fullmatch(student_id):
        return student_id, "", ""
    return "", f"{own[0]!r} is not a valid student id", add


def _together(clues: Iterable[Clues]) -> dict[str, tuple[str, ...]]:
    whole: dict[str, tuple[str, ...]] = {}
    for each in clues:
        for kind, values in each.items():
            whole[kind] = tuple(dict.fromkeys((*whole.get(kind, ()), *filter(None, values))))
    return whole
