"""Find the student of each file in a download, by its path, the worksheet and the class list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, few
from grading_helpers.instructor.gradebook.late_work import Deadlines
from grading_helpers.instructor.grader.submission.notebook import UngradableError
from grading_helpers.instructor.lms.incoming.download import DownloadedFile, DownloadedFiles
from grading_helpers.instructor.lms.incoming.file_names import (
    SUBMITTERS,
    DownloadKind,
    UploadName,
    parse_path,
    prefix_around,
    usernames,
)
from grading_helpers.instructor.lms.incoming.gradescope import GradescopeUpload, read_submitters
from grading_helpers.instructor.lms.incoming.groups import (
    is_group,
    members_of_group,
    shared_by_list,
    shared_in_teams,
)
from grading_helpers.instructor.lms.incoming.ilias import with_login
from grading_helpers.instructor.lms.incoming.moodle_worksheet import Worksheet, blind_id
from grading_helpers.instructor.lms.incoming.owner_list import OwnerList
from grading_helpers.instructor.lms.incoming.student_file import StudentFile
from grading_helpers.instructor.lms.incoming.submitted_folder import CollectedAs
from grading_helpers.instructor.lms.roster import (
    CONTRADICTION,
    LOST_ZEROS,
    SAME_NAME,
    STUDENT_ID,
    Clues,
    Roster,
)

TEST_STUDENT = "studenttest"
# Where the student id is found without a class list.
OWN_IDS = ("any", "username", "number", "id_number", "email")

# The end of the path of Blackboard's own note beside a student's files, after the head, and its
# first line, in any language.
BLACKBOARD_NOTE = re.compile(r"_attempt_\d{4}(?:-\d{1,2}){5}\.txt")
BLACKBOARD_PERSON = re.compile(
    r"\s*[^:\n]{1,40}:[ \t]*(?P<name>[^\n]+?) \((?P<username>[^()\n]+)\)"
)


@dataclass(frozen=True)
class CollectOptions:
    """The instructor's choices: class list, kind of download, time zone, what may be replaced.

    With `deadlines`, the last attempt on time counts. Work of students who are in `marked` and not
    in `replace` is kept, because a person has marked it. If the `best` attempt counts, the others
    are kept for the grader. `owners` names the student of each file that it lists. With `groups`,
    students hand in as groups.
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
    owners: OwnerList | None = None
    groups: bool = False


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
    """Return the files of each student; report files that belong to nobody or to two people.

    What a group handed in belongs to each of its members, and that is reported too.

    Raises
    ------
    CommandError
        If nothing in the download can say who the files belong to.
    """
    if found.kind is DownloadKind.CLASSROOM and how.owners is None:
        raise CommandError(
            "Google Drive does not say whose work a file is, because students choose all names in "
            "it. Pass a list with --owners owners.csv. If there is no such file yet, it is written "
            "with the names of all files, and you fill in whose work each is (docs/lms.md)."
        )
    people = _by_student(_by_owner(listing, found, how), found, how)
    if how.groups and how.roster:
        people, divided = shared_by_list(people, how.roster)
        for group, senders in divided.items():
            what = f"several of its members handed in, so each has only their own: {few(senders)}"
            found.say(group, what, cure="ask the group whose work counts")
    _name_groups(people, found)
    return people


def _name_groups(people: Mapping[str, list[StudentFile]], found: CollectResult) -> None:
    """Say for each group that its work counts for all its members."""
    groups: dict[str, list[str]] = {}
    for student, sent in people.items():
        for group in {one.upload.group for one in sent} - {""}:
            groups.setdefault(group, []).append(student)
    for group, students in groups.items():
        what = f"handed in as a group, and the work counts for each: {few(sorted(students), 12)}"
        found.say(group, what, needs_action=False)


def _by_owner(
    listing: DownloadedFiles, found: CollectResult, how: CollectOptions
) -> dict[str, list[StudentFile]]:
    """Group the files by the owner that their paths name."""
    paths = [entry.path for entry in listing.entries]
    around = prefix_around(found.kind, paths, found.lesson)
    reader = _PathReader(
        found,
        how,
        around,
        read_submitters(listing, around) if found.kind is DownloadKind.GRADESCOPE else {},
    )
    owners: dict[str, list[StudentFile]] = {}
    for entry in listing.entries:
        for upload in reader.uploads(entry):
            owners.setdefault(upload.owner, []).append(StudentFile(upload, entry))
    if found.kind is DownloadKind.BLACKBOARD:
        return _with_usernames(owners, found.lesson)
    return shared_in_teams(owners) if found.kind is DownloadKind.ILIAS else owners


