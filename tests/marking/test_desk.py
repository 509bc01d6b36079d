"""Marks are saved in nbgrader's own tables, and nobody's mark is replaced silently."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hostile.pages import active_parts
from written_class import (
    ESSAY,
    LESSON,
    STUDENTS,
    TASK,
    TEST,
    cell,
    graded_notebook,
    hand_in,
    marks,
    open_book,
)

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.grader.storage.lock_and_backup import BusyError, only_run
from grading_helpers.instructor.marking import desk as desks
from grading_helpers.instructor.marking import hand_marks
from grading_helpers.instructor.marking.desk import MarkingDesk, NoSuchAnswerError, open_desk
from grading_helpers.instructor.marking.hand_marks import BadMarkError, ChangedError, EnteredMark

pytestmark = pytest.mark.integration


def line(desk: MarkingDesk, student: str, question: str = TASK) -> dict:
    """Return a student's line of the overview."""
    lines = desk.overview(question)["answers"]
    return next(one for one in lines if one["student"] == student)


def save(desk: MarkingDesk, student: str, change: EnteredMark, question: str = TASK) -> dict:
    shown = line(desk, student, question)
    return desk.save(question, shown["key"], change, shown["version"])


def test_points_and_comments_are_saved_where_nbgrader_looks_for_them(
    desk: MarkingDesk, root: Path
) -> None:
    saved = save(desk, "ada", EnteredMark(1.5, "Which limit?"))
    assert (saved["state"], saved["points"], saved["left"]) == ("marked", 1.5, 3)
    assert marks(root, TASK)["ada"] == (1.5, False, "Which limit?")
    save(desk, "ada", EnteredMark(3.0), ESSAY)
    with open_book(root) as book:
        submission = book.find_submission(LESSON, "ada")
        assert (submission.score, submission.written_score) == (3 + 1.5 + 3, 3)
        assert not submission.needs_manual_grade
    again = save(desk, "ada", EnteredMark(comment=""))
    assert again["points"] == 1.5
    assert marks(root, TASK)["ada"] == (1.5, False, None)
    back = save(desk, "ada", EnteredMark(remove=True))
    assert (back["state"], back["points"], back["left"]) == ("to mark", None, 4)
    assert marks(root, TASK)["ada"] == (None, True, None)
    assert desk.summary()[0] == "You marked 2 answers; everything is saved."


def test_a_comment_alone_leaves_the_answer_to_be_marked(desk: MarkingDesk, root: Path) -> None:
    save(desk, "ada", EnteredMark(comment="Hm."))
    assert marks(root, TASK)["ada"] == (None, True, "Hm.")
    assert desk.overview(TASK)["comments"] == ["Hm."]


def test_every_mark_shows_what_the_gradebook_has_now(desk: MarkingDesk) -> None:
    told = desk.lesson()
    assert [(one["name"], one["title"], one["most"], one["left"]) for one in told["questions"]] == [
        (TASK, "To the board", 2.0, 4),
        (ESSAY, "And more", 4.0, 3),
    ]
    task, essay = told["questions"]
    assert "<strong>1 point</strong> for a decision" in task["scheme"]
    assert "<strong>repaired</strong> first?" in task["task"]
    assert "for a decision" not in task["task"]
    assert "Somebody who pays." in essay["scheme"]
    assert "what a customer is" in essay["task"]
    assert line(desk, "bo", ESSAY)["state"] == "by the grader"


def test_an_answer_is_shown_without_anything_active(desk: MarkingDesk) -> None:
    page = desk.answer(TASK, line(desk, "cy")["key"])["html"]
    assert "Train the staff." in page
    assert not list(active_parts(page))
    assert "<em>delivery</em>" in desk.answer(TASK, line(desk, "ada")["key"])["html"]


def test_two_markers_do_not_replace_each_other_silently(desk: MarkingDesk, root: Path) -> None:
    other = open_desk(course_folder(root), LESSON)
    seen = line(desk, "ada")
    save(other, "ada", EnteredMark(2.0, "Good."))
    with pytest.raises(ChangedError, match="somebody has changed this mark") as failed:
        desk.save(TASK, seen["key"], EnteredMark(0.5), seen["version"])
    now = failed.value.data["now"]
    assert (now["points"], now["comment"]) == (2.0, "Good.")
    assert marks(root, TASK)["ada"] == (2.0, False, "Good.")
    desk.save(TASK, seen["key"], EnteredMark(0.5), now["version"])
    assert marks(root, TASK)["ada"] == (0.5, False, "Good.")


