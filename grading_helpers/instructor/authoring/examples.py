"""The small inputs that ``check`` tries, in the file ``inputs.json`` of an exercise.

`course examples` chooses them from the contract. The file is committed, so that a build
does not depend on chance or on the version of the library that drew them.
"""

from __future__ import annotations

import json
from pathlib import Path

from grading_helpers.atomic_write import write_atomically
from grading_helpers.checking.inputs import Json, decode_input
from grading_helpers.instructor.authoring.faults import at_line, text_of
from grading_helpers.instructor.diagnostics import Diagnostic

FILE, KEY = "inputs.json", "check"
MOST = 40

# The encoded arguments of one call.
Example = list[Json]


def read_examples(folder: Path) -> tuple[tuple[Example, ...], list[Diagnostic]]:
    """Return the small inputs of an exercise, if any have been chosen, and faults."""
    file = folder / FILE
    if not file.is_file():
        return (), []
    text, faults = text_of(file)
    if faults:
        return (), faults
    try:
        examples = json.loads(text).get(KEY, [])
        for example in examples:
            [decode_input(one) for one in example]
    except Exception as error:
        what = f"its inputs cannot be read ({' '.join(str(error).split())})"
        return (), [at_line(file, 1, what, f"run `course examples {folder.name}`")]
    return tuple(examples), []


def write_examples(folder: Path, examples: list[Example]) -> None:
    """Write the small inputs of an exercise, and keep the other entries of the file."""
    file = folder / FILE
    content = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    parts = [f"{json.dumps(key)}: {_text(value)}" for key, value in content.items() if key != KEY]
    lines = ",\n  ".join(map(_text, examples))
    parts.append(f"{json.dumps(KEY)}: [\n  {lines}\n ]")
    body = ",\n ".join(parts)
    write_atomically(file, f"{{\n {body}\n}}\n".encode())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
