"""Read a bank (``quiz.yml``) of questions and guesses, report faults by line, and pack it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from grading_helpers.explorables import NAMES
from grading_helpers.instructor.authoring.faults import at_line, text_of
from grading_helpers.instructor.authoring.yaml_files import load_with_nodes
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.questions.guesses import KINDS, AnyGuess, pack_guess
from grading_helpers.questions.kinds import TABLE
from grading_helpers.questions.packing import pack_question
from grading_helpers.questions.question import AnyQuestion

QuestionT = TypeVar("QuestionT", bound=AnyQuestion)
# Clearer wordings of Pydantic's messages about common mistakes.
_MESSAGES = {
    "unexpected_keyword_argument": "this key is unknown here",
    "missing": "this key is missing",
    "union_tag_not_found": "it has no kind",
}


@cache
def bank_schema() -> TypeAdapter[AnyQuestion]:
    """Return the validator of questions, made from the classes of their kinds."""
    return _schema(TABLE)


@cache
def guess_schema() -> TypeAdapter[AnyGuess]:
    """Return the validator of guesses."""
    return _schema(KINDS.values())


def _schema(classes: Iterable[type[QuestionT]]) -> TypeAdapter[QuestionT]:
    any_kind: Any = Annotated[reduce(or_, classes), Field(discriminator="kind")]
    return TypeAdapter(any_kind, config=ConfigDict(extra="forbid"))


def read_bank(file: Path) -> tuple[list[AnyQuestion], list[Diagnostic]]:
    """Return the questions of a bank, and its faults.

    Parameters
    ----------
    file : Path
        A ``quiz.yml``: a list of questions under the key ``questions``.
    """
    return _read_list(file, "questions", bank_schema())


def read_guesses(file: Path) -> tuple[list[AnyGuess], list[Diagnostic]]:
    """Return the guesses of a bank, and their faults.

    Parameters
    ----------
    file : Path
        A ``quiz.yml``, which may have a list of guesses under the key ``guesses``.
    """
    if not re.search(r"^guesses\b", text_of(file)[0], re.M):
        return [], []
    return _read_list(file, "guesses", guess_schema())


def _read_list(
    file: Path, key: str, schema: TypeAdapter[QuestionT]
) -> tuple[list[QuestionT], list[Diagnostic]]:
    if not file.is_file():
        return [], [at_line(file, 1, "there is no question bank", "add quiz.yml beside lesson.md")]
    text, faults = text_of(file)
    if faults:
        return [], faults
    try:
        data, tree = load_with_nodes(text)
        records = data[key]
        nodes = {name.value: value for name, value in tree.value}[key].value
        if not isinstance(records, list):
            raise TypeError(f"{key} is not a list")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [at_line(file, line, f"malformed YAML ({error.problem})", "fix that line")]
    except (KeyError, TypeError, AttributeError):
        cure = f"begin it with '{key}:' and a list"
        return [], [at_line(file, 1, f"it has no list of {key}", cure)]
    return _read_records(file, records, nodes, schema)


def _read_records(
    file: Path, records: list[object], nodes: list[yaml.Node], schema: TypeAdapter[QuestionT]
) -> tuple[list[QuestionT], list[Diagnostic]]:
    questions: list[QuestionT] = []
    faults: list[Diagnostic] = []
    lines: dict[str, int] = {}
    for record, node in zip(records, nodes, strict=True):
        try:
            question = schema.validate_python(record)
        except ValidationError as error:
            faults += [_schema_fault(file, node, record, detail) for detail in error.errors()]
        else:
            questions.append(question)
            line = _line(node)
            faults += _faults_of(file, line, question, lines.setdefault(question.id, line))
    return questions, faults


def _faults_of(file: Path, line: int, question: AnyQuestion, first: int) -> Iterator[Diagnostic]:
    """Yield faults that the schema cannot find; ``first`` is the line of the id's first use."""
    name = f"question {question.id!r}"
    if first != line:
        what = f"{name}: a question on line {first} has the same id"
        yield at_line(file, line, what, "rename one of the two")
    if question.model and question.model not in NAMES:
        what = f"{name}: there is no model called {question.model!r}"
        yield at_line(file, line, what, f"choose from {', '.join(NAMES)}")
    for what, cure in question.problems():
        yield at_line(file, line, f"{name}: {what}", cure)


def _schema_fault(file: Path, node: yaml.Node, record: object, detail: ErrorDetails) -> Diagnostic:
    name = record.get("id", "?") if isinstance(record, dict) else "?"
    # The first part of the path is the kind, which determines the schema.
    path = detail["loc"][1:]
    where = " → ".join(map(str, path)) or "it"
    said = _MESSAGES.get(detail["type"], detail["msg"])
    said = f"question {name!r}: {where}: {said}"
    return at_line(file, _line(_node_at(node, path)), said, "correct that entry")


def _node_at(node: yaml.Node, path: tuple[int | str, ...]) -> yaml.Node:
    """Return the YAML node at a path, or the nearest one above it."""
    for part in path:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == part]
            if not found:
                break
            node = found[0]
    return node


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def pack_bank(  # noqa: PLR0913, PLR0917  # one for each part of the file
    lesson: str,
    questions: Iterable[AnyQuestion],
    asked: Mapping[str, str] | None = None,
    points: Mapping[str, float] | None = None,
    guesses: Iterable[AnyGuess] = (),
    generated: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Return a bank in the packed JSON form in which the package ships it.

    Parameters
    ----------
    lesson : str
        The lesson's name.
    questions : iterable of Question
        All questions of its bank.
    asked : mapping of str to str, optional
        The questions that the notebook itself asks, with the ids of their cells. The others are
        for practice.
    points : mapping of str to float, optional
        The points of each graded exercise of the notebook, which ``progress`` counts.
    guesses : iterable of Guess, optional
        The guesses that the notebook asks for.
    generated : mapping of str to mapping, optional
        The computations to practise, packed, and after which question each comes.
    """
    packed = {question.id: pack_question(question) for question in questions}
    bank = {
        "lesson": lesson,
        "asked": dict(asked or {}),
        "points": dict(points or {}),
        "guesses": {guess.id: pack_guess(guess) for guess in guesses},
        "generated": dict(generated or {}),
        "questions": packed,
    }
    return json.dumps(bank, indent=1, ensure_ascii=False) + "\n"
