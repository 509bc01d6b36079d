"""The question cards without a browser: what they accept, what they reveal and when."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from quiz_bank import asked, authored, secrets

from grading_helpers.cards import live_card
from grading_helpers.cards.live_card import VIEW
from grading_helpers.cards.quiz_card import TRIES_BEFORE_ANSWER, QuizWidget
from grading_helpers.questions.kinds.open import WRITE_FIRST
from grading_helpers.questions.wording import as_text

MARKED = [name for name, one in authored().items() if one.is_marked]
WITH_HINTS = [name for name, one in authored().items() if one.hints]


def ask(name: str) -> QuizWidget:
    return QuizWidget(asked(name), "ann")


def wrong_answer(name: str) -> Any:
    """Give an answer that is wrong in every part, or at least in some."""
    question = asked(name)
    wrong: dict[str, Any] = {
        "gap_sign": ["surplus"],
        "tangibles": ["building", "promise"],
        "passive": ["true"],
        "csat_share": "160",
        "generic_strategies": {"gap_1": "broad", "gap_2": "price"},
    }
    if name in wrong:
        return wrong[name]
    if question.kind == "ordering":
        return list(question.order[::-1])
    rows = [row.id for row in question.rows]
    turned = [question.answers[row] for row in (*rows[1:], rows[0])]
    return dict(zip(rows, turned, strict=True))


def state_of(widget: QuizWidget) -> str:
    """Return what is sent to the front end, without the widget's source."""
    state = {
        name: value for name, value in widget.get_state().items() if name not in {"_esm", "_css"}
    }
    return json.dumps(state, default=str, ensure_ascii=False)


def told(widget: QuizWidget) -> set[str]:
    return {secret for secret in secrets(widget.question.id) if secret in state_of(widget)}


def receive(widget: QuizWidget, data: dict[str, Any]) -> None:
    """Give the widget a message as the front end would send it."""
    widget._handle_msg({"content": {"data": data}, "buffers": []})


def say(widget: QuizWidget, **content: Any) -> None:
    receive(widget, {"method": "custom", "content": content})


# What is shown, and when.


@pytest.mark.parametrize("name", authored())
def test_a_fresh_card_reveals_nothing(name: str) -> None:
    assert told(ask(name)) == set()


@pytest.mark.parametrize("name", MARKED)
def test_an_unchecked_answer_reveals_nothing(name: str) -> None:
    widget = ask(name)
    widget.answer = wrong_answer(name)
    entered = {str(value) for value in getattr(widget.answer, "values", list)()}
    assert told(widget) - entered == set()


@pytest.mark.parametrize("name", MARKED)
def test_a_wrong_answer_does_not_get_the_explanation(name: str) -> None:
    widget = ask(name)
    widget.answer = wrong_answer(name)
    widget.check()
    assert widget.feedback["right"] is False
    assert widget.question.explanation not in state_of(widget)
    assert widget.score < 1


@pytest.mark.parametrize("name", MARKED)
def test_the_right_answer_gets_the_explanation(name: str) -> None:
    widget = ask(name)
    widget.answer = widget.question.right_answer()
    widget.check()
    assert (widget.feedback["right"], widget.score) == (True, 1)
    assert widget.question.explanation in widget.feedback["summary"]


def test_only_ticked_options_reveal_their_reasons() -> None:
    widget = ask("tangibles")
    widget.answer = ["building", "promise"]
    widget.check()
    reasons = widget.question.reasons
    assert told(widget) == {reasons["building"], reasons["promise"]}


def test_only_right_rows_reveal_their_reasons() -> None:
    widget = ask("rater_cues")
    row, other, *_ = (row.id for row in widget.question.rows)
    wrong = next(each for each in widget.question.answers.values()
                 if each != widget.question.answers[other])  # fmt: skip
    widget.answer = {row: widget.question.answers[row], other: wrong}
    widget.check()
    assert told(widget) == {widget.question.reasons[row]}


# Checking.


@pytest.mark.parametrize("name", MARKED)
def test_a_blank_answer_is_neither_right_nor_a_try(name: str) -> None:
    widget = ask(name)
    widget.check()
    assert (widget.feedback["right"], widget.feedback["notes"], widget.tries) == (None, [], 0)


@pytest.mark.parametrize("name", MARKED)
def test_tries_count_answers_and_not_clicks(name: str) -> None:
    widget = ask(name)
    for answer in (wrong_answer(name), wrong_answer(name), widget.question.right_answer()):
        widget.answer = answer
        widget.check()
        widget.check()
    assert widget.tries == 2


@pytest.mark.parametrize("name", MARKED)
def test_a_changed_answer_clears_the_verdict(name: str) -> None:
    widget = ask(name)
    widget.answer = wrong_answer(name)
    widget.check()
    widget.answer = widget.question.right_answer()
    assert widget.feedback == {}


