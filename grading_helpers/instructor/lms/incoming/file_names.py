"""Read from file names which LMS they come from, who sent a file, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from grading_helpers.instructor.lms.roster import STUDENT_ID, Clues


class DownloadKind(StrEnum):
    """Where a download comes from."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    BLACKBOARD = "blackboard"
    GRADESCOPE = "gradescope"
    ILIAS = "ilias"
    CLASSROOM = "classroom"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        """How the system writes its own name."""
        special = {self.ILIAS: "ILIAS", self.CLASSROOM: "Google Classroom"}
        return special.get(self, self.value.title())


@dataclass(frozen=True)
class UploadName:
    """What the path of a file says about it.

    Attributes
    ----------
    owner : str
        The part that all paths of one person have in common.
    clues : mapping
        Ids and names that may tell who that is.
    file : str
        The name that the student gave the file.
    sent : datetime or None
        When it was sent, by the clock of the LMS, without a time zone.
    order : int
        Higher for a later upload by the same person; 0 if the LMS does not say.
    late : bool
        Whether the LMS marks it as late.
    group : str
        The group that handed it in together, as the LMS names it.
    others : tuple of str
        The owners in other readings of the path, if a student's part looks like the LMS's own.
    """

    owner: str
    clues: Clues
    file: str
    sent: datetime | None = None
    order: int = 0
    late: bool = field(default=False, compare=False)
    group: str = field(default="", compare=False)
    others: tuple[str, ...] = field(default=(), compare=False)


# In each pattern, text that a student chooses (a display name, a file name) surrounds the part that
# the LMS writes. If that part fits in several places, each place is a possible reading.
# Moodle: folders "Full name_657737_assignsubmission_file/…", or the same flat, before the file.
MOODLE_FOLDER = re.compile(r"(?P<name>.*?)_?(?P<number>\d+)_assignsubmission_[a-z]+_?")
MOODLE_OWN_PART = re.compile(
    r"(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL
)
# Canvas: "oneillana_LATE_1001_2001_file"; with anonymous marking "anon_5Xy1a_2001_file".
ATTACHMENT = r"_(?P<attachment>[1-9]\d*)_(?P<file>.+)"
CANVAS_OWN_PART = re.compile(r"(?P<late>LATE_)?(?P<number>[1-9]\d*)" + ATTACHMENT, re.DOTALL)
ANONYMOUS = re.compile(
    r"(?P<name>)(?P<late>LATE_)?(?P<number>anon_\d*[A-Za-z][A-Za-z0-9]*)" + ATTACHMENT, re.DOTALL
)
# Blackboard: "Lesson 1_blee_attempt_2026-11-22-10-30-00_file"; a student's comment has no "_file".
# Students cannot choose the title and the username, so the first such part is Blackboard's.
BLACKBOARD = re.compile(
    r"(?P<head>.+?)_attempt_(?P<sent>\d{4}(?:-\d{1,2}){5})(?:_(?P<file>.+)|\.txt)?", re.DOTALL
)
# Gradescope: "assignment_7_export/submission_12345/file"; a file beside it says who that is.
GRADESCOPE_AROUND = re.compile(r"assignment_\d+_export\b.*", re.DOTALL)
GRADESCOPE = re.compile(r"submission_\d+")
SUBMITTERS = "submission_metadata.yml"
# ILIAS: "Title/Submissions/Lee_Bo_blee_1002/file", for teams "…/Team 4/Lee_Bo_blee_1002/file".
ILIAS_FOLDERS = ("Submissions", "Abgaben")
# Somebody with one name has nothing before or after the first underscore.
ILIAS_PERSON = re.compile(r"(?P<who>[^_]*_[^_]*_.+)_(?P<number>[1-9]\d*)", re.DOTALL)
ILIAS_TEAM = re.compile(r"\S+ [1-9]\d*")
ILIAS_LATE = re.compile(r"(Late Submission|Versp(ae|a)tete Abgabe) - ")
# No file system, and so no LMS, has longer names of files and folders.
LONGEST_NAME = 1_000
DEEPEST_DOWNLOAD = 100
# Google Drive packs a folder as "Title-20261129T174159Z-001.zip"; its names are the students' own.
DRIVE_ZIP = re.compile(r".*-\d{8}T\d{6}Z(-\d+)*(\.zip)?", re.DOTALL)


