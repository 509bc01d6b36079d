"""A whole term: publish, collect from three LMSs, grade, mark, report and return the marks."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from importers import Canvas, MoodleAssignment, MoodleGradebook
from term_class import CLASS, misconceptions
from term_script import COLUMN, LESSONS, LessonOfTerm, Term, live_through

from grading_helpers.instructor.demo.run import autograded_points
from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.lms.roster import Roster
from grading_helpers.instructor.report.graded_class import read_class
from grading_helpers.instructor.report.student_names import words_of_name

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Term]:
    """The term, run once in a checkout that is the current folder."""
    root = tmp_path_factory.mktemp("term") / "checkout"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield live_through(root)


@pytest.fixture(params=LESSONS)
def lesson(request: pytest.FixtureRequest, term: Term) -> LessonOfTerm:
    """Each lesson of the term."""
    return term.lessons[request.param]


def marks_due(lesson: LessonOfTerm) -> dict[str, float]:
    """Return the total mark of everybody whose work can be graded."""
    return {
        student: sum(lesson.works[student].due(lesson.read).values())
        + lesson.works[student].by_hand
        for student in lesson.graded()
    }


def test_every_command_ends_as_it_should(term: Term, lesson: LessonOfTerm) -> None:
    assert term.published.exit_code == 0, term.published.output
    codes = {name: said.exit_code for name, said in lesson.said.items()}
    # The broken file needs a look; nothing is exported while written answers wait.
    expected = {"collect": 1, "refused": 2}
    if lesson.name == LESSONS[2]:
        expected |= dict.fromkeys(("grade", "feedback", "feedback again", "export"), 1)
    assert codes == {name: expected.get(name, 0) for name in codes}


def test_each_problem_is_reported_for_its_student_and_nobody_else(lesson: LessonOfTerm) -> None:
    about: dict[str, str] = {}
    for note in lesson.collected["notes"]:
        about[note["about"]] = about.get(note["about"], "") + note["what"]
    [broken], [renamed], [twice] = map(lesson.with_story, ("broken", "renamed", "twice"))
    assert "cut off" in about.pop(broken)
    assert "renamed" in about.pop(renamed)
    # In the first lesson the second try came in a later download, which replaced the first.
    assert "handed in 2 notebooks" in about.pop(twice, "handed in 2 notebooks")
    assert about == {}
    assert lesson.collected["missing"] == lesson.with_story("missing")
    assert set(lesson.collected["students"]) == set(lesson.graded())


def test_only_new_work_is_graded_after_a_late_download(term: Term) -> None:
    said = term.lessons[LESSONS[0]].said
    assert "10 graded, 0 failed, 0 graded earlier" in said["grade at first"].stdout
    assert "1 replaced, 9 unchanged" in said["collect"].stdout
    assert "1 graded, 0 failed, 9 graded earlier" in said["grade"].stdout


def test_the_worksheet_provides_hand_in_times(term: Term) -> None:
    lesson = term.lessons[LESSONS[1]]
    for student in lesson.graded():
        stamp = term.root / "submitted" / student / lesson.name / "timestamp.txt"
        assert stamp.read_text() == "2026-11-22 12:05:00 UTC\n"


def test_every_test_gives_each_student_the_expected_points(
    term: Term, lesson: LessonOfTerm
) -> None:
    given = autograded_points(course_folder(term.root), lesson.name, lesson.works)
    due = {
        student: work.due(lesson.read) if work.can_be_graded else {}
        for student, work in lesson.works.items()
    }
    assert given == due


def test_no_marks_are_exported_before_written_answers_are_marked(lesson: LessonOfTerm) -> None:
    [(_, waiting)] = json.loads(lesson.said["refused"].stdout)["unmarked"].items()
    assert sorted(waiting) == sorted(lesson.graded())


def test_the_gradebook_has_the_expected_marks_and_none_for_missing_work(
    term: Term, lesson: LessonOfTerm
) -> None:
    with term.book() as book:
        scores = {one.student.id: one.score for one in book.assignment_submissions(lesson.name)}
    assert scores == pytest.approx(marks_due(lesson))


def test_every_graded_student_has_a_page_with_the_whole_mark(
    term: Term, lesson: LessonOfTerm
) -> None:
    pages = term.root.glob(f"feedback/*/{lesson.name}/{lesson.name}.html")
    assert sorted(page.parents[1].name for page in pages) == sorted(lesson.graded())
    with term.book() as book:
        most = book.find_assignment(lesson.name).max_score
    for student, mark in marks_due(lesson).items():
        page = term.root / "feedback" / student / lesson.name / f"{lesson.name}.html"
        assert f"<strong>{mark:g}</strong> of {most:g} points</p>" in page.read_text("utf-8"), (
            student
        )


def account_of(term: Term, lesson: LessonOfTerm, student: str) -> str:
    """Return the part of a page that explains the marks, as it is read."""
    page = term.root / "feedback" / student / lesson.name / f"{lesson.name}.html"
    found = re.findall(r'<p class="verdict">(.*?)</p>', page.read_text("utf-8"), re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", "", " ".join(found))).split())


def test_each_page_names_the_misconceptions_of_its_student_and_no_others(
    term: Term, lesson: LessonOfTerm
) -> None:
    wrong = [
        answer
        for name, exercise in lesson.read.exercises.items()
        for answer in exercise.wrong
        if lesson.read.lesson.tests_of(name) and answer.fails
    ]
    told = 0
    for student in lesson.graded():
        account = account_of(term, lesson, student)
        shown = {one.message for one in wrong if " ".join(one.message.split()) in account}
        given = lesson.works[student].answers.values()
        assert shown == {one.message for one in given if one in wrong}, student
        told += bool(shown)
    assert told >= 5


def test_every_command_says_why_a_submission_could_not_be_graded(term: Term) -> None:
    lesson = term.lessons[LESSONS[2]]
    [broken] = lesson.with_story("broken")
    why = "the notebook is cut off"
    assert f"{broken}: {why}" in lesson.said["grade"].stdout
    assert f"{broken}: could not be graded: {why}" in lesson.said["feedback"].stdout
    assert (
        f"{broken}: has no mark, because the work could not be graded: {why}"
        in lesson.said["export"].stdout
    )
    [reason] = lesson.numbers["people"]["refused"]
    assert reason.startswith(why)


def test_the_report_counts_each_misconception_as_often_as_it_was_handed_in(
    lesson: LessonOfTerm,
) -> None:
    shown = {
        (one["what"]["exercise"], one["what"]["words"]): one["students"]
        for one in lesson.numbers["misconceptions"]
    }
    expected = misconceptions(lesson.works, lesson.read)
    assert set(expected.values()) == {1, 3}, "three students share a mistake, others are alone"
    assert Counter(shown) == expected
    assert lesson.numbers["unexplained"] == []


def test_the_report_says_who_is_left_out_and_counts_nobody_as_zero(
    lesson: LessonOfTerm,
) -> None:
    people = lesson.numbers["people"]
    kinds = Counter(work.story for work in lesson.works.values())
    refused = sum(people["refused"].values())
    assert people["absent"] + refused == kinds["missing"] + kinds["broken"]
    assert refused == (lesson.name == LESSONS[2])
    assert people["blank"] == kinds["untouched"]
    assert people["counted"] == len(CLASS) - people["absent"] - refused - people["blank"]
    due = [sum(work.due(lesson.read).values()) for work in lesson.works.values() if work.answers]
    assert lesson.numbers["marks"]["values"] == sorted(due)
    [(count, mean)] = lesson.numbers["marks"]["by_hand"].values()
    by_hand = [work.by_hand for work in lesson.works.values() if work.answers]
    assert (count, mean) == (len(by_hand), pytest.approx(sum(by_hand) / len(by_hand)))


def test_each_lms_gets_the_marks_of_the_gradebook_and_none_for_missing_work(
    term: Term, lesson: LessonOfTerm
) -> None:
    content = (term.root / lesson.exported["file"]).read_bytes()
    given = IMPORTS[lesson.exported["to"]](content)
    assert given == pytest.approx(marks_due(lesson))
    missing = sorted(set(lesson.works) - set(lesson.graded()))
    assert lesson.exported["without"] == missing
    assert len(missing) == 2


def imported_by_moodle(content: bytes) -> dict[str, float]:
    numbers = {one.participant: one.student_id for one in CLASS}
    changed = MoodleAssignment(numbers, 20).upload(content)
    return {numbers[number]: mark for number, mark in changed.items()}


def imported_by_moodles_gradebook(content: bytes) -> dict[str, float | None]:
    users = {one.email: one.student_id for one in CLASS}
    return MoodleGradebook(users).upload(content, "Email address")


def imported_by_canvas(content: bytes) -> dict[str, float]:
    users = {one.number: (one.student_id, one.sortable_name) for one in CLASS}
    title, _, number = COLUMN.removesuffix(")").rpartition(" (")
    course = Canvas({**users, "1999": ("0f3a", "Test")}, {"7": "Essay", number: title})
    changes = course.changes(content)
    assert (course.new_assignments, course.new_users) == ([], [])
    assert {assignment for _, assignment in changes} == {number}
    return {users[one][0]: float(mark) for (one, _), mark in changes.items() if mark}


IMPORTS = {
    "moodle": imported_by_moodle,
    "moodle-gradebook": imported_by_moodles_gradebook,
    "canvas": imported_by_canvas,
}


def test_no_name_from_the_class_list_is_in_the_report(term: Term, lesson: LessonOfTerm) -> None:
    known = read_class(course_folder(term.root), lesson.name).names
    by_gradebook = read_class(course_folder(term.root), lesson.name, Roster([])).names
    graded = [one for one in CLASS if one.student_id in lesson.graded()]
    assert {word for one in graded for word in words_of_name(one.full_name)} <= by_gradebook
    names = {word for one in CLASS for word in words_of_name(one.full_name)}
    assert "özdemir" in names
    assert names <= known
