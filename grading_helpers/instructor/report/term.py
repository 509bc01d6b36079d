"""The term so far: everybody's marks, who is late, who needs help, misconceptions that persist."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.feedback.explanations import points
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.late_work import LateStudent, renew_penalties
from grading_helpers.instructor.gradebook.marks import KnownStudent, LessonMarks, Mark, read_marks
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.storage.journal import JournalEntry, read_history
from grading_helpers.instructor.html_templates import template
from grading_helpers.instructor.lms.roster import Roster
from grading_helpers.instructor.report.graded_class import (
    GradedWork,
    NothingGradedError,
    OtherTestsError,
    read_class,
)
from grading_helpers.instructor.report.misconceptions import points_by_exercise, read_answer
from grading_helpers.instructor.tables.csv_tables import defused

HERE = Path(__file__).parent
# A student needs help with less than this share of the points, after missing so many lessons in a
# row, or if the last lesson went so much worse than those before.
LEAST_SHARE, MOST_MISSED, LARGEST_FALL = 0.5, 2, 0.25


@dataclass(frozen=True)
class StudentInTerm:
    """One student: the mark in each lesson, None without work, and why to offer help."""

    student: str
    name: str
    marks: tuple[Mark | None, ...]
    late: tuple[LateStudent | None, ...]
    share: float | None
    needs_help: tuple[str, ...]


@dataclass(frozen=True)
class StayingMisconception:
    """A misconception in the newest work of students, and how many had it in earlier work, too."""

    lesson: str
    exercise: str
    words: str
    students: tuple[str, ...]
    again: int


@dataclass(frozen=True)
class TermReport:
    """Everything that the page on the term says."""

    lessons: tuple[LessonMarks, ...]
    students: tuple[StudentInTerm, ...]
    misconceptions: tuple[StayingMisconception, ...]
    waiting: Mapping[str, int]
    notes: tuple[str, ...] = ()


def make_term(folder: CourseFolder, course: Course, listed: Roster | None) -> TermReport:
    """Read the term from the gradebook and the journals.

    Parameters
    ----------
    folder : CourseFolder
        The course folder of the class.
    course : Course
        The lessons and their corpora.
    listed : Roster, optional
        The class list; with one, only these students are on the page.

    Raises
    ------
    NothingGradedError
        If no lesson has been graded.
    """
    names = _graded_lessons(folder)
    lateness = {name: renew_penalties(folder, name) for name in names}
    late = {name: {one.student: one for one in found.late} for name, found in lateness.items()}
    lessons = tuple(read_marks(folder, name) for name in names)
    students = tuple(students_in_term(lessons, late, listed))
    notes = [note for found in lateness.values() for note in found.notes]
    there = {one.student for one in students}
    found: list[StayingMisconception] = []
    for name in names:
        try:
            found += _staying(folder, course, name, there)
        except (NothingGradedError, OtherTestsError) as error:
            notes.append(f"{name}: misconceptions are left out. {error}")
    found.sort(key=lambda one: (-one.again, -len(one.students), one.lesson, one.exercise))
    waiting = {
        lesson.lesson: number
        for lesson in lessons
        if (number := sum(bool(m.unmarked) for s, m in lesson.marks.items() if s in there))
    }
    return TermReport(lessons, students, tuple(found), waiting, tuple(notes))


def _graded_lessons(folder: CourseFolder) -> list[str]:
    if folder.database and not folder.database.is_file():
        raise NothingGradedError(
            f"{folder.root} has no gradebook yet: run `course grade` for a lesson first."
            f"{folder.lost_marks()}"
        )
    with open_gradebook(folder.url, folder.course_id) as book:
        graded = sorted(one.name for one in book.assignments if one.submissions)
    there = [name for name in graded if (folder.root / "source" / name).is_dir()]
    if not there:
        raise NothingGradedError(f"No lesson was graded in {folder.root}: run `course grade`.")
    return there


def students_in_term(
    lessons: Sequence[LessonMarks],
    late: Mapping[str, Mapping[str, LateStudent]],
    listed: Roster | None,
) -> Iterator[StudentInTerm]:
    """Yield the students of the class list, or else of the gradebook.

    Parameters
    ----------
    lessons : sequence of LessonMarks
        The marks, by lesson in order.
    late : mapping
        By lesson, who was late.
    listed : Roster, optional
        The class list.
    """
    known = {one.student_id: one for lesson in lessons for one in lesson.students}
    for student in sorted(listed.people if listed else known):
        marks = tuple(_graded(lesson.marks.get(student)) for lesson in lessons)
        given = [(one, lesson.most) for one, lesson in zip(marks, lessons, strict=True) if one]
        most = sum(each for _, each in given)
        share = sum(one.points for one, _ in given) / most if most else None
        yield StudentInTerm(
            student,
            _called(known.get(student), listed, student),
            marks,
            tuple(late[lesson.lesson].get(student) for lesson in lessons),
            share,
            tuple(_why_help(marks, lessons, share)),
        )


def _graded(mark: Mark | None) -> Mark | None:
    return mark if mark and mark.graded else None


def _called(known: KnownStudent | None, listed: Roster | None, student: str) -> str:
    if known and (known.first_name or known.last_name):
        return f"{known.first_name} {known.last_name}".strip()
    person = listed.people.get(student) if listed else None
    return f"{person.given} {person.family}".strip() if person else ""


def _why_help(
    marks: Sequence[Mark | None], lessons: Sequence[LessonMarks], share: float | None
) -> Iterator[str]:
    """Yield why a student may need help; missing work does not count as zero."""
    if share is None:
        yield "no work yet"
        return
    if share < LEAST_SHARE:
        yield f"{100 * share:.0f} % of the points so far"
    if len(marks) >= MOST_MISSED and not any(marks[-MOST_MISSED:]):
        yield f"no work in the last {MOST_MISSED} lessons"
    shares = [m.points / lesson.most for m, lesson in zip(marks, lessons, strict=True) if m]
    if len(shares) > 1 and marks[-1] is not None:
        before = sum(shares[:-1]) / len(shares[:-1])
        if before - shares[-1] >= LARGEST_FALL:
            yield f"{100 * shares[-1]:.0f} % in the last lesson, {100 * before:.0f} % before"


def _staying(
    folder: CourseFolder, course: Course, lesson: str, there: set[str]
) -> Iterator[StayingMisconception]:
    """Yield the misconceptions that several students have in a lesson, or one had before."""
    read = read_course(course, lesson, drafts=False)[0]
    tests = {name: found for name, found in points_by_exercise(read).items() if found}
    history = read_history(folder.root, lesson)
    who: dict[tuple[str, str], list[str]] = {}
    again: dict[tuple[str, str], int] = {}
    for work in read_class(folder, lesson).works:
        if work.student not in there:
            continue
        for name, exercise in read.exercises.items():
            if name not in tests:
                continue
            stayed = lost_before_and_now(history.get(work.student, []), work, tests[name])
            for one in read_answer(work, exercise, tests[name]).shown:
                who.setdefault((name, one.words), []).append(work.student)
                again[name, one.words] = again.get((name, one.words), 0) + stayed
    for (name, words), students in who.items():
        if again[name, words] or len(students) > 1:
            yield StayingMisconception(lesson, name, words, tuple(students), again[name, words])


def lost_before_and_now(
    entries: Sequence[JournalEntry], work: GradedWork, tests: Mapping[str, float]
) -> bool:
    """Return whether a student lost a test, handed in other work, and lost it again.

    Parameters
    ----------
    entries : sequence of JournalEntry
        The student's lines in the journal, the oldest first.
    work : GradedWork
        The student's newest work.
    tests : mapping of str to float
        The tests of an exercise, with their points.
    """
    graded = [entry for entry in entries if entry.result.graded and entry.work]
    if not graded:
        return False
    earlier = [entry for entry in graded[:-1] if entry.work != graded[-1].work]
    lost = set(work.lost(tests))
    return any(
        entry.result.scores[test].score < tests[test]
        for entry in earlier
        for test in lost
        if test in entry.result.scores
    )


def term_page(report: TermReport, made: str, course: str = "") -> str:
    """Return the page on the term as HTML, without scripts or requests.

    Parameters
    ----------
    report : TermReport
        What the page says.
    made : str
        The date on the page.
    course : str, optional
        The course's title, shown at the top.
    """
    return _template().render(
        report=report,
        made=made,
        course=course,
        style=Markup((HERE / "page.css").read_text("utf-8")),
    )


@cache
def _template() -> Template:
    return template(HERE / "term.html.j2", points=points)


def term_csv(report: TermReport) -> str:
    """Return the marks as a table: a row for each student, two columns for each lesson."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    lessons = [one.lesson for one in report.lessons]
    heading = [part for name in lessons for part in (name, f"{name} late hours")]
    writer.writerow(["student_id", "name", *heading, "share", "needs help"])
    for one in report.students:
        cells: list[str] = []
        for mark, late in zip(one.marks, one.late, strict=True):
            cells.append(points(mark.points) if mark else "")
            cells.append(f"{late.seconds / 3600:.1f}" if late else "")
        share = "" if one.share is None else f"{one.share:.3f}"
        row = [one.student, one.name, *cells, share, "; ".join(one.needs_help)]
        writer.writerow([defused(cell) for cell in row])
    return text.getvalue()
