"""Landlock: Linux access rules for files, ports and signals, which need no privileges."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

from grading_helpers.instructor.grader.sandbox.linux import NO_NEW_PRIVILEGES, control, syscall

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, PATH_BENEATH = 1, 1
READ, EXECUTE, WRITE = 0b1100, 0b1, 0b10
# File rights by version: 13 of them, then refer, truncate and device ioctl.
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
NETWORK_SINCE, SCOPES_SINCE = 4, 6
ONLY_FILES = 0b11 | 1 << 2 | 1 << 14 | 1 << 15


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return the kernel's version of Landlock, 0 if it has none."""
    try:
        return syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Permanently restrict this process and its children to these files, and to no ports.

    Raises
    ------
    OSError
        If the kernel has no Landlock.
    """
    offered = version()
    if not offered:
        raise OSError("this kernel has no Landlock")
    everything = FILE_RIGHTS[max(number for number in FILE_RIGHTS if number <= offered)]
    network = 0b11 if offered >= NETWORK_SINCE else 0
    scopes = 0b11 if offered >= SCOPES_SINCE else 0
    rules = _Ruleset(everything, network, scopes)
    size = 24 if scopes else 16 if network else 8
    ruleset = syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    try:
        for path in readable:
            _allow(ruleset, path, (READ | EXECUTE) & everything)
        for path in writable:
            _allow(ruleset, path, everything)
        control(NO_NEW_PRIVILEGES, 1)
        syscall(RESTRICT_SELF, ruleset, ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):  # noqa: PTH112 - a path as text, as the kernel takes it
            rights &= ONLY_FILES
        rule = _PathRule(rights, place)
        syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(place)
