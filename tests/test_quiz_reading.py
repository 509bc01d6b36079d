"""Reading questions from packed banks, and the messages about banks that cannot be read."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from quiz_bank import authored, packed, secrets, write_bank

from grading_helpers.cards.quiz_card import quiz
from grading_helpers.questions import bank as questions_bank
from grading_helpers.questions.bank import UnknownQuestionError, content_digest, load_question
from grading_helpers.questions.packing import unpack_question


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "banks")


def write(folder: Path, content: object, name: str = "03_rater") -> Path:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def altered(name: str, **fields: Any) -> dict[str, Any]:
    """Pack a good question with some of its hidden fields changed."""
    raw = packed()[name]
    hidden = json.loads(b64decode(raw["packed"])) | fields
    return {**raw, "packed": b64encode(json.dumps(hidden).encode()).decode()}


def without(name: str, part: str) -> dict[str, Any]:
    return {key: value for key, value in packed()[name].items() if key != part}


@pytest.mark.parametrize("name", authored())
def test_every_kind_is_unpacked_as_it_was_written(bank: Path, name: str) -> None:
    assert load_question(name, bank) == authored()[name]


# What students' files of answers contain: the digest of a wording, and ids of right answers.
KEPT_BY_STUDENTS: list[tuple[str, str, object]] = [
    ("gap_sign", "aa88aaa2a6502971", ["shortfall"]),
    ("tangibles", "ee923d704aa26751", ["building", "uniform"]),
    ("passive", "36a024cd76a9c6c9", ["false"]),
    ("csat_share", "4d3699eef4df24e9", "62.5"),
    ("generic_strategies", "d4566366ed367ca4", {"gap_1": "narrow", "gap_2": "cost"}),
    (
        "metric_meanings",
        "f5ee9e4241fd4863",
        {
            "f6dd981d74": "7d8305c678",
            "4246e6f81c": "6a688cb7ce",
            "395f89df6b": "e36a152451",
            "79b72e3287": "0de23359b0",
        },
    ),
    (
        "short_pairs",
        "60fd8d7347bb3037",
        {"af2f4f3938": "a764eeeebe", "993698bd3e": "470fa0318c", "198be5d7ab": "5659c5edc9"},
    ),
    (
        "recovery_steps",
        "f249f8172363ae02",
        ["5f7ca284b4", "09532677ff", "c2a24f1d6e", "2d5503f8ff", "5da19da2af"],
    ),
    (
        "rater_cues",
        "9f72afb38166f3c2",
        {
            "c429ee0868": "reliability",
            "4692709594": "assurance",
            "6c5461b554": "empathy",
            "54623ed98b": "assurance",
        },
    ),
    ("sunk_cost", "e18377c4e3a79449", None),
    ("reply_to_manager", "2908c20132b78615", None),
]


@pytest.mark.parametrize(("name", "digest", "answer"), KEPT_BY_STUDENTS)
def test_answers_saved_by_students_stay_valid(name: str, digest: str, answer: object) -> None:
    question = unpack_question(name, packed()[name])
    assert content_digest(question) == digest
    assert answer is None or question.to_answer(answer) == question.right_answer() == answer


@pytest.mark.parametrize("name", authored())
def test_key_is_not_in_the_repr(bank: Path, name: str) -> None:
    shown = repr(load_question(name, bank))
    assert not [secret for secret in secrets(name) if secret in shown]
    assert not [
        word for word in ("correct=", "answers=", "order=", "answer=", "back=") if word in shown
    ]


def test_an_unknown_id_gets_the_nearest_ids_and_a_way_to_fix_it(bank: Path) -> None:
    with pytest.raises(UnknownQuestionError) as refused:
        load_question("tangible", bank)
    message = str(refused.value)
    assert message.startswith("No question is called 'tangible'. The nearest names are 'tangibles'")
    assert "Correct the name" in message
    assert isinstance(refused.value, KeyError)


@pytest.fixture
def installed_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(questions_bank, "files", lambda _package: tmp_path)
    questions_bank._packed_banks.cache_clear()
    yield write_bank(tmp_path / "banks")
    questions_bank._packed_banks.cache_clear()


def test_quiz_reads_the_installed_banks_once(installed_bank: Path) -> None:
    first = quiz("tangibles")
    for file in installed_bank.iterdir():
        file.unlink()
    assert quiz("tangibles").prompt == first.prompt == authored()["tangibles"].prompt


def test_missing_banks_leave_every_question_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestionError, match="No question is called 'tangibles'"):
        load_question("tangibles", tmp_path / "nowhere")


OPTION = {"id": "a", "text": "x", "because": "y", "correct": True}
BLANK = {"id": "scope", "accept": ["narrow"], "because": "x"}
ENTRY = {"id": "a", "text": "x", "category": "sympathy", "because": "y"}

MALFORMED = {
    "no prompt": (without("gap_sign", "prompt"), "'prompt' is missing"),
    "nothing packed": (without("gap_sign", "packed"), "'packed' is missing"),
    "not a mapping": (7, "not subscriptable"),
    "unknown kind": (packed()["gap_sign"] | {"kind": "essay"}, "kind is 'essay'"),
    "prompt is no text": (packed()["gap_sign"] | {"prompt": None}, "its prompt is None"),
    "hint is no text": (altered("gap_sign", hints=[7]), "its hints is 7"),
    "option without text": (altered("gap_sign", options=[{"id": "a"}]), "'text' is missing"),
    "reason missing": (
        altered("gap_sign", options=[{"id": "a", "text": "x"}]),
        "'because' is missing",
    ),
    "option twice": (altered("gap_sign", options=[OPTION, OPTION]), "2 options are correct"),
    "no base64": (packed()["gap_sign"] | {"packed": "?"}, "base64|padding|allowed"),
    "no JSON": (packed()["gap_sign"] | {"packed": "AAAA"}, "Expecting value"),
    "nothing right": (
        altered("gap_sign", options=[OPTION | {"correct": False}]),
        "0 options are correct",
    ),
    "answer is no number": (altered("csat_share", answer="x"), "its answer is 'x'"),
    "tolerance below zero": (altered("csat_share", tolerance=-1), "its tolerance is -1"),
    "gaps of another text": (
        altered("generic_strategies", text="{scope}, {x}"),
        "contains {advantage} 0 times",
    ),
    "blank without forms": (altered("generic_strategies", blanks=[{"id": "a"}]), "'accept'"),
    "blank without a gap": (
        altered("generic_strategies", text="{advantage}", blanks=[BLANK]),
        r"contains {scope} 0 times",
    ),
    "unknown category": (altered("rater_cues", entries=[ENTRY]), "unknown category 'sympathy'"),
    "step is no record": (altered("recovery_steps", steps=["x"]), "dictionary|sequence"),
    "no back": (packed()["gap_sign"] | {"kind": "flashcard"}, "'back' is missing"),
    "no points": (packed()["gap_sign"] | {"kind": "open"}, "'points' is missing"),
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


def test_a_bank_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "03_rater.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"03_rater\.json: "):
        load_question("tangibles", tmp_path)


def test_same_id_in_two_banks_is_refused(bank: Path) -> None:
    write(bank, {"questions": {"tangibles": packed()["tangibles"]}}, name="04_gaps")
    with pytest.raises(ValueError, match=r"99_quiz\.json, question 'tangibles': also in 04_gaps"):
        load_question("tangibles", bank)