def test_the_best_score_is_kept() -> None:
    widget = ask("rater_cues")
    first, *_others = widget.question.answers
    for answer in ({first: widget.question.answers[first]}, wrong_answer("rater_cues")):
        widget.answer = answer
        widget.check()
    assert widget.score == 0.25


# Hints.


@pytest.mark.parametrize("name", authored())
def test_hints_are_shown_one_at_a_time(name: str) -> None:
    widget = ask(name)
    assert widget.hint_count == len(widget.question.hints)
    for opened in range(1, len(widget.question.hints) + 2):
        say(widget, type="hint")
        assert widget.hints == list(widget.question.hints[:opened])


def test_an_unopened_hint_is_not_sent_to_the_page() -> None:
    widget = ask("gap_sign")
    widget.hint()
    assert told(widget) == {widget.question.hints[0]}


# Showing the answer.


@pytest.mark.parametrize("name", MARKED)
def test_the_answer_can_be_revealed_after_some_tries_and_earns_nothing(name: str) -> None:
    widget = ask(name)
    say(widget, type="reveal")
    assert told(widget) == set()
    before = wrong_answer(name)
    for count in range(1, TRIES_BEFORE_ANSWER + 1):
        widget.answer = widget.question.to_answer(None)
        widget.answer = before
        widget.check()
        assert widget.may_reveal == (count == TRIES_BEFORE_ANSWER)
    score = widget.score
    say(widget, type="reveal")
    assert widget.answer == widget.question.right_answer()
    assert widget.feedback["summary"].startswith("This is the answer.")
    assert widget.feedback["right"] is None
    widget.answer = before
    widget.answer = widget.question.right_answer()
    widget.check()
    assert widget.feedback["right"] is True
    assert widget.score == score < 1


def test_the_answer_is_not_offered_after_a_right_answer() -> None:
    widget = ask("passive")
    for answer in (["true"], ["false"], ["true"], ["false"]):
        widget.answer = answer
        widget.check()
    assert widget.tries == 4
    assert widget.may_reveal is False


def test_a_request_that_is_sent_again_is_obeyed_once() -> None:
    card = ask("sunk_cost")
    for _ in range(2):
        say(card, type="check", request="first")
    assert card.feedback["summary"].startswith(card.question.back)
    say(card, type="check", request="second")
    assert card.feedback == {}


def test_a_request_that_is_sent_again_gets_its_verdict_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card, sent = ask("passive"), []
    say(card, type="check", answer=["true"], request="first")
    monkeypatch.setattr(card, "_send", lambda message, buffers=None: sent.append(message))
    say(card, type="check", answer=["true"], request="first")
    assert [message["state"] for message in sent] == [
        {"tries": 1, "feedback": card.feedback, "may_reveal": False}
    ]


# Flashcards and open questions.


def test_a_flashcard_can_be_turned_back_and_forth() -> None:
    widget = ask("sunk_cost")
    say(widget, type="check")
    assert widget.feedback["summary"].startswith(widget.question.back)
    say(widget, type="check")
    assert widget.feedback == {}
    assert told(widget) == set()


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_open_question_needs_text_before_it_compares(text: str) -> None:
    widget = ask("reply_to_manager")
    say(widget, type="check", answer=text)
    assert widget.feedback["summary"] == WRITE_FIRST
    assert told(widget) == set()


def test_an_open_question_keeps_its_comparison_while_the_student_types() -> None:
    widget = ask("reply_to_manager")
    say(widget, type="check", answer="No.")
    assert widget.feedback["points"] == list(widget.question.points)
    receive(widget, {"method": "update", "state": {"answer": "No, for three reasons."}})
    assert widget.feedback["points"] == list(widget.question.points)
    assert widget.answer == "No, for three reasons."


# What the front end may send.

NONSENSE: list[Any] = [None, 7, True, {}, [], [None], [["building"]], [{"id": 1}], {"a": "b"}]


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_invalid_values_are_not_an_answer(name: str, value: object) -> None:
    widget = ask(name)
    receive(widget, {"method": "update", "state": {"answer": value}})
    say(widget, type="check", answer=value)
    assert widget.answer == widget.question.to_answer(None)
    assert (widget.tries, widget.feedback["right"]) == (0, None)


@pytest.mark.parametrize("name", authored())
@pytest.mark.parametrize("content", [*NONSENSE, "check", {"type": "open"}, {"type": []}], ids=repr)
def test_invalid_messages_change_nothing(name: str, content: object) -> None:
    widget = ask(name)
    before = state_of(widget)
    receive(widget, {"method": "custom", "content": content})
    assert state_of(widget) == before


FORGED = {"tries": 9, "feedback": {"right": True}, "prompt": "", "hints": ["x"], "may_reveal": True}


@pytest.mark.parametrize("state", [None, [], "answer", {}, FORGED], ids=repr)
@pytest.mark.parametrize("name", authored())
def test_state_without_an_answer_is_ignored(name: str, state: object) -> None:
    widget = ask(name)
    before = state_of(widget)
    widget.set_state(state)
    assert state_of(widget) == before


