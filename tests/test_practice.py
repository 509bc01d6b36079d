"""Spaced repetition: due questions come first, known ones later, and nothing is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from grading_helpers import practice
from grading_helpers.cards import live_card
from grading_helpers.cards.practice_card import (
    MAY_STOP,
    MORE_NEW,
    NOTHING_BEGUN,
    NOTHING_DUE,
    NOTHING_YET,
    PracticeWidget,
)
from grading_helpers.explorables import load_explorable
from grading_helpers.learner.answer_book import AnswerBook, Record
from grading_helpers.learner.schedule import (
    FIRST_REVIEW,
    RATINGS,
    due,
    due_now,
    how_much_is_known,
    met_today,
    reviewed,
)
from grading_helpers.questions.bank import load_question, question_ids
from grading_helpers.questions.generated import practice_names

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = ["gap_sign", "csat_blank", "seven_gaps"]


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path) -> AnswerBook:
    return AnswerBook(tmp_path / "progress.json")


@pytest.fixture
def session(book: AnswerBook, clock: Clock) -> PracticeWidget:
    return PracticeWidget(NAMES, book, clock)


def answer(session: PracticeWidget) -> None:
    """Answer the card that is shown rightly, and check it."""
    card = session.children[0]
    card.answer = card.question.right_answer()
    card.check()


def begin(book: AnswerBook, *names: str) -> None:
    """Store an answer to each question or guess."""
    for name in names:
        book.remember(name, Record(content="", tries=1))


def test_the_plain_form_asks_every_question_that_is_due_and_answers_none(
    session: PracticeWidget,
) -> None:
    for form in (session.as_html(), repr(session)):
        assert "3 questions to go: 3 new." in form
        assert "To practise, run this cell in Jupyter." in form
        for name in NAMES:
            question = load_question(name)
            assert question.prompt in form
            assert all(option.text in form for option in question.options)
            assert question.explanation not in form
            assert not [option for option in question.options if option.because in form]


def test_the_plain_form_says_when_nothing_is_due(book: AnswerBook, clock: Clock) -> None:
    nothing = PracticeWidget(NAMES, book, clock, most_new=0)
    lines = "\n".join(f"<p>{line}</p>" for line in NOTHING_YET.splitlines())
    assert lines in nothing.as_html()


def test_the_widget_is_displayed_with_its_plain_form(
    session: PracticeWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[dict[str, Any]] = []
    monkeypatch.setattr(live_card, "publish_display_data", published.append)
    session._ipython_display_()
    plain, live = published
    assert plain["text/plain"] == repr(session)
    assert session.as_html() in plain["text/html"]
    assert f'data-quiz="{session.bar.plain_form}"' in plain["text/html"]
    assert live[live_card.VIEW]["model_id"] == session.model_id


def test_the_better_a_question_was_known_the_later_it_is_due() -> None:
    waits = [due(reviewed(None, rating, NOW)) - NOW for rating in RATINGS]
    assert waits == sorted(waits)
    assert waits[0] <= timedelta(minutes=1)
    assert waits[-1] > timedelta(days=3)


def test_the_interval_grows_from_review_to_review() -> None:
    card, moment, waits = None, NOW, []
    for _ in range(4):
        card = reviewed(card, "good", moment)
        waits.append(due(card) - moment)
        moment = due(card)
    assert waits == sorted(waits)
    assert waits[-1] > timedelta(days=7)


def test_overdue_questions_come_first_and_the_longest_overdue_before_others() -> None:
    cards = {
        "a": reviewed(None, "good", NOW - timedelta(days=1)),
        "b": reviewed(None, "good", NOW - timedelta(days=2)),
        "c": reviewed(None, "easy", NOW),
    }
    assert due_now(["new", "a", "b", "c"], cards, NOW) == ["b", "a", "new"]


def test_only_a_few_new_questions_are_asked_at_once() -> None:
    assert len(due_now([f"q{n}" for n in range(99)], {}, NOW)) == 10


def test_an_unknown_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="'fine' is not a rating; choose one of again, hard"):
        reviewed(None, "fine", NOW)


def test_nothing_can_be_rated_before_the_card_is_checked(session: PracticeWidget) -> None:
    session.rate("easy")
    assert not session.bar.ready
    assert len(session.queue) == 3
    answer(session)
    assert session.bar.ready
    assert all(session.bar.intervals)
    session.rate("easy")
    assert len(session.queue) == 2


def test_a_known_question_leaves_the_session_and_an_unknown_one_returns(
    session: PracticeWidget,
) -> None:
    answer(session)
    session.rate("again")
    assert list(session.queue) == ["csat_blank", "seven_gaps", "gap_sign"]
    for _ in range(3):
        answer(session)
        session.rate("easy")
    assert session.bar.finished
    assert session.bar.status.startswith(NOTHING_DUE)
    assert session.bar.status.endswith("The next is due tomorrow.")
    assert session.children == (session.bar,)


def test_a_question_that_was_missed_cannot_be_rated_easy(session: PracticeWidget) -> None:
    card = session.children[0]
    wrong = next(each for each in card.question.options if not each.correct)
    card.answer = [wrong.id]
    card.check()
    answer(session)
    assert card.feedback["right"]
    session.rate("easy")
    assert session.queue[0] == "gap_sign"
    session.rate("good")
    assert session.queue[0] == "csat_blank"
    answer(session)
    session.rate("easy")
    assert "csat_blank" not in session.queue


def test_a_session_says_how_many_questions_are_due_and_how_many_are_new(
    session: PracticeWidget, book: AnswerBook, clock: Clock
) -> None:
    assert session.bar.status == "3 questions to go: 3 new. Check, then rate."
    answer(session)
    session.rate("again")
    assert session.bar.status == "3 questions to go: 1 due today, 2 new. Check, then rate."
    clock.now += timedelta(days=1)
    warm_up = PracticeWidget(NAMES, book, clock, most_new=0)
    assert warm_up.bar.status == "1 question to go: 1 due today. Check, then rate."


def test_nothing_new_is_asked_at_the_head_of_a_lesson(
    monkeypatch: pytest.MonkeyPatch, book: AnswerBook
) -> None:
    monkeypatch.setattr("grading_helpers.cards.practice_card.answer_book", lambda: book)
    assert practice(new=0).bar.status == NOTHING_YET


def test_a_session_continues_where_the_last_one_ended(
    session: PracticeWidget, book: AnswerBook, clock: Clock
) -> None:
    for _ in NAMES:
        answer(session)
        session.rate("easy")
    kept = AnswerBook(book.file)
    assert not PracticeWidget(NAMES, kept, clock).queue
    clock.now += timedelta(days=40)
    assert set(PracticeWidget(NAMES, kept, clock).queue) == set(NAMES)


def test_the_chart_counts_every_question_once(session: PracticeWidget) -> None:
    answer(session)
    session.rate("easy")
    answer(session)
    session.rate("again")
    assert session.bar.known == {"known": 1, "learning": 1, "new": 1}
    known = how_much_is_known(NAMES, session.book.cards, NOW + timedelta(days=90))
    assert known.known == 0, "after a season nothing is sure any more"


@pytest.mark.parametrize("content", [{}, None, {"type": "rate"}, {"type": "rate", "rating": "x"}])
def test_invalid_messages_from_the_page_change_nothing(
    session: PracticeWidget, content: object
) -> None:
    answer(session)
    session._on_message(None, content, None)
    assert len(session.queue) == 3


def test_practice_takes_one_lesson_or_all(
    monkeypatch: pytest.MonkeyPatch, book: AnswerBook
) -> None:
    monkeypatch.setattr("grading_helpers.cards.practice_card.answer_book", lambda: book)
    assert practice("03_rater").names == practice_names("03_rater")
    begin(book, "gap_sign", "start_keys")
    assert practice().names == [*practice_names("00_start_here"), *practice_names("03_rater")]
    with pytest.raises(ValueError, match=r"no lesson .3_rater.\. The lessons are: 00_start_here"):
        practice("3_rater")
    assert "run this cell" in repr(practice())


def test_practice_of_all_lessons_leaves_out_those_not_begun(
    monkeypatch: pytest.MonkeyPatch, book: AnswerBook
) -> None:
    monkeypatch.setattr("grading_helpers.cards.practice_card.answer_book", lambda: book)
    assert practice().bar.status == NOTHING_BEGUN
    book.remember_verdict("servqual_gaps", matches=False)
    assert practice(new=99).names == practice_names("03_rater")
    book.remember_card("start_keys", reviewed(None, "good", NOW))
    begin(book, "lost_buyers")
    begun = ("00_start_here", "02_loyalty_stages", "03_rater")
    assert practice().names == [name for lesson in begun for name in practice_names(lesson)]


def test_whoever_has_much_to_do_is_told_that_they_may_stop(book: AnswerBook, clock: Clock) -> None:
    names = question_ids("03_rater")[:12]
    book.cards = {name: reviewed(None, "easy", NOW) for name in names}
    clock.now += timedelta(days=90)
    session = PracticeWidget(names, book, clock)
    assert session.bar.status == f"12 questions to go: 12 due today. {MAY_STOP} Check, then rate."
    assert MAY_STOP in repr(session)
    assert MAY_STOP not in PracticeWidget(names[:10], book, clock).bar.status


def test_the_next_due_question_is_one_of_those_practised(book: AnswerBook, clock: Clock) -> None:
    book.cards = {name: reviewed(None, "easy", NOW) for name in NAMES}
    book.cards["of_another_lesson"] = reviewed(None, "again", NOW)
    wait = due(book.cards[NAMES[0]]) - NOW
    status = PracticeWidget(NAMES, book, clock).bar.status
    assert status == f"{NOTHING_DUE}\nThe next is due in {wait.days} days."


@pytest.mark.parametrize(
    "damage",
    [{}, {"due": 5}, {"due": "2026-11-23"}, {"state": 9}, {"last_review": "yesterday"}],
    ids=["empty", "no_date", "no_zone", "no_state", "no_review"],
)
def test_a_question_with_a_damaged_card_counts_as_new(
    book: AnswerBook, clock: Clock, damage: dict[str, object]
) -> None:
    whole = reviewed(None, "easy", NOW)
    book.cards = {"csat_blank": whole, "gap_sign": {**whole, **damage} if damage else {}}
    session = PracticeWidget(["gap_sign", "csat_blank"], book, clock)
    assert list(session.queue) == ["gap_sign"]
    answer(session)
    session.rate("easy")
    assert due(AnswerBook(book.file).cards["gap_sign"]) == due(whole)


def test_whoever_practises_early_in_the_day_finds_all_that_is_due_that_day(
    session: PracticeWidget, book: AnswerBook, clock: Clock
) -> None:
    while session.queue:
        answer(session)
        session.rate("good")
        clock.now += timedelta(minutes=5)
    last = max(due(card) for card in book.cards.values())
    clock.now = last.astimezone().replace(hour=0, minute=1).astimezone(UTC)
    assert all(due(card) > clock.now for card in book.cards.values())
    again = PracticeWidget(NAMES, book, clock, most_new=0)
    assert sorted(again.queue) == sorted(NAMES)
    assert again.bar.status.startswith("3 questions to go: 3 due today.")


def test_an_answer_hours_before_the_question_is_due_counts_like_one_in_time() -> None:
    card = reviewed(None, "easy", NOW)
    in_time = due(card)
    early = in_time.astimezone().replace(hour=0, minute=0).astimezone(UTC)
    assert early < in_time
    assert reviewed(card, "good", early) == reviewed(card, "good", in_time)


def test_a_question_forgotten_hours_before_it_is_due_returns_in_the_same_session(
    book: AnswerBook, clock: Clock
) -> None:
    book.remember_card("gap_sign", reviewed(None, "easy", NOW))
    in_time = due(book.cards["gap_sign"])
    clock.now = in_time.astimezone().replace(hour=0, minute=0).astimezone(UTC)
    session = PracticeWidget(["gap_sign"], book, clock)
    answer(session)
    session.rate("again")
    assert list(session.queue) == ["gap_sign"]


def test_practising_again_on_the_same_day_brings_no_new_questions(
    book: AnswerBook, clock: Clock
) -> None:
    questions = map(load_question, question_ids())
    names = [one.id for one in questions if one.is_marked and not one.model][:25]
    session = PracticeWidget(names, book, clock)
    while session.queue:
        answer(session)
        session.rate("easy")
    assert len(book.cards) == 10
    assert MORE_NEW.format(met=10, more=20) in session.bar.status
    again = PracticeWidget(names, book, clock)
    assert not again.queue
    assert MORE_NEW.format(met=10, more=20) in again.bar.status
    assert len(PracticeWidget(names, book, clock, most_new=20).queue) == 10
    assert "new=" not in PracticeWidget(names, book, clock, most_new=0).bar.status
    clock.now += timedelta(days=1)
    assert len(PracticeWidget(names, book, clock).queue) == 10


def test_nobody_is_told_to_ask_for_more_when_nothing_is_left(
    session: PracticeWidget, book: AnswerBook, clock: Clock
) -> None:
    while session.queue:
        answer(session)
        session.rate("easy")
    assert "new=" not in PracticeWidget(NAMES, book, clock, most_new=3).bar.status


@pytest.mark.parametrize("first", [None, 5, "yesterday", NOW.isoformat()])
def test_reviews_keep_the_time_of_the_first(first: object) -> None:
    card = {**reviewed(None, "good", NOW), FIRST_REVIEW: first}
    assert reviewed(card, "good", NOW + timedelta(days=1))[FIRST_REVIEW] == first
    assert met_today(["a"], {"a": card}, NOW) == (first == NOW.isoformat())


def test_a_question_about_a_model_is_asked_below_the_model(book: AnswerBook, clock: Clock) -> None:
    model, asked, bar = PracticeWidget(["servqual_responsive_shop"], book, clock).children
    assert model.title == load_explorable("rater").title
    assert asked.question.id == "servqual_responsive_shop"
    assert not bar.ready
