"""Reading questions from packed banks, and what is said of banks that cannot be read."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from quiz_bank import authored, packed, secrets, write_bank

from grading_helpers import questions
from grading_helpers.questions import UnknownQuestionError, load_question
from grading_helpers.quiz_widget import quiz


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "banks")


def write(folder: Path, content: object, name: str = "03_rater") -> Path:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def altered(name: str, key: dict[str, Any] | None = None, **shown: Any) -> dict[str, Any]:
    """Pack a good question, then change parts of what is shown and of the key."""
    raw = packed()[name]
    content = json.loads(b64decode(raw["key"])) | (key or {})
    return {**raw, "key": b64encode(json.dumps(content).encode()).decode(), **shown}


def without(name: str, part: str) -> dict[str, Any]:
    return {key: value for key, value in packed()[name].items() if key != part}


@pytest.mark.parametrize("name", authored())
def test_every_kind_comes_back_as_it_was_written(bank: Path, name: str) -> None:
    written, read = authored()[name], load_question(name, bank)
    assert (read.id, read.kind, read.prompt) == (name, written.kind, written.prompt)
    assert (read.explanation, read.hints) == (written.explanation, written.hints)


@pytest.mark.parametrize("name", authored())
def test_key_is_not_in_the_repr(bank: Path, name: str) -> None:
    shown = repr(load_question(name, bank))
    assert not [secret for secret in secrets(name) if secret in shown]
    assert not [
        word for word in ("correct=", "answers=", "order=", "answer=", "back=") if word in shown
    ]


def test_unknown_id_names_the_nearest_and_the_cure(bank: Path) -> None:
    with pytest.raises(UnknownQuestionError) as refused:
        load_question("tangible", bank)
    message = str(refused.value)
    assert message.startswith("No question is called 'tangible'. The nearest names are 'tangibles'")
    assert "Correct the name" in message
    assert isinstance(refused.value, KeyError)


@pytest.fixture
def installed_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(questions, "files", lambda _package: tmp_path)
    questions._packed_banks.cache_clear()
    yield write_bank(tmp_path / "quizzes")
    questions._packed_banks.cache_clear()


def test_quiz_asks_from_the_installed_banks_read_once(installed_bank: Path) -> None:
    first = quiz("tangibles")
    for file in installed_bank.iterdir():
        file.unlink()
    assert quiz("tangibles").prompt == first.prompt == authored()["tangibles"].prompt


def test_missing_banks_leave_every_question_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestionError, match="No question is called 'tangibles'"):
        load_question("tangibles", tmp_path / "nowhere")


MALFORMED = {
    "no prompt": (without("gap_sign", "prompt"), "'prompt' is missing"),
    "no key": (without("gap_sign", "key"), "'key' is missing"),
    "not a mapping": (7, "not subscriptable"),
    "unknown kind": (altered("gap_sign", kind="essay"), "kind is 'essay'"),
    "prompt is no text": (altered("gap_sign", prompt=None), "is not text"),
    "hint is no text": (altered("gap_sign", {"hints": [7]}), "is not text"),
    "one option": (altered("gap_sign", options=[{"id": "a", "text": "x"}]), "at least two options"),
    "option without text": (altered("gap_sign", options=[{"id": "a"}]), "'text' is missing"),
    "key is no base64": (altered("gap_sign") | {"key": "?"}, "base64|padding|allowed"),
    "key is no JSON": (altered("gap_sign") | {"key": "AAAA"}, "Expecting value"),
    "key of another option": (altered("gap_sign", {"correct": ["x"]}), "names no option"),
    "nothing right": (altered("gap_sign", {"correct": []}), "names no option"),
    "two right": (
        altered("gap_sign", {"correct": ["surplus", "markup"]}),
        "one right option, not 2",
    ),
    "reason missing": (altered("gap_sign", {"reasons": {"surplus": "x"}}), "one reason per option"),
    "answer is no number": (altered("csat_share", {"answer": "x"}), "could not convert"),
    "tolerance below zero": (altered("csat_share", {"tolerance": -1}), "below zero"),
    "gaps of another text": (altered("generic_strategies", text="{gap_1} or {gap_3}"), "the gaps"),
    "blank without forms": (altered("generic_strategies", {"blanks": [{"id": "a"}]}), "'accept'"),
    "row without an answer": (altered("rater_cues", {"answers": {}}), "for each row"),
    "unknown choice": (altered("rater_cues", choices=[{"id": "x", "text": "X"}]), "not exist"),
    "step without a place": (altered("recovery_steps", {"order": ["x"]}), "for each step"),
    "no back": (altered("gap_sign", kind="flashcard"), "'back' is missing"),
    "no points": (altered("gap_sign", kind="open"), "'points' is missing"),
}


@pytest.mark.parametrize(("raw", "said"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_question_is_named_with_its_bank(tmp_path: Path, raw: object, said: str) -> None:
    write(tmp_path, {"questions": {"good": packed()["gap_sign"], "bad": raw}})
    with pytest.raises(ValueError, match=rf"03_rater\.json, question 'bad': .*({said})"):
        load_question("bad", tmp_path)
    assert load_question("good", tmp_path).id == "good"


@pytest.mark.parametrize(
    ("content", "said"),
    [({}, "'questions' is missing"), ([], "list"), ({"questions": []}, "not a mapping")],
    ids=["empty", "list", "list of questions"],
)
def test_malformed_bank_is_named(tmp_path: Path, content: object, said: str) -> None:
    write(tmp_path, content)
    with pytest.raises(ValueError, match=rf"03_rater\.json: .*{said}"):
        load_question("tangibles", tmp_path)


def test_bank_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "03_rater.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"03_rater\.json: "):
        load_question("tangibles", tmp_path)


def test_same_id_in_two_banks_is_refused(bank: Path) -> None:
    write(bank, {"questions": {"tangibles": packed()["tangibles"]}}, name="04_gaps")
    with pytest.raises(ValueError, match=r"99_quiz\.json, question 'tangibles': 04_gaps\.json has"):
        load_question("tangibles", bank)
