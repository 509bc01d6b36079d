"""Which cells may change more than the names that they define."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading_helpers.instructor.grader.submission.assignment import Role, make_assignment
from grading_helpers.instructor.grader.submission.state_changes import ChangingFunctions

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd\nprices = pd.DataFrame({'a': [1]})\nprices.head()",
        "def total(table):\n    table = table.copy()\n    table['all'] = 1\n    return table",
        "def names():\n    found = []\n    found.append(1)\n    return found\nnames()",
        "fig, ax = plt.subplots()\nax.bar(['a'], [1])\nax.set_title('a')\nplt.show()",
        "class Rules:\n    least = 9",
        "%matplotlib inline\nprint(sorted([2, 1]))",
        "check(total)",
    ],
)
def test_a_cell_that_defines_and_shows_changes_nothing_else(source: str) -> None:
    assert not ChangingFunctions().may_change(source)


@pytest.mark.parametrize(
    "source",
    [
        "prices['all'] = 1",
        "del prices['a']",
        "Rules.least += 1",
        "prices.drop(columns='a', inplace=True)",
        "seen.append(1)",
        "next(numbers)",
        "open('a.txt', 'w')",
        "import os",
        "from helpers import total",
        "pd.set_option('display.precision', 1)",
        "!rm a.txt",
        "%cd out",
        "def half(:",
        "made()(1)",
        "@registered\ndef total(): return 1",
        "def total(a=seen.pop()): return 1",
        "class Rules:\n    seen.append(1)",
    ],
)
def test_a_cell_that_may_change_something_is_found(source: str) -> None:
    assert ChangingFunctions().may_change(source)


@pytest.mark.parametrize(
    "body",
    [
        "global least\n    least = 1",
        "seen[1] = 2",
        "table['a'] = 1",
        "seen.append(1)",
        "return next(numbers)",
        "return np.random.random()",
        "total.calls = 1",
        "return other()",
    ],
)
def test_the_call_of_a_function_that_may_change_something_is_found(body: str) -> None:
    functions = ChangingFunctions()
    assert not functions.may_change("def other():\n    seen.clear()")
    assert not functions.may_change(f"def total(table):\n    {body}")
    assert functions.may_change("print(total(table))")
    assert functions.may_change("check(total)")
    functions.may_change("def total(table): return 1")
    assert not functions.may_change("print(total(table))")


@pytest.mark.parametrize("source", [*ROOT.glob("source/*/*.ipynb")], ids=lambda path: path.stem)
def test_right_answers_need_no_copy_of_the_process(source: Path) -> None:
    release = ROOT / "release" / source.parent.name / source.name
    read = [json.loads(path.read_text("utf-8")) for path in (source, release)]
    functions = ChangingFunctions()
    for cell in make_assignment("lesson", *read).cells:
        if cell.kind == "code" and cell.role is not Role.OURS:
            run = cell.given if cell.role is Role.TEST else cell.source
            assert not functions.may_change(run), cell.name
