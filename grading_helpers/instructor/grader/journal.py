"""The journal of a lesson: what was graded and how, one line for each time."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.gathering import Upload, gather
from grading_helpers.instructor.grader.plan import Plan

FORMAT = 1
Entry = Mapping[str, Any]


class Journal:
    """What is already graded and saved: a line for each student, added after the saving."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.file = journal_file(root, plan.lesson)
        self.plan_digest = hashlib.sha256(
            json.dumps(asdict(plan), sort_keys=True, default=str).encode()
        ).hexdigest()
        self.entries = read_journal(root, plan.lesson)

    def knows(self, upload: Upload) -> bool:
        """Say whether this very work was graded, or refused, by this very plan."""
        return self.entries.get(upload.student, {}).get("digest") == self._digest(upload)

    def is_done(self, upload: Upload, scores: Mapping[str, float | None]) -> bool:
        """Say whether this very work is graded, and the gradebook has the scores.

        It has them not where an older copy of it was put back.
        """
        if not self.knows(upload):
            return False
        given = self.entries[upload.student].get("scores", {})
        return all(scores.get(test) == score["score"] for test, score in given.items())

    def add(self, upload: Upload, result: Mapping[str, Any]) -> None:
        """Write down that the work of a student is graded and saved."""
        kept = {name: part for name, part in result.items() if name != "notebook"}
        entry = {"format": FORMAT, "digest": self._digest(upload), "at": time.time(), **kept}
        self.file.parent.mkdir(mode=0o700, exist_ok=True)
        with self.file.open("ab+") as file:
            file.write(f"{_end_of_half_a_line(file)}{json.dumps(entry)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        self.entries[upload.student] = entry

    def _digest(self, upload: Upload) -> str:
        digest = hashlib.sha256(self.plan_digest.encode())
        for name, content in (("", upload.notebook), *sorted(upload.files.items())):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        digest.update(upload.timestamp.encode() + upload.refused.encode())
        return digest.hexdigest()


def _end_of_half_a_line(file: BinaryIO) -> str:
    """Return what must come first, so that a line that a killed run left spoils no other."""
    if not file.seek(0, os.SEEK_END):
        return ""
    file.seek(-1, os.SEEK_END)
    return "" if file.read() == b"\n" else "\n"


def journal_file(root: Path, lesson: str) -> Path:
    """Return where the journal of a lesson lies."""
    return root / ".grading" / f"{lesson}.jsonl"


def read_journal(root: Path, lesson: str) -> dict[str, Entry]:
    """Return the last entry of each student; half a line, left by a killed run, is passed over."""
    file = journal_file(root, lesson)
    found: dict[str, Entry] = {}
    if not file.is_file():
        return found
    for line in file.read_text("utf-8", "replace").splitlines():
        try:
            entry = json.loads(line)
            found[entry["student"]] = {"graded": False, "reason": "", "digest": "", **entry}
        except (ValueError, KeyError, TypeError):
            continue
    return found


def refusals(folder: CourseFolder, plan: Plan) -> dict[str, str]:
    """Return why the grader refused what lies in ``submitted/`` now, by student."""
    journal = Journal(folder.root, plan)
    reasons = {name: one["reason"] for name, one in journal.entries.items() if not one["graded"]}
    there = (gather(name, folder.work_of(name, plan.lesson), plan.notebook) for name in reasons)
    return {one.student: reasons[one.student] for one in there if journal.knows(one)}
