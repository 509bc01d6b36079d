"""The bank of ``test_quiz_bank.yml``, with one question of each kind, for the quiz's tests."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from grading_helpers.instructor.authoring.bank import pack_bank, read_bank
from grading_helpers.questions.packing import unpack_question
from grading_helpers.questions.question import AnyQuestion

BANK = Path(__file__).parents[1] / "test_quiz_bank.yml"
LESSON = "99_quiz"


@cache
def authored() -> dict[str, AnyQuestion]:
    """Return the questions as their author wrote them, by id."""
    questions, faults = read_bank(BANK)
    assert not faults, faults
    return {question.id: question for question in questions}


@cache
def packed() -> dict[str, Any]:
    """Return the questions as students get them, by id."""
    return dict(json.loads(pack_bank(LESSON, authored().values()))["questions"])


def asked(question_id: str) -> Any:
    """Return a question as a notebook reads it."""
    return unpack_question(question_id, packed()[question_id])


def write_bank(folder: Path) -> Path:
    """Write the packed bank into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{LESSON}.json").write_text(pack_bank(LESSON, authored().values()), "utf-8")
    return folder


def secrets(question_id: str) -> set[str]:
    """Return everything that a learner should find out: reasons, answers, hints, the back."""
    return set(_secrets(asdict(authored()[question_id])))


def _secrets(part: Any, name: str = "") -> list[str]:
    if isinstance(part, dict):
        return [each for key, value in part.items() for each in _secrets(value, key)]
    if isinstance(part, (list, tuple)):
        return [each for value in part for each in _secrets(value, name)]
    hidden = {"because", "explanation", "hints", "back", "points", "accept"}
    return [part] if name in hidden else []
