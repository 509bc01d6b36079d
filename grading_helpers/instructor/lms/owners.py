"""Whose each file of a download is: by the names of its path, the worksheet and the class list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from grading_helpers.instructor.lms.archives import Entry, Listing
from grading_helpers.instructor.lms.heads import usernames
from grading_helpers.instructor.lms.notes import Note
from grading_helpers.instructor.lms.placing import Placed
from grading_helpers.instructor.lms.roster import STUDENT_ID, Clues, Roster
from grading_helpers.instructor.lms.uploads import Kind, Upload, upload_of, without_wrapper
from grading_helpers.instructor.lms.worksheet import Worksheet

LIKE_NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")


@dataclass(frozen=True)
class Sent:
    """A file of a student: what its path tells, and the file."""

    upload: Upload
    entry: Entry

    @property
    def may_be_notebook(self) -> bool:
        """Whether the name allows that it is a notebook."""
        return self.upload.file.lower().endswith(LIKE_NOTEBOOKS)


@dataclass(frozen=True)
class How:
    """What the instructor decided: the class list, the kind, the clock, what may be replaced."""

    roster: Roster | None = None
    kind: Kind | None = None
    worksheet: Worksheet | None = None
    zone: tzinfo | None = None
    force: bool = False


@dataclass
class Collection:
    """What came of a download."""

    lesson: str
    kind: Kind
    placed: dict[str, Placed] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    untimed: int = 0
    missing: list[str] = field(default_factory=list)

    def count(self, *kinds: Placed) -> int:
        """Return for how many students it ended in one of these ways."""
        return sum(placed in kinds for placed in self.placed.values())

    def say(self, about: str, what: str, file: str = "", *, look: bool = True) -> None:
        """Note something down."""
        self.notes.append(Note(about, what, file, look))


def files_of_students(listing: Listing, found: Collection, how: How) -> dict[str, list[Sent]]:
    """Return the files of each student; what is nobody's, or two people's, is named and left."""
    return _by_student(_by_owner(listing, found, how), found, how)


def _by_owner(listing: Listing, found: Collection, how: How) -> dict[str, list[Sent]]:
    """Group the files by what their paths say about whose they are."""
    paths = [entry.path for entry in listing.entries]
    skip = without_wrapper(paths, found.lesson) if found.kind is Kind.PLAIN else 0
    owners: dict[str, list[Sent]] = {}
    for entry in listing.entries:
        upload = upload_of(found.kind, entry.path[skip:], found.lesson)
        if upload is None:
            found.say(entry.path, f"its name is none that {found.kind.title()} gives: left alone")
            continue
        if how.worksheet:
            upload = how.worksheet.add_to(upload)
        owners.setdefault(upload.owner, []).append(Sent(upload, entry))
    return _with_usernames(owners, found.lesson) if found.kind is Kind.BLACKBOARD else owners


def _with_usernames(owners: Mapping[str, list[Sent]], lesson: str) -> dict[str, list[Sent]]:
    """Give Blackboard's files the usernames that their names may hold."""
    known = usernames(owners, lesson)
    return {
        head: [
            replace(one, upload=replace(one.upload, clues={"username": known[head]}))
            for one in sent
        ]
        for head, sent in owners.items()
    }


def _by_student(
    owners: Mapping[str, list[Sent]], found: Collection, how: How
) -> dict[str, list[Sent]]:
    claims: dict[str, list[list[Sent]]] = {}
    for sent in owners.values():
        student, why = _student_of(sent, how.roster)
        if student:
            claims.setdefault(student, []).append(sent)
        else:
            found.say(_called(sent), why, sent[0].entry.path)
    for student, claim in claims.items():
        if len(claim) > 1:
            paths = ", ".join(sent[0].entry.path for sent in claim)
            found.say(student, f"several accounts are this student, none was taken: {paths}")
    return {student: claim[0] for student, claim in claims.items() if len(claim) == 1}


def _called(sent: list[Sent]) -> str:
    """Return what an LMS calls a person, for a message."""
    name = next(iter(sent[0].upload.clues.get("name", ())), "")
    return " ".join(dict.fromkeys(filter(None, (name, sent[0].upload.owner))))


def _student_of(sent: list[Sent], roster: Roster | None) -> tuple[str, str]:
    clues = _together(one.upload.clues for one in sent)
    if any(number.startswith("anon_") for number in clues.get("number", ())):
        return "", "handed in anonymously: turn anonymous marking off in Canvas, download again"
    if roster:
        return roster.find(clues)
    if len(names := clues.get("username", ())) > 1:
        what = f"its name may end in the username {' or '.join(names)}"
        return "", f"{what}: name the student in a class list"
    own = clues.get("any") or clues.get("username") or clues.get("number") or ("",)
    if STUDENT_ID.fullmatch(own[0]):
        return own[0], ""
    return "", f"{own[0]!r} cannot be a student id: name the student in a class list"


def _together(clues: Iterable[Clues]) -> dict[str, tuple[str, ...]]:
    whole: dict[str, tuple[str, ...]] = {}
    for each in clues:
        for kind, values in each.items():
            whole[kind] = tuple(dict.fromkeys((*whole.get(kind, ()), *filter(None, values))))
    return whole