def parse_path(kind: DownloadKind, path: str, lesson: str) -> UploadName | None:
    """Return what a path says in a download of this kind, or None if it does not fit.

    Examples
    --------
    >>> path = "oneillana_LATE_1001_2001_03_rater-1.ipynb"
    >>> parse_path(DownloadKind.CANVAS, path, "03_rater").order
    2001
    """
    top, _, below = path.partition("/")
    if max(len(top), len(below.partition("/")[0])) > LONGEST_NAME:
        return None
    return _READERS[kind](path, lesson)


def recognise_kind(paths: Iterable[str], lesson: str, download: str = "") -> DownloadKind:
    """Return the kind of a download, judging by the names at its outermost level.

    An LMS is recognised if at least half of them fit it; otherwise it is a plain folder. Deeper
    names, such as those of files in a student's zip, do not count.

    Parameters
    ----------
    paths : iterable of str
        The paths of all its files.
    lesson : str
        The lesson that was handed in.
    download : str, optional
        The name of the zip file or folder itself: Google Drive is only recognised by that.

    Examples
    --------
    >>> recognise_kind(["Lesson 3/blee.ipynb"], "03_rater", "Lesson 3-20261129T174159Z-001.zip")
    <DownloadKind.CLASSROOM: 'classroom'>
    """
    listed = list(paths)
    if DRIVE_ZIP.fullmatch(download):
        return DownloadKind.CLASSROOM
    if _is_from_gradescope(listed, lesson):
        return DownloadKind.GRADESCOPE
    if _ilias_folder(listed):
        return DownloadKind.ILIAS
    for kind in (DownloadKind.MOODLE, DownloadKind.BLACKBOARD, DownloadKind.CANVAS):
        skip = len(prefix_around(kind, listed, lesson))
        tops: dict[str, bool] = {}
        for path in listed:
            top = path[skip:].partition("/")[0]
            tops[top] = tops.get(top, False) or parse_path(kind, path[skip:], lesson) is not None
        if tops and 2 * sum(tops.values()) >= len(tops):
            return kind
    return DownloadKind.PLAIN


def prefix_around(kind: DownloadKind, paths: list[str], lesson: str) -> str:
    """Return the folders around a whole download, with a slash at the end; empty if there are none.

    Parameters
    ----------
    kind : DownloadKind
        Where the download comes from.
    paths : list of str
        The paths of all its files.
    lesson : str
        The lesson that was handed in.

    Examples
    --------
    >>> prefix_around(DownloadKind.CANVAS, ["marking/ann_1_2_03.ipynb"], "03")
    'marking/'
    >>> prefix_around(DownloadKind.MOODLE, ["Ann_1_assignsubmission_file/03.ipynb"], "03")
    ''
    >>> prefix_around(DownloadKind.MOODLE, ["a/a/Ann_1_assignsubmission_file/03.ipynb"], "03")
    'a/a/'
    >>> prefix_around(DownloadKind.ILIAS, ["Task 3/Submissions/Lee_Bo_blee_7/03.ipynb"], "03")
    'Task 3/Submissions/'
    """
    if not paths:
        return ""
    if kind is DownloadKind.PLAIN:
        return paths[0][: wrapper_length(paths, lesson)]
    if kind is DownloadKind.ILIAS and (folder := _ilias_folder(paths)):
        return folder
    tops = {path.partition("/")[0] for path in paths}
    around = "".join(tops)
    if len(tops) != 1 or not all("/" in path for path in paths) or around.endswith(".zip"):
        return ""
    is_foreign = kind is DownloadKind.GRADESCOPE and not GRADESCOPE_AROUND.fullmatch(around)
    # The folders of a student may be thousands deep.
    is_deep = paths[0].count("/") > DEEPEST_DOWNLOAD
    if is_deep or is_foreign or parse_path(kind, paths[0], lesson):
        return ""
    # Programs that unpack a download put its folder into another one of that name.
    below = [path.removeprefix(f"{around}/") for path in paths]
    return f"{around}/{prefix_around(kind, below, lesson)}"


def _is_from_gradescope(paths: list[str], lesson: str) -> bool:
    """Return whether Gradescope's list is there, with mostly its folders beside it.

    In a plain folder, a student may have given a file the name of the list.
    """
    around = prefix_around(DownloadKind.GRADESCOPE, paths, lesson)
    tops = {path[len(around) :].partition("/")[0] for path in paths if path.startswith(around)}
    others = tops - {SUBMITTERS}
    return others < tops and 2 * sum(map(bool, map(GRADESCOPE.fullmatch, others))) >= len(others)


