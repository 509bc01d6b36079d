"""Zip archives, listed and read in bounds, never unpacked: nothing is written on the way.

So a path that climbs out can do no harm; it is named all the same, as are links, encrypted and
broken members and archives that swell.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from grading_helpers.instructor.grader.findings import RefusedError
from grading_helpers.instructor.grader.reading import LARGEST_NOTEBOOK
from grading_helpers.instructor.lms.notes import Note

LARGEST_ARCHIVE = 200_000_000
MOST_FILES = 50_000
MOST_BYTES = 20_000_000_000
MOST_FILES_INSIDE = 2000
MOST_BYTES_INSIDE = 200_000_000
JUNK = re.compile(r"(^|/)(__MACOSX|\.[^/]*|Thumbs\.db|desktop\.ini)(/|$)")
UNSAFE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|\0")
UTF_8_NAME, ENCRYPTED = 0x800, 0x1
ZIP_FAULTS = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Entry:
    """A file of a download: its path in there, its date, and how to get at its bytes."""

    path: str
    modified: datetime | None
    read: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass
class Listing:
    """What a download holds, and what of it cannot be taken."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, path: str, what: str) -> None:
        """Note a file that is left alone."""
        self.notes.append(Note(path, what))


@dataclass
class Room:
    """How much may be read out of an archive before it counts as one that swells."""

    files: int
    content: int
    counted: set[zipfile.ZipInfo] = field(default_factory=set)

    def read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
        """Return the bytes of a member, bounded by what comes out and not by what it says."""
        again = info in self.counted
        try:
            with archive.open(info) as file:
                content = file.read(most + 1 if again else min(most, self.content) + 1)
        except Exception as error:  # each way of packing has errors of its own
            raise RefusedError(f"it is broken inside the archive ({error})") from None
        self.content -= 0 if again else len(content)
        self.counted.add(info)
        if len(content) > most or self.content < 0:
            raise RefusedError("it swells to more than any notebook: not read to its end")
        return content


def list_archive(
    reopen: Callable[[], zipfile.ZipFile], room: Room, listing: Listing, within: str = ""
) -> None:
    """Add the members of an archive to a listing, and notes about those that are left alone.

    Parameters
    ----------
    reopen : callable
        Returns the archive, now and whenever a member is to be read.
    room : Room
        How much may come out of it.
    listing : Listing
        What is added to.
    within : str, optional
        The path of an archive that lies in another.
    """
    for info in sorted(reopen().infolist(), key=lambda info: info.filename):
        name = _member_name(info)
        path = f"{within}/{name}" if within else name
        if fault := _member_fault(info, name):
            listing.refuse(path, fault)
            continue
        if info.is_dir() or name.endswith("/") or JUNK.search(name):
            continue
        room.files -= 1
        if room.files < 0:
            listing.refuse(path, "the archive holds more files than any class hands in")
            return
        listing.entries.append(Entry(path, _date(info), _reader(reopen, info, room)))


def _reader(
    reopen: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo, room: Room
) -> Callable[[], bytes]:
    most = LARGEST_ARCHIVE if is_archive(info.filename) else LARGEST_NOTEBOOK
    return lambda: room.read(reopen(), info, most)


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name with slashes; some writers put UTF-8 there without saying so."""
    name = info.filename
    if not info.flag_bits & UTF_8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _member_fault(info: zipfile.ZipInfo, name: str) -> str:
    mode = info.external_attr >> 16
    if UNSAFE.search(name):
        return "its path leads out of the download, which was not followed"
    if stat.S_ISLNK(mode):
        return "it is a link, which was not followed"
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted: ask for it without a password"
    return ""


def _date(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None


def is_archive(name: str) -> bool:
    """Say whether a name is that of an archive that is looked into."""
    return name.lower().endswith(".zip")
