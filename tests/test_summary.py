"""The summary at the end of a lesson: what was right at once, what to look at again, in words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from grading_helpers import progress, quiz
from grading_helpers.answer_book import AnswerBook
from grading_helpers.answer_records import Record
from grading_helpers.backup_card import BackupCard, bring_back
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.lesson_summary import AskedQuestion, LessonSummary, Outcome, outcome_of
from grading_helpers.questions import content_of, question_ids, questions_asked
from grading_helpers.summary_card import NOT_HANDED_IN, SummaryCard, lesson_summary

LESSON = "03_rater"
ASKED = list(questions_asked()[LESSON])
RIGHT, WRONG = ["minus_two"], ["plus_two"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AnswerBook:
    """The answers of a notebook in the lesson's folder, beside another lesson's."""
    for lesson in (LESSON, "00_start_here"):
        (tmp_path / lesson).mkdir()
    monkeypatch.chdir(tmp_path / LESSON)
    book = AnswerBook(tmp_path / LESSON / "progress.json")
    for module in ("backup_card", "summary_card", "quiz_widget"):
        monkeypatch.setattr(f"grading_helpers.{module}.answer_book", lambda: book)
    return book


def answer(choice: list[str]) -> None:
    """Answer as in the notebook: in a card that remembers what was answered before."""
    card = quiz("gap_sign")
    card.answer = choice
    card.check()


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (None, "unanswered"),
        (Record("x"), "unanswered"),
        (Record("x", tries=1, score=1.0, first_right=True), "at_once"),
        (Record("x", tries=4, score=1.0, first_right=True), "at_once"),
        (Record("x", tries=2, score=1.0), "later"),
        (Record("x", tries=2, score=0.9), "not_yet"),
        (Record("x", tries=3, score=0.0, revealed=True), "shown"),
        (Record("x", tries=4, score=1.0, revealed=True), "later"),
    ],
)
def test_a_record_says_how_it_went(record: Record | None, outcome: Outcome) -> None:
    assert outcome_of(record) == outcome


def summary(**outcomes: Outcome) -> LessonSummary:
    questions = [AskedQuestion(name, f"{name}?", "c", one, 2) for name, one in outcomes.items()]
    return LessonSummary(LESSON, tuple(questions))


def test_the_headline_counts_answered_right_and_at_once() -> None:
    mixed = summary(a="at_once", b="later", c="not_yet", d="shown", e="unanswered")
    assert mixed.headline == "4 of 5 quizzes answered: 2 right, 1 at the first try."
    assert mixed.counts == {
        "right at the first try": 1,
        "right in the end": 1,
        "not right yet": 2,
        "not answered": 1,
    }
    assert "None of the 1 quizzes" in summary(a="unanswered").headline
    assert summary(a="at_once", b="at_once").headline == "All 2 quizzes right at the first try."


def test_what_is_least_known_comes_first_and_what_was_right_at_once_never() -> None:
    mixed = summary(a="later", b="shown", c="not_yet", d="at_once", e="unanswered")
    lists = {title: [one.id for one in questions] for title, questions in mixed.lists()}
    assert lists == {"Look at again:": ["c", "b", "a"], "Not answered yet:": ["e"]}
    assert summary(a="at_once").lists() == []


def test_the_first_try_counts_though_others_follow(book: AnswerBook) -> None:
    answer(WRONG)
    assert lesson_summary(LESSON, book).count("not_yet") == 1
    answer(RIGHT)
    answer(WRONG)
    assert lesson_summary(LESSON, book).count("later") == 1
    assert lesson_summary(LESSON, book).count("at_once") == 0


def test_right_at_once_stays_right_at_once_over_a_restart(book: AnswerBook) -> None:
    answer(RIGHT)
    quiz("gap_sign").answer = []  # and the card is left without a verdict
    answer(WRONG)
    fresh = AnswerBook(book.file)
    assert fresh.records["gap_sign"].tries == 2
    assert lesson_summary(LESSON, fresh).count("at_once") == 1


def test_an_answer_to_other_words_does_not_count(book: AnswerBook) -> None:
    book.remember("gap_sign", Record("older words", tries=1, score=1.0, first_right=True))
    assert lesson_summary(LESSON, book).count("unanswered") == len(ASKED)


def test_the_card_follows_the_answers(book: AnswerBook) -> None:
    card = progress(LESSON)
    assert isinstance(card, SummaryCard)
    assert card.headline.startswith("None of the")
    answer(WRONG)
    assert card.headline == f"1 of {len(ASKED)} quizzes answered: 0 right, 0 at the first try."
    assert [one["id"] for one in card.lists[0]["questions"]] == ["gap_sign"]
    answer(RIGHT)
    assert "1 right, 0 at the first try" in card.headline
    assert sum(card.counts.values()) == len(ASKED)


def test_every_link_leads_to_the_cell_that_asks(course: Course) -> None:
    for lesson, asked in questions_asked().items():
        notebook = nbformat.read(course.release(lesson), as_version=4)
        sources = {cell["id"]: cell["source"] for cell in notebook.cells}
        assert asked
        for name, cell in asked.items():
            assert f'quiz("{name}")' in sources[cell], name


def test_the_plain_form_says_the_same_with_links(book: AnswerBook) -> None:
    answer(WRONG)
    card = progress(LESSON)
    page = card._repr_mimebundle_()[0]["text/html"]
    cell = questions_asked()[LESSON]["gap_sign"]
    assert f'<a href="#cell-id={cell}">' in page
    assert "not right yet, 1 try" in page
    assert page.count("<li>") == len(ASKED)
    assert card.headline in page
    assert card.headline in repr(card)
    assert "not right yet, 1 try" in repr(card)
    assert "<" not in repr(card)


def test_no_summary_gives_an_answer_away(book: AnswerBook) -> None:
    answer(WRONG)
    card = progress(LESSON)
    shown = json.dumps(card.get_state(), default=str) + repr(card)
    assert "minus_two" not in shown


def test_a_graded_notebook_gets_a_sentence_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert repr(progress(LESSON)) == NOT_HANDED_IN


def test_every_lesson_ends_in_its_summary(course: Course) -> None:
    for lesson in questions_asked():
        cells = nbformat.read(course.release(lesson), as_version=4).cells
        assert cells[-2]["source"] == f'progress("{lesson}")'


# Taking answers away and bringing them back.


def test_a_download_holds_the_answers_of_all_lessons(book: AnswerBook, tmp_path: Path) -> None:
    answer(RIGHT)
    other = next(iter(questions_asked()["00_start_here"]))
    elsewhere = AnswerBook(tmp_path / "00_start_here" / "progress.json")
    elsewhere.remember(other, Record(content_of(other), tries=1, score=1.0))
    card, sent = BackupCard(), list[dict[str, str]]()
    card.send = sent.append
    card._on_message(None, {"type": "download"}, None)
    assert set(json.loads(sent[0]["text"])["questions"]) == {"gap_sign", other}


def test_what_is_brought_back_reaches_the_folders_of_all_lessons(
    book: AnswerBook, tmp_path: Path
) -> None:
    other = next(iter(questions_asked()["00_start_here"]))
    away = AnswerBook(tmp_path / "away.json")
    for name in ("gap_sign", other):
        away.remember(name, Record(content_of(name), tries=1, score=1.0, first_right=True))
    follower = progress(LESSON)
    card = BackupCard()
    card._on_message(None, {"type": "upload", "text": away.as_json()}, None)
    assert card.said == "2 answers brought back. Run the quiz cells again to see them."
    assert "1 right, 1 at the first try" in follower.headline
    assert other in AnswerBook(tmp_path / "00_start_here" / "progress.json").records
    assert not (tmp_path / "01_customer_definitions").exists()


@pytest.mark.parametrize("text", ["", "a poem", "[]", '{"questions": {"a": {"content": 1}}}'])
def test_a_file_of_something_else_is_refused_and_changes_nothing(
    book: AnswerBook, tmp_path: Path, text: str
) -> None:
    answer(RIGHT)
    before = book.file.read_text()
    assert re.match("This is no file of quiz answers", bring_back(text))
    assert book.file.read_text() == before
    assert not (tmp_path / "00_start_here" / "progress.json").exists()


@pytest.mark.parametrize("content", [{}, None, {"type": "upload"}, {"type": "upload", "text": 3}])
def test_nonsense_from_the_page_changes_nothing(book: AnswerBook, content: object) -> None:
    BackupCard()._on_message(None, content, None)
    assert book.records == {}


def test_on_binder_the_summary_offers_the_backup(
    book: AnswerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not progress(LESSON).offers_backup
    monkeypatch.setenv("BINDER_SERVICE_HOST", "x")
    card = progress(LESSON)
    assert card.offers_backup
    assert "Binder forgets" in card.note
    assert "Binder forgets" in card._repr_mimebundle_()[0]["text/html"]


def test_no_lesson_asks_what_it_does_not_have() -> None:
    for lesson, asked in questions_asked().items():
        assert set(asked) <= set(question_ids(lesson))
