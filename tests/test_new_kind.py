"""A new kind of question needs a module, an ES module and a row in the table, and nothing else."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import pytest

from grading_helpers.cards import live_card
from grading_helpers.cards.quiz_card import QuizWidget
from grading_helpers.instructor.authoring.bank import bank_schema, pack_bank, read_bank
from grading_helpers.instructor.exports.anki import anki_deck
from grading_helpers.instructor.exports.common import Quiz
from grading_helpers.instructor.exports.gift import gift_text
from grading_helpers.instructor.exports.qti import qti_package
from grading_helpers.instructor.exports.sheet import answer_sheet, question_sheet
from grading_helpers.questions import kinds
from grading_helpers.questions.bank import load_question
from grading_helpers.questions.layout import Sentence, Solution, Solved
from grading_helpers.questions.marking import Marked, feedback_on, marked
from grading_helpers.questions.question import Question, Text


@dataclass(frozen=True, kw_only=True, repr=False)
class InitialQuestion(Question[str]):
    """Name the first letter of a word."""

    kind: Literal["initial"]
    word: Text

    es_module: ClassVar[str] = "initial"

    @property
    def instruction(self) -> str:
        return "Type one letter."

    def layout(self, student: str | None = None) -> tuple[Sentence, ...]:
        return (Sentence(("It begins with ", "letter", ".")),)

    def to_answer(self, sent: object) -> str:
        return sent[:1] if isinstance(sent, str) else ""

    def mark(self, answer: str) -> Marked:
        if not answer:
            return self.blank()
        right = answer == self.right_answer()
        return marked(float(right), self.explanation, [feedback_on("letter", right)])

    def right_answer(self) -> str:
        return self.word[0]

    def solution(self) -> Solution:
        return Solution((Solved(self.right_answer(), f"The word is {self.word}."),))


BANK = """
questions:
- id: name_of_score
  kind: initial
  concept: metric.nps
  prompt: With which letter does the name of Reichheld's score begin?
  word: Net
  explanation: It is the Net Promoter Score.
"""


@pytest.fixture(autouse=True)
def _row_and_es_module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kinds, "TABLE", [*kinds.TABLE, InitialQuestion])
    monkeypatch.setattr("grading_helpers.instructor.authoring.bank.TABLE", kinds.TABLE)
    static = shutil.copytree(live_card.STATIC, tmp_path / "static")
    (static / "kinds" / "initial.js").write_text("export default card(() => ({}));")
    monkeypatch.setattr(live_card, "STATIC", static)
    bank_schema.cache_clear()
    yield
    bank_schema.cache_clear()


@pytest.fixture
def question(tmp_path: Path) -> InitialQuestion:
    (tmp_path / "quiz.yml").write_text(BANK)
    (read,), faults = read_bank(tmp_path / "quiz.yml")
    assert not faults
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "09_new.json").write_text(pack_bank("09_new", [read]))
    loaded = load_question("name_of_score", tmp_path / "banks")
    assert loaded == read
    assert isinstance(loaded, InitialQuestion)
    return loaded


def test_the_new_kind_is_asked_and_marked(question: InitialQuestion) -> None:
    card = QuizWidget(question, "ann")
    assert "export default card(() => ({}));" in card._esm
    assert "It begins with ________." in repr(card)
    assert "<p>It begins with ________.</p>" in card.as_html()
    card.set_state({"answer": "P"})
    card.check()
    assert (card.score, card.feedback["right"]) == (0, False)
    card.set_state({"answer": "N"})
    card.check()
    assert (card.score, card.tries, card.feedback["right"]) == (1, 2, True)
    assert "Net" not in json.dumps(QuizWidget(question, "ann").get_state(), default=str)


def test_faults_of_the_new_kind_are_reported_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "quiz.yml").write_text(BANK.replace("word: Net", "word: ''"))
    questions, (fault,) = read_bank(tmp_path / "quiz.yml")
    assert (questions, fault.line) == ([], 7)


def test_the_new_kind_is_exported_to_every_format(question: InitialQuestion) -> None:
    quiz = Quiz("A course", "09_new", "A new kind", (question,))
    gift = gift_text(quiz)
    assert b"The word is Net." in gift.content
    assert [change.what[:12] for change in gift.changes] == ["now an essay"]
    assert [change.what[:12] for change in qti_package(quiz).changes] == ["now an essay"]
    assert anki_deck(quiz, 1_800_000_000.0).changes == ()
    assert "It begins with" in question_sheet(quiz).content.decode()
    assert "The word is Net." not in question_sheet(quiz).content.decode()
    assert "The word is Net." in answer_sheet(quiz).content.decode()
