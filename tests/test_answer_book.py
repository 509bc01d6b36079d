"""Quiz answers survive the kernel, and no damaged file stops a quiz from opening."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Thread

import pytest

from grading_helpers.learner.answer_book import AnswerBook, Record, answer_book

RIGHT = Record("abc", answer=["minus_two"], tries=2, score=1.0, hints=1, checked=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.json"


def test_answers_come_back(file: Path) -> None:
    AnswerBook(file).remember("gap_sign", RIGHT)
    assert AnswerBook(file).recall("gap_sign", "abc") == RIGHT


def test_a_question_with_a_new_wording_starts_again(file: Path) -> None:
    AnswerBook(file).remember("gap_sign", RIGHT)
    assert AnswerBook(file).recall("gap_sign", "other") is None
    assert AnswerBook(file).recall("another", "abc") is None


@pytest.mark.parametrize(
    "damage",
    [
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"questions": []}',
        b'{"questions": {"a": 3}}',
        b'{"questions": {"a": {"content": 3}}}',
        b'{"questions": {"a": {"content": "x", "tries": "many"}}}',
        b'{"questions": {"a": {"content": "x", "tries": 1.5}}}',
        b'{"questions": {"a": {"content": "x", "hints": 0.5}}}',
        b'{"questions": {"a": {"content": "x", "revealed": "no"}}}',
        b'{"questions": {"a": {"content": "x", "first_right": 2}}}',
        b'{"questions": {}, "exercises": {"a": {"matches": "yes", "when": ""}}}',
    ],
)
def test_a_damaged_file_is_renamed_and_the_quiz_opens(file: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    book = AnswerBook(file)
    assert book.records == {}
    assert (file.parent / "progress.damaged-1.json").read_bytes() == damage
    assert "progress.damaged-1.json" in book.note
    book.remember("gap_sign", RIGHT)
    file.write_bytes(b"{")
    AnswerBook(file)
    assert (file.parent / "progress.damaged-2.json").is_file(), "the first is kept too"


def test_entries_of_a_later_version_are_ignored(file: Path) -> None:
    record = {"content": "abc", "tries": 1, "mood": "curious"}
    file.write_text(json.dumps({"version": 9, "questions": {"a": record}, "news": 1}))
    assert AnswerBook(file).recall("a", "abc") == Record("abc", tries=1)


def test_a_file_of_an_earlier_version_has_no_verdicts(file: Path) -> None:
    record = {"content": "abc", "tries": 1}
    file.write_text(json.dumps({"version": 1, "questions": {"a": record}, "cards": {}}))
    book = AnswerBook(file)
    book.remember_verdict("csat_by_store", matches=True)
    kept = AnswerBook(file)
    assert (kept.records, kept.note) == ({"a": Record("abc", tries=1)}, "")
    assert kept.exercises["csat_by_store"].matches


def test_the_later_of_two_verdicts_counts(file: Path) -> None:
    here, there = AnswerBook(file), AnswerBook(file.with_name("other.json"))
    here.remember_verdict("csat_by_store", matches=True)
    there.remember_verdict("csat_by_store", matches=False)
    there.take_in(here.as_json())
    here.take_in(there.as_json())
    assert not here.exercises["csat_by_store"].matches
    assert not there.exercises["csat_by_store"].matches


def test_answers_are_kept_in_memory_if_nothing_can_be_written(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "no such folder" / "progress.json")
    book.remember("gap_sign", RIGHT)
    assert "cannot be written to" in book.note
    assert book.recall("gap_sign", "abc") == RIGHT


def test_a_half_written_file_never_replaces_a_whole_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = AnswerBook(file)
    book.remember("gap_sign", RIGHT)
    whole = file.read_bytes()

    def full_disk(path: Path, target: Path) -> None:
        path.write_bytes(path.read_bytes()[:10])
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    book.remember("csat_blank", RIGHT)
    assert file.read_bytes() == whole


def test_progress_can_be_moved_to_another_machine(file: Path, tmp_path: Path) -> None:
    here = AnswerBook(file)
    here.remember("gap_sign", RIGHT)
    here.remember_card("gap_sign", {"due": "2026-12-01"})
    there = AnswerBook(tmp_path / "other.json")
    there.remember("gap_sign", Record("abc", tries=1))
    there.remember("csat_blank", RIGHT)
    assert there.take_in(here.as_json()).answers == 1
    assert there.recall("gap_sign", "abc") == RIGHT
    assert there.recall("csat_blank", "abc") == RIGHT
    assert there.cards == here.cards
    with pytest.raises(ValueError, match="not a file of quiz answers"):
        there.take_in("a poem")


def test_grading_writes_no_file_of_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    book = answer_book(tmp_path)
    book.remember("gap_sign", RIGHT)
    assert list(tmp_path.iterdir()) == []
    assert book.note == ""


def test_answers_of_two_kernels_are_saved_in_one_file(file: Path) -> None:
    here, there = AnswerBook(file), AnswerBook(file)
    here.remember("gap_sign", RIGHT)
    there.remember("csat_blank", RIGHT)
    here.remember_card("gap_sign", {"due": "2026-12-01"})
    there.remember("seven_gaps", RIGHT)
    kept = AnswerBook(file)
    assert set(kept.records) == {"gap_sign", "csat_blank", "seven_gaps"}
    assert kept.cards == {"gap_sign": {"due": "2026-12-01"}}
    assert there.recall("gap_sign", "abc") == RIGHT


def test_restored_answers_survive_the_next_answer_in_an_open_lesson(file: Path) -> None:
    lesson = AnswerBook(file)
    lesson.remember("csat_blank", Record("abc", tries=1))
    brought = AnswerBook(file.with_name("brought.json"))
    brought.remember("gap_sign", RIGHT)
    AnswerBook(file).take_in(brought.as_json())
    lesson.remember("seven_gaps", RIGHT)
    assert set(AnswerBook(file).records) == {"gap_sign", "csat_blank", "seven_gaps"}


def test_a_worse_answer_in_another_kernel_does_not_lower_the_score(file: Path) -> None:
    here, there = AnswerBook(file), AnswerBook(file)
    here.remember("gap_sign", RIGHT)
    there.remember("gap_sign", Record("abc", answer=["two"], tries=1))
    kept = AnswerBook(file).recall("gap_sign", "abc")
    assert kept is not None
    assert (kept.answer, kept.score) == (["two"], 1.0)


def test_a_file_that_is_deleted_meanwhile_is_written_again(file: Path) -> None:
    book = AnswerBook(file)
    book.remember("gap_sign", RIGHT)
    file.unlink()
    book.remember("csat_blank", RIGHT)
    assert set(AnswerBook(file).records) == {"gap_sign", "csat_blank"}


def test_no_kernel_writes_between_anothers_read_and_write(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = AnswerBook(file), AnswerBook(file)
    other = Thread(target=there.remember, args=("csat_blank", RIGHT))
    save = AnswerBook._save

    def slowly(book: AnswerBook) -> None:
        if book is here:
            other.start()
            other.join(0.3)
        save(book)

    monkeypatch.setattr(AnswerBook, "_save", slowly)
    here.remember("gap_sign", RIGHT)
    other.join()
    assert set(AnswerBook(file).records) == {"gap_sign", "csat_blank"}


def test_answers_are_saved_even_without_a_lock(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(file.parent / "nowhere"))
    AnswerBook(file).remember("gap_sign", RIGHT)
    assert AnswerBook(file).recall("gap_sign", "abc") == RIGHT


def test_answers_are_saved_without_a_lock_in_a_browser(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "emscripten")
    monkeypatch.setitem(sys.modules, "filelock", None)
    AnswerBook(file).remember("gap_sign", RIGHT)
    assert AnswerBook(file).recall("gap_sign", "abc") == RIGHT


def test_the_student_is_told_if_the_browser_keeps_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "emscripten")
    book = answer_book(tmp_path / "home")
    book.remember("gap_sign", RIGHT)
    assert "only until the kernel stops" in book.note
    assert not book.file.exists()
