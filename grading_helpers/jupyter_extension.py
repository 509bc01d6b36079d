"""An IPython extension for a kernel that has forgotten everything.

A lesson's first cell imports the helpers. After a restart students often begin further down, so a
helper that a cell names is imported then. If a cell needs a name from another cell of the notebook,
a message says which cell that is. A configuration that is installed with the package loads this.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from IPython.core.interactiveshell import ExecutionInfo, InteractiveShell

import grading_helpers

LONGEST_LINE = 60


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Start helping; IPython calls this when a kernel starts."""
    help_ = _Help(shell)
    shell.events.register("pre_run_cell", help_.import_helpers)
    shell.set_custom_exc((NameError,), help_.explain)


class _Help:
    """What a kernel does for cells that are run first.

    Parameters
    ----------
    shell : InteractiveShell
        The kernel's shell.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.running = ""

    def import_helpers(self, info: ExecutionInfo) -> None:
        """Import the helpers that a cell names, unless the student uses the name otherwise."""
        self.running = str(info.raw_cell)
        for name in helpers_named(self.running):
            if name not in self.shell.user_ns:
                self.shell.user_ns[name] = getattr(grading_helpers, name)

    def explain(
        self,
        shell: InteractiveShell,
        kind: type[BaseException],
        error: NameError,
        traceback: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        """Say above the traceback which cell defines the name, if another one does."""
        others = [source for source in _cells(_notebook(shell)) if source != self.running]
        if kind is NameError and (words := where_to_find(error.name or "", others)):
            print(words)
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)


def helpers_named(source: str) -> list[str]:
    """Return the helpers that a cell's text names.

    Examples
    --------
    >>> helpers_named('quiz("gap_sign")'), helpers_named("checked = 1")
    (['quiz'], [])
    """
    words = set(re.findall(r"\w+", source))
    return [name for name in grading_helpers.__all__ if name in words]


def where_to_find(name: str, cells: list[str]) -> str:
    r"""Say which cell of a notebook to run for a name; nothing if no cell defines it.

    Parameters
    ----------
    name : str
        A name that the kernel does not know.
    cells : list of str
        The sources of the notebook's code cells, in order.

    Examples
    --------
    >>> print(where_to_find("orders", ["import pandas", "# The orders\norders = load()"]))
    The kernel does not know `orders` yet; it may have restarted. First run the cell with the line
        orders = load()
    or all cells above this one: Run → Run All Above Selected Cell.
    >>> where_to_find("ordrs", ["orders = load()"])
    ''
    """
    for source in cells:
        line = dict(_definitions(source)).get(name)
        if line:
            shown = line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
            return (
                f"The kernel does not know `{name}` yet; it may have restarted. First run the cell "
                f"with the line\n    {shown}\n"
                "or all cells above this one: Run → Run All Above Selected Cell."
            )
    return ""


def _definitions(source: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a cell gives a value, with the line that does it."""
    # IPython's own lines are not Python.
    plain = re.sub(r"(?m)^(\s*)[%!].*$", r"\1pass", source)
    try:
        tree = ast.parse(plain)
    except (SyntaxError, ValueError):
        return
    lines = plain.split("\n")
    for statement in tree.body:
        for name in _names(statement):
            yield name, lines[statement.lineno - 1].strip()


def _names(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for part in ast.walk(statement):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id
        elif isinstance(part, ast.alias):
            yield part.asname or part.name.partition(".")[0]


def _notebook(shell: InteractiveShell) -> Path | None:
    """Return the file of the notebook, as Jupyter's server or VS Code tells its kernel."""
    named = shell.user_ns.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME", "")
    return Path(str(named)) if str(named).endswith(".ipynb") else None


def _cells(notebook: Path | None) -> list[str]:
    """Return the sources of the code cells of a notebook, as last saved."""
    try:
        content: Any = json.loads(notebook.read_text(encoding="utf-8")) if notebook else {}
        return [
            "".join(cell["source"])
            for cell in content.get("cells", [])
            if cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []
