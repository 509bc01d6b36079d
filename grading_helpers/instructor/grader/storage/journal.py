"""The journal of a lesson: one line for each time a submission was graded."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import Submission, load_submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from grading_helpers.instructor.json_types import JsonObject

FORMAT = 1


@dataclass(frozen=True)
class JournalEntry:
    """One line of the journal.

    ``digest`` identifies the work and the assignment, ``work`` the work alone. ``handed_in`` is
    when the student sent it, and ``at`` when it was graded, in seconds since 1970. ``lesson`` is a
    digest of the assignment alone.
    """

    digest: str
    result: SubmissionResult
    work: str = ""
    handed_in: str = ""
    at: float = 0.0
    lesson: str = ""


# What a test needs that earlier versions did not record.
LATER_NEEDS = ("unknown", "imported", "keeps_inputs")


class Journal:
    """What has been graded and saved; a line is added after each saving.

    If the best attempt counts (``best``), a student may have several attempts that are done.
    """

    def __init__(self, root: Path, assignment: Assignment, *, best: bool = False) -> None:
        self.best = best
        self._seen: dict[str, set[str]] = {}
        self.file = journal_file(root, assignment.lesson)
        self._assignment_digest = hashlib.sha256(
            json.dumps(_as_data(assignment), sort_keys=True, default=str).encode()
        ).hexdigest()
        self._entries, self._graded = dict[str, JournalEntry](), dict[str, JournalEntry]()
        for entry in _read_entries(self.file):
            self._remember(entry)

    def knows(self, submission: Submission) -> bool:
        """Say whether exactly this work was graded, or refused, for exactly this assignment."""
        if self.best:
            return self._digest(submission) in self._seen.get(submission.student, ())
        entry = self._entries.get(submission.student)
        return entry is not None and entry.digest == self._digest(submission)

    def counting(self, student: str) -> JournalEntry | None:
        """Return the attempt of a student that counts, if it was graded for this assignment."""
        entry = self._graded.get(student)
        return entry if entry and entry.lesson == self._assignment_digest[:16] else None

    def last_graded(self, student: str) -> SubmissionResult | None:
        """Return the newest result of a student that was saved; None if there is none."""
        entry = self._graded.get(student)
        return entry.result if entry else None

    def has_other_work(self, submission: Submission) -> bool:
        """Say whether other work of the student was graded before; False if that is not known."""
        entry = self._graded.get(submission.student)
        is_other = entry is not None and entry.work not in ("", _digest_of_work(submission))
        return is_other and not self.knows(submission)

    def is_done(self, submission: Submission, scores: Mapping[str, float | None]) -> bool:
        """Say whether exactly this work was graded, and the gradebook has the scores.

        It does not have them if an older copy of it was restored.
        """
        if not self.knows(submission) or submission.student not in self._entries:
            return False
        given = self._entries[submission.student].result.scores
        return all(scores.get(test) == score.score for test, score in given.items())

    def refused(self) -> dict[str, str]:
        """Return why students' work could not be graded, by student."""
        return {
            name: entry.result.reason
            for name, entry in self._entries.items()
            if not entry.result.graded
        }

    def add(self, submission: Submission, result: SubmissionResult) -> None:
        """Record that the work of a student has been graded and saved."""
        digest, work = self._digest(submission), _digest_of_work(submission)
        lesson = self._assignment_digest[:16]
        entry = JournalEntry(digest, result, work, submission.timestamp, time.time(), lesson)
        about = {name: one for name, one in vars(entry).items() if name not in ("result", "lesson")}
        about["lesson_digest"] = lesson
        line = {"format": FORMAT, **about, **result.to_json()}
        self.file.parent.mkdir(mode=0o700, exist_ok=True)
        with self.file.open("ab+") as file:
            file.write(f"{_end_of_half_a_line(file)}{json.dumps(line)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        self._remember(entry)

    def _remember(self, entry: JournalEntry) -> None:
        student = entry.result.student
        self._seen.setdefault(student, set()).add(entry.digest)
        if not entry.result.counts:
            return
        self._entries[student] = entry
        if entry.result.graded:
            self._graded[student] = entry

    def _digest(self, submission: Submission) -> str:
        digest = hashlib.sha256(self._assignment_digest.encode())
        for part in _parts_of_work(submission):
            digest.update(part)
        digest.update(submission.timestamp.encode() + submission.refused.encode())
        return digest.hexdigest()


def _parts_of_work(submission: Submission) -> Iterator[bytes]:
    for name, content in (("", submission.notebook), *sorted(submission.files.items())):
        yield f"{name}\0{len(content)}\0".encode()
        yield content


def _digest_of_work(submission: Submission) -> str:
    digest = hashlib.sha256()
    for part in _parts_of_work(submission):
        digest.update(part)
    return digest.hexdigest()


def _as_data(assignment: Assignment) -> JsonObject:
    """Return the parts of an assignment that decide marks.

    The names of the dataclasses' fields are part of the digest: if one is renamed, a class that was
    graded before is graded once more. So files are left out if there are none, and so is what
    follows from the sources anyway and was not read from them by earlier versions.
    """
    data = asdict(assignment)
    for cell in data["cells"]:
        for name in LATER_NEEDS:
            del cell["needs"][name]
    files = data.pop("files")
    return data | ({"files": files} if files else {})


def _end_of_half_a_line(file: BinaryIO) -> str:
    """Return a line break if a killed run left half a line, so that the next line is whole."""
    if not file.seek(0, os.SEEK_END):
        return ""
    file.seek(-1, os.SEEK_END)
    return "" if file.read() == b"\n" else "\n"


def journal_file(root: Path, lesson: str) -> Path:
    """Return where the journal of a lesson is."""
    return root / ".grading" / f"{lesson}.jsonl"


def read_journal(root: Path, lesson: str) -> dict[str, SubmissionResult]:
    """Return the last result of each student."""
    entries = _read_entries(journal_file(root, lesson))
    return {entry.result.student: entry.result for entry in entries if entry.result.counts}


def read_history(root: Path, lesson: str) -> dict[str, list[JournalEntry]]:
    """Return every entry of each student, the oldest first."""
    found: dict[str, list[JournalEntry]] = {}
    for entry in _read_entries(journal_file(root, lesson)):
        found.setdefault(entry.result.student, []).append(entry)
    return found


def _read_entries(file: Path) -> Iterator[JournalEntry]:
    """Yield the entries, without lines that cannot be read."""
    if not file.is_file():
        return
    for line in file.read_text("utf-8", "replace").splitlines():
        try:
            data = json.loads(line)
            result = SubmissionResult.from_json(data)
            names = ("digest", "work", "handed_in", "lesson_digest")
            digest, work, handed_in, lesson = (str(data.get(name, "")) for name in names)
            entry = JournalEntry(
                digest, result, work, handed_in, float(data.get("at") or 0.0), lesson
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        yield entry


def refusals(folder: CourseFolder, assignment: Assignment) -> dict[str, str]:
    """Return why the work now in ``submitted/`` could not be graded, by student."""
    journal = Journal(folder.root, assignment)
    reasons = journal.refused()
    there = (
        load_submission(name, folder.submitted(name, assignment.lesson), assignment.notebook)
        for name in reasons
    )
    return {one.student: reasons[one.student] for one in there if journal.knows(one)}
