"""Late work: what the course's settings say, who has an extension, and what lateness costs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    NonNegativeFloat,
    ValidationError,
)

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.tables.csv_tables import read_table
from grading_helpers.instructor.tables.moments import latest, read_timestamp

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
    from nbgrader.plugins import LateSubmissionPlugin

    from grading_helpers.instructor.gradebook.course_folder import CourseFolder

COURSE_SETTINGS = Path("course", "course.yml")
EXTENSIONS = "extensions.csv"
COLUMNS = ("student_id", "lesson", "until", "days")
HOUR, DAY, WHOLE = 3600, 86400, 100


class Unit(StrEnum):
    """What the penalty is for: each day or hour that has begun, or lateness as such."""

    DAY = "day"
    HOUR = "hour"
    ONCE = "once"


class CountingAttempt(StrEnum):
    """Which of several attempts counts."""

    LAST = "last"
    LAST_ON_TIME = "last on time"
    BEST = "best"


def _points_or_percent(value: object) -> str:
    text = str(value).replace(" ", "")
    if not re.fullmatch(r"\d+(\.\d+)?%?", text):
        raise ValueError("write points, such as 2, or a share of the points, such as 10%")
    return text


def _no_more_than_all(text: str) -> str:
    if text.endswith("%") and float(text[:-1]) > WHOLE:
        raise ValueError("it cannot be more than 100%")
    return text


Deduction = Annotated[str, BeforeValidator(_points_or_percent), AfterValidator(_no_more_than_all)]


class LateSettings(BaseModel):
    """The part ``late`` of ``course/course.yml``; without it, lateness costs nothing.

    Parameters
    ----------
    penalty : str, optional
        What lateness costs: points, or a percentage of the points that the work earned.
    per : Unit, optional
        For each day or hour that has begun, or once.
    at_most : str, optional
        The most that is deducted.
    grace_minutes : float, optional
        For how long after the due date work still counts as on time.
    cut_off_days : float, optional
        After how many days late work earns nothing.
    counts : CountingAttempt, optional
        Which attempt counts if a student hands in several times.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    penalty: Deduction = "0"
    per: Unit = Unit.DAY
    at_most: Deduction = "100%"
    grace_minutes: NonNegativeFloat = 0.0
    cut_off_days: NonNegativeFloat | None = None
    counts: CountingAttempt = CountingAttempt.LAST

    @property
    def grace(self) -> timedelta:
        """For how long after the due date work still counts as on time."""
        return timedelta(minutes=self.grace_minutes)

    @property
    def costs_something(self) -> bool:
        """Whether late work can lose points."""
        return float(self.penalty.rstrip("%")) > 0 or self.cut_off_days is not None

    def points_off(self, score: float, seconds_late: float) -> float:
        """Return how many points work loses if it came this many seconds after the due date.

        Examples
        --------
        >>> late = LateSettings(penalty="10%", at_most="50%", grace_minutes=15, cut_off_days=7)
        >>> [late.points_off(20, hours * 3600) for hours in (0.25, 1, 24, 25, 150, 169)]
        [0.0, 2.0, 2.0, 4.0, 10.0, 20.0]
        >>> LateSettings(penalty=0.5, per="hour").points_off(20, 5400)
        1.0
        """
        if seconds_late <= self.grace.total_seconds():
            return 0.0
        if self.cut_off_days is not None and seconds_late > self.cut_off_days * DAY:
            return float(score)
        seconds = {Unit.DAY: DAY, Unit.HOUR: HOUR, Unit.ONCE: math.inf}[self.per]
        times = math.ceil(seconds_late / seconds) if seconds < math.inf else 1
        off = min(times * _points(self.penalty, score), _points(self.at_most, score))
        return float(min(off, score))


def _points(deduction: str, score: float) -> float:
    number = float(deduction.rstrip("%"))
    return number * score / WHOLE if deduction.endswith("%") else number


def read_late_settings(root: Path) -> LateSettings:
    """Return what ``course/course.yml`` says about late work; the defaults if it says nothing.

    Parameters
    ----------
    root : Path
        The course folder.

    Raises
    ------
    CommandError
        If it cannot be understood.
    """
    import yaml  # noqa: PLC0415 - slow

    file = root / COURSE_SETTINGS
    if not file.is_file():
        return LateSettings()
    try:
        content = yaml.safe_load(file.read_text("utf-8"))
        found = content.get("late") if isinstance(content, dict) else None
        return LateSettings.model_validate(found or {})
    except (yaml.YAMLError, UnicodeError, ValidationError) as error:
        raise CommandError(f"{file} cannot be read: {_first_fault(error)}. Fix it.") from None


