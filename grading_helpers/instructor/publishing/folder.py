"""A folder that is kept equal to a set of files, beside git's own and those of other people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from grading_helpers.instructor.files import write_in_one_step
from grading_helpers.instructor.publishing.ignored import files_below

MANIFEST = ".published.json"
NOTE = "The files that `course publish` has written here; it looks after these and no others."
MOST_NAMED = 10

# The digest of each file as it was written, or None while it is being written.
Manifest = dict[str, str | None]


class RefusedError(Exception):
    """The folder is not as it must be; nothing in it was changed."""


@dataclass(frozen=True)
class Changes:
    """What became of the files of a folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_alone: tuple[str, ...]


def update(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> Changes:
    """Make a folder hold these files, and of those written before no others.

    The manifest names what is about to be written before it is, so that a run that was cut
    short is simply run again.

    Parameters
    ----------
    folder : Path
        Made if it is not there. ``.git`` and ignored files in it do not count.
    files : mapping of str to bytes
        By path in the folder, with ``/``.
    force : bool
        Write over files that came from elsewhere or were edited here; those at other paths
        are left alone even so.

    Raises
    ------
    RefusedError
        If the folder holds such files and `force` is not set, or if its manifest is damaged.
    """
    known = read_manifest(folder)
    others = _others(folder, files, known)
    strange = [*others, *_edited(folder, files, known)]
    if strange and not force:
        raise RefusedError(_refusal(folder, strange))
    _keep_inside(folder, [*files, *known])
    changed = [name for name in files if _bytes(folder / name) != files[name]]
    gone = sorted(known.keys() - files.keys())
    if changed or gone:
        _write_manifest(folder, known | dict.fromkeys(changed))
    for name in changed:
        write_in_one_step(folder / name, files[name])
    for name in gone:
        _remove(folder, name)
    _write_manifest(folder, {name: digest(content) for name, content in files.items()})
    same = tuple(name for name in files if name not in set(changed))
    alone = tuple(name for name in others if name not in files)
    return Changes(tuple(changed), tuple(gone), same, alone)


def digest(content: bytes) -> str:
    r"""Return a digest that does not change when git turns the ends of lines.

    Examples
    --------
    >>> digest(b"a\r\n") == digest(b"a\n")
    True
    """
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return what was written into a folder before, which is nothing in a new one.

    Raises
    ------
    RefusedError
        If the manifest cannot be read or names a file outside the folder.
    """
    content = _bytes(folder / MANIFEST)
    if content is None:
        return {}
    try:
        known = dict[str, str | None](json.loads(content)["files"])
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError(
            f"{folder / MANIFEST} is damaged ({error}). To do: delete it, publish with --force."
        ) from None
    if strays := [name for name in known if not _is_inside(name)]:
        raise RefusedError(f"{folder / MANIFEST} names {strays[0]!r}. To do: delete that line.")
    return known


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and not {".git", ".."} & set(path.parts) and ":" not in name


def _others(folder: Path, files: Mapping[str, bytes], known: Manifest) -> list[str]:
    """Return the files that came from elsewhere, but for those that are as they shall be."""
    there = files_below(folder) if folder.is_dir() else ()
    names = [path.relative_to(folder).as_posix() for path in there]
    strange = [name for name in names if name != MANIFEST and name not in known]
    return [name for name in strange if _differs(folder, name, files)]


def _differs(folder: Path, name: str, files: Mapping[str, bytes]) -> bool:
    content = _bytes(folder / name)
    return name not in files or content is None or digest(content) != digest(files[name])


def _edited(folder: Path, files: Mapping[str, bytes], known: Manifest) -> Iterator[str]:
    """Yield the files of ours that somebody has changed since."""
    for name, written in known.items():
        content = _bytes(folder / name)
        if content is None or written is None or digest(content) == written:
            continue
        if name not in files or digest(content) != digest(files[name]):
            yield name


def _refusal(folder: Path, strange: list[str]) -> str:
    more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
    return (
        f"{folder} holds files that were not written by `course publish`, or were edited since: "
        f"{', '.join(strange[:MOST_NAMED])}{more}. Nothing was changed. To do: choose an empty "
        "folder, or add --force, which writes over those of the students' repository and "
        "leaves all others alone."
    )


def _keep_inside(folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder in which a link leads elsewhere."""
    home = folder.resolve()
    for name in names:
        if not (folder / name).parent.resolve().is_relative_to(home):
            raise RefusedError(f"{folder / name} leads out of {folder} by a link. Remove the link.")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty then."""
    path = folder / name
    path.unlink(missing_ok=True)
    for parent in path.relative_to(folder).parents[:-1]:
        home = folder / parent
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()


def _write_manifest(folder: Path, known: Manifest) -> None:
    text = json.dumps({"note": NOTE, "files": dict(sorted(known.items()))}, indent=1) + "\n"
    if _bytes(folder / MANIFEST) != text.encode():
        write_in_one_step(folder / MANIFEST, text.encode())
