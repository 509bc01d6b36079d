"""What the names in a download tell: which LMS it is from, whose a file is, and when it came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from grading_helpers.instructor.lms.roster import Clues


class Kind(StrEnum):
    """Where a download is from."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    BLACKBOARD = "blackboard"
    PLAIN = "plain"


@dataclass(frozen=True)
class Upload:
    """A file as its path describes it.

    Attributes
    ----------
    owner : str
        What is the same in all paths of one person.
    clues : mapping
        What may tell who that is.
    file : str
        The name that the student gave it.
    sent : datetime or None
        When, by the clock of the LMS, without a zone.
    order : int
        Higher for a later upload of the same person; 0 where the LMS does not say.
    late : bool
        Whether the LMS calls it late.
    """

    owner: str
    clues: Clues
    file: str
    sent: datetime | None = None
    order: int = 0
    late: bool = field(default=False, compare=False)


# Moodle: folders "Full name_657737_assignsubmission_file/…", or the same flat, before the file.
MOODLE = re.compile(
    r"(?P<name>.*?)_?(?P<number>\d+)_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?"
)
# Canvas: "oneillana_LATE_1001_2001_file"; with anonymous marking "anon_5Xy1a_2001_file".
ATTACHMENT = r"_(?P<attachment>\d+)_(?P<file>.+)"
CANVAS = re.compile(r"(?:(?P<name>[^/]*?)_)?(?P<late>LATE_)?(?P<number>\d+)" + ATTACHMENT)
ANONYMOUS = re.compile(
    r"(?P<name>)(?P<late>LATE_)?(?P<number>anon_\d*[A-Za-z][A-Za-z0-9]*)" + ATTACHMENT
)
# Blackboard: "Lesson 1_blee_attempt_2026-11-22-10-30-00_file"; the student's note has no file.
BLACKBOARD = re.compile(
    r"(?P<head>.+)_attempt_(?P<sent>\d{4}(?:-\d{1,2}){5})(?:_(?P<file>.+)|\.txt)?"
)


def upload_of(kind: Kind, path: str, lesson: str) -> Upload | None:
    """Return what a path tells in a download of a kind, or None if it is none of its names.

    Examples
    --------
    >>> upload_of(Kind.CANVAS, "oneillana_LATE_1001_2001_03_rater-1.ipynb", "03_rater").order
    2001
    """
    return _READERS[kind](path, lesson)


def recognise(paths: Iterable[str], lesson: str) -> Kind:
    """Return the kind of a download, by the names of its files.

    An LMS is recognised if at least half of the files bear its names; else it is a plain folder.
    """
    listed = list(paths)
    counts = Counter(
        kind
        for kind in (Kind.MOODLE, Kind.BLACKBOARD, Kind.CANVAS)
        for path in listed
        if upload_of(kind, path, lesson)
    )
    found = counts.most_common(1)
    return found[0][0] if found and 2 * found[0][1] >= len(listed) else Kind.PLAIN


def _matched(pattern: re.Pattern[str], path: str) -> tuple[re.Match[str], str] | None:
    """Return the outermost part of a path that fits, and the name of the file."""
    parts = path.split("/")
    for part in parts:
        if match := pattern.fullmatch(part):
            return match, (match["file"] if part is parts[-1] else "") or parts[-1]
    return None


def _moodle(path: str, lesson: str) -> Upload | None:
    if (found := _matched(MOODLE, path)) is None:
        return None
    match, file = found
    clues = {"participant": (match["number"],), "name": (match["name"],)}
    return Upload(match["number"], clues, file)


def _canvas(path: str, lesson: str) -> Upload | None:
    if (found := _matched(ANONYMOUS, path) or _matched(CANVAS, path)) is None:
        return None
    match, file = found
    clues = {"number": (match["number"],), "name": (match["name"] or "",)}
    late = bool(match["late"])
    return Upload(match["number"], clues, file, order=int(match["attachment"]), late=late)


def _blackboard(path: str, lesson: str) -> Upload | None:
    if (found := _matched(BLACKBOARD, path)) is None:
        return None
    match, file = found
    try:
        sent = datetime.strptime(match["sent"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    return Upload(match["head"], {}, file, sent)


def _plain(path: str, lesson: str) -> Upload | None:
    """Read ``ada/03_rater.ipynb``, nbgrader's folders, ``03_rater__ada.ipynb``, ``ada.ipynb``."""
    *folders, file = path.split("/")
    stem = re.sub(r"(\.ipynb)?\.\w+$", "", file)
    words = [folder.removesuffix(".zip") for folder in folders if folder != lesson]
    if "__" in stem:
        words = [word for word in stem.split("__") if word != lesson][:1]
    elif not words:
        words = [stem.removeprefix(f"{lesson}_").removesuffix(f"_{lesson}")]
    return Upload(words[0], {"any": tuple(words)}, file) if words and words[0] else None


_READERS: Mapping[Kind, Callable[[str, str], Upload | None]] = {
    Kind.MOODLE: _moodle,
    Kind.CANVAS: _canvas,
    Kind.BLACKBOARD: _blackboard,
    Kind.PLAIN: _plain,
}


def without_wrapper(paths: list[str], lesson: str) -> int:
    """Return how many letters of the paths are one folder around the folders of all students.

    Parameters
    ----------
    paths : list of str
        Of all files of a download, with ``/``.
    lesson : str
        Whose notebooks they are.

    Examples
    --------
    >>> without_wrapper(["class/ada/03.ipynb", "class/bo/03.ipynb"], "03")
    6
    >>> without_wrapper(["ada/03.ipynb", "ada/notes.txt"], "03")
    0
    """
    tops = {path.partition("/")[0] for path in paths if "/" in path}
    if len(tops) != 1 or not all("/" in path for path in paths):
        return 0
    length = len(next(iter(tops))) + 1
    below = [path[length:] for path in paths]
    seconds = {path.partition("/")[0] for path in below if "/" in path} - {lesson}
    files = [path for path in below if "/" not in path and path.endswith(".ipynb")]
    named = sum(not is_lesson_name(file, lesson) for file in files)
    return length if len(seconds) > 1 or named > 1 else 0


def is_lesson_name(file: str, lesson: str) -> bool:
    """Say whether a file bears the lesson's name, marks of copies aside.

    Examples
    --------
    >>> is_lesson_name("03_rater (1).ipynb", "03_rater"), is_lesson_name("Rater.ipynb", "03_rater")
    (True, False)
    """
    stem = file.removesuffix(".ipynb")
    return re.sub(r"([ _]?\(\d+\)|-\d+|[ _-]copy\d*( \d+)?)$", "", stem) == lesson


def copy_number(file: str) -> int:
    """Return the number that a browser or an LMS put behind a name, 0 if none."""
    found = re.search(r"(?:\((\d+)\)|-(\d+))(\.\w+)?$", file)
    return int(found[1] or found[2]) if found else 0
