"""Read the files of a download (a zip file or a folder), up to a limit.

Archives are never unpacked and nothing is written, so a malicious path can do no harm. Such paths
are reported all the same, as are links, encrypted and damaged files, and zip bombs.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import IO

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.grader.submission.notebook import LARGEST_UPLOAD, UngradableError
from grading_helpers.instructor.tables.double_byte import likeliest_double_byte
from grading_helpers.instructor.tables.encodings import MOST_USUAL, likeliest


@contextmanager
def open_download(path: Path) -> Iterator[DownloadedFiles]:
    """Open a download for reading.

    Parameters
    ----------
    path : Path
        A zip file or a folder. Zip files inside it are read too, one level deep.

    Yields
    ------
    DownloadedFiles
        Its files, sorted by path. They can be read while the context is open.

    Raises
    ------
    CommandError
        If the path does not exist or is neither a folder nor a zip file.
    """
    listing = DownloadedFiles(name=path.name)
    if path.is_dir():
        _list_folder(path, listing)
        yield _looked_into(listing)
        return
    if not path.exists():
        raise CommandError(
            f"{path} does not exist. Name the download from the LMS, a zip file or a folder."
        )
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_FAULTS as error:
        raise CommandError(_not_a_zip(path, error)) from None
    with archive:
        list_archive(lambda: archive, ReadingBudget(MOST_FILES, MOST_BYTES), listing)
        yield _looked_into(listing)


def _not_a_zip(path: Path, error: Exception) -> str:
    """Return what to do with a file that is neither a folder nor a zip file."""
    if path.suffix.lower() == ".ipynb":
        return (
            f"{path} is a single notebook. Put it into a folder that has the student's id as its "
            "name, such as mail/ada/, and pass the folder around that: mail."
        )
    if path.suffix.lower() in PACKED:
        return f"{path} is packed in a format that is not read. Unpack it, and pass the folder."
    return f"{path} is neither a folder nor a readable zip file ({error}). Download it again."


def _list_folder(folder: Path, listing: DownloadedFiles) -> None:
    waiting = [folder]
    while waiting:
        try:
            found = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError as error:
            listing.refuse(str(error.filename), f"this folder cannot be read ({error.strerror})")
            continue
        for entry in found:
            path = Path(entry.path)
            name = path.relative_to(folder).as_posix()
            if JUNK.search(name):
                continue
            if entry.is_symlink():
                listing.refuse(name, "it is a link, so it was skipped")
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False) and len(listing.entries) < MOST_FILES:
                date = datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC)
                listing.entries.append(DownloadedFile(name, date, partial(_content, path)))
            else:
                listing.refuse(name, "skipped: not a regular file, or too many files")
    listing.entries.sort(key=lambda entry: entry.path)


def _content(path: Path) -> bytes:
    """Return the content of a file, up to the size limit of archives."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_ARCHIVE + 1)
    except OSError as error:
        raise UngradableError(f"it cannot be read ({error.strerror})") from None


def _looked_into(listing: DownloadedFiles) -> DownloadedFiles:
    """Replace each zip file with the files in it, keeping only one in memory at a time."""
    reopened = lru_cache(maxsize=1)(_archive)
    whole = DownloadedFiles(notes=listing.notes, name=listing.name)
    for entry in listing.entries:
        if not is_archive(entry.name):
            whole.entries.append(entry)
            continue
        try:
            inside, room = DownloadedFiles(), ReadingBudget(MOST_FILES_INSIDE, MOST_BYTES_INSIDE)
            list_archive(partial(reopened, entry), room, inside, entry.path)
        except UngradableError as error:
            whole.refuse(entry.path, str(error))
        except ZIP_FAULTS as error:
            cure = "ask the student for the notebook itself"
            whole.refuse(entry.path, f"this zip file cannot be read ({error})", cure)
        else:
            whole.entries += inside.entries
            whole.notes += inside.notes[:MOST_FAULTS]
            if more := len(inside.notes[MOST_FAULTS:]):
                whole.refuse(entry.path, f"{more} more files in it were skipped")
            if not inside.entries and not inside.notes:
                whole.refuse(entry.path, "there is no file in this zip file that can be used")
    return whole


