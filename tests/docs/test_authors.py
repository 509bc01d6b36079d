"""The walkthrough in docs/authors.md works, so page and course stay in step."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Block, blocks, commands

from grading_helpers.instructor.authoring.course import Course

pytestmark = pytest.mark.integration
PAGE = Path(__file__).parents[2] / "docs" / "authors.md"
LESSON = "course/03_rater/lesson.md"


@pytest.fixture
def checkout(small_course_copy: Course, course: Course) -> Path:
    """A checkout of one lesson with its package, and with a small corpus to save time."""
    others = shutil.ignore_patterns("__pycache__", "*.json")
    shutil.copytree(course.package, small_course_copy.package, ignore=others, dirs_exist_ok=True)
    return small_course_copy.root


def run(command: str, folder: Path) -> str:
    """Run a line of the page in the checkout, with the checkout's package."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}[exit code {done.returncode}]"


def follow(page: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Follow the page, and yield each promised output with the real one."""
    said = ""
    for block in blocks(page):
        if "delete everything" in block.above:
            make_room(folder, block.above)
        if block.kind == "sh":
            said = "\n".join(run(command, folder) for command in commands(block))
        elif block.kind == "text":
            yield block.text.strip(), said
        else:
            write(block, folder / block.file)


def make_room(folder: Path, words: str) -> None:
    name = r"\s+`([^`]+)`"
    passages = re.findall(
        rf"In{name}\s+delete everything from{name}\s+down to the\s+line before{name}", words
    )
    assert {name for name, _, _ in passages} >= {LESSON}
    for name, first, after in passages:
        text = (folder / name).read_text("utf-8")
        kept, rest = text.split(first)[0], text[text.index(after) :]
        (folder / name).write_text(kept + rest, "utf-8")


def write(block: Block, file: Path) -> None:
    """Write a file, or the part of it that the words above the block name."""
    file.parent.mkdir(exist_ok=True)
    text = block.text
    if cell := re.search(r"in place of the cell `(.+?)`", block.above):
        text = once(file, f"```{{code-cell}}\n{cell[1]}\n```\n", text)
    elif line := re.search(r"Fix line (\d+)", block.above):
        text = once(file, file.read_text("utf-8").splitlines(True)[int(line[1]) - 1], text)
    file.write_text(text, "utf-8")


def once(file: Path, old: str, new: str) -> str:
    """Return the file's text with the one passage replaced."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file.name} contains {old!r} {text.count(old)} times"
    return text.replace(old, new)


def test_the_walkthrough_in_the_authors_page_works(checkout: Path) -> None:
    promised = list(follow(PAGE, checkout))
    assert len(promised) >= 2
    for words, said in promised:
        assert words in said, said
    codes = re.findall(r"exit code (\d)", "".join(said for _, said in promised))
    assert codes == ["2", "0", "0"], "the fault stops the build, the mended files do not"
