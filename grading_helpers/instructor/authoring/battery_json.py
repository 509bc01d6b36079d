"""``battery.json`` beside a contract: the inputs of hidden tests, each with its expected result.

``course draw`` writes the file, and the build only reads it: choosing takes minutes, and another
version of Hypothesis draws other inputs. It is committed like everything else that authors edit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from grading_helpers.checking.inputs import Json
from grading_helpers.instructor.authoring.faults import at_line, text_of
from grading_helpers.instructor.diagnostics import Diagnostic

FILE = "battery.json"


@dataclass(frozen=True)
class ChosenInputs:
    """The inputs chosen for one exercise.

    Parameters
    ----------
    contract : str
        The digest of the contract that they were drawn from.
    inputs : int
        How many inputs they were chosen from.
    tests : mapping of str to list
        For each hidden test its battery: pairs of the arguments of a call, as data, and the
        expected result.
    agreeing : tuple of str
        The keys of mutants that agree with the solution on every input.
    """

    contract: str = ""
    inputs: int = 0
    tests: Mapping[str, list[list[Json]]] = field(default_factory=dict)
    agreeing: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the content of the file, one line for each input."""
        tests = {name: _lines(battery) for name, battery in self.tests.items()}
        batteries = ",\n".join(f"  {json.dumps(name)}: {text}" for name, text in tests.items())
        return (
            "{\n"
            f' "contract": {json.dumps(self.contract)},\n'
            f' "inputs": {self.inputs},\n'
            f' "tests": {{\n{batteries}\n }},\n'
            f' "agreeing": {json.dumps(" ".join(self.agreeing))}\n'
            "}\n"
        )


def _lines(inputs: list[Json]) -> str:
    rows = ",\n".join(f"   {compact(one)}" for one in inputs)
    return f"[\n{rows}\n  ]" if inputs else "[]"


def compact(data: Json) -> str:
    """Return data as JSON on one line, without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def digest_of_contract(code: str) -> str:
    """Return the digest of a contract."""
    return sha256(code.encode()).hexdigest()[:16]


def read_chosen(folder: Path, contract: str) -> tuple[ChosenInputs, list[Diagnostic]]:
    """Return the inputs chosen for an exercise, and the faults of the file.

    Parameters
    ----------
    folder : Path
        The folder of the exercise.
    contract : str
        The code of its contract, empty if it has none.
    """
    file = folder / FILE
    if not file.is_file():
        return ChosenInputs(), []
    text, faults = text_of(file)
    if faults:
        return ChosenInputs(), faults
    cure = f"run `course draw {folder.name}`"
    try:
        found = json.loads(text)
        chosen = ChosenInputs(
            found["contract"], found["inputs"], found["tests"], tuple(found["agreeing"].split())
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return ChosenInputs(), [at_line(file, 1, f"it is damaged ({error!r})", cure)]
    if chosen.contract != digest_of_contract(contract):
        what = "the contract has changed since these inputs were drawn"
        return ChosenInputs(), [at_line(file, 2, what, cure)]
    return chosen, []
