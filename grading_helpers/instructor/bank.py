"""The question bank of a lesson: ``quiz.yml`` checked by line, packed for students."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grading_helpers.instructor.faults import Fault
from grading_helpers.questions import Kind

GIVEAWAYS = ("all of the above", "none of the above")


class StrictModel(BaseModel):
    """A record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BankOption(StrictModel):
    """One option: what it says, whether it is right, and why or why not."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: str = Field(min_length=1)
    correct: bool = False
    because: str = Field(min_length=1)


class BankQuestion(StrictModel):
    """One question of the bank."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    concept: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    items: tuple[str, ...] = ()
    prompt: str = Field(min_length=1)
    options: tuple[BankOption, ...] = Field(min_length=2)
    explanation: str = Field(min_length=1)


def read_bank(file: Path) -> tuple[list[BankQuestion], list[Fault]]:
    """Return the questions of a bank and all that is wrong with it.

    Parameters
    ----------
    file : Path
        A ``quiz.yml``: a list of questions under the key ``questions``.
    """
    if not file.is_file():
        return [], [Fault(file, 1, "there is no question bank", "add quiz.yml beside lesson.md")]
    try:
        tree: Any = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
        records = yaml.safe_load(file.read_text("utf-8"))["questions"]
        nodes = {key.value: value for key, value in tree.value}["questions"].value
        if not isinstance(records, list):
            raise TypeError("questions is no list")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [Fault(file, line, f"malformed YAML ({error.problem})", "mend that line")]
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError):
        remedy = "begin it with 'questions:' and a list"
        return [], [Fault(file, 1, "it holds no list of questions", remedy)]
    return _read_records(file, records, [node.start_mark.line + 1 for node in nodes])


def _read_records(
    file: Path, records: list[Any], lines: list[int]
) -> tuple[list[BankQuestion], list[Fault]]:
    questions, faults = [], []
    for record, line in zip(records, lines, strict=True):
        try:
            question = BankQuestion.model_validate(record)
        except ValidationError as error:
            faults += [_schema_fault(file, line, record, detail) for detail in error.errors()]
        else:
            questions.append(question)
            faults += _question_faults(file, line, question)
    counts = Counter(question.id for question in questions)
    faults += [
        Fault(file, 1, f"the question id {name!r} is used {count} times", "rename all but one")
        for name, count in counts.items()
        if count > 1
    ]
    return questions, faults


def _schema_fault(file: Path, line: int, record: Any, detail: Any) -> Fault:
    name = record.get("id", "?") if isinstance(record, dict) else "?"
    where = " → ".join(str(part) for part in detail["loc"]) or "it"
    return Fault(file, line, f"question {name!r}: {where}: {detail['msg']}", "mend that entry")


def _question_faults(file: Path, line: int, question: BankQuestion) -> Iterator[Fault]:
    """Yield what a schema cannot see: how many are right, repeated or empty options."""

    def fault(what: str, remedy: str) -> Fault:
        return Fault(file, line, f"question {question.id!r}: {what}", remedy)

    right = sum(option.correct for option in question.options)
    if question.kind != "several" and right != 1:
        yield fault(f"{right} options are correct", "mark exactly one with 'correct: true'")
    if question.kind == "several" and not 1 <= right < len(question.options):
        yield fault(f"{right} of its options are correct", "mark some of them, but not all")
    if question.kind == "truefalse" and [o.id for o in question.options] != ["true", "false"]:
        yield fault("its options are not true and false", "give the ids true and false, in order")
    if len({option.id for option in question.options}) < len(question.options):
        yield fault("two options share an id", "rename one")
    for option in question.options:
        if any(giveaway in option.text.lower() for giveaway in GIVEAWAYS):
            yield fault(f"option {option.id!r} says nothing of its own", "write a real option")


def pack_bank(lesson: str, questions: list[BankQuestion]) -> str:
    """Return the bank as students get it, in JSON.

    Right answers and reasons are in base64, so that nobody reads them by accident. That is
    no secrecy, and quizzes therefore carry no points.
    """
    packed = {question.id: _pack(question) for question in questions}
    return json.dumps({"lesson": lesson, "questions": packed}, indent=1, ensure_ascii=False) + "\n"


def _pack(question: BankQuestion) -> dict[str, Any]:
    key = {
        "correct": [option.id for option in question.options if option.correct],
        "reasons": {option.id: option.because for option in question.options},
        "explanation": question.explanation,
    }
    return {
        "kind": question.kind,
        "prompt": question.prompt,
        "options": [{"id": option.id, "text": option.text} for option in question.options],
        "key": base64.b64encode(json.dumps(key, ensure_ascii=False).encode()).decode(),
    }