def _ilias_folder(paths: list[str]) -> str:
    """Return the folder of ILIAS that contains the work, which may have others beside it.

    In the folder of a single student from Moodle, the folders are the student's own.
    """
    split = [path.split("/") for path in paths]
    top = split[0][0] if len({parts[0] for parts in split}) == 1 else ""
    if not top or top.endswith(".zip") or MOODLE_FOLDER.fullmatch(top):
        return ""
    for depth in (1, 2):
        around = {tuple(p[:depth]) for p in split if p[depth:] and p[depth - 1] in ILIAS_FOLDERS}
        if len(around) == 1:
            folder = "".join(f"{part}/" for part in around.pop())
            inside = [path[len(folder) :] for path in paths if path.startswith(folder)]
            fit = sum(_ilias(path, "") is not None for path in inside)
            return folder if 2 * fit >= len(inside) else ""
    return ""


def _moodle(path: str, lesson: str) -> UploadName | None:
    top, _, below = path.partition("/")
    if below and not top.lower().endswith(".zip"):
        # The name of a folder ends with the LMS's part.
        places = [match for match in [MOODLE_FOLDER.fullmatch(top)] if match]
    else:
        places = _places(MOODLE_OWN_PART, top)
    readings = [
        UploadName(
            match["number"],
            {"participant": (match["number"],), "name": (_name_before(match),)},
            (below or match["file"] or top).rpartition("/")[2],
        )
        for match in places
    ]
    return _first(readings)


def _canvas(path: str, lesson: str) -> UploadName | None:
    top, _, below = path.partition("/")
    anonymous = ANONYMOUS.fullmatch(top)
    readings = [
        UploadName(
            match["number"],
            {"number": (match["number"],), "name": (_name_before(match),)},
            (below or match["file"]).rpartition("/")[2],
            order=int(match["attachment"]),
            late=bool(match["late"]),
        )
        for match in ([anonymous] if anonymous else _places(CANVAS_OWN_PART, top))
    ]
    return _first(readings)


def _places(own_part: re.Pattern[str], top: str) -> list[re.Match[str]]:
    """Return each place where an LMS's part fits: at the start of a name or after an underscore."""
    starts = [0, *(gap.end() for gap in re.finditer("_", top))]
    found = [match for start in starts if (match := own_part.fullmatch(top, start))]
    # "LATE_1001" is one place, not another one at "1001".
    late = {match.end("late") for match in found if match.groupdict().get("late")}
    return [match for match in found if match.start() not in late]


def _name_before(match: re.Match[str]) -> str:
    named = match.groupdict().get("name")
    return match.string[: match.start()].removesuffix("_") if named is None else named


def _first(readings: list[UploadName]) -> UploadName | None:
    """Return the first reading of a name, with the owners that the other readings name."""
    if not readings:
        return None
    owners = dict.fromkeys(one.owner for one in readings)
    return replace(readings[0], others=tuple(owners)[1:])