def test_the_front_end_can_set_the_answer_and_nothing_else() -> None:
    widget = ask("gap_sign")
    receive(widget, {"method": "update", "state": {**FORGED, "answer": ["surplus"]}})
    assert (widget.answer, widget.tries, widget.feedback) == (["surplus"], 0, {})
    assert (widget.prompt, widget.may_reveal) == (widget.question.prompt, False)


@pytest.mark.parametrize("name", MARKED)
def test_a_check_message_includes_its_answer(name: str) -> None:
    widget = ask(name)
    answer = widget.question.right_answer()
    say(widget, type="check", answer=answer)
    receive(widget, {"method": "update", "state": {"answer": answer}})
    assert (widget.feedback["right"], widget.feedback["answer"]) == (True, answer)


def test_two_answers_to_a_single_choice_are_dropped() -> None:
    widget = ask("gap_sign")
    widget.answer = ["surplus", "shortfall"]
    assert widget.answer == []


# The forms for a notebook without a kernel.


@pytest.mark.parametrize("name", authored())
def test_plain_text_contains_the_question_and_not_the_key(name: str) -> None:
    question = ask(name).question
    text = repr(ask(name))
    shown = [part["text"] for parts in ("options", "rows", "choices", "steps")
             for part in ask(name).content.get(parts, ())]  # fmt: skip
    assert text.startswith(question.prompt)
    assert text.endswith(f"{question.instruction} To answer, run this cell in Jupyter.")
    assert not [each for each in shown if each not in text]
    assert not [secret for secret in secrets(name) if secret in text]


class Texts(HTMLParser):
    """Collects the tags and texts of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", authored())
def test_plain_html_reads_like_the_question(name: str) -> None:
    question = ask(name).question
    read = Texts(ask(name).as_html())
    shown = [part["text"] for parts in ("options", "rows", "choices", "steps")
             for part in ask(name).content.get(parts, ())]  # fmt: skip
    assert not [
        each for each in (question.prompt.replace("`", ""), *shown) if each not in read.text
    ]
    assert set(read.tags) <= {"p", "strong", "em", "ol", "ul", "li", "code"}
    assert not [secret for secret in secrets(name) if secret in read.text]


def test_plain_forms_letter_the_options_in_the_order_of_the_card() -> None:
    widget = ask("gap_sign")
    lines = repr(widget).splitlines()
    assert lines[1:4] == [
        f"  {letter}) {option['text']}"
        for letter, option in zip("ABC", widget.content["options"], strict=True)
    ]


def test_gaps_are_drawn_as_lines_in_plain_forms() -> None:
    text = as_text(asked("generic_strategies"))
    assert text.count("________") == 2
    assert "gap_1" not in text


def test_a_card_is_displayed_with_its_plain_form(monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[dict[str, Any]] = []
    monkeypatch.setattr(live_card, "publish_display_data", published.append)
    widget = ask("tangibles")
    widget._ipython_display_()
    plain, live = published
    assert set(plain) == {"text/plain", "text/html"}
    assert plain["text/plain"] == repr(widget)
    assert f'data-quiz="{widget.plain_form}"' in plain["text/html"]
    assert widget.as_html() in plain["text/html"]
    assert set(live) == {VIEW}
    assert live[VIEW]["model_id"] == widget.model_id


def test_the_mime_bundle_contains_every_form() -> None:
    data, _metadata = ask("tangibles")._repr_mimebundle_()
    assert set(data) == {VIEW, "text/plain", "text/html"}


INSTRUCTIONS = {
    "csat_share": "Write a number in %, accurate to within 0.05.",
    "tangibles": "only if you tick exactly the right ones",
    "generic_strategies": "Each counts the same.",
    "metric_meanings": "Each pair counts the same. You will not need every text.",
    "short_pairs": "Each pair counts the same.",
    "recovery_steps": "Each pair of steps in the right order counts.",
    "rater_cues": "Each counts the same.",
    "reply_to_manager": "It is not marked.",
}


@pytest.mark.parametrize(("name", "said"), INSTRUCTIONS.items())
def test_the_instruction_states_the_rule_of_scoring(name: str, said: str) -> None:
    assert said in ask(name).instruction


@pytest.mark.parametrize(
    "module", ["questions.bank", "questions.kinds", "questions.wording", "cards.quiz_card"]
)
def test_importing_the_package_stays_light(module: str) -> None:
    heavy = {"pandas", "numpy", "matplotlib", "nbgrader", "jupytext", "pydantic", "yaml"}
    code = f"import sys, grading_helpers.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert heavy.isdisjoint(loaded.stdout.split())


@pytest.mark.parametrize(
    "module", ["questions.bank", "questions.kinds", "questions.packing", "questions.wording"]
)
def test_marking_does_not_import_widgets(module: str) -> None:
    code = f"import sys, grading_helpers.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert {"ipywidgets", "anywidget", "traitlets"}.isdisjoint(loaded.stdout.split())
