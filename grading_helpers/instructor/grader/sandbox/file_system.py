"""The outer layer of the sandbox: a file system with Python, without the course or the home folder.

Bubblewrap makes it if it is installed, else the kernel's namespaces do, if they are available.
Inside it, every submission has its own further layers.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from grading_helpers.instructor.grader.sandbox import linux

NOBODY = 65534
BUBBLEWRAP, OWN, NONE = "bubblewrap", "the kernel's own", "none"
ROOT = "/tmp"


def bubblewrap_command(readable: Sequence[str], fonts: Sequence[str]) -> list[str]:
    """Return the command to put before Python's; empty if there is no bubblewrap."""
    program = shutil.which("bwrap")
    if not program or not sys.platform.startswith("linux"):
        return []
    command = [program, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--new-session"]
    if os.geteuid() == 0:
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user"]
    parents = {str(parent) for path in readable for parent in Path(path).parents}
    for parent in sorted(parents - {"/"} - set(readable)):
        command += ["--perms", "0755", "--dir", parent]
    for path in readable:
        if Path(path).is_symlink() and Path(path).parent == Path("/"):
            command += ["--symlink", str(Path(path).readlink()), path]
        else:
            command += ["--ro-bind", str(Path(path).resolve()), path]
    command += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    for path in fonts:
        command += ["--ro-bind", path, f"/tmp/fonts/{Path(path).name}"]
    return [*command, "--remount-ro", "/", "--chdir", "/tmp", "--"]


def enclose(readable: Sequence[str], fonts: Sequence[str]) -> bool:
    """Move this process into its own file system, with namespaces.

    Returns
    -------
    bool
        Whether the kernel allowed it.
    """
    is_root = os.geteuid() == 0
    try:
        user, group = os.getuid(), os.getgid()
        linux.unshare(*(["mount"] if is_root else ["user", "mount"]))
        if not is_root:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        _build_root(readable, fonts)
    except OSError:
        return False
    return True


def _build_root(readable: Sequence[str], fonts: Sequence[str]) -> None:
    linux.mount("none", "/", flags=linux.RECURSIVE | linux.PRIVATE)
    # The new root is mounted over a folder that exists everywhere and is not changed.
    linux.mount("tmpfs", ROOT, "tmpfs", linux.NO_SUID | linux.NO_DEV, "size=16m,mode=755")
    devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/full"]
    for path in readable:
        if not path.startswith(f"{ROOT}/"):
            _bind(path, f"{ROOT}{path}", read_only=True)
    for path in devices:
        _bind(path, f"{ROOT}{path}", read_only=False)
    _bind("/proc", f"{ROOT}/proc", read_only=False)
    for name in ("tmp", "dev/shm"):
        Path(ROOT, name).mkdir(mode=0o777, parents=True, exist_ok=True)
        Path(ROOT, name).chmod(0o1777)
    Path(ROOT, "tmp/fonts").mkdir()
    for font in fonts:
        # If the list is in /tmp, the new root hides it, and matplotlib makes a new one.
        with suppress(OSError):
            shutil.copy(font, Path(ROOT, "tmp/fonts"))
    linux.pivot_root(ROOT)
    os.chdir("/tmp")


def _bind(source: str, target: str, read_only: bool) -> None:
    """Bind-mount a file or folder, with everything mounted below it."""
    if not Path(source).exists():
        return
    place = Path(target)
    if Path(source).is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    linux.mount(source, target, flags=linux.BIND | linux.RECURSIVE)
    if read_only:
        _remount_read_only(target)


def _remount_read_only(target: str) -> None:
    """Make a mount read-only and keep the flags that must not be dropped here."""
    kept = os.statvfs(target).f_flag & (linux.NO_SUID | linux.NO_DEV | linux.NO_EXEC)
    flags = linux.REMOUNT | linux.BIND | linux.READ_ONLY | kept
    for atime in (0, 0x400, 0x200000, 0x800):
        try:
            linux.mount("none", target, flags=flags | atime)
            return
        except OSError:
            continue
    raise OSError(f"{target} could not be made read-only")


def become_nobody(readable: Sequence[str]) -> None:
    """Drop root privileges, if everyone can read Python and its packages."""
    if os.geteuid() == 0 and all(Path(path).stat().st_mode & 0o5 == 0o5 for path in readable):
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
