"""Files beside a notebook: those that were handed in, and the lesson's own."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import CommandError

if TYPE_CHECKING:
    from grading_helpers.instructor.gradebook.course_folder import CourseFolder

A_NAME = re.compile(r"[\w][\w .()+,@=-]{0,99}")
DEEPEST = 4
# The lesson's own files, which the sandbox holds in memory.
LARGEST_OWN_FILE = 16_000_000
MOST_OWN_BYTES = 32_000_000
# The types of office documents contain "openxmlformats"; no browser runs these.
A_PAGE = re.compile("html|xml(?!formats)|svg|script|rfc822|flash")


def is_ordinary(name: str) -> bool:
    """Return whether a relative path is one that a student may hand in.

    Examples
    --------
    >>> is_ordinary("data/survey 2.csv"), is_ordinary("../gradebook.db"), is_ordinary(".bashrc")
    (True, False, False)
    """
    parts = PurePosixPath(name).parts
    return 0 < len(parts) <= DEEPEST and all(A_NAME.fullmatch(part) for part in parts)


def is_page(name: str) -> bool:
    """Return whether a browser would run a file; the formgrader serves students' files.

    Examples
    --------
    >>> is_page("report.html"), is_page("a.svg"), is_page("b.XML.gz")
    (True, True, True)
    >>> is_page("survey.csv"), is_page("essay.docx"), is_page("data.xlsx")
    (False, False, False)
    """
    return bool(A_PAGE.search(mimetypes.guess_type(name.lower())[0] or ""))


def files_to_json(files: Mapping[str, bytes]) -> dict[str, str]:
    """Encode files as JSON values."""
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def write_files_from_json(files: Mapping[str, str]) -> None:
    """Write files that `files_to_json` encoded into the current folder."""
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if parts and ".." not in parts and not PurePosixPath(name).is_absolute():
            place = Path(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(base64.b64decode(content))


def lesson_files(folder: CourseFolder, lesson: str) -> dict[str, bytes]:
    """Return the files beside the instructor's notebook that nbgrader copies over the students'.

    Parameters
    ----------
    folder : CourseFolder
        The course, whose settings say which files students may change.
    lesson : str
        nbgrader's name for the assignment.

    Raises
    ------
    CommandError
        If they are too large for the sandbox.
    """
    top = folder.root / "source" / lesson
    if all(place.suffix == ".ipynb" for place in top.iterdir()):
        return {}
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415 - slow
    from nbgrader.utils import find_all_files  # noqa: PLC0415 - slow

    ignored = [*CourseDirectory(config=folder.settings).ignore, "*.ipynb"]
    students_own = {
        *dict(folder.settings.Autograde.get("exclude_overwriting") or {}).get(lesson, [])
    }
    places = sorted(map(Path, find_all_files(str(top), ignored)))
    found = {place.relative_to(top).as_posix(): place for place in places}
    chosen = {name: place for name, place in found.items() if name not in students_own}
    sizes = {name: place.stat().st_size for name, place in chosen.items()}
    for name, size in sizes.items():
        if size > LARGEST_OWN_FILE or sum(sizes.values()) > MOST_OWN_BYTES:
            raise CommandError(
                f"{chosen[name]} is too large for the sandbox: files beside a notebook may have "
                f"{LARGEST_OWN_FILE // 10**6} MB each and {MOST_OWN_BYTES // 10**6} MB together."
            )
    return {name: place.read_bytes() for name, place in chosen.items()}


def without_clashes(theirs: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a student that no file of the lesson replaces.

    Examples
    --------
    >>> own = {"data/a.csv": b"1", "b.csv": b"2"}
    >>> without_clashes({"b.csv": b"3", "data": b"4", "b.csv/x": b"5", "c.csv": b"6"}, own)
    {'c.csv': b'6'}
    """
    return {name: content for name, content in theirs.items() if not _clashes(name, own)}


def _clashes(name: str, own: Mapping[str, bytes]) -> bool:
    return any(
        name == one or name.startswith(f"{one}/") or one.startswith(f"{name}/") for one in own
    )


def clash_messages(theirs: Mapping[str, bytes], own: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a message about each file of a student that a file of the lesson replaces.

    Examples
    --------
    >>> own = {"data/a.csv": b"1", "b.csv": b"2"}
    >>> [*clash_messages({"b.csv/x": b"5"}, own)]
    ['b.csv is a folder; the file of the lesson was used']
    >>> [*clash_messages({"data": b"4"}, own)]
    ['data is a file; the folder of the lesson was used']
    >>> [*clash_messages({"b.csv": b"3"}, own)], [*clash_messages({"b.csv": b"2"}, own)]
    (['b.csv was changed; the file of the lesson was used'], [])
    """
    for one, content in own.items():
        if any(name.startswith(f"{one}/") for name in theirs):
            yield f"{one} is a folder; the file of the lesson was used"
        elif theirs.get(one, content) != content:
            yield f"{one} was changed; the file of the lesson was used"
    for name in theirs:
        if name not in own and any(one.startswith(f"{name}/") for one in own):
            yield f"{name} is a file; the folder of the lesson was used"