def notebooks_within(entry: DownloadedFile, content: bytes) -> list[DownloadedFile]:
    """Return the notebooks in a zip file whose name says that it is a notebook; none otherwise."""
    # A zip file can contain itself.
    depth = entry.path.lower().count(".ipynb/")
    if not content.startswith(ZIP_BEGINS) or depth >= DEEPEST:
        return []
    inside, room = DownloadedFiles(), ReadingBudget(MOST_FILES_INSIDE, MOST_BYTES_INSIDE)
    try:
        archive = _opened(content)
        list_archive(lambda: archive, room, inside, entry.path)
    except ZIP_FAULTS:
        return []
    return [one for one in inside.entries if one.name.lower().endswith(".ipynb")]


def _archive(entry: DownloadedFile) -> zipfile.ZipFile:
    return _opened(entry.read())


def _opened(content: bytes) -> zipfile.ZipFile:
    """Open a student's zip file.

    Raises
    ------
    ValueError
        If it lists so many files that the list alone would take long and much memory, or lists
        the same bytes twice.
    """
    if content.count(LISTED) > MOST_LISTED:
        raise ValueError("it lists more than 100,000 files")
    archive = zipfile.ZipFile(io.BytesIO(content))
    if sum(len(info.filename) for info in archive.infolist()) > MOST_LETTERS:
        raise ValueError("the names in it are too long")
    # A small file could be read thousands of times.
    places = sorted((one.header_offset, one.compress_size) for one in archive.infolist())
    if any(start + size > after for (start, size), (after, _) in pairwise(places)):
        raise ValueError("files in it overlap")
    return archive


