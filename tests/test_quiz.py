"""The inline quiz without a browser: marking, banks, and what the widget gives away."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from grading_helpers import questions
from grading_helpers.questions import (
    CHOOSE_FIRST,
    STILL_MISSING,
    Option,
    Question,
    UnknownQuestionError,
    load_question,
    mark,
)
from grading_helpers.quiz_widget import ChoiceWidget, quiz

TANGIBLES = ("building", "uniform", "leaflet")
OPTIONS = {
    "building": "The state of the building",
    "promise": "Keeping a promise",
    "uniform": "What staff wear",
    "courtesy": "Polite staff",
    "leaflet": "A printed leaflet",
}
REASONS = {
    "building": "It can be seen.",
    "promise": "That is reliability.",
    "uniform": "Dress can be seen.",
    "courtesy": "That is assurance.",
    "leaflet": "Paper can be touched.",
}
EXPLANATION = "Tangibles are all that the senses meet."
SUBSETS = [set(ids) for size in range(len(OPTIONS) + 1) for ids in combinations(OPTIONS, size)]


def question(kind: str = "several", correct: tuple[str, ...] = TANGIBLES) -> Question:
    ids = ("building", "promise") if kind == "truefalse" else tuple(OPTIONS)
    return Question(
        id="tangibles",
        kind=kind,  # type: ignore[arg-type]
        prompt="Which of these are tangibles?",
        options=tuple(Option(each, OPTIONS[each]) for each in ids),
        correct=frozenset(correct),
        reasons={each: REASONS[each] for each in ids},
        explanation=EXPLANATION,
    )


def key(correct: tuple[str, ...] = ("building",), reasons: object = None) -> str:
    """Encode a key as the build does."""
    content = {"correct": correct, "reasons": reasons or REASONS, "explanation": EXPLANATION}
    return b64encode(json.dumps(content).encode()).decode()


def packed(**changes: object) -> dict[str, Any]:
    """Pack a good question as the build does, then change parts of it."""
    good = {
        "kind": "single",
        "prompt": "Which of these is a tangible?",
        "options": [{"id": each, "text": text} for each, text in OPTIONS.items()],
        "key": key(),
    }
    return {**good, **changes}


def write_bank(folder: Path, content: object, name: str = "03_rater") -> Path:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path, {"lesson": "03_rater", "questions": {"tangible": packed()}})


@pytest.fixture
def several() -> ChoiceWidget:
    return ChoiceWidget(question())


@pytest.fixture
def single() -> ChoiceWidget:
    return ChoiceWidget(question("single", ("building",)))


def test_several_is_right_for_exactly_one_of_all_answers() -> None:
    assert [ids for ids in SUBSETS if mark(question(), ids).right] == [set(TANGIBLES)]


@pytest.mark.parametrize("kind", ["single", "truefalse"])
def test_one_answer_is_right_for_exactly_one_option(kind: str) -> None:
    asked = question(kind, ("building",))
    right = [each.id for each in asked.options if mark(asked, [each.id]).right]
    assert right == ["building"]


@pytest.mark.parametrize("chosen", SUBSETS, ids=lambda ids: "+".join(sorted(ids)) or "blank")
def test_notes_and_hints_speak_of_what_is_ticked(chosen: set[str]) -> None:
    marked = mark(question(), chosen)
    text = marked.summary + "".join(note.reason for note in marked.notes)
    assert {note.option_id for note in marked.notes} == chosen
    assert {
        note.option_id for note in marked.notes if note.verdict == "right"
    } == chosen.intersection(TANGIBLES)
    assert (STILL_MISSING in marked.summary) == (bool(chosen) and not chosen.issuperset(TANGIBLES))
    assert (EXPLANATION in marked.summary) == marked.right
    assert not [each for each in OPTIONS if each not in chosen and REASONS[each] in text]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([*TANGIBLES, "promise"], "One of your ticks does not belong."),
        ([*TANGIBLES, "promise", "courtesy"], "2 of your ticks do not belong."),
    ],
)
def test_several_counts_the_ticks_that_do_not_belong(chosen: list[str], said: str) -> None:
    assert said in mark(question(), chosen).summary


@pytest.mark.parametrize("kind", ["single", "several", "truefalse"])
def test_nothing_chosen_asks_to_choose(kind: str) -> None:
    marked = mark(question(kind, ("building",)), [])
    assert (marked.right, marked.summary, marked.notes) == (False, CHOOSE_FIRST, ())


def test_unknown_options_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'tangibles' has no option \['colour'\]"):
        mark(question(), ["building", "colour"])


def test_two_answers_to_a_single_choice_are_refused() -> None:
    with pytest.raises(ValueError, match="takes one answer"):
        mark(question("single", ("building",)), ["building", "promise"])


def test_packed_question_is_read(bank: Path) -> None:
    asked = load_question("tangible", bank)
    assert (asked.kind, asked.explanation) == ("single", EXPLANATION)
    assert asked.correct == frozenset({"building"})
    assert [option.id for option in asked.options] == list(OPTIONS)


def test_key_is_not_in_the_repr(bank: Path) -> None:
    shown = repr(load_question("tangible", bank))
    assert not [text for text in (*REASONS.values(), EXPLANATION, "correct") if text in shown]


def test_unknown_id_names_the_nearest_and_the_cure(bank: Path) -> None:
    with pytest.raises(UnknownQuestionError) as refused:
        load_question("tangibel", bank)
    message = str(refused.value)
    assert message.startswith("No question is called 'tangibel'. The nearest names are 'tangible'.")
    assert "Correct the name" in message
    assert isinstance(refused.value, KeyError)


@pytest.fixture
def installed_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "quizzes").mkdir()
    monkeypatch.setattr(questions, "files", lambda _package: tmp_path)
    questions._packed_banks.cache_clear()
    yield write_bank(tmp_path / "quizzes", {"questions": {"tangible": packed()}})
    questions._packed_banks.cache_clear()


def test_quiz_asks_from_the_installed_banks_read_once(installed_bank: Path) -> None:
    first = quiz("tangible")
    (installed_bank / "03_rater.json").unlink()
    assert quiz("tangible").prompt == first.prompt == "Which of these is a tangible?"


def test_missing_banks_leave_every_question_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestionError, match="No question is called 'tangible'"):
        load_question("tangible", tmp_path / "nowhere")


MALFORMED = {
    "no prompt": ({"kind": "single", "key": key(), "options": []}, "'prompt' is missing"),
    "not a mapping": (7, "not subscriptable"),
    "unknown kind": (packed(kind="essay"), "kind is 'essay'"),
    "prompt is no text": (packed(prompt=None), "is not text"),
    "one option": (packed(options=[{"id": "building", "text": "x"}]), "at least two options"),
    "option without text": (packed(options=[{"id": "building"}]), "'text' is missing"),
    "key is no base64": (packed(key="?"), "base64|padding|allowed"),
    "key is no JSON": (packed(key="AAAA"), "Expecting value"),
    "key of another option": (packed(key=key(("colour",))), "names no option"),
    "nothing right": (packed(key=key(())), "names no option"),
    "two right": (packed(key=key(("building", "leaflet"))), "one right option, not 2"),
    "reason missing": (packed(key=key(reasons={"building": "x"})), "one reason per option"),
}


@pytest.mark.parametrize(("raw", "said"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_question_is_named_with_its_bank(tmp_path: Path, raw: object, said: str) -> None:
    write_bank(tmp_path, {"questions": {"good": packed(), "bad": raw}})
    with pytest.raises(ValueError, match=rf"03_rater\.json, question 'bad': .*({said})"):
        load_question("bad", tmp_path)
    assert load_question("good", tmp_path).id == "good"


@pytest.mark.parametrize(
    ("content", "said"),
    [({}, "'questions' is missing"), ([], "list"), ({"questions": []}, "not a mapping")],
    ids=["empty", "list", "list of questions"],
)
def test_malformed_bank_is_named(tmp_path: Path, content: object, said: str) -> None:
    write_bank(tmp_path, content)
    with pytest.raises(ValueError, match=rf"03_rater\.json: .*{said}"):
        load_question("tangible", tmp_path)


def test_bank_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "03_rater.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"03_rater\.json: "):
        load_question("tangible", tmp_path)


def test_same_id_in_two_banks_is_refused(bank: Path) -> None:
    write_bank(bank, {"questions": {"tangible": packed()}}, name="04_gaps")
    with pytest.raises(ValueError, match=r"04_gaps\.json, question 'tangible': 03_rater\.json has"):
        load_question("tangible", bank)


def state_of(widget: ChoiceWidget) -> str:
    """Write out what the front end is told, without the widget's own source."""
    state = {
        name: value for name, value in widget.get_state().items() if name not in {"_esm", "_css"}
    }
    return json.dumps(state, default=str)


