"""From a student's folder to bytes: links, pipes and folders are never followed or opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.utils import parse_utc

from grading_helpers.instructor.grader.files import is_ordinary
from grading_helpers.instructor.grader.findings import Finding, RefusedError
from grading_helpers.instructor.grader.reading import LARGEST_NOTEBOOK

LARGEST_FILE = 5_000_000
MOST_FILES = 60
MOST_BYTES = 20_000_000
MOST_ENTRIES = 2000
DEEPEST = 4
TIMESTAMP = "timestamp.txt"
# Windows has none of these, and no pipes or links that a student's archive could bring.
CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


@dataclass(frozen=True)
class Upload:
    """What a student handed in, as bytes that can be sent anywhere."""

    student: str
    notebook: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    refused: str = ""
    timestamp: str = ""


def gather(student: str, folder: Path, notebook: str) -> Upload:
    """Return what lies in a student's folder; whatever lies there, this neither waits nor fails.

    Parameters
    ----------
    student : str
        Named in the findings.
    folder : Path
        Such as ``submitted/ada/03_rater``.
    notebook : str
        The name of the notebook without its ending.
    """
    said: list[str] = []
    found = dict(_ordinary_files(folder, said))
    try:
        name = _choose(list(found), notebook, said)
        content = _content(found.pop(name), LARGEST_NOTEBOOK + 1)
    except RefusedError as error:
        findings = tuple(Finding(student, what) for what in said)
        return Upload(student, findings=findings, refused=str(error))
    files = dict(_small_files(found, said))
    timestamp = _moment(files.pop(TIMESTAMP, b""), said)
    findings = tuple(Finding(student, what) for what in said)
    return Upload(student, content, files, findings, timestamp=timestamp)


def _ordinary_files(folder: Path, said: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield the ordinary files below a folder by their relative path."""
    waiting, seen = [folder], 0
    while waiting:
        for entry in _entries(waiting.pop(0), said):
            seen += 1
            if seen > MOST_ENTRIES:
                said.append(f"only the first {MOST_ENTRIES} files were looked at")
                return
            path = Path(entry.path)
            name = path.relative_to(folder).as_posix()
            if entry.is_file(follow_symlinks=False):
                yield name, path
            elif not entry.is_dir(follow_symlinks=False):
                said.append(f"{name} is {_what(entry)}")
            elif name.endswith(".ipynb"):
                said.append(f"{name} is a folder and not a notebook")
            elif name.count("/") < DEEPEST and not entry.name.startswith((".", "__")):
                waiting.append(path)


def _entries(folder: Path, said: list[str]) -> list[os.DirEntry[str]]:
    try:
        if stat.S_ISLNK(folder.lstat().st_mode):
            said.append("the folder is a link, which was not followed")
            return []
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        said.append(f"the folder cannot be read ({error.strerror})")
        return []


def _what(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "a link, which was not followed"
    return "neither file nor folder and was left alone"


def _choose(names: list[str], notebook: str, said: list[str]) -> str:
    """Return the name of the notebook that is to be graded.

    Raises
    ------
    RefusedError
        If there is none.
    """
    wanted = f"{notebook}.ipynb"
    if wanted in names:
        return wanted
    candidates = [name for name in names if name.lower().endswith(".ipynb")]
    near = [name for name in candidates if notebook.lower() in Path(name).name.lower()]
    chosen = sorted(near or candidates, key=lambda name: (name.count("/"), len(name), name))
    if not chosen and (plain := [name for name in names if Path(name).stem.startswith(notebook)]):
        chosen = plain
    if not chosen:
        others = f"; there is {', '.join(sorted(names)[:5])}" if names else ""
        raise RefusedError(f"no {wanted} was handed in{others}")
    said.append(f"there was no {wanted}; {chosen[0]} was graded in its place")
    return chosen[0]


def _content(path: Path, most: int) -> bytes:
    """Return the bytes of a file, of an ordinary file only and no more than a limit.

    Raises
    ------
    RefusedError
        If it cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | CAREFULLY)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RefusedError(f"{path.name} is no ordinary file")
            return file.read(most)
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror})") from error


def _moment(content: bytes, said: list[str]) -> str:
    """Return when the work was handed in, as it is written, or nothing if that is no time."""
    text = content.decode("utf-8", "replace").strip()[:60]
    try:
        return text if text and parse_utc(text) else ""
    except (ValueError, OverflowError, TypeError):
        said.append(f"{TIMESTAMP} holds no time: the work counts as handed in on time")
        return ""


def _small_files(found: dict[str, Path], said: list[str]) -> Iterator[tuple[str, bytes]]:
    room, count = MOST_BYTES, 0
    for name, path in found.items():
        if not is_ordinary(name) or name.lower().endswith(".ipynb"):
            continue
        try:
            content = _content(path, min(LARGEST_FILE, room) + 1)
        except RefusedError as error:
            said.append(str(error))
            continue
        count += 1
        if len(content) > min(LARGEST_FILE, room) or count > MOST_FILES:
            said.append(f"{name} is one file too many or too large and was left out")
            continue
        room -= len(content)
        yield name, content
