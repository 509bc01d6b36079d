"""The question bank of a lesson: ``quiz.yml`` checked by line, packed for students."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from grading_helpers.instructor.authoring.bank_faults import complaints
from grading_helpers.instructor.authoring.bank_models import ANY_QUESTION, BankQuestion, StrictModel
from grading_helpers.instructor.authoring.bank_packing import pack_bank
from grading_helpers.instructor.authoring.faults import Fault, text_of
from grading_helpers.instructor.authoring.yaml_files import load_with_nodes

__all__ = ["BankQuestion", "StrictModel", "pack_bank", "read_bank"]


def read_bank(file: Path) -> tuple[list[BankQuestion], list[Fault]]:
    """Return the questions of a bank and all that is wrong with it.

    Parameters
    ----------
    file : Path
        A ``quiz.yml``: a list of questions under the key ``questions``.
    """
    if not file.is_file():
        return [], [Fault(file, 1, "there is no question bank", "add quiz.yml beside lesson.md")]
    text, faults = text_of(file)
    if faults:
        return [], faults
    try:
        data, tree = load_with_nodes(text)
        records = data["questions"]
        nodes = {key.value: value for key, value in tree.value}["questions"].value
        if not isinstance(records, list):
            raise TypeError("questions is no list")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [Fault(file, line, f"malformed YAML ({error.problem})", "mend that line")]
    except (KeyError, TypeError, AttributeError):
        remedy = "begin it with 'questions:' and a list"
        return [], [Fault(file, 1, "it holds no list of questions", remedy)]
    return _read_records(file, records, nodes)


def _read_records(
    file: Path, records: list[Any], nodes: list[yaml.Node]
) -> tuple[list[BankQuestion], list[Fault]]:
    questions: list[BankQuestion] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for record, node in zip(records, nodes, strict=True):
        try:
            question = ANY_QUESTION.validate_python(record)
        except ValidationError as error:
            faults += [_schema_fault(file, node, record, detail) for detail in error.errors()]
        else:
            questions.append(question)
            if lines.setdefault(question.id, _line(node)) != _line(node):
                faults.append(_second(file, _line(node), question.id, lines[question.id]))
            faults += [
                Fault(file, _line(node), f"question {question.id!r}: {what}", remedy)
                for what, remedy in complaints(question)
            ]
    return questions, faults


def _second(file: Path, line: int, name: str, first: int) -> Fault:
    what = f"question {name!r}: a question in line {first} has the same id"
    return Fault(file, line, what, "rename one of the two")


def _schema_fault(file: Path, node: yaml.Node, record: Any, detail: Any) -> Fault:
    name = record.get("id", "?") if isinstance(record, dict) else "?"
    # The first part of the path is the kind, by which the schema was chosen.
    path = detail["loc"][1:]
    where = " → ".join(map(str, path)) or "it"
    said = f"question {name!r}: {where}: {detail['msg']}"
    return Fault(file, _line(_node_at(node, path)), said, "mend that entry")


def _node_at(node: yaml.Node, path: tuple[int | str, ...]) -> yaml.Node:
    """Follow a path into the YAML as far as it goes."""
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
