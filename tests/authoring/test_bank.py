"""Mistakes in a bank are reported with the file, the question and the line."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import asdict
from pathlib import Path

import pytest
from quiz_bank import BANK, asked, authored, packed, secrets

from grading_helpers.instructor.authoring.bank import read_bank
from grading_helpers.questions.kinds import kinds

TEXT = BANK.read_text("utf-8")

# The text to replace, its replacement, the line to change, and the message about a question.
DAMAGED = {
    "unknown kind": ("kind: flashcard", "kind: essay", "- id: sunk_cost", "sunk_cost.*'essay'"),
    "unknown key": ("unit: ", "units: ", "units: ", "csat_share.*units: this key is unknown"),
    "key of another kind": ("  back:", "  answer: 5\n  back:", "answer: 5", "sunk_cost.*answer"),
    "no prompt": ("prompt: A customer who", "hints: [x]\n#", "- id: passive", "passive.*prompt"),
    "concept without a family": ("metric.clv", "clv", "clv", "sunk_cost.*concept"),
    "unknown model": (
        "  kind: number",
        "  kind: number\n  model: rate",
        "- id: csat_share",
        "csat_share.*no model called 'rate'",
    ),
    "four hints": ("- Divide", "- a\n  - b\n  - c\n  - Divide", "- a", "csat_share.*hints"),
    "empty hint": ("- Divide", "- ''\n  - Divide", "- ''", "csat_share.*hints → 0"),
    "text that YAML takes for a number": (
        "left: CSAT\n",
        "left: 7\n",
        "left: 7",
        "metric_meanings.*pairs → 0 → left: Input should be a valid string",
    ),
    "answer that is no number": ("answer: 62.5", "answer: '62.5'", "'62.5'", "valid number"),
    "answer that is true": ("answer: 62.5", "answer: true", "answer: true", "valid number"),
    "endless answer": ("answer: 62.5", "answer: .inf", "answer: .inf", "finite number"),
    "tolerance below zero": ("tolerance: 0.05", "tolerance: -1", "-1", "tolerance: .*equal to 0"),
    "no tolerance": ("  tolerance: 0.05\n", "", "csat_share", "62.5 is not a whole number"),
    "tolerance that takes in a mistake": (
        "tolerance: 0.05",
        "tolerance: 100",
        "- id: csat_share",
        "csat_share.*mistake 160 lies within the tolerance",
    ),
    "mistake twice": (
        "  - value: 160",
        "  - {value: 160, because: x}\n  - value: 160",
        "- id: csat_share",
        "csat_share.*two mistakes have the same value",
    ),
    "no right option": (
        'text: "False"\n    correct: true',
        'text: "False"',
        "- id: passive",
        "passive.*0 options are correct",
    ),
    "true and false swapped": (
        '- id: "true"',
        '- id: "yes"',
        "- id: passive",
        "passive.*not true and false",
    ),
    "option id twice": ("id: surplus", "id: shortfall", "- id: gap_sign", "gap_sign.*share an id"),
    "option text twice": (
        "text: What the staff wear",
        "text: The state of the building",
        "- id: tangibles",
        "tangibles.*two options share a text",
    ),
    "giveaway option": (
        "text: Keeping a promised date",
        "text: All of the above",
        "- id: tangibles",
        "'promise' only refers to the others",
    ),
    "giveaway distractor": (
        "text: Share of customers at the start who are still",
        "text: None of the above, for customers are still",
        "- id: metric_meanings",
        "'retention' only refers to the others",
    ),
    "gap without a blank": (
        "{scope}",
        "{breadth}",
        "- id: generic_strategies",
        r"contains \{breadth\}, which is not a blank",
    ),
    "blank without a gap": (
        "{advantage}",
        "it",
        "- id: generic_strategies",
        r"contains \{advantage\} 0 times",
    ),
    "gap twice": (
        "{advantage}.",
        "{advantage}, {advantage}.",
        "- id: generic_strategies",
        r"contains \{advantage\} 2 times",
    ),
    "lonely brace": (
        "on {adv",
        "on { {adv",
        "- id: generic_strategies",
        "brace that does not name",
    ),
    "blank id twice": ("id: advantage", "id: scope", "- id: generic_strategies", "share an id"),
    "nothing accepted": ("[narrow, focused]", "[]", "accept: []", "blanks → 0 → accept"),
    "full stop accepted": (
        "[narrow, focused]",
        "['.']",
        "- id: generic_strategies",
        "'scope' accepts what counts as empty",
    ),
    "mistake that is accepted": (
        "text: broad",
        "text: NARROW.",
        "- id: generic_strategies",
        "'NARROW.' of blank 'scope' is also accepted",
    ),
    "two pairs": (
        "  - id: nps\n    left: NPS\n    right: 0 to 10\n    because: Eleven numbers.\n"
        "    if_misplaced: This scale has no zero.\n",
        "",
        "pairs:",
        "short_pairs.*pairs: .*at least 3",
    ),
    "left side twice": (
        "left: NPS\n    right: 0 to 10",
        "left: CSAT\n    right: 0 to 10",
        "- id: short_pairs",
        "left sides are the",
    ),
    "right side twice": ("right: 0 to 10", "right: 1 to 5", "- id: short_pairs", "right sides"),
    "distractor that is right": (
        "text: Share of customers at the start who are still there",
        "text: Share of customers at the start who are gone",
        "- id: metric_meanings",
        "two of its right sides are the same",
    ),
    "pair id twice": (
        "id: nps\n    left: NPS\n    right: 0 to 10",
        "id: csat\n    left: NPS\n    right: 0 to 10",
        "- id: short_pairs",
        "share an id",
    ),
    "distractor with the id of a pair": (
        "- id: retention",
        "- id: churn",
        "- id: metric_meanings",
        "two pairs share an id",
    ),
    "step id twice": ("id: mend\n", "id: listen\n", "- id: recovery_steps", "steps share an id"),
    "step text twice": ("text: Put it right", "text: Apologise", "- id: recovery_steps", "a text"),
    "unknown category": (
        "category: empathy",
        "category: sympathy",
        "- id: rater_cues",
        "unknown category 'sympathy'",
    ),
    "one category": (
        "  - id: assurance\n    text: Assurance\n"
        "    if_misplaced: Nobody's knowledge or manners are the point here.\n"
        "  - id: empathy\n    text: Empathy\n"
        "    if_misplaced: Nothing here depends on who the customer is.\n",
        "",
        "- id: reliability",
        "categories: .*at least 2",
    ),
    "category id twice": ("id: assurance\n", "id: empathy\n", "- id: rater_cues", "an id"),
    "entry id twice": ("id: glue", "id: window", "- id: rater_cues", "two entries share an id"),
    "no back": (
        "  back:",
        "  hints:\n  -",
        "- id: sunk_cost",
        "sunk_cost.*back: this key is missing",
    ),
    "one point": (
        "  - Small shops have scores that swing by chance\n"
        "  - A better proposal, such as paying for solved complaints\n",
        "",
        "- A target",
        "points: .*at least 2",
    ),
}


def damage(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT, f"the bank has no {old!r} to damage"
    file = folder / "quiz.yml"
    file.write_text(TEXT.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(("old", "new", "line", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_fault_names_its_question_and_its_line(
    tmp_path: Path, old: str, new: str, line: str, said: str
) -> None:
    file = damage(tmp_path, old, new)
    _questions, faults = read_bank(file)
    assert faults
    told = next((fault for fault in faults if re.search(said, str(fault))), None)
    assert told, [str(fault) for fault in faults]
    assert str(told).startswith(f"{file.as_posix()}:{told.line}: question '")
    lines = file.read_text("utf-8").splitlines()
    assert line in " ".join(lines[told.line - 2 : told.line])


@pytest.mark.parametrize(("right", "faults"), [(3, 0), (4, 1)])
def test_several_options_may_be_right_but_not_all(tmp_path: Path, right: int, faults: int) -> None:
    text = TEXT
    for reason in ["    because: A kept", "    because: Courtesy makes"][: right - 2]:
        text = text.replace(reason, f"    correct: true\n{reason}", 1)
    (tmp_path / "quiz.yml").write_text(text, "utf-8")
    found = read_bank(tmp_path / "quiz.yml")[1]
    assert [str(fault).count("4 of its options are correct") for fault in found] == [1] * faults


def test_a_whole_number_needs_no_tolerance(tmp_path: Path) -> None:
    file = damage(tmp_path, "answer: 62.5\n  tolerance: 0.05\n", "answer: 62\n")
    assert read_bank(file)[1] == []


def test_every_kind_is_read_and_has_what_cards_and_exports_use() -> None:
    assert {question.kind for question in authored().values()} == set(kinds())
    for question in authored().values():
        assert question.id and question.concept and question.prompt and question.explanation
        assert isinstance(question.items, tuple)


@pytest.mark.parametrize("name", authored())
def test_the_packed_bank_shows_nothing_that_students_should_find_out(name: str) -> None:
    raw = packed()[name]
    hidden = b64decode(raw["packed"]).decode()
    in_the_open = json.dumps({**raw, "packed": ""}, ensure_ascii=False)
    assert secrets(name)
    assert not [secret for secret in secrets(name) if secret in in_the_open]
    assert not [secret for secret in secrets(name) if json.dumps(secret)[1:-1] not in hidden]


@pytest.mark.parametrize("name", ["metric_meanings", "recovery_steps", "rater_cues"])
def test_ids_and_positions_on_the_page_reveal_nothing(name: str) -> None:
    shown = asked(name).shown()
    authors = [part["id"] for parts in ("pairs", "steps", "entries", "distractors")
               for part in asdict(authored()[name]).get(parts, ())]  # fmt: skip
    assert authors
    assert not [each for each in authors if f'"{each}"' in json.dumps(shown)]
    for parts in ("steps", "rows" if name == "rater_cues" else "choices"):
        ids = [part["id"] for part in shown.get(parts, ())]
        assert ids == sorted(ids)


def test_a_gap_is_not_named_after_its_answer() -> None:
    text = asked("generic_strategies").shown()["text"]
    assert "{gap_1}" in text
    assert "{scope}" not in text
