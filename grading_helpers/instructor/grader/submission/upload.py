"""Read a student's folder; links and pipes are never followed or opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.grader.submission.extra_files import is_ordinary
from grading_helpers.instructor.grader.submission.notebook import LARGEST_UPLOAD, UngradableError

LARGEST_FILE = 5_000_000
MOST_FILES = 60
MOST_BYTES = 20_000_000
MOST_ENTRIES = 2000
DEEPEST = 4
TIMESTAMP = "timestamp.txt"
# Windows has none of these flags, nor links or pipes that an archive could contain.
CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


@dataclass(frozen=True)
class Submission:
    """What a student handed in, as bytes, so that it can be graded on another machine."""

    student: str
    notebook: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    refused: str = ""
    timestamp: str = ""


def load_submission(student: str, folder: Path, notebook: str) -> Submission:
    """Return what is in a student's folder; never block or fail, whatever is there.

    Parameters
    ----------
    student : str
        Named in the findings.
    folder : Path
        Such as ``submitted/ada/03_rater``.
    notebook : str
        The name of the notebook without ``.ipynb``.
    """
    said: list[str] = []
    found = dict(_ordinary_files(folder, said))
    try:
        name = _choose(list(found), notebook, said)
        content = _content(found.pop(name), LARGEST_UPLOAD + 1)
    except UngradableError as error:
        findings = tuple(Diagnostic(student, what) for what in said)
        return Submission(student, findings=findings, refused=str(error))
    files = dict(_small_files(found, said))
    timestamp = _moment(files.pop(TIMESTAMP, b""), said)
    findings = tuple(Diagnostic(student, what) for what in said)
    return Submission(student, content, files, findings, timestamp=timestamp)


def _ordinary_files(folder: Path, said: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield the regular files below a folder, with their relative paths."""
    waiting, seen = [folder], 0
    while waiting:
        for entry in _entries(waiting.pop(0), said):
            seen += 1
            if seen > MOST_ENTRIES:
                said.append(f"only the first {MOST_ENTRIES} files were read")
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
    return "neither a file nor a folder, so it was ignored"


def _choose(names: list[str], notebook: str, said: list[str]) -> str:
    """Return the name of the notebook to grade.

    Raises
    ------
    UngradableError
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
        others = f"; the folder has {', '.join(sorted(names)[:5])}" if names else ""
        raise UngradableError(f"no {wanted} was handed in{others}")
    said.append(f"there was no {wanted}; {chosen[0]} was graded instead")
    return chosen[0]


def _content(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file, up to a limit.

    Raises
    ------
    UngradableError
        If it cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | CAREFULLY)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UngradableError(f"{path.name} is not a regular file")
            return file.read(most)
    except OSError as error:
        raise UngradableError(f"{path.name} cannot be read ({error.strerror})") from error


def _moment(content: bytes, said: list[str]) -> str:
    """Return when the work was handed in, as written; empty if that is not a time."""
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - slow

    text = content.decode("utf-8", "replace").strip()[:60]
    try:
        return text if text and parse_utc(text) else ""
    except (ValueError, OverflowError, TypeError):
        said.append(f"{TIMESTAMP} does not contain a time, so the work counts as handed in on time")
        return ""


def _small_files(found: dict[str, Path], said: list[str]) -> Iterator[tuple[str, bytes]]:
    room, count = MOST_BYTES, 0
    for name, path in found.items():
        if not is_ordinary(name) or name.lower().endswith(".ipynb"):
            continue
        try:
            content = _content(path, min(LARGEST_FILE, room) + 1)
        except UngradableError as error:
            said.append(str(error))
            continue
        count += 1
        if len(content) > min(LARGEST_FILE, room) or count > MOST_FILES:
            said.append(f"{name} was ignored: too many files, or too large")
            continue
        room -= len(content)
        yield name, content
