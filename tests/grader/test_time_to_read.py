"""No notebook that may be handed in takes the grader itself long to read and rebuild."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest
from hostile.lesson import Notebook, as_bytes, extra, find, release_notebook

from grading_helpers.instructor.grader.execution.precomputed_cells import reusable_cells
from grading_helpers.instructor.grader.grade_cells import defines
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.notebook import (
    LONGEST_CELL,
    MOST_CODE,
    read_notebook,
)
from grading_helpers.instructor.grader.submission.rebuild import rebuild
from grading_helpers.instructor.grader.submission.state_changes import ChangingFunctions

pytestmark = pytest.mark.integration

MOST_SECONDS = 2.0
PIECES = (
    *("\n", " ", "\t", "    ", "(", ")", "[", "]", "{", "}", "f'", "f'{", "'", '"', "'''", "\\\n"),
    *("def ", "class ", "x", "=", ":", "lambda:", "if ", "else ", "not ", "-", "**", "@", ";", "#"),
    *(",", ".", "a.b", "a(", "a[", "1", "0x", "await ", "yield ", "```", "```\n", "<<<<<<< ", "%"),
    *("![](", "&amp;", "&", "$", "!", "é", "\r", "for x in ", "with ", "try:\n", "exec ", "@a\n"),
)


def seconds(notebook: Notebook, assignment: Assignment) -> float:
    """Return the CPU time for all that the grader does with the texts of a notebook."""
    began = time.process_time()
    rebuilt = rebuild("sam", assignment, read_notebook("sam", as_bytes(notebook)))
    reusable_cells(assignment, rebuilt.cells, {})
    functions = ChangingFunctions()
    for cell in rebuilt.cells:
        if cell.kind == "code":
            functions.may_change(cell.source)
            defines(cell, "share_of_fans")
    return time.process_time() - began


def with_cell(source: str, kind: str) -> Notebook:
    notebook = release_notebook()
    notebook["cells"].insert(2, extra(source, kind))
    return notebook


@pytest.mark.parametrize("kind", ["code", "markdown"])
@pytest.mark.parametrize(
    "piece", ["\n", " \n", " ", "def f(): pass\n", "x = a.b(c)[d]\n", "```a\n"]
)
def test_a_cell_of_the_permitted_length_is_read_in_time(
    kind: str, piece: str, assignment: Assignment
) -> None:
    text = (piece * (LONGEST_CELL // len(piece)))[: LONGEST_CELL - 1] + "x"
    assert seconds(with_cell(text, kind), assignment) < MOST_SECONDS


def test_many_long_cells_without_ids_are_read_in_time(assignment: Assignment) -> None:
    line = "x = [1, 2, 3, a.b(c)[d]]\n"
    code = line * (LONGEST_CELL // len(line) - 1)
    notebook = release_notebook()
    notebook["cells"] = [extra(f"{code}# {number}", name=f"e{number}") for number in range(90)]
    read = read_notebook("sam", as_bytes(notebook))
    assert sum(len(cell.source) for cell in read.cells) <= MOST_CODE
    assert any("characters of code were read" in str(one) for one in read.findings)
    assert seconds(notebook, assignment) < 2 * MOST_SECONDS


def test_a_search_finds_no_text_that_takes_long(assignment: Assignment) -> None:
    # A seed, so that a failure can be seen again.
    chance = random.Random("read")
    for _ in range(150):
        piece = "".join(chance.choices(PIECES, k=chance.randint(1, 4)))
        size = chance.choice([60, 400, 3000, 20_000])
        head, tail = ("".join(chance.choices(PIECES, k=2)) for _ in range(2))
        text = head + piece * (size // len(piece) + 1) + tail
        notebook = with_cell(text, chance.choice(["code", "markdown"]))
        find(notebook, "share_of_fans")["source"] = text
        took = seconds(notebook, assignment)
        assert took < MOST_SECONDS / 10, (head, piece, tail, size, took)


def test_odd_literals_in_a_cell_do_not_fill_the_instructors_terminal() -> None:
    program = (
        "from grading_helpers.instructor.grader.submission.cell_names import used_and_stored\n"
        "from grading_helpers.instructor.grader.submission.dependencies import is_python, parsed\n"
        "text = 'x = 1if y else \"\\\\d\"'\n"
        "is_python(text), parsed(text), used_and_stored(text)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not done.stderr
