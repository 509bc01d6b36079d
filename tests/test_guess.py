"""A guess comes before the result, is kept, and is shown beside the result afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from grading_helpers import guess
from grading_helpers.cards.guess_card import Beside, beside
from grading_helpers.cards.quiz_card import QuizWidget
from grading_helpers.instructor.authoring.bank import read_guesses
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lesson.cell_checks import guess_faults
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.learner.answer_book import AnswerBook
from grading_helpers.questions.bank import UnknownQuestionError, question_ids
from grading_helpers.questions.guesses import ChoiceGuess, NumberGuess, load_guess

NUMBER = NumberGuess(id="buyers", kind="number", prompt="How many?", unit="people")
CHOICE = ChoiceGuess(id="shop", kind="choice", prompt="Which?", options=("Harbour", "Mill Lane"))


@pytest.fixture
def book(tmp_path: Path) -> AnswerBook:
    return AnswerBook(tmp_path / "guesses.json")


def keep(asked: NumberGuess | ChoiceGuess, answer: object, book: AnswerBook) -> QuizWidget:
    """Guess in a card, as a student does."""
    card = QuizWidget(asked)
    card.remember_in(book)
    card._on_message(None, {"type": "check", "answer": answer}, None)
    return card


@pytest.mark.parametrize(
    ("asked", "answer", "result", "lines"),
    [
        (NUMBER, "1,200", 1260, ["1,200 people", "1,260 people", "60 too low"]),
        (NUMBER, "1.300 people", 1260, ["1.300 people", "1,260 people", "40 too high"]),
        (NUMBER, "12.5", 12.5, ["12.5 people", "12.5 people", "exactly right"]),
        (CHOICE, ["option_2"], "mill lane", ["Mill Lane", "Mill Lane", "Your guess is right."]),
        (CHOICE, ["option_1"], "Mill Lane", ["Harbour", "Mill Lane", "You guessed another one."]),
    ],
)
def test_a_guess_is_shown_beside_the_result_even_after_a_restart(
    asked: NumberGuess | ChoiceGuess,
    answer: object,
    result: object,
    lines: list[str],
    book: AnswerBook,
) -> None:
    assert "Your guess is kept." in keep(asked, answer, book).feedback["summary"]
    shown = beside(asked, result, AnswerBook(book.file))
    assert str(shown).splitlines()[1] == f"You guessed: {lines[0]}. The result: {lines[1]}."
    assert lines[2] in str(shown).splitlines()[2]
    page = shown._repr_mimebundle_()["text/html"]
    assert page.startswith('<div role="status"')
    assert all(line in page for line in lines)


def test_the_earlier_guess_is_in_the_card_when_the_cell_runs_again(book: AnswerBook) -> None:
    keep(NUMBER, "1200", book)
    again = QuizWidget(NUMBER)
    again.remember_in(AnswerBook(book.file))
    assert again.answer == "1200"
    assert "Your guess: 1200 people." in again.feedback["summary"]
    assert again.tries == 0
    assert not again.may_reveal


@pytest.mark.parametrize("answer", ["", "about ten", None, ["option_1"]])
def test_what_is_no_guess_is_not_kept(answer: object, book: AnswerBook) -> None:
    card = keep(NUMBER, answer, book)
    assert "kept" not in card.feedback["summary"]
    shown = beside(NUMBER, 1260, book)
    assert shown.lines == ["You have made no guess yet. The result: 1,260 people."]


def test_a_guess_that_is_being_changed_does_not_count_yet(book: AnswerBook) -> None:
    card = keep(CHOICE, ["option_1"], book)
    card.set_state({"answer": ["option_2"]})
    assert beside(CHOICE, "Mill Lane", book).guessed == ""


@pytest.mark.parametrize("result", [None, "many", float("nan"), 1j])
def test_a_result_that_is_no_number_is_refused(result: object, book: AnswerBook) -> None:
    with pytest.raises(TypeError, match=r"The result of the guess 'buyers' is .*, not a number"):
        beside(NUMBER, result, book)


def test_a_result_that_is_none_of_the_options_is_refused(book: AnswerBook) -> None:
    with pytest.raises(ValueError, match="no option 'Old Town', only 'Harbour', 'Mill Lane'"):
        beside(CHOICE, "Old Town", book)


def test_the_shown_result_follows_a_later_guess(
    monkeypatch: pytest.MonkeyPatch, book: AnswerBook
) -> None:
    seen: list[Beside] = []

    class Handle:
        update = staticmethod(seen.append)

    for module in ("guess_card", "quiz_card"):
        monkeypatch.setattr(f"grading_helpers.cards.{module}.answer_book", lambda: book)
    monkeypatch.setattr(
        "grading_helpers.cards.guess_card.display",
        lambda shown, display_id: seen.append(shown) or Handle(),
    )
    assert guess("lost_buyers", 579) is None
    card = guess("lost_buyers")
    card._on_message(None, {"type": "check", "answer": "500"}, None)
    assert [one.guessed for one in (seen[0], seen[-1])] == ["", "500 people"]
    assert seen[-1].said == "Your guess is 79 too low."


def test_an_unknown_guess_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownQuestionError, match="The nearest name is 'lost_buyers'"):
        guess("lost_buyer")


def test_a_guess_is_no_question_to_practise() -> None:
    assert "lost_buyers" not in question_ids()
    assert load_guess("lost_buyers").unit == "people"


def test_the_plain_form_asks_without_a_kernel() -> None:
    card = guess("lost_buyers")
    assert "Guess a number. Nobody marks it. To guess, run this cell in Jupyter." in card.as_html()
    assert "579" not in json.dumps(card.get_state(), default=str) + card.as_html()


# What the build says about guesses.


def lesson(folder: Path, *codes: str) -> Lesson:
    cells = tuple(Cell("code", code, line, {}) for line, code in enumerate(codes, 1))
    return Lesson(folder, cells)


ASK, SHOW = 'guess("buyers")', 'guess("buyers", 3)'


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([ASK, SHOW], []),
        (
            [SHOW, ASK],
            ["lesson.md:1: .* before the guess is asked"],
        ),
        ([ASK, ASK], []),
        ([ASK], ["quiz.yml:2: the result of the guess 'buyers' is never shown"]),
        ([], ["quiz.yml:2: the guess 'buyers' is never asked"]),
        ([ASK, SHOW, 'guess("buyer")'], ["lesson.md:3: the guess 'buyer' is not under guesses"]),
    ],
)
def test_each_guess_is_asked_and_then_met(
    tmp_path: Path, codes: list[str], said: list[str]
) -> None:
    bank = tmp_path / "quiz.yml"
    bank.write_text("guesses:\n- id: buyers\n  kind: number\n  prompt: How many?\n", "utf-8")
    found = sorted(str(fault) for fault in guess_faults(lesson(tmp_path, *codes), ["buyers"]))
    assert len(found) == len(said)
    for fault, words in zip(found, sorted(said), strict=True):
        assert re.search(words, fault)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{id: a, kind: number}", "prompt: this key is missing"),
        ("{id: a, kind: guess, prompt: x}", "kind"),
        ("{id: a, kind: choice, prompt: x, options: [y]}", "options"),
        ("{id: a, kind: choice, prompt: x, options: [y, Y]}", "two of its options are the same"),
        ("{id: a, kind: number, prompt: x, answer: 3}", "answer: this key is unknown here"),
    ],
)
def test_a_malformed_guess_is_reported_with_its_line(
    tmp_path: Path, record: str, said: str
) -> None:
    bank = tmp_path / "quiz.yml"
    bank.write_text(f"questions: []\nguesses:\n- {record}\n", "utf-8")
    _, faults = read_guesses(bank)
    assert [fault.line for fault in faults] == [3]
    assert said in faults[0].what


def test_every_lesson_lets_students_guess(course: Course) -> None:
    for folder in course.lessons[1:]:
        guesses, faults = read_guesses(folder / "quiz.yml")
        assert guesses
        assert not faults
