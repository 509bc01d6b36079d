"""Fixtures for tests that drive JupyterLab in Chromium."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from graded_demo import grade_demo
from lab import (
    PATIENCE,
    LabServer,
    OpenLab,
    chromium_path,
    launch_chromium,
    open_notebook,
    serve_lab,
)
from playwright.sync_api import Browser, expect

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.demo.run import Demo


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run one headless Chromium for the session."""
    path = chromium_path()
    if path is None and os.environ.get("CI"):
        pytest.fail("no Chromium on PATH: in CI the browser tests must run")
    if path is None:
        pytest.skip("no Chromium on PATH: install chromium to run the browser tests")
    expect.set_options(timeout=PATIENCE)
    with launch_chromium(path) as browser:
        yield browser


@pytest.fixture(scope="session")
def lab_server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """Run one JupyterLab for the session, unless there is no Chromium."""
    with serve_lab(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name the folder for pictures: $SCREENSHOTS, or a temporary one."""
    chosen = os.environ.get("SCREENSHOTS")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def open_lab(lab_server: LabServer, chromium: Browser, screenshots: Path) -> Iterator[OpenLab]:
    """Return a function that opens a notebook until the module's tests are done."""
    with ExitStack() as stack:
        yield lambda notebook, interface="lab": stack.enter_context(
            open_notebook(lab_server, chromium, notebook, screenshots, interface)
        )


@pytest.fixture(scope="session")
def graded_demo(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A few students of the demo class and a hostile one, graded and with feedback."""
    return grade_demo(course, tmp_path_factory.mktemp("class") / "demo")
