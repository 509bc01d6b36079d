"""Keep the course's title and addresses in README, docs and so on in step with course/course.yml.

The pages are ordinary files. The build replaces their present address, which is also in
``pyproject.toml`` under ``[project.urls]``, with the one in ``course/course.yml``. It leaves the
addresses of other projects alone, and reports those that look as if they should be the course's.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from grading_helpers.instructor.authoring.course_yml import CourseSettings
from grading_helpers.instructor.authoring.faults import at_line
from grading_helpers.instructor.authoring.repository import PLACEHOLDER, Repository
from grading_helpers.instructor.diagnostics import Diagnostic

PAGES = (
    *("*.md", "docs/*.md", ".github/*.md", ".github/ISSUE_TEMPLATE/*.yml"),
    *("CITATION.cff", "pyproject.toml"),
)

BINDER = re.compile(r"(https://mybinder\.org/v2/gh/)[\w.-]+/[\w.-]+/[\w.%-]+")
CLONE = re.compile(r"git clone https?://github\.com/(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?(?=\s|$)")
# A part of a project in which its own readers report, compare or discuss; a numbered issue or
# pull request may well be another project's.
OWN_PART = re.compile(
    r"https?://github\.com/(?P<name>[\w.-]+/[\w.-]+)/(?:issues(?!/\d)|security|discussions|compare)"
)
HEADINGS = {"README.md": re.compile(r"\A# .*"), "CITATION.cff": re.compile(r"^title: .*", re.M)}


def renewed_pages(root: Path, settings: CourseSettings) -> dict[Path, str]:
    """Return the text that each page should have.

    Parameters
    ----------
    root : Path
        The checkout.
    settings : CourseSettings
        The title and address that the pages should have.
    """
    before = _address_so_far(root)
    texts = {path: path.read_text("utf-8") for path in _pages(root)}
    return {path: renewed(path.name, text, settings, before) for path, text in texts.items()}


def renewed(name: str, text: str, settings: CourseSettings, before: str) -> str:
    """Return a page with the course's title and addresses.

    Parameters
    ----------
    name : str
        The file name of the page.
    text : str
        Its present text.
    settings : CourseSettings
        The title and address that it should have.
    before : str
        The repository whose address it has now, as ``OWNER/NAME``.
    """
    own = settings.repository
    text = BINDER.sub(own.launch("").partition("?")[0], text)
    old = "|".join((re.escape(before), rf"{PLACEHOLDER}/[\w.-]*\w"))
    text = re.sub(rf"https://github\.com/(?:{old})(?![\w-]|\.(?!git\b)\w)", own.page, text)
    text = re.sub(rf"(git clone {re.escape(own.page)} && cd )\S+", rf"\g<1>{own.folder}", text)
    if heading := HEADINGS.get(name):
        title = json.dumps(settings.title, ensure_ascii=False)
        line = f"# {settings.title}" if name.endswith(".md") else f"title: {title}"
        text = heading.sub(lambda _: line, text)
    return text


def address_faults(root: Path, settings: CourseSettings) -> Iterator[Diagnostic]:
    """Yield a fault for each address that looks like the course's own but is not."""
    own = settings.repository
    for path, text in renewed_pages(root, settings).items():
        for found in (*CLONE.finditer(text), *OWN_PART.finditer(text)):
            if found["name"] != own.name:
                line = text.count("\n", 0, found.start()) + 1
                what = f"{found['name']} is not the repository that course/course.yml names"
                yield at_line(path, line, what, f"write {own.page} there")


def _pages(root: Path) -> list[Path]:
    return sorted(path for pattern in PAGES for path in root.glob(pattern))


def _address_so_far(root: Path) -> str:
    """Return the repository that the pages name now, from pyproject.toml."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    address = project.get("urls", {}).get("Repository", "")
    return str(address).removeprefix("https://github.com/") or Repository(f"{PLACEHOLDER}/x").name
