"""Collect the newest notebook of each student from a download into ``submitted/``.

Each student's uploads are handled separately, so a problem with one affects nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from grading_helpers.instructor.diagnostics import CommandError, generate_command
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.submission.notebook import UngradableError
from grading_helpers.instructor.lms.incoming.download import (
    DownloadedFile,
    DownloadedFiles,
    notebooks_within,
)
from grading_helpers.instructor.lms.incoming.file_names import (
    DownloadKind,
    copy_number,
    recognise_kind,
)
from grading_helpers.instructor.lms.incoming.files_beside import files_beside
from grading_helpers.instructor.lms.incoming.owners import (
    CollectOptions,
    CollectResult,
    files_of_students,
)
from grading_helpers.instructor.lms.incoming.recognition import (
    Judgement,
    ReleasedNotebook,
    recognise_notebook,
    released_notebooks,
)
from grading_helpers.instructor.lms.incoming.student_file import StudentFile
from grading_helpers.instructor.lms.incoming.submitted_folder import (
    TIMESTAMP,
    CollectedAs,
    CollectedWork,
    hand_in_time,
    has_other_work,
    keep_attempt,
    keep_what_is_there,
    place_submission,
)
from grading_helpers.instructor.tables.moments import read_timestamp

ASK = "ask the student for the notebook"
DAWN = datetime.min.replace(tzinfo=UTC)


def collect(
    home: CourseFolder,
    lesson: str,
    listing: DownloadedFiles,
    how: CollectOptions,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> CollectResult:
    """Put the work of a class into ``submitted/``.

    Parameters
    ----------
    home : CourseFolder
        The class.
    lesson : str
        The lesson that was handed in.
    listing : DownloadedFiles
        The files of the download.
    how : CollectOptions
        The instructor's choices.
    advance : callable, optional
        Called with how many students are done, out of how many.

    Raises
    ------
    CommandError
        If the lesson was not released, or Moodle's participants cannot be identified.
    """
    lessons = released_notebooks(home)
    if lesson not in lessons:
        raise CommandError(
            f"release/{lesson}/{lesson}.ipynb is missing, and without it the lesson's notebook "
            f"cannot be recognised. Create it: {generate_command(lesson)}"
        )
    kind = how.kind or recognise_kind(
        (entry.path for entry in listing.entries), lesson, listing.name
    )
    blind = how.worksheet is not None and how.worksheet.is_blind
    if kind is DownloadKind.MOODLE and how.roster is None and not blind:
        raise CommandError(
            "Moodle gives participants new numbers in each assignment, so these cannot be used as "
            "student ids. Save a class list as roster.csv, or name one with --roster (docs/lms.md)."
        )
    found = CollectResult(lesson, kind, notes=list(listing.notes))
    found.notes += how.worksheet.notes if how.worksheet else ()
    if blind:
        what = "names are hidden from markers, so student ids are the participants' numbers"
        cure = "export the marks with this assignment's worksheet: others have different numbers"
        found.say("Moodle", what, cure=cure, needs_action=False)
    people = files_of_students(listing, found, how)
    collector = _Collector(home, found, lessons, how)
    for done, (student, sent) in enumerate(sorted(people.items()), start=1):
        collector.collect(student, sent)
        advance(done, len(people))
    if how.roster and not blind:
        there = set(home.students(lesson)) | set(people)
        found.missing = sorted(set(how.roster.people) - there)
    return found


@dataclass(frozen=True)
class _Collector:
    """Handles one student after another."""

    home: CourseFolder
    found: CollectResult
    lessons: Mapping[str, ReleasedNotebook]
    how: CollectOptions

    def collect(self, student: str, sent: list[StudentFile]) -> None:
        """Put the newest readable notebook of a student into ``submitted/``."""
        good = self._good(student, sent)
        if good:
            chosen, content = self._newest(student, good)
            if self.how.best:
                self._keep_others(student, good, chosen)
            self._place(student, sent, chosen, content)
        elif not any(one.may_be_notebook and not one.may_be_data for one in sent):
            others = ", ".join(one.upload.file for one in sent[:3])
            what = f"handed in no notebook, only {others}"
            if any(one.is_placeholder for one in sent):
                what += ", a link to a file in a cloud and not the file itself"
            self.found.say(student, what, sent[0].entry.path, ASK)

    def _keep_others(
        self, student: str, good: list[tuple[StudentFile, bytes]], chosen: StudentFile
    ) -> None:
        """Keep the attempts that are not the newest, because the best one counts."""
        lesson = self.found.lesson
        for one, content in good:
            if one is not chosen:
                moment = in_zone(one.upload.sent, self.how.zone) if one.upload.sent else None
                work = CollectedWork(student, lesson, content, moment, one.entry.modified)
                keep_attempt(self.home, work)

    def _good(self, student: str, sent: Sequence[StudentFile]) -> list[tuple[StudentFile, bytes]]:
        """Return the files that are the lesson's notebook, and report the others.

        A copy as students received it counts only if there is no other.
        """
        judged = list(self._judged(student, sent))
        taken = [item for item in judged if item[2].taken]
        answered = [item for item in taken if not item[2].untouched]
        for one, _, judgement in judged:
            said, action = judgement.said, judgement.needs_action
            if judgement.untouched and answered:
                said = "not taken: it is the notebook as it was handed out, beside one with answers"
            if judgement.is_other and taken:
                action = False
            if said:
                cure = ASK if action and not judgement.taken else ""
                self.found.say(student, said, one.entry.path, cure, needs_action=action)
        return [(one, content) for one, content, _ in answered or taken]

    def _judged(
        self, student: str, sent: Sequence[StudentFile]
    ) -> Iterator[tuple[StudentFile, bytes, Judgement]]:
        """Yield the files that may be notebooks, each with a judgement on what it is."""
        waiting = [one for one in sent if one.may_be_notebook]
        while waiting:
            one = waiting.pop(0)
            try:
                content = one.entry.read()
            except UngradableError as error:
                self.found.say(student, str(error), one.entry.path)
                continue
            if inside := notebooks_within(one.entry, content):
                what = "a zip file that was called a notebook; it was opened"
                self.found.say(student, what, one.entry.path, needs_action=False)
                waiting = [*(_within(one, entry) for entry in inside), *waiting]
                continue
            judged = recognise_notebook(content, one.upload.file, self.found.lesson, self.lessons)
            if judged.taken or not one.may_be_data:
                yield one, content, judged

    def _newest(
        self, student: str, good: list[tuple[StudentFile, bytes]]
    ) -> tuple[StudentFile, bytes]:
        """Return the newest upload that counts.

        It is a guess if only the numbers in the file names differ.
        """
        on_time = [item for item in good if self._is_on_time(student, item[0].upload.sent)]
        if on_time and len(on_time) < len(good):
            left = ", ".join(item[0].entry.path for item in good if item not in on_time)
            what = f"handed in again after the deadline; earlier work counts; not taken: {left}"
            self.found.say(student, what, needs_action=False)
        ranked = sorted(on_time or good, key=lambda item: (*self._age(item[0]), *_number(item[0])))
        best = ranked.pop()
        if ranked:
            ages = [self._age(sent) for sent, content in ranked if content != best[1]]
            sure = self._age(best[0]) not in ages
            by = "took the newest" if sure else "it is unclear which is the newest"
            cure = "" if sure else "check that the right one was taken"
            left = ", ".join(sent.entry.path for sent, _ in ranked)
            said = f"handed in {len(ranked) + 1} notebooks: {by}; not taken: {left}"
            self.found.say(student, said, best[0].entry.path, cure, needs_action=not sure)
        return best

    def _is_on_time(self, student: str, sent: datetime | None) -> bool:
        """Return whether work is known to be on time, if only the last on time counts."""
        deadline = self.how.deadlines.of(student) if self.how.deadlines else None
        return bool(sent and deadline and in_zone(sent, self.how.zone) <= deadline)

    def _age(self, sent: StudentFile) -> tuple[datetime, int, datetime]:
        moment = sent.upload.sent
        return (
            in_zone(moment, self.how.zone) if moment else DAWN,
            sent.upload.order,
            sent.entry.modified or DAWN,
        )

    def _place(
        self, student: str, sent: list[StudentFile], chosen: StudentFile, content: bytes
    ) -> None:
        found, file = self.found, chosen.entry.path
        if chosen.upload.late:
            what = "marked as late by the LMS, but without a time, so nothing will be deducted"
            found.say(student, what, file, needs_action=False)
        moment = self._moment(student, chosen, sent)
        files = files_beside(student, chosen, sent, found)
        work = CollectedWork(student, found.lesson, content, moment, chosen.entry.modified, files)
        if has_other_work(self.home, work) and self._is_kept(work, file):
            self._note(student, CollectedAs.KEPT, file)
            return
        try:
            if self.how.best and has_other_work(self.home, work):
                keep_what_is_there(self.home, student, found.lesson)
            placed, why, cure = place_submission(self.home, work, force=self.how.force)
        except OSError as error:
            placed, why, cure = (
                CollectedAs.KEPT,
                f"the notebook could not be written ({error.strerror})",
                "solve this, then collect again",
            )
        if why:
            found.say(student, why, file, cure)
        elif placed is CollectedAs.REPLACED:
            there = f"submitted/{student}/{found.lesson}/{found.lesson}.ipynb"
            found.say(student, f"replaced {there} with this file", file, needs_action=False)
        self._note(student, placed, file)

    def _note(self, student: str, placed: CollectedAs, file: str) -> None:
        """Note what happened to a student's work, and whether its hand-in time is known now."""
        found = self.found
        found.placed[student], found.files[student] = placed, file
        found.untimed += hand_in_time(self.home, student, found.lesson) is None

    def _is_kept(self, work: CollectedWork, file: str) -> bool:
        """Return whether earlier work counts, and say so."""
        student = work.student
        if student in self.how.marked - self.how.replace:
            what = "handed in other work, but the earlier work was marked by hand, so it is kept"
            cure = f"to take the new work instead, collect again with --replace {student}"
            self.found.say(student, what, file, cure)
            return True
        there = hand_in_time(self.home, student, work.lesson)
        if self._is_on_time(student, there) and not self._is_on_time(student, work.sent):
            what = "came after the deadline; the work in submitted/ was on time and counts"
            self.found.say(student, what, file, needs_action=False)
            return True
        return False

    def _moment(
        self, student: str, chosen: StudentFile, sent: list[StudentFile]
    ) -> datetime | None:
        """Return the hand-in time, from the file name, the worksheet or nbgrader's timestamp.txt.

        A timestamp.txt in the download of an LMS, or in a zip, was written by the student.
        """
        if chosen.upload.sent:
            return in_zone(chosen.upload.sent, self.how.zone)
        sheet = self.how.worksheet
        if sheet and (text := sheet.not_understood.get(chosen.upload.owner)):
            self._not_understood(student, text)
        if self.found.kind is not DownloadKind.PLAIN or ".zip/" in chosen.entry.path.lower():
            return None
        beside = chosen.entry.path.removesuffix(chosen.entry.name) + TIMESTAMP
        entry = next((one.entry for one in sent if one.entry.path == beside), None)
        text = _text(entry) if entry else ""
        moment = read_timestamp(text, self.how.zone)
        if text and moment is None:
            self._not_understood(student, text)
        return moment

    def _not_understood(self, student: str, text: str) -> None:
        what = f"the hand-in time {text!r} is not understood, so the work counts as on time"
        self.found.say(student, what, cure="write it into timestamp.txt as 2026-11-22 13:05:00 UTC")


def _number(sent: StudentFile) -> tuple[int, str]:
    return copy_number(sent.upload.file), sent.entry.path


def _within(one: StudentFile, entry: DownloadedFile) -> StudentFile:
    return StudentFile(replace(one.upload, file=entry.name), entry)


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a time in the time zone of the LMS, by default this computer's.

    A time with a zone of its own stays as it is.
    """
    if moment.tzinfo:
        return moment
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def _text(entry: DownloadedFile) -> str:
    try:
        return entry.read()[:100].decode("utf-8", "replace").strip()
    except UngradableError as error:
        return str(error)
