"""Linux system calls that Python's library lacks, called through ctypes."""

from __future__ import annotations

import ctypes
import os
import platform
from functools import cache

NEW_NAMESPACE = {
    "mount": 0x00020000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "network": 0x40000000,
}
READ_ONLY, NO_SUID, NO_DEV, NO_EXEC = 1, 2, 4, 8
REMOUNT, BIND, RECURSIVE, PRIVATE = 32, 4096, 16384, 1 << 18
DETACH = 2
SET_DEATH_SIGNAL, SET_DUMPABLE, DROP_BOUNDING, NO_NEW_PRIVILEGES = 1, 4, 24, 38
SET_SUBREAPER = 36
LAST_CAPABILITY = 40
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def libc_call(name: str, *arguments: object) -> int:
    """Call a function of the C library.

    Raises
    ------
    OSError
        If it returns -1.
    """
    result = int(getattr(_libc(), name)(*arguments))
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by its number."""
    return libc_call("syscall", ctypes.c_long(number), *arguments)


def control(option: int, value: int = 0) -> None:
    """Call ``prctl``, whose arguments are all long integers."""
    zero = ctypes.c_ulong(0)
    libc_call("prctl", option, ctypes.c_ulong(value), zero, zero, zero)


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system, as the command ``mount`` does."""
    texts = [text.encode() if text else None for text in (source, target, kind, options)]
    libc_call("mount", texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])


def unshare(*names: str) -> None:
    """Move this process into new namespaces, all of them or none."""
    flags = 0
    for name in names:
        flags |= NEW_NAMESPACE[name]
    libc_call("unshare", flags)


def pivot_root(new: str) -> None:
    """Make a mount point the root folder, and unmount the old root."""
    os.chdir(new)
    syscall(PIVOT_ROOT[platform.machine()], b".", b".")
    libc_call("umount2", b".", DETACH)
    os.chdir("/")


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent exits."""
    control(SET_DEATH_SIGNAL, 9)


def drop_capabilities() -> None:
    """Permanently drop every capability, here and in whatever is executed later."""
    for capability in range(LAST_CAPABILITY + 1):
        try:
            control(DROP_BOUNDING, capability)
        except OSError:
            break
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    libc_call("capset", header, nothing)
    control(NO_NEW_PRIVILEGES, 1)
