"""The pages of the students' repository: their links, package and environment are right."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

import pytest
import yaml

import grading_helpers
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.publishing.pages import readme
from grading_helpers.versions import LIBRARIES, versions

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def links(page: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", page)


def launched(page: str) -> list[tuple[str, str]]:
    """Return the address without its query, and the path that is opened, of each Binder link."""
    found = [urlparse(link) for link in links(page) if "mybinder.org/v2" in link]
    return [
        (f"{one.netloc}{one.path}", parse_qs(one.query)["urlpath"][0].removeprefix("lab/tree/"))
        for one in found
    ]


@pytest.mark.integration
def test_each_binder_link_opens_a_published_file(course: Course, published: Path) -> None:
    page = (published / "README.md").read_text("utf-8")
    notebooks = sorted(published.glob("lessons/*/*.ipynb"))
    opened = launched(page)
    assert {home for home, _ in opened} == {"mybinder.org/v2/gh/a-university/Customers.2027/term-1"}
    assert [path for _, path in opened] == [
        "lessons",
        *(path.relative_to(published).as_posix() for path in notebooks),
    ]
    assert len(notebooks) == len(course.lessons)
    assert all((published / path).exists() for _, path in opened)


def test_every_other_link_leads_to_a_published_file(published: Path) -> None:
    for page in published.rglob("*.md"):
        for link in links(page.read_text("utf-8")):
            if "://" not in link:
                assert (page.parent / unquote(link)).is_file(), f"{page.name}: {link}"


def test_no_page_leads_to_the_instructors_repository(
    course: Course, published_files: dict[str, bytes]
) -> None:
    own = course.settings.repository.name.encode()
    for name, content in published_files.items():
        assert own not in content, name


def test_every_link_has_its_own_text(course: Course, published: Path) -> None:
    page = (published / "README.md").read_text("utf-8")
    words = re.findall(r"\[([^\[\]]+)\]\([^)]*mybinder\.org/v2", page)
    assert len(words) == len(set(words)) == len(course.lessons)
    assert "[![Launch the whole course on Binder]" in page


def test_the_commands_in_the_readme_name_the_repository(published: Path) -> None:
    page = (published / "README.md").read_text("utf-8")
    assert "git clone https://github.com/a-university/Customers.2027\ncd Customers.2027\n" in page
    assert "$" not in page


def test_each_lesson_has_its_time_and_points(
    lessons: list[ReadLesson], repository: Repository
) -> None:
    rows = readme("A Course", [one.lesson for one in lessons], repository).splitlines()
    (rater,) = [row for row in rows if "open 03_rater" in row]
    assert (
        "| [Service quality: do we keep our promises?](lessons/03_rater/03_rater.ipynb) |" in rater
    )
    assert "| Three hours, in six parts | 20 |" in rater
    (start,) = [row for row in rows if "open 00_start_here" in row]
    assert "| 30 minutes | – |" in start


@pytest.mark.parametrize(
    ("name", "branch"),
    [
        ("https://github.com/hr/students", "main"),
        ("students", "main"),
        ("hr/students.git", "main"),
        ("hr/..", "main"),
        ("hr/stu dents", "main"),
        ("hr/students", "a b"),
        ("hr/students", "../main"),
        ("hr/students", ""),
    ],
)
def test_a_malformed_repository_is_refused(name: str, branch: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        Repository(name, branch)


def test_a_branch_with_a_slash_is_one_part_of_the_address() -> None:
    link = Repository("hr/students", "autumn/2027").launch("lessons")
    assert link == "https://mybinder.org/v2/gh/hr/students/autumn%2F2027?urlpath=lab/tree/lessons"


def test_the_package_requires_what_a_lesson_needs_and_nothing_more(
    course: Course, published: Path
) -> None:
    own = tomllib.loads((course.root / "pyproject.toml").read_text("utf-8"))["project"]
    table = tomllib.loads((published / "pyproject.toml").read_text("utf-8"))
    pinned = dict(one.split(">=") for one in table["project"]["dependencies"])
    for one in own["dependencies"]:
        name, expected = one.split(">=")
        if name in LIBRARIES:
            major, lesser, *_ = map(int, versions()[name].split("."))
            expected = f"{major}.{lesser},<{major}.{lesser + 1}"
        assert pinned.pop(name) == expected
    assert not pinned
    assert table["project"]["requires-python"] == own["requires-python"]
    assert not {"scripts", "optional-dependencies"} & table["project"].keys()
    assert set(table) == {"build-system", "project", "tool"}
    for name in table["project"]["license-files"]:
        assert (published / name).is_file()
    assert (published / "grading_helpers" / "py.typed").is_file()


def test_the_environment_agrees_with_the_package(published: Path) -> None:
    project = tomllib.loads((published / "pyproject.toml").read_text("utf-8"))["project"]
    whole = yaml.safe_load((published / "environment.yml").read_text("utf-8"))["dependencies"]
    *conda, last = whole
    found = [one.replace("matplotlib-base", "matplotlib") for one in conda] + last["pip"]
    assert sorted(found) == sorted([*project["dependencies"], "pip", f"python={PYTHON}"])


def test_post_build_keeps_its_line_endings(published_files: dict[str, bytes]) -> None:
    assert b"\r" not in published_files["postBuild"]
    assert b"pip install --no-cache-dir --no-deps ." in published_files["postBuild"]
    assert b"postBuild text eol=lf" in published_files[".gitattributes"]


RENDER = """
from repo2docker.app import Repo2Docker
app = Repo2Docker()
pack = next(p for p in (pack(base_image=app.base_image) for pack in app.buildpacks) if p.detect())
pack.platform = "linux/amd64"
print(type(pack).__name__, pack.python_version, "./postBuild" in pack.render({"NB_UID": "1000"}))
"""


@pytest.mark.integration
def test_binder_takes_the_environment_and_runs_post_build(published: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=published, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["CondaBuildPack", PYTHON, "True"]


def test_every_function_that_the_page_names_exists(published: Path) -> None:
    named = re.findall(r"`(\w+)\(\)`", (published / "README.md").read_text("utf-8"))
    assert "backup" in named
    assert [name for name in named if not hasattr(grading_helpers, name)] == []