@dataclass(frozen=True)
class _PathReader:
    """Says who handed in each file, and reports the files that belong to nobody."""

    found: CollectResult
    how: CollectOptions
    around: str
    submitters: Mapping[str, GradescopeUpload]

    def uploads(self, entry: DownloadedFile) -> list[UploadName]:
        """Return what a path says, once for each of the people who handed the file in."""
        found, how = self.found, self.how
        if how.owners and (who := how.owners.student_of(entry.path)) is not None:
            return self._as_listed(entry, who, how.owners)
        if found.kind is DownloadKind.CLASSROOM:
            found.say(entry.path, f"is not in {how.owners.name if how.owners else 'a list'}")
            return []
        if not entry.path.startswith(self.around):
            return []
        path = entry.path[len(self.around) :]
        upload = parse_path(found.kind, path, found.lesson)
        if upload is None:
            if not (found.kind is DownloadKind.GRADESCOPE and path == SUBMITTERS):
                label = found.kind.label
                article = "an" if label.startswith(tuple("AEIOU")) else "a"
                found.say(entry.path, f"skipped: not {article} {label} file name")
            return []
        if rival := _rival(upload, how.roster):
            what = f"its name fits both {upload.owner} and {rival}, so it belongs to nobody"
            found.say(entry.path, what, cure="rename the file")
            return []
        return self._people(upload, entry)

    def _as_listed(self, entry: DownloadedFile, who: str, listed: OwnerList) -> list[UploadName]:
        if not who:
            self.found.say(entry.path, f"{listed.name} names no student for it")
            return []
        known = self.how.roster.find({"any": (who,)})[0] if self.how.roster else ""
        owner = f"{known or who} in {listed.name}"
        return [UploadName(owner, {"any": (known or who,)}, entry.name)]

    def _people(self, upload: UploadName, entry: DownloadedFile) -> list[UploadName]:
        found, how = self.found, self.how
        if found.kind is DownloadKind.GRADESCOPE:
            known = self.submitters.get(upload.owner, GradescopeUpload(()))
            if not known.people:
                found.say(entry.path, f"{SUBMITTERS} does not say who handed in {upload.owner}")
            return known.uploads(upload)
        if found.kind is DownloadKind.ILIAS:
            return [with_login(upload, how.roster)]
        if found.kind is DownloadKind.MOODLE and how.groups:
            members = members_of_group(upload, how.worksheet, how.roster)
            if not members:
                what = f"the members of {_called(upload)} are not known"
                cure = "pass --worksheet, or a class list with a column group"
                found.say(entry.path, what, cure=cure)
            return members
        if found.kind is DownloadKind.MOODLE and is_group(upload, how.worksheet, how.roster):
            what = f"{_called(upload)} is the name of a group"
            cure = "if students hand in as groups, collect with --groups"
            found.say(entry.path, what, cure=cure)
            return []
        return [how.worksheet.add_to(upload) if how.worksheet else upload]


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
    """Add the usernames in the names of Blackboard's files, and what its notes say."""
    known = usernames(owners, lesson)
    clues = {head: _with_note(head, known[head], sent) for head, sent in owners.items()}
    return {
        head: [replace(one, upload=replace(one.upload, clues=clues[head])) for one in sent]
        for head, sent in owners.items()
    }


def _with_note(head: str, known: tuple[str, ...], sent: Iterable[StudentFile]) -> Clues:
    """Return what the note of Blackboard beside the files says, if it fits their names.

    A file that a student named like a note is none: its name goes on behind Blackboard's part, or
    it is in the student's zip file.
    """
    for one in sent:
        folder, _, name = one.entry.path.rpartition("/")
        if "_attempt_" not in folder and BLACKBOARD_NOTE.fullmatch(name.removeprefix(head)):
            try:
                text = one.entry.read().decode("utf-8-sig", "replace")
            except UngradableError:
                continue
            line = BLACKBOARD_PERSON.match(text)
            # A note can say which of several usernames it is.
            if line and any(f"_{name}".endswith(f"_{line['username']}") for name in known):
                return {"username": (line["username"],), "name": (line["name"],)}
    return {"username": known}