def test_a_mark_saved_at_the_very_same_moment_is_not_replaced(
    desk: MarkingDesk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The formgrader does not know our lock: it may write between our reading and our writing."""
    really_save = hand_marks.save_hand_mark

    def save_after_another(*arguments: object) -> None:
        with open_book(root) as book:
            grade = book.find_grade(TASK, LESSON, LESSON, "ada")
            grade.manual_score, grade.needs_manual_grade = 2.0, False
            book.db.commit()
        really_save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(desks, "save_hand_mark", save_after_another)
    with pytest.raises(ChangedError) as failed:
        save(desk, "ada", EnteredMark(0.5, "Too short."))
    assert failed.value.data["now"]["points"] == 2.0
    assert marks(root, TASK)["ada"] == (2.0, False, None)


def test_a_mark_is_not_saved_for_a_text_that_nobody_saw(desk: MarkingDesk, root: Path) -> None:
    seen = line(desk, "ada")
    hand_in(root, "ada", graded_notebook("Another text.", "A friend."))
    with pytest.raises(ChangedError, match="or the student's text"):
        desk.save(TASK, seen["key"], EnteredMark(1.0), seen["version"])


def test_points_that_do_not_exist_are_refused(desk: MarkingDesk, root: Path) -> None:
    for points in (-0.5, 2.5, float("nan"), float("inf")):
        with pytest.raises(BadMarkError, match="0 to 2 points"):
            save(desk, "ada", EnteredMark(points))
    with pytest.raises(BadMarkError, match="too long"):
        save(desk, "ada", EnteredMark(comment="x" * 20_001))
    with pytest.raises(NoSuchAnswerError):
        desk.save(TEST, line(desk, "ada")["key"], EnteredMark(1.0), "")
    with pytest.raises(NoSuchAnswerError):
        desk.answer(TASK, "nobody")
    assert marks(root, TASK)["ada"] == (None, True, None)


def test_blank_answers_get_0_at_once_and_no_other_answer_does(
    desk: MarkingDesk, root: Path
) -> None:
    hand_in(root, "dana", graded_notebook("", "Who?"))
    save(desk, "dana", EnteredMark(0.5, "By word of mouth."))
    assert desk.zero_blanks(TASK)["zeroed"] == 1
    found = marks(root, TASK)
    assert found["bo"] == (0.0, False, None)
    assert found["dana"] == (0.5, False, "By word of mouth."), "it was marked before"
    assert found["ada"] == found["cy"] == (None, True, None)
    assert desk.zero_blanks(TASK)["zeroed"] == 0


def test_an_answer_elsewhere_or_in_a_document_is_shown_and_not_zeroed(
    desk: MarkingDesk, root: Path
) -> None:
    elsewhere = graded_notebook("", "Who?")
    elsewhere["cells"].append(
        cell("markdown", "extra-1", "Repair *delivery* first, for there the gap is the widest.")
    )
    hand_in(root, "dana", elsewhere)
    folder = root / "submitted" / "bo" / LESSON
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
    assert line(desk, "bo")["blank"]
    (folder / "Exercise 8.DOCX").write_bytes(b"PK")
    assert desk.zero_blanks(TASK)["zeroed"] == 0
    shown = desk.answer(TASK, line(desk, "dana")["key"])["html"]
    assert "it may be the answer:" in shown
    assert "Repair <em>delivery</em> first" in shown
    beside = desk.answer(TASK, line(desk, "bo")["key"])["html"]
    assert "in its folder in submitted/, there are: Exercise 8.DOCX" in beside
    assert "DOCX" not in desk.answer(TASK, line(desk, "ada")["key"])["html"]


def test_nothing_is_saved_while_work_is_being_graded(
    desk: MarkingDesk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "PATIENCE_SECONDS", 0.05)
    with only_run(root, "course grade"):
        with pytest.raises(BusyError, match="Another run"):
            save(desk, "ada", EnteredMark(1.0))
        with pytest.raises(BusyError):
            desk.zero_blanks(TASK)
    assert {one[0] for one in marks(root, TASK).values()} == {None}
    save(desk, "ada", EnteredMark(1.0))


def test_blind_marking_never_says_whose_answer_it_is(root: Path) -> None:
    blind = open_desk(course_folder(root), LESSON, blind=True)
    lines = blind.overview(TASK)["answers"]
    one = blind.answer(TASK, lines[0]["key"])
    saved = blind.save(TASK, one["key"], EnteredMark(1.0), one["version"])
    told = json.dumps([blind.lesson(), lines, one | {"html": ""}, saved])
    names = "|".join((*STUDENTS, "Ek"))
    assert not re.search(rf"\b({names})\b", told, re.I)


def test_answers_come_in_another_order_for_each_question(desk: MarkingDesk) -> None:
    orders = [
        [one["key"] for one in desk.overview(name)["answers"]] for name in (TASK, ESSAY, TASK)
    ]
    assert orders[0] == orders[2]
    assert sorted(orders[0]) == sorted(orders[1])
    order = desks._in_order  # with enough answers that the orders cannot agree by chance
    with desk._gradebook() as book:
        [some, *_] = desk._marks(book, TASK).values()
    many = {str(n): hand_marks.AnswerMark(**{**vars(some), "key": str(n)}) for n in range(30)}
    assert order(TASK, many) != order(ESSAY, many)


def test_a_damaged_notebook_can_still_be_marked(desk: MarkingDesk, root: Path) -> None:
    file = root / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb"
    file.write_text("{")
    one = desk.answer(TASK, line(desk, "ada")["key"])
    assert "missing or cannot be read" in one["html"]
    assert not one["blank"]
    save(desk, "ada", EnteredMark(1.0))


def test_a_gradebook_whose_disk_is_gone_is_not_made_anew(desk: MarkingDesk, root: Path) -> None:
    shown = line(desk, "ada")
    (root / "gradebook.db").rename(root / "away.db")
    with pytest.raises(GradebookError, match=r"gradebook.db is gone. Connect its disk again"):
        desk.save(TASK, shown["key"], EnteredMark(1.0), shown["version"])
    with pytest.raises(GradebookError):
        desk.lesson()
    assert not (root / "gradebook.db").exists()
    (root / "away.db").rename(root / "gradebook.db")
    desk.save(TASK, shown["key"], EnteredMark(1.0), shown["version"])
    assert line(desk, "ada")["points"] == 1.0


def test_a_lesson_without_such_questions_or_grades_is_refused(root: Path) -> None:
    folder = course_folder(root)
    with pytest.raises(CommandError, match="There is no lesson '99_none'"):
        open_desk(folder, "99_none")
    with open_book(root) as book:
        for student in STUDENTS:
            book.remove_student(student)
    with pytest.raises(CommandError, match="nobody was graded"):
        open_desk(folder, LESSON)