def _first_fault(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())
    first = error.errors()[0]
    where = ".".join(map(str, ("late", *first["loc"])))
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"


@dataclass(frozen=True)
class Extension:
    """More time for one student: up to a moment, in UTC, or by a number of days."""

    until: datetime | None = None
    days: float = 0.0

    def after(self, due: datetime) -> timedelta:
        """Return how long after the due date the student may hand in; it is never less than 0.

        Days end at the hour of the due date on this computer's clock, even if summer time ends in
        between, and are never shorter than 24 hours.
        """
        if self.until is None:
            more = timedelta(days=self.days)
            there = due.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
            by_the_clock = (there + more).astimezone(UTC).replace(tzinfo=None) - due
            return max(more, by_the_clock)
        return max(self.until - due, timedelta(0))


def read_extensions(root: Path, lesson: str) -> dict[str, Extension] | None:
    """Return who has an extension for a lesson; None if there is no ``extensions.csv``.

    Parameters
    ----------
    root : Path
        The course folder.
    lesson : str
        The lesson; a row without a lesson is for all of them.

    Raises
    ------
    CommandError
        If a row is not understood: a student must not lose points over a typing error.
    """
    file = root / EXTENSIONS
    if not file.is_file():
        return None
    general, special = dict[str, Extension](), dict[str, Extension]()
    for number, row in enumerate(_rows(file), start=2):
        student = row.get("student_id", "")
        if not any(row.values()):
            continue
        try:
            extension = _extension(row)
        except (ValueError, OverflowError) as error:
            raise CommandError(f"{EXTENSIONS}, row {number}: {error}. Fix that row.") from None
        if row.get("lesson", "") in ("", lesson):
            (special if row.get("lesson") else general)[student] = extension
    return {**general, **special}


def _rows(file: Path) -> list[dict[str, str]]:
    table = read_table(file)
    places = {name: table.column(name) for name in COLUMNS}
    if places["student_id"] is None or places["until"] is places["days"] is None:
        raise CommandError(
            f"{file} needs the columns student_id, lesson, and until or days; it has: "
            f"{', '.join(table.heading)}."
        )
    return [
        {name: row[place].strip() for name, place in places.items() if place is not None}
        for row in table.rows
    ]


def _extension(row: Mapping[str, str]) -> Extension:
    if not row.get("student_id"):
        raise ValueError("it names no student")
    until, days = row.get("until", ""), row.get("days", "")
    if bool(until) == bool(days):
        raise ValueError("it needs either a time in until or a number in days")
    if days:
        number = float(days.replace(",", "."))
        if not 0 <= number < math.inf:
            raise ValueError(f"{days!r} is not a number of days")
        return Extension(days=number)
    return Extension(_moment(until))


def _moment(text: str) -> datetime:
    """Return a time as nbgrader stores it, in UTC; a date alone means the end of that day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        pass
    else:
        return datetime.combine(day, time.max)
    moment = read_timestamp(text)
    if moment is None:
        raise ValueError(f"{text!r} is not a time such as 2026-11-25 23:59 UTC")
    return latest(moment).replace(tzinfo=None)


@dataclass(frozen=True)
class LateStudent:
    """A student who handed in late: by how much, after an extension, and what that costs."""

    student: str
    seconds: float
    penalty: float

    def __str__(self) -> str:
        """Return it in words.

        Examples
        --------
        >>> print(LateStudent("dana", 90000, 2.5))
        dana: late by 1 day 1 hour, 2.5 points off
        >>> print(LateStudent("zoe", 120, 0))
        zoe: late by 2 minutes, no points off
        """
        unit = "point" if self.penalty == 1 else "points"
        off = f"{round(self.penalty, 2):g} {unit}" if self.penalty else "no points"
        return f"{self.student}: late by {_duration(self.seconds)}, {off} off"


def _duration(seconds: float) -> str:
    minutes = max(1, math.ceil(seconds / 60))
    days, rest = divmod(minutes, DAY // 60)
    hours, minutes = divmod(rest, HOUR // 60)
    parts = {"day": days, "hour": hours, "minute": minutes}
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for unit, n in parts.items() if n]
    return " ".join(said[:2])


@dataclass(frozen=True)
class Lateness:
    """Who handed in a lesson late, and what a person should know about it."""

    late: tuple[LateStudent, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return it line by line."""
        return [*map(str, self.late), *self.notes]


