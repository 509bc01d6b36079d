"""From a download to ``submitted/``: whose each file is, which of several, and whether it is one.

Each student's uploads are read, chosen from and put in place by themselves: a fault is theirs
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from grading_helpers.instructor.grader.findings import RefusedError
from grading_helpers.instructor.lms.archives import Entry, Listing
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.judging import judge
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.owners import Collection, How, Sent, files_of_students
from grading_helpers.instructor.lms.placing import TIMESTAMP, Placed, Work, place
from grading_helpers.instructor.lms.uploads import Kind, copy_number, recognise
from grading_helpers.instructor.printing import entering

DAWN = datetime.min.replace(tzinfo=UTC)


def collect(
    home: ClassFolder,
    lesson: str,
    listing: Listing,
    how: How,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Collection:
    """Put the work of a class in place.

    Parameters
    ----------
    home : ClassFolder
        The class.
    lesson : str
        Which lesson was handed in.
    listing : Listing
        The opened download.
    how : How
        What the instructor decided.
    advance : callable, optional
        Called with the number of students that are done and of all.

    Raises
    ------
    ImpossibleError
        If the lesson was not handed out, or Moodle's participants cannot be told apart.
    """
    lessons = home.cells_of_lessons()
    if lesson not in lessons:
        raise ImpossibleError(
            f"release/{lesson}/{lesson}.ipynb is missing, so nothing tells what is the lesson's "
            f"notebook: {entering(lesson)} makes it."
        )
    kind = how.kind or recognise((entry.path for entry in listing.entries), lesson)
    if kind is Kind.MOODLE and how.roster is None:
        raise ImpossibleError(
            "Moodle numbers its participants anew in each assignment, so they are no student ids: "
            "put a class list into roster.csv or give it with --roster (docs/lms.md)."
        )
    found = Collection(lesson, kind, notes=list(listing.notes))
    people = files_of_students(listing, found, how)
    collector = _Collector(home, found, lessons, how)
    for done, (student, sent) in enumerate(sorted(people.items()), start=1):
        collector.collect(student, sent)
        advance(done, len(people))
    if how.roster:
        there = set(home.who_handed_in(lesson)) | set(people)
        found.missing = sorted(set(how.roster.people) - there)
    return found


@dataclass(frozen=True)
class _Collector:
    """Takes the students one by one."""

    home: ClassFolder
    found: Collection
    lessons: Mapping[str, Set[str]]
    how: How

    def collect(self, student: str, sent: list[Sent]) -> None:
        """Choose among the files of a student and put the newest good one in place."""
        good = list(self._good(student, sent))
        if good:
            chosen, content = self._newest(student, good)
            self._place(student, sent, chosen, content)
        elif not any(one.may_be_notebook for one in sent):
            others = ", ".join(one.upload.file for one in sent[:3])
            what = f"handed in no notebook; there is {others}"
            self.found.say(student, what, sent[0].entry.path)

    def _good(self, student: str, sent: list[Sent]) -> Iterator[tuple[Sent, bytes]]:
        """Yield the files that are the lesson's notebook; what the others are is noted."""
        for one in sent:
            if not one.may_be_notebook:
                continue
            try:
                content = one.entry.read()
            except RefusedError as error:
                self.found.say(student, str(error), one.entry.path)
                continue
            judged = judge(content, one.upload.file, self.found.lesson, self.lessons)
            if judged.said:
                self.found.say(student, judged.said, one.entry.path, look=judged.look)
            if judged.taken:
                yield one, content

    def _newest(self, student: str, good: list[tuple[Sent, bytes]]) -> tuple[Sent, bytes]:
        """Return the newest upload; where only the number in a name tells, that is a guess."""
        ranked = sorted(good, key=lambda item: (*self._age(item[0]), *_number(item[0])))
        best = ranked.pop()
        if ranked:
            ages = [self._age(sent) for sent, content in ranked if content != best[1]]
            sure = self._age(best[0]) not in ages
            by = "the newest was taken" if sure else "which is newer cannot be told, one was taken"
            left = ", ".join(sent.entry.path for sent, _ in ranked)
            said = f"handed in {len(good)} notebooks, {by}; left: {left}"
            self.found.say(student, said, best[0].entry.path, look=not sure)
        return best

    def _age(self, sent: Sent) -> tuple[datetime, int, datetime]:
        moment = sent.upload.sent
        return (
            in_zone(moment, self.how.zone) if moment else DAWN,
            sent.upload.order,
            sent.entry.modified or DAWN,
        )

    def _place(self, student: str, sent: list[Sent], chosen: Sent, content: bytes) -> None:
        found, file = self.found, chosen.entry.path
        if chosen.upload.late:
            what = "late, says the LMS, but not when: nbgrader will take nothing off"
            found.say(student, what, file, look=False)
        moment = self._moment(chosen, sent)
        work = Work(student, found.lesson, content, moment, chosen.entry.modified)
        try:
            placed, why = place(self.home, work, force=self.how.force)
        except OSError as error:
            placed, why = Placed.KEPT, f"it could not be written ({error.strerror})"
        if why:
            found.say(student, why, file)
        found.placed[student], found.files[student] = placed, file
        found.untimed += moment is None

    def _moment(self, chosen: Sent, sent: list[Sent]) -> datetime | None:
        """Return when it was handed in: by its name, a worksheet or a timestamp.txt beside it."""
        if chosen.upload.sent:
            return in_zone(chosen.upload.sent, self.how.zone)
        beside = chosen.entry.path.removesuffix(chosen.entry.name) + TIMESTAMP
        return next((_timestamp(one.entry) for one in sent if one.entry.path == beside), None)


def _number(sent: Sent) -> tuple[int, str]:
    return copy_number(sent.upload.file), sent.entry.path


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a time of the LMS's clock with its zone, this computer's if none is given."""
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def _timestamp(entry: Entry) -> datetime | None:
    """Return the time in nbgrader's file; it is in UTC unless it says otherwise."""
    try:
        text = entry.read()[:100].decode("utf-8", "replace").strip().removesuffix(" UTC")
        moment = datetime.fromisoformat(text)
    except (RefusedError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
