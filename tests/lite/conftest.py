"""Fixtures for the course as a static site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab import chromium_path
from playwright.sync_api import Browser, expect
from static_site import PATIENCE, Published, lonely_chromium, served
from typer.testing import CliRunner
from verdicts import fixture_pyodide, fixture_python, missing_fixture

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.publishing import publish
from grading_helpers.instructor.publishing.lite import jupyterlite
from grading_helpers.instructor.publishing.lite.jupyterlite import find_jupyterlite

NEWEST = os.environ.get("LITE") == "newest"


@pytest.fixture(scope="session")
def publish_lite(course: Course) -> Iterator[Callable[[Path], str]]:
    """A function that publishes the whole course with its site, and returns what was said.

    The site has the fixture's Pyodide. With ``LITE=newest`` in the environment it is the
    JupyterLite that is installed beside the course, and its Pyodide comes from the public server.
    """
    if not NEWEST and (reason := missing_fixture()):
        pytest.skip(reason)
    words = [] if NEWEST else ["--offline", str(fixture_pyodide())]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        # Other tests compare the built files with the course, which takes a minute.
        patch.setattr(publish, "refuse_stale", lambda *_: None)
        if not NEWEST:
            lite = find_jupyterlite(fixture_python())
            patch.setattr(jupyterlite, "find_jupyterlite", lambda: lite)

        def run(folder: Path) -> str:
            command = ["publish", str(folder), "--repo", "hr/students", "--lite", *words]
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 0, result.output
            return result.output

        yield run


@pytest.fixture(scope="session")
def published(
    publish_lite: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Published:
    """The whole course, published once; only to be read."""
    folder = tmp_path_factory.mktemp("published") / "students"
    return Published(folder, publish_lite(folder))


@pytest.fixture(scope="session")
def address(published: Published) -> Iterator[str]:
    """The address of the site on a plain server."""
    with served(published.folder / "site", worker_is_late=True) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, without a network unless the newest Pyodide is to be fetched."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on PATH: install chromium to run the browser tests")
    expect.set_options(timeout=PATIENCE)
    with lonely_chromium(path, alone=not NEWEST) as running:
        yield running


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: $SCREENSHOTS, or a temporary folder."""
    chosen = os.environ.get("SCREENSHOTS")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
