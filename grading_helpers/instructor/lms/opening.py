"""The files of a download, be it a zip or a folder."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from grading_helpers.instructor.grader.findings import RefusedError
from grading_helpers.instructor.lms.archives import (
    JUNK,
    LARGEST_ARCHIVE,
    MOST_BYTES,
    MOST_BYTES_INSIDE,
    MOST_FILES,
    MOST_FILES_INSIDE,
    ZIP_FAULTS,
    Entry,
    Listing,
    Room,
    is_archive,
    list_archive,
)
from grading_helpers.instructor.lms.notes import ImpossibleError


@contextmanager
def opened(path: Path) -> Iterator[Listing]:
    """Open a download for reading.

    Parameters
    ----------
    path : Path
        A zip file, or a folder; zip files within are looked into, once.

    Yields
    ------
    Listing
        Its files, sorted by path; their bytes can be read while the context lasts.

    Raises
    ------
    ImpossibleError
        If there is nothing there, or something that is neither folder nor zip.
    """
    listing = Listing()
    if path.is_dir():
        _list_folder(path, listing)
        yield _looked_into(listing)
        return
    if not path.exists():
        raise ImpossibleError(f"{path} does not exist: give the LMS's download, zip or folder.")
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_FAULTS as error:
        raise ImpossibleError(
            f"{path} is neither a folder nor a zip file that can be read ({error}): "
            "download it again."
        ) from None
    with archive:
        list_archive(lambda: archive, Room(MOST_FILES, MOST_BYTES), listing)
        yield _looked_into(listing)


def _list_folder(folder: Path, listing: Listing) -> None:
    waiting = [folder]
    while waiting:
        try:
            found = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError as error:
            listing.refuse(str(error.filename), f"the folder cannot be read ({error.strerror})")
            continue
        for entry in found:
            path = Path(entry.path)
            name = path.relative_to(folder).as_posix()
            if JUNK.search(name):
                continue
            if entry.is_symlink():
                listing.refuse(name, "it is a link, which was not followed")
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False) and len(listing.entries) < MOST_FILES:
                date = datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC)
                listing.entries.append(Entry(name, date, partial(_content, path)))
            else:
                listing.refuse(name, "it is no ordinary file, or one too many")
    listing.entries.sort(key=lambda entry: entry.path)


def _content(path: Path) -> bytes:
    """Return the bytes of a file, no more than an archive may have."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_ARCHIVE + 1)
    except OSError as error:
        raise RefusedError(f"it cannot be read ({error.strerror})") from None


def _looked_into(listing: Listing) -> Listing:
    """Put in the place of each zip file what it holds; one at a time is kept in memory."""
    reopened = lru_cache(maxsize=1)(_archive)
    whole = Listing(notes=listing.notes)
    for entry in listing.entries:
        if not is_archive(entry.name):
            whole.entries.append(entry)
            continue
        try:
            inside, room = Listing(), Room(MOST_FILES_INSIDE, MOST_BYTES_INSIDE)
            list_archive(partial(reopened, entry), room, inside, entry.path)
        except RefusedError as error:
            whole.refuse(entry.path, str(error))
        except ZIP_FAULTS as error:
            whole.refuse(entry.path, f"it is no zip file that can be read ({error})")
        else:
            whole.entries += inside.entries
            whole.notes += inside.notes
    return whole


def _archive(entry: Entry) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(entry.read()))
