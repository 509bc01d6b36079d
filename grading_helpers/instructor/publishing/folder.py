"""Keep a folder in step with a set of files, without touching git's or anybody else's files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path, PurePosixPath

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor.diagnostics import CommandError

MANIFEST = ".published.json"
NOTE = "The files that `course publish` wrote here; it manages these and no others."
MOST_NAMED = 10

# The digest of each file as it was written, or None while it is being written.
Manifest = dict[str, str | None]


class PublishError(CommandError):
    """Publishing was refused; nothing was changed."""


@dataclass(frozen=True)
class Changes:
    """What happened to the files of a folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_alone: tuple[str, ...]


def update(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> Changes:
    """Write these files to a folder, and remove those written earlier that are gone.

    The manifest lists the files before they are written, so an interrupted run can simply be
    repeated.

    Parameters
    ----------
    folder : Path
        Created if it does not exist. ``.git`` and ignored files in it do not matter.
    files : mapping of str to bytes
        The content of each file, by its path in the folder (with ``/``).
    force : bool
        Overwrite files that came from elsewhere or were edited here. Files at other paths are
        left alone in any case.

    Raises
    ------
    PublishError
        If the folder has such files and `force` is not set, or its manifest is damaged.
    """
    known = read_manifest(folder)
    others = _others(folder, files, known)
    strange = [*others, *_edited(folder, files, known)]
    if strange and not force:
        raise PublishError(_refusal(folder, strange))
    _keep_inside(folder, [*files, *known])
    changed = [name for name in files if _bytes(folder / name) != files[name]]
    gone = sorted(known.keys() - files.keys())
    if changed or gone:
        _write_manifest(folder, known | dict.fromkeys(changed))
    for name in changed:
        write_atomically(folder / name, files[name])
    for name in gone:
        _remove(folder, name)
    _write_manifest(folder, {name: digest(content) for name, content in files.items()})
    same = tuple(name for name in files if name not in set(changed))
    alone = tuple(name for name in others if name not in files)
    return Changes(tuple(changed), tuple(gone), same, alone)


def digest(content: bytes) -> str:
    r"""Return a digest that does not depend on line endings, which git may convert.

    Examples
    --------
    >>> digest(b"a\r\n") == digest(b"a\n")
    True
    """
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return the files written to a folder earlier; none in a new folder.

    Raises
    ------
    PublishError
        If the manifest cannot be read, or names a file outside the folder.
    """
    content = _bytes(folder / MANIFEST)
    if content is None:
        return {}
    try:
        known = dict[str, str | None](json.loads(content)["files"])
    except (ValueError, TypeError, KeyError) as error:
        raise PublishError(
            f"{folder / MANIFEST} is damaged ({error}). To fix: delete it and publish with --force."
        ) from None
    if strays := [name for name in known if not _is_inside(name)]:
        raise PublishError(f"{folder / MANIFEST} names {strays[0]!r}. To fix: delete that line.")
    return known


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and not {".git", ".."} & set(path.parts) and ":" not in name


def _others(folder: Path, files: Mapping[str, bytes], known: Manifest) -> list[str]:
    """Return the files that came from elsewhere, except those that need not be changed."""
    there = files_below(folder) if folder.is_dir() else ()
    names = [path.relative_to(folder).as_posix() for path in there]
    strange = [name for name in names if name != MANIFEST and name not in known]
    return [name for name in strange if _differs(folder, name, files)]


def _differs(folder: Path, name: str, files: Mapping[str, bytes]) -> bool:
    content = _bytes(folder / name)
    return name not in files or content is None or digest(content) != digest(files[name])


def _edited(folder: Path, files: Mapping[str, bytes], known: Manifest) -> Iterator[str]:
    """Yield the published files that somebody has changed since."""
    for name, written in known.items():
        content = _bytes(folder / name)
        if content is None or written is None or digest(content) == written:
            continue
        if name not in files or digest(content) != digest(files[name]):
            yield name


def _refusal(folder: Path, strange: list[str]) -> str:
    more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
    return (
        f"{folder} has files that `course publish` did not write, or that were edited since: "
        f"{', '.join(strange[:MOST_NAMED])}{more}. Nothing was changed. To fix: choose an empty "
        "folder, or add --force, which overwrites files of the students' repository and "
        "leaves all others alone."
    )


def _keep_inside(folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder in which a link leads outside it."""
    home = folder.resolve()
    for name in names:
        if not (folder / name).parent.resolve().is_relative_to(home):
            raise PublishError(
                f"{folder / name} is reached through a link that leads elsewhere. To fix: remove "
                "the link."
            )


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and folders that become empty."""
    path = folder / name
    path.unlink(missing_ok=True)
    for parent in path.relative_to(folder).parents[:-1]:
        home = folder / parent
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()


def _write_manifest(folder: Path, known: Manifest) -> None:
    text = json.dumps({"note": NOTE, "files": dict(sorted(known.items()))}, indent=1) + "\n"
    if _bytes(folder / MANIFEST) != text.encode():
        write_atomically(folder / MANIFEST, text.encode())


# Patterns for .gitignore: files that are created when somebody works in the folder.
IGNORED = (
    ".venv",
    "__pycache__",
    "*.py[cod]",
    "*.egg-info",
    "build",
    ".ipynb_checkpoints",
    "progress.json",
    "progress.damaged-*.json",
    ".DS_Store",
    "Thumbs.db",
)


def gitignore() -> str:
    """Return the text of ``.gitignore``."""
    return "\n".join(IGNORED) + "\n"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield all files in a folder, except git's own and ignored ones.

    A link is yielded itself and not followed.
    """
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or any(fnmatch(path.name, pattern) for pattern in IGNORED):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from files_below(path)
        else:
            yield path