def renew_penalties(folder: CourseFolder, lesson: str) -> Lateness:
    """Enter extensions and penalties for a lesson into the gradebook, and say who is late.

    An extension that was granted after grading counts, and a percentage is taken of the points that
    the work has now, including those given by hand.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    lesson : str
        The lesson.
    """
    plugin, extensions = folder.late_penalties(), read_extensions(folder.root, lesson)
    with open_gradebook(folder.url, folder.course_id) as book:
        assignments = {one.name: one for one in book.assignments}
        if lesson not in assignments:
            return Lateness()
        due, found = assignments[lesson].duedate, []
        for submission in book.assignment_submissions(lesson):
            enter_extension(submission, extensions)
            late = submission.total_seconds_late
            # Without both times nothing can be computed, and a penalty entered by hand stays.
            can_tell = due is not None and submission.timestamp is not None
            for notebook in submission.notebooks if can_tell else ():
                charge_for_lateness(book, notebook, plugin)
            if late > 0:
                penalty = sum(one.late_submission_penalty or 0.0 for one in submission.notebooks)
                found.append(LateStudent(submission.student_id, late, penalty))
        known = {student.id for student in book.students}
        book.db.commit()
    found.sort(key=lambda one: one.student)
    return Lateness(tuple(found), tuple(_notes(folder.root, lesson, due, extensions, known)))


def _notes(
    root: Path,
    lesson: str,
    due: datetime | None,
    extensions: Mapping[str, Extension] | None,
    known: set[str],
) -> list[str]:
    notes = [
        f"{student} has an extension in {EXTENSIONS}, but is not in the gradebook"
        for student in sorted(set(extensions or ()) - known)
    ]
    if due is None and (extensions or read_late_settings(root).costs_something):
        notes.append(
            f"{lesson} has no due date, so nothing counts as late. To set one: "
            f'nbgrader db assignment add {lesson} --duedate="2026-11-20 23:59 UTC"'
        )
    return notes


def enter_extension(
    submission: SubmittedAssignment, extensions: Mapping[str, Extension] | None
) -> None:
    """Enter a student's extension where nbgrader keeps it; without the file, change nothing."""
    due = submission.assignment.duedate
    if extensions is None or due is None:
        return
    one = extensions.get(submission.student_id)
    more = one.after(due) if one else timedelta(0)
    if (submission.extension or timedelta(0)) != more:
        submission.extension = more or None


def charge_for_lateness(
    book: Gradebook, notebook: SubmittedNotebook, plugin: LateSubmissionPlugin | None
) -> None:
    """Enter the penalty that nbgrader's plugin sets for a late notebook, or none."""
    late, penalty = notebook.assignment.total_seconds_late, None
    if late > 0 and plugin:
        book.db.flush()
        book.db.refresh(notebook)
        penalty = plugin.late_submission_penalty(notebook.student.id, notebook.score, late)
        if penalty is not None:
            penalty = min(max(penalty, 0), notebook.score)
    if notebook.late_submission_penalty != penalty:
        notebook.late_submission_penalty = penalty


@dataclass(frozen=True)
class Deadlines:
    """Until when work counts as on time, by student, if the lesson has a due date."""

    due: datetime | None = None
    grace: timedelta = timedelta(0)
    extensions: Mapping[str, Extension] = field(default_factory=dict)

    def of(self, student: str) -> datetime | None:
        """Return a student's deadline with a time zone; None if there is none."""
        if self.due is None:
            return None
        extension = self.extensions.get(student, Extension())
        return (self.due + extension.after(self.due) + self.grace).replace(tzinfo=UTC)

    def seconds_late(self, student: str, handed_in: str) -> float:
        """Return by how much work came after the due date; 0 if a time is not known."""
        from nbgrader.utils import parse_utc  # noqa: PLC0415 - slow

        deadline = self.of(student)
        if deadline is None or not handed_in:
            return 0.0
        sent: datetime = parse_utc(handed_in)
        due = deadline.replace(tzinfo=None) - self.grace
        return max(0.0, (sent - due).total_seconds())


def read_deadlines(folder: CourseFolder, lesson: str) -> Deadlines:
    """Return the deadlines of a lesson; none if it is not in the gradebook."""
    grace = read_late_settings(folder.root).grace
    extensions = read_extensions(folder.root, lesson) or {}
    if not folder.has_gradebook_of(lesson):
        return Deadlines(None, grace, extensions)
    with open_gradebook(folder.url, folder.course_id) as book:
        return Deadlines(book.find_assignment(lesson).duedate, grace, extensions)
