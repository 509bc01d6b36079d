"""``--help`` is quick: nothing heavy is imported before a command runs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from grading_helpers.instructor.cli import COMMANDS

HEAVY = {
    "IPython", "distributed", "genanki", "ipywidgets", "jinja2", "jupytext", "nh3",
    "matplotlib", "nbconvert", "nbformat", "nbgrader", "numpy", "pandas", "psutil",
    "scipy", "sqlalchemy", "text2qti", "yaml",
}  # fmt: skip
# Today there are about 520: typer, rich, pydantic and the modules of the commands.
MOST_MODULES = 650

ASK = """
import json, sys
from typer.testing import CliRunner
from grading_helpers.instructor.cli import app
asked = CliRunner().invoke(app, sys.argv[1:])
assert asked.exit_code == 0 and "Usage: " in asked.output, asked.output
print(json.dumps(list(sys.modules)))
"""


@pytest.mark.integration
@pytest.mark.parametrize(
    "command", ["", *(name for commands in COMMANDS.values() for name in commands)]
)
def test_help_imports_nothing_heavy(command: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK, *command.split(), "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    modules = json.loads(asked.stdout)
    assert HEAVY.isdisjoint(modules), HEAVY.intersection(modules)
    assert len(modules) < MOST_MODULES