def said_too_early(widget: ChoiceWidget, earned: set[str]) -> list[str]:
    secret = [reason for each, reason in REASONS.items() if each not in earned]
    return [text for text in (*secret, EXPLANATION, "correct") if text in state_of(widget)]


def test_state_gives_nothing_away_before_checking(several: ChoiceWidget) -> None:
    several.selected = ["building", "promise"]
    assert not said_too_early(several, earned=set())


def test_state_gives_only_ticked_reasons_after_a_wrong_answer(several: ChoiceWidget) -> None:
    several.selected = ["building", "promise"]
    several.check()
    assert not said_too_early(several, earned={"building", "promise"})
    assert REASONS["promise"] in state_of(several)


def test_explanation_comes_with_the_right_answer(several: ChoiceWidget) -> None:
    several.selected = list(TANGIBLES)
    several.check()
    assert several.feedback["right"] is True
    assert EXPLANATION in several.feedback["summary"]


def test_blank_is_neither_right_nor_a_try(single: ChoiceWidget) -> None:
    single.check()
    assert (single.feedback["right"], single.feedback["notes"], single.tries) == (None, [], 0)


def test_tries_count_answers_not_presses(single: ChoiceWidget) -> None:
    for chosen in (["promise"], ["promise"], ["building"]):
        single.selected = chosen
        single.check()
        single.check()
    assert single.tries == 2


def test_changed_selection_clears_the_verdict(single: ChoiceWidget) -> None:
    single.selected = ["promise"]
    single.check()
    single.selected = ["building"]
    assert single.feedback == {}


def receive(widget: ChoiceWidget, data: dict[str, Any]) -> None:
    """Hand the widget a comm message, as the front end would send it."""
    widget._handle_msg({"content": {"data": data}, "buffers": []})


NONSENSE: list[Any] = [None, 7, "building", {}, [], [None], [["building"]], [{"id": 1}], ["colour"]]


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_nonsense_selected_is_no_answer(single: ChoiceWidget, value: object) -> None:
    receive(single, {"method": "update", "state": {"selected": value}})
    receive(single, {"method": "custom", "content": {"type": "check", "selected": value}})
    assert (single.selected, single.tries, single.feedback["right"]) == ([], 0, None)


@pytest.mark.parametrize("content", [*NONSENSE, {"type": "reveal"}], ids=repr)
def test_nonsense_messages_change_nothing(single: ChoiceWidget, content: object) -> None:
    before = state_of(single)
    receive(single, {"method": "custom", "content": content})
    assert state_of(single) == before


FORGED = {"tries": 9, "feedback": {"right": True}, "prompt": "", "selected": ["promise"]}


@pytest.mark.parametrize("state", [None, [], "selected", {}, {"tries": 9}], ids=repr)
def test_state_without_a_selection_is_ignored(single: ChoiceWidget, state: object) -> None:
    before = state_of(single)
    single.set_state(state)
    assert state_of(single) == before


def test_front_end_sets_a_selection_and_nothing_else(single: ChoiceWidget) -> None:
    receive(single, {"method": "update", "state": FORGED})
    assert (single.selected, single.tries, single.feedback) == (["promise"], 0, {})
    assert single.prompt == single.question.prompt


def test_check_message_brings_its_own_selection(single: ChoiceWidget) -> None:
    receive(single, {"method": "custom", "content": {"type": "check", "selected": ["promise"]}})
    receive(single, {"method": "update", "state": {"selected": ["promise"]}})
    assert [note["reason"] for note in single.feedback["notes"]] == [REASONS["promise"]]


def test_two_answers_to_a_single_choice_are_no_answer(single: ChoiceWidget) -> None:
    single.selected = ["building", "promise"]
    assert single.selected == []


def test_selection_is_kept_in_the_order_of_the_options(several: ChoiceWidget) -> None:
    several.selected = ["leaflet", "colour", "building"]
    assert several.selected == ["building", "leaflet"]


def test_plain_text_shows_the_lettered_question(single: ChoiceWidget) -> None:
    data, _metadata = single._repr_mimebundle_()
    lines = data["text/plain"].splitlines()
    assert lines[:3] == [single.prompt, "  a) The state of the building", "  b) Keeping a promise"]
    assert lines[-1] == "Choose one. Run this cell to answer."
    assert not [reason for reason in REASONS.values() if reason in data["text/plain"]]


@pytest.mark.parametrize("module", ["questions", "quiz_widget"])
def test_import_stays_light(module: str) -> None:
    heavy = {"pandas", "numpy", "matplotlib", "nbgrader", "jupytext"}
    code = f"import sys, grading_helpers.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert heavy.isdisjoint(loaded.stdout.split())
