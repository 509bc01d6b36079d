"""The files that say what to install agree: pyproject.toml, environment.yml, locks, Binder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import grading_helpers

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
CONDA = [one for one in ENVIRONMENT["dependencies"] if isinstance(one, str)]
PIP = [name for one in ENVIRONMENT["dependencies"] if isinstance(one, dict) for name in one["pip"]]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def ranges(requirements: list[str]) -> dict[str, str]:
    parsed = (re.fullmatch(r"([\w-]+)(.*)", one) for one in requirements)
    found = {match[1]: match[2] for match in parsed if match}
    return {CONDA_NAMES.get(name, name): versions for name, versions in found.items()}


def test_environment_yml_agrees_with_pyproject() -> None:
    instructor = PROJECT["optional-dependencies"]["instructor"]
    nbgrader = [one for one in instructor if one.startswith("nbgrader")]
    expected = ranges(PROJECT["dependencies"] + nbgrader)
    assert ranges(CONDA + PIP) == expected | {"python": "=3.12", "pip": ""}


def test_environment_yml_is_what_binder_needs() -> None:
    assert "python=3.12" in CONDA
    assert "pip" in CONDA, "conda wants it named where pip installs something"
    assert all(re.match(r"\w[\w-]*[>=]", one) for one in PIP), "the package is not there yet"


def test_post_build_installs_the_package() -> None:
    script = (ROOT / "postBuild").read_bytes()
    assert b"\r" not in script
    assert script.startswith(b"#!/bin/bash\n")
    assert b"pip install --no-cache-dir --no-deps ." in script
    assert "postBuild text eol=lf" in (ROOT / ".gitattributes").read_text("utf-8")


def test_lock_files_have_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-binder.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        for requirement in PROJECT["dependencies"]:
            assert re.search(rf"^{re.escape(re.split('[>=<]', requirement)[0])}==", text, re.M)


def test_the_older_versions_are_those_of_binders_base_image() -> None:
    text = (ROOT / "requirements-binder.lock").read_text("utf-8")
    assert "jupyterlab==4.4.9" in text
    assert "sqlalchemy==2.0.44" in text
    assert re.search(r"^pandas==2\.", text, re.M)


RENDER = """
import json, sys
from repo2docker.app import Repo2Docker
app = Repo2Docker()
for build_pack in app.buildpacks:
    pack = build_pack(base_image=app.base_image)
    if pack.detect():
        break
pack.platform = "linux/amd64"
text = pack.render({"NB_UID": "1000"})
print(json.dumps([type(pack).__name__, pack.python_version, text]))
"""


@pytest.mark.integration
def test_binder_builds_the_image_that_we_expect(tmp_path: Path) -> None:
    checkout = tmp_path / "repository"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(checkout)], check=True)
    for name in ("environment.yml", "postBuild"):
        (checkout / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=checkout, capture_output=True, text=True, check=True
    )
    pack, python, dockerfile = yaml.safe_load(done.stdout.splitlines()[-1])
    assert pack == "CondaBuildPack"
    assert python == "3.12"
    steps = [
        dockerfile.index("COPY --chown=1000:1000 src/environment.yml"),
        dockerfile.index("MAMBA_EXE} env update"),
        dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}"),
        dockerfile.index("RUN ./postBuild"),
    ]
    assert steps == sorted(steps), "the environment must come before the copy, postBuild last"


def imported_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    return {name.split(".")[0] for name in done.stdout.split()}


HELPERS = ", ".join(grading_helpers.__all__)


def test_the_student_side_imports_nothing_heavy_at_first() -> None:
    loaded = imported_by(f"from grading_helpers import {HELPERS}")
    assert "anywidget" in loaded
    assert not loaded & {
        "matplotlib",
        "nbgrader",
        "numpy",
        "pandas",
        "pydantic",
    }


@pytest.mark.integration
def test_the_student_side_imports_nothing_from_the_instructors_side() -> None:
    loaded = imported_by(
        "import grading_helpers.checking.examine, grading_helpers.cards.practice_card"
    )
    assert "pandas" in loaded
    assert not loaded & {
        "nbgrader",
        "jupytext",
        "pydantic",
        "scipy",
        "typer",
        "rich",
        "pytest",
        "yaml",
    }


def test_no_notebook_imports_the_instructors_side() -> None:
    for notebook in ROOT.glob("release/**/*.ipynb"):
        assert "grading_helpers.instructor" not in notebook.read_text("utf-8")


@pytest.mark.parametrize(
    "file",
    ["gradebook.db", ".grading/names.json", "submitted/ada/03_rater/03_rater.ipynb", "roster.csv"],
)
def test_data_about_a_class_are_never_committed(file: str) -> None:
    asked = ["git", "check-ignore", "--no-index", "--quiet", file]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0
