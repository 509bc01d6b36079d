"""``course collect`` enters names into the gradebook, and keeps names that somebody entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lms_files import Student, canvas_gradebook, roster_of
from nbgrader.api import Gradebook

from grading_helpers.instructor.gradebook.opening import put_programs_on_path

pytestmark = pytest.mark.integration

LESSON = "03_rater"
FILE = f"{LESSON}.ipynb"
Names = tuple[str | None, str | None, str | None]


@pytest.fixture
def book(klass: Path) -> Iterator[Gradebook]:
    """The gradebook of the class, with a student who is also in the class list."""
    put_programs_on_path()
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "focus_on_customers") as gradebook:
        gradebook.add_student("blee", first_name="Bobby")
        yield gradebook


@pytest.fixture
def work(students: tuple[Student, ...], notebook: Any, moodle: Any, download: Any) -> Path:
    """A download in which Ana and Edda handed in."""
    path: Path = download(moodle([(students[at], FILE, notebook("x")) for at in (0, 4)]))
    return path


def names(book: Gradebook) -> dict[str, Names]:
    book.db.expire_all()
    return {one.id: (one.first_name, one.last_name, one.email) for one in book.students}


Collected = Callable[..., dict[str, Any]]


def test_names_of_students_who_handed_in_or_are_in_the_gradebook_are_entered(
    book: Gradebook, roster: Path, work: Path, collected: Collected
) -> None:
    said = collected(work)
    entered = names(book)
    assert entered["aoneill"] == ("Ana María", "O'Neill", "aoneill@example.org")
    assert entered["e.wang"] == ("=Edda", "+Wang", "e.wang@example.org")
    assert set(entered) == {"aoneill", "blee", "e.wang"}, "absent students are not made"
    assert said["named"] == ["aoneill", "blee", "e.wang"]
    assert collected(work)["named"] == []


def test_a_name_that_somebody_entered_is_kept_and_reported(
    book: Gradebook, roster: Path, work: Path, collected: Collected
) -> None:
    said = collected(work)
    assert names(book)["blee"] == ("Bobby", "Lee, Jr.", "blee@example.org")
    [note] = [one for one in said["notes"] if one["about"] == "blee"]
    assert "kept the first name in the gradebook, 'Bobby'" in note["what"]
    assert not note["look"]
    book.find_student("aoneill").last_name = "Smith"
    book.db.commit()
    collected(work)
    assert names(book)["aoneill"][1] == "Smith"


def test_names_from_the_class_list_change_with_the_class_list(
    book: Gradebook, roster: Path, work: Path, collected: Collected
) -> None:
    collected(work)
    roster.write_text(roster.read_text("utf-8").replace("O'Neill", "Neill"), "utf-8")
    assert collected(work)["named"] == ["aoneill"]
    assert names(book)["aoneill"] == ("Ana María", "Neill", "aoneill@example.org")


def test_the_single_name_column_of_canvas_is_split(
    book: Gradebook, klass: Path, students: Any, work: Path, collected: Collected, run: Any
) -> None:
    listed = klass / "canvas.csv"
    listed.write_text(canvas_gradebook(students, "Lesson (1)"), "utf-8")
    for name in ("aoneill", "e.wang"):
        book.add_student(name)
    run("collect", LESSON, work, "--roster", listed)
    assert names(book)["aoneill"] == ("Ana María", "O'Neill", None)
    assert names(book)["e.wang"] == ("=Edda", "+Wang", None)
    assert names(book)["blee"] == ("Bobby", "Lee, Jr.", None)


def test_no_name_puts_a_tag_into_the_formgrader(
    book: Gradebook, klass: Path, students: Any, work: Path, collected: Collected
) -> None:
    text = roster_of(students).replace("Lee, Jr.", "<script>alert(1)</script>")
    (klass / "roster.csv").write_text(text, "utf-8")
    collected(work)
    assert names(book)["blee"][1] == "‹script›alert(1)‹/script›"


def test_names_are_not_entered_without_a_gradebook_and_the_command_says_so(
    roster: Path, klass: Path, work: Path, run: Any
) -> None:
    said = run("collect", LESSON, work)
    assert "No names were entered, because there is no gradebook" in said.stdout
    assert not (klass / "gradebook.db").exists()


def test_a_damaged_gradebook_does_not_stop_collecting(
    roster: Path, klass: Path, work: Path, collected: Collected
) -> None:
    (klass / "gradebook.db").write_text("no database" * 100)
    said = collected(work)
    assert sorted(said["students"]) == ["aoneill", "e.wang"]
    assert any("names could not be entered" in note["what"] for note in said["notes"])
    assert said["exit"] == 1


@pytest.mark.usefixtures("roster")
def test_a_gradebook_that_was_lost_is_told_when_work_is_collected(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Any, klass: Path
) -> None:
    (klass / ".grading").mkdir(exist_ok=True)
    (klass / ".grading" / f"{LESSON}.jsonl").write_text("")
    said = collected(download(moodle([(students[0], f"{LESSON}.ipynb", notebook("ana"))])))
    (note,) = [note for note in said["notes"] if note["look"]]
    assert note["what"] == f"there is no gradebook, but {LESSON} was graded before"
    assert "restore it from .grading/backups" in note["cure"]