PACKED = frozenset({".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".dmg"})
CHUNK = 1_000_000
LARGEST_ARCHIVE = 200_000_000
MOST_FILES = 50_000
MOST_BYTES = 20_000_000_000
MOST_FILES_INSIDE = 2000
MOST_BYTES_INSIDE = 200_000_000
JUNK = re.compile(r"(^|/)(__MACOSX|\.[^/]*|Thumbs\.db|desktop\.ini)(/|$)")
# Hidden notebooks that are nobody's work: copies and leftovers that programs make.
LEFTOVER = re.compile(
    r"(^|/)(__MACOSX|\._[^/]*|\.ipynb_checkpoints|\.git|\.venv|\.Trash[^/]*|\.~[^/]*)(/|$)"
)
UNSAFE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|\0")
UTF_8_NAME, ENCRYPTED = 0x800, 0x1
ZIP_BEGINS = b"PK\x03\x04"
# How an archive's list of its files begins each line; a student's zip may hold a whole .venv.
LISTED = b"PK\x01\x02"
MOST_LISTED = 100_000
MOST_LETTERS = 10_000_000
# How many members of one archive are reported one by one.
MOST_FAULTS = 20
# How many zip files called notebooks may be within each other.
DEEPEST = 2
# What names are in that are not in UTF-8: the first fits the letters that most of the others have.
OF_NAMES = ("cp850", "cp437", "cp852", "cp1252", "cp866", "cp1250", "cp1251", "cp1253", "cp737")
ZIP_FAULTS = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class DownloadedFile:
    """A file of a download: its path, its date, and a function that reads it."""

    path: str
    modified: datetime | None
    read: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass
class DownloadedFiles:
    """The files of a download, messages about those that cannot be used, and its own name."""

    entries: list[DownloadedFile] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    name: str = ""

    def refuse(self, path: str, what: str, cure: str = "") -> None:
        """Add a message about a file that is skipped."""
        self.notes.append(Diagnostic(path, what, cure))


@dataclass
class ReadingBudget:
    """How much may be read from an archive before it counts as a zip bomb."""

    files: int
    content: int
    counted: set[zipfile.ZipInfo] = field(default_factory=set)

    def read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
        """Return the content of a member, limited by its real size, not by the size it claims."""
        again = info in self.counted
        try:
            with archive.open(info) as file:
                content = _read(file, most + 1 if again else min(most, self.content) + 1)
        except Exception as error:  # each compression method raises its own errors
            raise UngradableError(f"it is damaged inside the archive ({error})") from None
        self.content -= 0 if again else len(content)
        self.counted.add(info)
        if len(content) > most or self.content < 0:
            raise UngradableError("it is too large for a notebook, so it was not read to the end")
        return content


def _read(file: IO[bytes], most: int) -> bytes:
    """Return the first bytes of a file; reading them at once takes twice the memory."""
    content = io.BytesIO()
    while (room := most - content.tell()) > 0 and (part := file.read(min(room, CHUNK))):
        content.write(part)
    return content.getvalue()


def list_archive(
    reopen: Callable[[], zipfile.ZipFile],
    room: ReadingBudget,
    listing: DownloadedFiles,
    within: str = "",
) -> None:
    """Add the members of an archive to the files, and messages about those that are skipped.

    Parameters
    ----------
    reopen : callable
        Returns the archive; called now, and whenever a member is read.
    room : ReadingBudget
        How much may be read from it.
    listing : DownloadedFiles
        The files to add to.
    within : str, optional
        The path of the archive, if it is inside another one.
    """
    members = sorted(reopen().infolist(), key=lambda info: info.filename)
    for info, name in _member_names(members).items():
        path = f"{within}/{name}" if within else name
        what, cure = _member_fault(info, name)
        if what:
            listing.refuse(path, what, cure)
            continue
        is_work = name.endswith(".ipynb") and not LEFTOVER.search(name)
        if info.is_dir() or name.endswith("/") or (JUNK.search(name) and not is_work):
            continue
        room.files -= 1
        if room.files < 0:
            listing.refuse(
                path, "the archive has more files than a class hands in, so the rest was skipped"
            )
            return
        if JUNK.search(name):
            cure = "rename it, or ask for it under another name"
            listing.refuse(path, "a name in its path begins with a dot, so it was skipped", cure)
            continue
        listing.entries.append(DownloadedFile(path, _date(info), _reader(reopen, info, room)))


def _reader(
    reopen: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo, room: ReadingBudget
) -> Callable[[], bytes]:
    most = LARGEST_ARCHIVE if is_archive(info.filename) else LARGEST_UPLOAD
    return lambda: room.read(reopen(), info, most)


def _member_names(members: Iterable[zipfile.ZipInfo]) -> dict[zipfile.ZipInfo, str]:
    """Return the members' names with slashes.

    Some programs write UTF-8 without the flag for it, and Windows writes its older encodings.
    """
    undeclared = {
        info: info.filename.encode("cp437", "replace")
        for info in members
        if not info.flag_bits & UTF_8_NAME
    }
    try:
        b"\n".join(undeclared.values()).decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = _encoding_of_names(b"\n".join(undeclared.values()))
    names = {info: raw.decode(encoding, "replace") for info, raw in undeclared.items()}
    return {info: names.get(info, info.filename).replace("\\", "/") for info in members}


def _encoding_of_names(names: bytes) -> str:
    double, share = likeliest_double_byte(names)
    return double if share >= MOST_USUAL else likeliest(names, OF_NAMES)


def _member_fault(info: zipfile.ZipInfo, name: str) -> tuple[str, str]:
    """Return why a member cannot be read and what to do about it, or two empty strings."""
    mode = info.external_attr >> 16
    if UNSAFE.search(name):
        return "its path points outside the download, so it was skipped", ""
    if stat.S_ISLNK(mode):
        return "it is a link, so it was skipped", ""
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted, so it was skipped", "ask for it without a password"
    return "", ""


def _date(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None


def is_archive(name: str) -> bool:
    """Say whether a file is an archive, by its name."""
    return name.lower().endswith(".zip")
