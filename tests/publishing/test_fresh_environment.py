"""A student with nothing but the repository can install it and run every notebook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in ROOT.glob("release/*/*.ipynb"))

pytestmark = pytest.mark.integration


def uv(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "uv", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(published: Path) -> Iterator[Path]:
    """A student's copy of the repository with an environment, at the versions of this one."""
    with tempfile.TemporaryDirectory() as temporary:
        copy, pins = Path(temporary) / "students", Path(temporary) / "pins.txt"
        shutil.copytree(published, copy)
        frozen = uv("pip", "freeze", "--exclude-editable", "--python", sys.executable)
        pins.write_text(frozen)
        uv("venv", "--quiet", "--python", sys.executable, str(copy / ".venv"))
        python = str(copy / ".venv" / "bin" / "python")
        uv("pip", "install", "--quiet", "--python", python, "--constraint", str(pins), str(copy))
        yield copy


def run(clone: Path, *words: str, where: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program of the student's environment, which cannot see this checkout."""
    strange = ("PYTHONPATH", "NBGRADER_EXECUTION", "VIRTUAL_ENV", "JUPYTER_PATH")
    environment = {name: value for name, value in os.environ.items() if name not in strange}
    environment["PATH"] = os.pathsep.join([str(clone / ".venv" / "bin"), environment["PATH"]])
    program = str(clone / ".venv" / "bin" / words[0])
    return subprocess.run(
        [program, *words[1:]],
        cwd=clone / where,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_installed_package_is_the_students_version(clone: Path) -> None:
    code = "import grading_helpers; print(grading_helpers.__file__)"
    home = Path(run(clone, "python", "-c", code, where="lessons").stdout.strip()).parent
    assert home.is_relative_to(clone / ".venv")
    assert not (home / "instructor").exists()
    assert (home / "data" / "survey.csv").is_file()
    assert (home / "cards" / "static" / "card.js").is_file()
    assert not (clone / ".venv" / "bin" / "course").exists()


def test_no_instructor_tool_is_installed(clone: Path) -> None:
    code = "import importlib.util as u, sys; print([n for n in sys.argv[1:] if u.find_spec(n)])"
    tools = ("nbgrader", "jupytext", "pydantic", "typer", "genanki", "scipy", "pytest")
    assert run(clone, "python", "-c", code, *tools).stdout.strip() == "[]"


def test_a_helper_works_in_a_kernel_that_has_just_started(clone: Path) -> None:
    cell = nbformat.v4.new_code_cell('quiz("gap_sign")')
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), clone / "lessons" / "first.ipynb")
    done = run(clone, "jupyter", "execute", "--inplace", "first.ipynb", where="lessons")
    assert done.returncode == 0, done.stderr
    (cell,) = nbformat.read(clone / "lessons" / "first.ipynb", as_version=4).cells
    assert "perceives 4" in cell.outputs[0].data["text/plain"]
    (clone / "lessons" / "first.ipynb").unlink()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_notebook_runs_from_top_to_bottom(clone: Path, lesson: str) -> None:
    done = run(
        clone, "jupyter", "execute", "--inplace", f"{lesson}.ipynb", where=f"lessons/{lesson}"
    )
    assert done.returncode == 0, done.stderr
    notebook = nbformat.read(clone / "lessons" / lesson / f"{lesson}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source]
    assert code
    assert all(cell.execution_count for cell in code)
    outputs = [output for cell in code for output in cell.outputs]
    assert outputs
    assert not [one for one in outputs if one.output_type == "error"]
    assert not [one for one in outputs if one.get("name") == "stderr"]
