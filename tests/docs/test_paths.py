"""Everything in this repository that the pages and the workflow name exists."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from pages import PAGES, ROOT

TOPS = "course|source|release|grading_helpers|tests|docs|benchmarks|autograded|\\.ci|\\.github"
NAMED = re.compile(rf"`((?:{TOPS})/[\w./*-]*)`")
# Its walk-through writes files that are not there yet; test_authors.py follows it.
WALK_THROUGH = "authors.md"
# `course publish --lite` writes these into the students' copy.
ELSEWHERE = {".github/workflows/pages.yml"}
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"


def missing(text: str) -> list[str]:
    """Return the paths that a page names, by pattern or in full, and that do not exist."""
    named = [path for path in NAMED.findall(text) if path not in ELSEWHERE]
    return [path for path in named if not any(ROOT.glob(path.rstrip("/")))]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != WALK_THROUGH], ids=lambda page: page.name
)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    assert missing(page.read_text("utf-8")) == []


def test_a_path_that_does_not_exist_is_found() -> None:
    text = "`docs/lms.md`, `grading_helpers/instructor/` and `tests/*.py`, but not `docs/mls.md`"
    assert missing(text) == ["docs/mls.md"]


def steps(job: str) -> list[str]:
    found = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]["steps"]
    return [step["run"] for step in found if "run" in step]


def test_the_workflow_runs_ci_on_linux() -> None:
    assert ".ci/run" in steps("linux")


def test_what_the_workflow_runs_elsewhere_exists() -> None:
    named = re.findall(r"(?:tests|\.ci)/\S+", " ".join(steps("elsewhere")))
    assert named
    assert [one for one in named if not any(ROOT.glob(one))] == []


def test_the_workflow_tests_the_code_that_only_other_systems_use() -> None:
    """Code for other systems may stay because the workflow runs its tests there."""
    ran = " ".join(steps("elsewhere"))
    uses = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("tests/grader/test_*.py")
        if re.search(r"process_tree_psutil|execution\.spawn\b", path.read_text("utf-8"))
    }
    assert uses
    assert [path for path in uses if path not in ran] == []
    assert "grade_without_sandbox.py" in ran


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d\S*)\] - (\S+)$", changes, re.M)
    assert (version, citation["date-released"]) == released[0]
    assert citation["version"] == version
    assert [f"[{number}]: " in changes for number, _ in released] == [True] * len(released)


def test_the_devcontainer_installs_what_ci_needs() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    needed = re.findall(r"missing\+=\((.*?)\)", (ROOT / ".ci" / "run").read_text("utf-8"))
    packages = " ".join(needed).split()
    assert packages
    assert [one for one in packages if one not in container["onCreateCommand"].split()] == []
    assert container["updateContentCommand"] == "make .venv/.ready"
