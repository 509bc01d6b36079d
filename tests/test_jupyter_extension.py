"""After a restart, a cell works if it only needs a helper, or says which cell to run first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

from grading_helpers.jupyter_extension import load_ipython_extension

CELLS = [
    "from grading_helpers import quiz\nimport pandas as pd",
    "%matplotlib inline\norders = pd.DataFrame()",
    "def mean_basket(orders):\n    total = 0\n    return total",
    "for store in orders:\n    print(store)",
]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    file = tmp_path / "lesson.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), file)
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.colors = "nocolor"
    load_ipython_extension(shell)
    yield shell
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, source: str) -> ExecutionResult:
    return shell.run_cell(source)


def test_helpers_are_there_before_the_first_cell_has_run(shell: InteractiveShell) -> None:
    assert run(shell, "data_path('orders.csv').name").result == "orders.csv"
    assert "quiz" not in shell.user_ns


def test_a_name_of_the_students_own_is_left_alone(shell: InteractiveShell) -> None:
    run(shell, "progress = 3")
    assert run(shell, "progress + 1").result == 4


@pytest.mark.parametrize(
    ("cell", "name", "line"),
    [
        ("orders.head()", "orders", "orders = pd.DataFrame()"),
        ("check(mean_basket)", "mean_basket", "def mean_basket(orders):"),
        ("pd.Series()", "pd", "import pandas as pd"),
        ("print(store)", "store", "for store in orders:"),
    ],
)
def test_the_cell_that_defines_a_name_is_told(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], cell: str, name: str, line: str
) -> None:
    assert isinstance(run(shell, cell).error_in_exec, NameError)
    said = capsys.readouterr().out
    assert f"The kernel does not know `{name}` yet" in said
    assert f"\n    {line}\n" in said
    assert said.index("First run") < said.index("NameError")


@pytest.mark.parametrize(
    "cell",
    [
        "ordrs",  # defined nowhere
        "total",  # defined in a function only
        CELLS[3],  # the cell that defines it is this one
        "def f():\n    print(orders)\n    orders = 1\nf()",
    ],
)
def test_nothing_is_said_if_no_other_cell_helps(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    if cell == CELLS[3]:
        cell = cell.replace("in orders", "in [1]").replace("print(store)", "print(stores)")
    run(shell, cell)
    said = capsys.readouterr().out
    assert "First run" not in said
    assert "Error" in said


def test_a_missing_notebook_changes_nothing(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "/no/such/lesson.ipynb")
    run(shell, "orders")
    assert "First run" not in capsys.readouterr().out
