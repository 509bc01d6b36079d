"""The filter refuses what escapes limits and namespaces on each architecture, nothing else."""

from __future__ import annotations

import errno
import operator
import platform
import struct
import subprocess
import sys

import pytest

from grading_helpers.instructor.grader.sandbox import seccomp
from grading_helpers.instructor.grader.sandbox.linux import NEW_NAMESPACE
from grading_helpers.instructor.grader.sandbox.seccomp import ALLOW, FAIL, KILL, MACHINES

pytestmark = pytest.mark.integration

FAILS = FAIL | errno.EPERM
ASKS_THE_KERNEL = """
import ctypes, mmap, os, platform, socket, subprocess
from grading_helpers.instructor.grader.sandbox.linux import NEW_NAMESPACE
from grading_helpers.instructor.grader.sandbox.seccomp import refuse_system_calls
refuse_system_calls()
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
def clone(flags):
    child = libc.syscall(number, flags, 0, 0, 0, 0)
    return child or os._exit(0)
for ask in (
    lambda: os.memfd_create("x"),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    lambda: libc.shmget(0, 4096, 0o1600) == -1 and os.strerror(ctypes.get_errno()),
    lambda: libc.unshare(0x10000000) == -1 and os.strerror(ctypes.get_errno()),
    lambda: clone(0x10000000 | 17) == -1 and os.strerror(ctypes.get_errno()),
    lambda: mmap.mmap(-1, 4096),
    lambda: mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) and "memory",
    lambda: socket.socket(socket.AF_INET) and "a socket",
    lambda: socket.socketpair() and "two sockets",
    lambda: subprocess.run(["echo", "a program"], capture_output=True, text=True).stdout.strip(),
):
    try:
        print(ask())
    except OSError as error:
        print(error.strerror)
"""


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="its system calls have no numbers")
def test_the_kernel_enforces_the_filter() -> None:
    command = [sys.executable, "-c", ASKS_THE_KERNEL]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    refused = ["Operation not permitted"] * 6
    assert said.splitlines() == [*refused, "memory", "a socket", "two sockets", "a program"]


def test_an_unknown_machine_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        seccomp.refuse_system_calls()


@pytest.mark.parametrize("name", MACHINES)
def test_the_filter_fits_each_machine(name: str) -> None:
    column, machine = MACHINES[name]
    read, socket_call = {"x86_64": 0, "aarch64": 63}[name], seccomp.SOCKET[column]
    assert _outcome(name, read) == ALLOW
    for numbers in seccomp.REFUSED.values():
        assert _outcome(name, numbers[column]) == FAILS
    for family in range(50):
        allowed = family in seccomp.ALLOWED_SOCKETS
        assert _outcome(name, socket_call, family) == (ALLOW if allowed else FAILS)
    for flags, verdict in ((0x21, FAILS), (0x23, FAILS), (0x22, ALLOW), (0x01, ALLOW)):
        assert _outcome(name, seccomp.MMAP[column], flags) == verdict
    clone, thread = seccomp.CLONE[column], 0x003D0F00
    assert _outcome(name, clone, thread) == ALLOW
    for namespace in NEW_NAMESPACE.values():
        assert _outcome(name, clone, thread | namespace) == FAILS
    assert _outcome(name, seccomp.CLONE3) == FAIL | errno.ENOSYS
    assert _outcome(name, read, machine=machine + 1) == KILL
    assert _outcome(name, read | seccomp.OTHER_ABI) == FAILS


HOLDS = {
    seccomp.IS: operator.eq,
    seccomp.IS_AT_LEAST: operator.ge,
    seccomp.HAS_ANY: operator.and_,
}


def _outcome(name: str, call: int, argument: int = 0, machine: int = 0) -> int:
    """Run the filter as the kernel does and return its verdict on a call."""
    column, usual = MACHINES[name]
    code = list(seccomp._instructions(column, usual))
    data = {
        seccomp.NUMBER: call,
        seccomp.MACHINE: machine or usual,
        seccomp.FIRST_ARGUMENT: argument,
        seccomp.FOURTH_ARGUMENT: argument,
    }
    place = loaded = 0
    while True:
        kind, if_so, if_not, value = struct.unpack("HBBI", code[place])
        place += 1
        if kind == seccomp.RETURN:
            return int(value)
        if kind == seccomp.LOAD:
            loaded = data[value]
        else:
            place += if_so if HOLDS[kind](loaded, value) else if_not