def _by_student(
    owners: Mapping[str, list[StudentFile]], found: CollectResult, how: CollectOptions
) -> dict[str, list[StudentFile]]:
    claims: dict[str, list[list[StudentFile]]] = {}
    for sent in owners.values():
        clues = _together(one.upload.clues for one in sent)
        student, why, cure = student_of(clues, sent[0].upload.owner, how)
        if student:
            claims.setdefault(student, []).append(sent)
        elif found.kind is DownloadKind.CANVAS and TEST_STUDENT in clues.get("name", ()):
            what = "skipped: the test student of Canvas"
            found.say(_called(sent[0].upload), what, sent[0].entry.path, needs_action=False)
        else:
            found.say(_called(sent[0].upload), why, sent[0].entry.path, cure)
    for student, claim in claims.items():
        if len(claim) > 1:
            paths = ", ".join(sent[0].entry.path for sent in claim)
            what = f"several accounts belong to this student, so no file was taken: {paths}"
            cure = (
                "if one is somebody else's, add them to the class list; otherwise name the student"
            )
            found.say(student, what, cure=f"{cure} of one file with --owners")
    return {student: claim[0] for student, claim in claims.items() if len(claim) == 1}


def _called(upload: UploadName) -> str:
    """Return the name and id that an LMS has for a person, for a message."""
    name = next(iter(upload.clues.get("name", upload.clues.get("ilias", ()))), "")
    return " ".join(dict.fromkeys(filter(None, (name, upload.owner))))


def student_of(clues: Clues, owner: str, how: CollectOptions) -> tuple[str, str, str]:
    """Return the student, or why nobody was found and what to do about it.

    Parameters
    ----------
    clues : dict
        What is known about a person, by kind.
    owner : str
        The person's number or name in the LMS.
    how : CollectOptions
        The class list and, for Moodle, the worksheet.
    """
    if any(number.startswith("anon_") for number in clues.get("number", ())):
        return "", "handed in anonymously", "turn off anonymous marking in Canvas, download again"
    student, why = how.roster.find(clues) if how.roster else ("", "")
    if student or why.startswith(CONTRADICTION):
        return student, why, ""
    if how.worksheet and (number := how.worksheet.blind_number(owner)):
        return blind_id(number), "", ""
    return ("", why, _cure(why, how)) if how.roster else _without_list(clues)


def _cure(why: str, how: CollectOptions) -> str:
    """Return what to do if nobody, or more than one person, in a class list fits a download."""
    if why.startswith(SAME_NAME):
        sheet = how.kind in (None, DownloadKind.MOODLE) and how.worksheet is None
        other = "pass Moodle's grading worksheet with --worksheet, or " if sheet else ""
        return f"{other}name the student of the file with --owners"
    if why.endswith(LOST_ZEROS):
        return "export the class list again, and do not save it in a spreadsheet"
    return "add the student to the class list, then collect again"


def _without_list(clues: Clues) -> tuple[str, str, str]:
    """Return the student id that an LMS itself has for a person, or why there is none."""
    add = "add the student to a class list"
    if len(names := clues.get("username", ())) > 1:
        return "", f"the username in its name may be {' or '.join(names)}", add
    own = next((clues[kind][0] for kind in OWN_IDS if clues.get(kind)), None)
    if own is None:
        return "", "it is unclear where the login begins in its name", add
    # macOS writes é as two letters; an id is the same in both forms.
    student_id = unicodedata.normalize("NFC", own)
    if STUDENT_ID.fullmatch(student_id):
        return student_id, "", ""
    return "", f"{own!r} is not a valid student id", add


def _together(clues: Iterable[Clues]) -> dict[str, tuple[str, ...]]:
    whole: dict[str, tuple[str, ...]] = {}
    for each in clues:
        for kind, values in each.items():
            whole[kind] = tuple(dict.fromkeys((*whole.get(kind, ()), *filter(None, values))))
    return whole