def _blackboard(path: str, lesson: str) -> UploadName | None:
    top, _, below = path.partition("/")
    if (match := BLACKBOARD.fullmatch(top)) is None:
        return None
    try:
        sent = datetime.strptime(match["sent"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    file = (below or match["file"] or top).rpartition("/")[2]
    return UploadName(match["head"], {}, file, sent)


def _gradescope(path: str, lesson: str) -> UploadName | None:
    top, _, below = path.partition("/")
    if not below or not GRADESCOPE.fullmatch(top):
        return None
    return UploadName(top, {}, below.rpartition("/")[2])


def _ilias(path: str, lesson: str) -> UploadName | None:
    top, _, below = path.partition("/")
    team = top if ILIAS_TEAM.fullmatch(top) else ""
    person, _, file = below.partition("/") if team else (top, "", below)
    match = ILIAS_PERSON.fullmatch(person)
    if match is None or not file:
        return None
    name = file.rpartition("/")[2]
    late = ILIAS_LATE.match(name)
    return UploadName(
        match["number"],
        {"lms_number": (match["number"],), "ilias": (match["who"],)},
        name[late.end() :] if late else name,
        late=late is not None,
        group=team,
    )


def _classroom(path: str, lesson: str) -> UploadName | None:
    """Return nothing, because students choose every name in a folder of Google Drive."""
    return None


def _plain(path: str, lesson: str) -> UploadName | None:
    """Read ``ada/03_rater.ipynb``, nbgrader's folders, ``03_rater__ada.ipynb``, ``ada.ipynb``.

    Google Forms writes ``03_rater - Ada Lee.ipynb``; the other order is read too.
    The outermost name decides, because students choose the names in their folder or zip.
    """
    *folders, file = path.split("/")
    own = next((folder.removesuffix(".zip") for folder in folders if folder != lesson), "")
    if not own:
        stem = re.sub(r"(\.ipynb)?\.\w+$", "", file)
        parts = re.split(r"\s+-\s+", stem)
        # More than two parts may be a name that a student wrote into the name of the file.
        parts = parts if lesson in parts and len(parts) < 3 else stem.split("__")
        words = [word for word in parts if word and word != lesson]
        own = words[0] if words else ""
        if len(parts) == 1:
            own = stem.removeprefix(f"{lesson}_").removesuffix(f"_{lesson}")
    return UploadName(own, {"any": (own,)}, file) if own else None


_READERS: Mapping[DownloadKind, Callable[[str, str], UploadName | None]] = {
    DownloadKind.MOODLE: _moodle,
    DownloadKind.CANVAS: _canvas,
    DownloadKind.BLACKBOARD: _blackboard,
    DownloadKind.GRADESCOPE: _gradescope,
    DownloadKind.ILIAS: _ilias,
    DownloadKind.CLASSROOM: _classroom,
    DownloadKind.PLAIN: _plain,
}


def wrapper_length(paths: list[str], lesson: str) -> int:
    """Return the length of the path of one folder around all students' folders; 0 without one.

    Parameters
    ----------
    paths : list of str
        The paths of all files of a download, with ``/``.
    lesson : str
        The lesson that was handed in.

    Examples
    --------
    >>> wrapper_length(["class/ada/03.ipynb", "class/bo/03.ipynb"], "03")
    6
    >>> wrapper_length(["ada/03.ipynb", "ada/notes.txt"], "03")
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
    """Say whether a file has the lesson's name, apart from suffixes of copies.

    Examples
    --------
    >>> is_lesson_name("03_rater (1).ipynb", "03_rater"), is_lesson_name("Rater.ipynb", "03_rater")
    (True, False)
    """
    stem = file.removesuffix(".ipynb")
    return re.sub(r"([ _]?\(\d+\)|-\d+|[ _-]copy\d*( \d+)?)$", "", stem) == lesson


def copy_number(file: str) -> int:
    """Return the number that a browser or an LMS added to a name, 0 if there is none."""
    found = re.search(r"(?:\((\d{1,9})\)|-(\d{1,9}))(\.\w+)?$", file)
    return int(found[1] or found[2]) if found else 0


def usernames(heads: Collection[str], lesson: str) -> dict[str, tuple[str, ...]]:
    """Return the usernames that each head may end with; only one if the title is certain.

    The name of a file from Blackboard begins with the title of the work and a username, joined by
    an underscore. Both may contain underscores: ``Lesson 1_lee_b`` may be from ``lee_b`` or from
    ``b``. But all files of a download begin with the same title.

    Parameters
    ----------
    heads : collection of str
        The part of each name before ``_attempt_``.
    lesson : str
        The lesson, whose name is taken as the title if it fits.

    Examples
    --------
    >>> usernames(["Lesson 1_lee_b", "Lesson 1_ann"], "01_intro")
    {'Lesson 1_lee_b': ('lee_b',), 'Lesson 1_ann': ('ann',)}
    >>> usernames(["Lesson 1_lee_b"], "01_intro")
    {'Lesson 1_lee_b': ('lee_b', 'b')}
    >>> usernames(["01_intro_lee_b"], "01_intro")
    {'01_intro_lee_b': ('lee_b',)}
    """
    found = [titles for head in heads if (titles := _titles(head))]
    shared = set.intersection(*found) if found else set()
    shared = {lesson} if lesson in shared else shared
    return {head: _endings(head, shared) for head in heads}


def _titles(head: str) -> set[str]:
    """Return every title that a head may begin with: what follows must be a valid username."""
    gaps = re.finditer("_", head)
    return {head[: gap.start()] for gap in gaps if STUDENT_ID.fullmatch(head, gap.end())}


def _endings(head: str, shared: set[str]) -> tuple[str, ...]:
    titles = [title for title in shared if head.startswith(f"{title}_")] or _titles(head)
    return tuple(head[len(title) + 1 :] for title in sorted(titles, key=len))
