"""Attacks on the host, the gradebook and other students, limited in what they can do.

Each is in a cell before right answers. If the process survives, all points are due; if the
attack ends it, none are. One that came through a wall ends itself, so that it shows. Some are in
an answer, and tell a cell below the tests what a hidden test gave to it.
``TARGET`` is a folder on the host with a file ``canary`` in it, ``PORT`` a port on which the
host listens.
"""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator

from hostile.cases import ALL, Case, without
from hostile.lesson import ANSWERS, as_bytes, extra, filled_in

QUIET = "try:\n    {}\nexcept Exception as error:\n    print(type(error).__name__)"
SURVIVES = {
    "read_canary": "print(open('TARGET/canary').read())",
    "write_canary": "open('TARGET/canary', 'w').write('spoiled')",
    "delete_canary": "import os; os.unlink('TARGET/canary')",
    "plant_file": "open('TARGET/planted', 'w').write('x')",
    "list_home": "import os; print(os.listdir(os.path.expanduser('~root')))",
    "read_accounts": "print(open('/etc/passwd').read())",
    "start_up_file": "import os; open(os.path.expanduser('~/.bashrc'), 'a').write('x')",
    "python_start_up": "import sys, os; open(os.path.join(sys.prefix, 'lib', 'x.pth'), 'w').write('x')",
    "own_helpers": "import grading_helpers; open(grading_helpers.__file__, 'a').write('x')",
    "network": "import socket; s = socket.socket(); s.settimeout(1); s.connect(('127.0.0.1', PORT))",
    "network_out": "import socket; s = socket.socket(); s.settimeout(1); s.connect(('192.0.2.1', 80))",
    "listen": "import socket; s = socket.socket(); s.bind(('0.0.0.0', 0)); s.listen(); print('heard')",
    "abstract_socket": "import socket; s = socket.socket(socket.AF_UNIX); s.connect('\\0hostile')",
    "kill_all": "import os; [os.kill(pid, 9) for pid in range(2, 4000)]",
    "kill_parent": "import os; os.kill(os.getppid() or 1234567, 9)",
    "signal_group": "import os, signal; signal.signal(15, lambda *a: None); os.killpg(0, 15)",
    "daemon": "import os\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
    "            os.execv('/bin/sleep', ['grader-daemon', 'STAY'])\n        os._exit(0)",
    "subprocesses": "import subprocess\n    [subprocess.Popen(['sleep', 'STAY']) for _ in range(5)]",
    "mount": "import ctypes; print(ctypes.CDLL(None).mount(b'none', b'/', b'tmpfs', 0, None))",
    "namespace": "import ctypes; print(ctypes.CDLL(None).unshare(0x10020000))",
    "become_root": "import os; os.setuid(0); print('root', os.getuid())",
    "more_limits": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "open_files": "kept = [open('/dev/null') for _ in range(5000)]",
    "large_file": "open('big', 'wb').write(b'x' * 200_000_000)",
    "fill_scratch": "[open(f'f{n}', 'wb').write(b'x' * 8_000_000) for n in range(40)]",
    "many_files": "[open(f'n{n}', 'w') for n in range(6000)]",
    "memory_in_steps": "kept = [bytearray(200_000_000) for _ in range(100)]",
    "memory_at_once": "kept = np.ones(10 ** 11)",
    "shared_memory": "open('/dev/shm/x', 'wb').write(b'x' * 100_000_000)",
    "shared_segment": "import ctypes, os\n    if ctypes.CDLL(None).shmget(0, 300_000_000, 0o1600) >= 0: os._exit(1)",
    "memory_given_back": "import mmap, os\n    held = mmap.mmap(-1, 200_000_000)\n    held.write(b'x' * 200_000_000)\n    held.madvise(mmap.MADV_DONTNEED)\n    os._exit(1)",
    "files_in_memory": "import os\n    kept = [os.memfd_create('x') for _ in range(40)]\n    os._exit(1)",
    "keys_for_the_next": "import ctypes, os, platform\n    number = {'x86_64': 248, 'aarch64': 217}[platform.machine()]\n"
    "    if ctypes.CDLL(None).syscall(number, b'user', b'hostile', b'answers', 7, -3) >= 0: os._exit(1)",
    "sockets_of_the_host": "import os, socket\n    for family, kind in ((40, 1), (38, 5), (16, 3)):\n        try: socket.socket(family, kind)\n"
    "        except OSError: continue\n        os._exit(1)",
    "bad_value": "from grading_helpers.instructor.grader.execution import student_process as student\n    old = student.Encoder.encode\n"
    "    student.Encoder.encode = lambda self, value: {'t': 'eval'} if str(value) == '50.0' else old(self, value)",
    "environment": "import os; print([v for v in os.environ.values() if 'TARGET' in v])",
    "name_that_is_no_text": "import ctypes; ctypes.CDLL(None).prctl(15, b'\\xff\\xfe', 0, 0, 0)",
    "trace": "import ctypes, os; print(ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0))",
    "devices": "open('/dev/sda', 'rb').read(1)",
    "kernel_settings": "open('/proc/sys/kernel/hostname', 'w').write('x')",
    "root_link": "import os; os.symlink('TARGET', 'out'); print(os.listdir('out'))",
    "processes_of_others": "import os; print([open(f'/proc/{p}/cmdline').read() for p in os.listdir('/proc') if p.isdigit()])",
}
INTERRUPTED = {
    "catching_loop": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "stop_itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nimport time\ntime.sleep(1000)",
    # The limit is reached during a sleep: an interrupt during a fork is lost, and all is killed.
    "unburied_children": "import os, signal, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nwhile True:\n    if os.fork() == 0:\n"
    "        end = time.process_time() + 0.7\n        while time.process_time() < end: pass\n        os._exit(0)\n    time.sleep(0.9)",
    "many_small_loops": "import time\nfor n in range(10): time.sleep(1000)",
}
ENDS = {
    "memory_of_many": "import os, time\nfor n in range(12):\n    if os.fork() == 0:\n"
    "        kept = bytearray(os.urandom(1) * 120_000_000)\n        time.sleep(20)\n        os._exit(0)\n"
    "time.sleep(20)",
    "fork_bomb": "import os, time\nfor n in range(200):\n    try:\n        if os.fork() == 0: time.sleep(20); os._exit(0)\n"
    "    except OSError: break\ntime.sleep(1)\nos._exit(1)",
    "deaf_loop": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
    "another_program": "import os\nos.execv('/bin/sleep', ['sleep', 'STAY'])",
    "crash": "import ctypes\nctypes.string_at(0)",
    "full_sockets": "import os, socket, time\nkept = []\nfor n in range(8):\n    if os.fork() == 0:\n        try:\n            for _ in range(110):\n"
    "                kept += socket.socketpair()\n                kept[-1].setsockopt(1, 7, 10 ** 7)\n                kept[-1].setblocking(False)\n                try:\n"
    "                    while True: kept[-1].send(b'x' * 100_000)\n                except OSError: pass\n            time.sleep(9)\n        finally: os._exit(0)\ntime.sleep(9)\nos._exit(1)",
    "millions_of_parts": "from grading_helpers.instructor.grader.execution import student_process as student\nstudent.as_json = lambda found: [{}] * 1_500_000",
    "close_all": "import os\nos.closerange(0, 200)",
    "noise_on_the_wire": "import os\nfor fd in range(3, 40):\n    try: os.write(fd, b'\\xff' * 100)\n    except OSError: pass",
}
# What an answer does with the data of a hidden test, and a cell below all tests that would show them.
TELLS = {
    "notes_for_a_later_cell": ("noted.append(scores)", "print(noted)"),
    "notes_in_a_file": ("open('noted', 'a').write(str(scores))", "print(open('noted').read())"),
    "late_thread": (
        "threading.Thread(target=lambda: [time.sleep(0.5), print(scores)]).start()",
        "time.sleep(1)",
    ),
    "notes_in_a_library": (
        "pd.noted = [*vars(pd).get('noted', []), scores]",
        "print(vars(pd).get('noted'))",
    ),
}
# A process that says more than it may, in each of a few cells.
FORGED = """from grading_helpers.instructor.grader.execution import student_process as student
page = "x" * 199_000
student.as_json = lambda found: [{"output_type": "display_data", "data": {"text/plain": page}}] * 130"""
SAID = {"unburied_children": "seconds of CPU"}
DUE = {"bad_value": without("share_of_fans_values")}


def seconds_to_stay(port: int) -> str:
    """Return how long the attacks' own programs sleep: the fraction tells whose they are."""
    return f"61.{port:05d}"


def attacks(target: str = "TARGET", port: int = 0) -> Iterator[Case]:
    """Yield every attack.

    Parameters
    ----------
    target : str
        A folder on the host that must not change.
    port : int
        A port of the host that nothing may connect to; no two runs have the same one.
    """
    for group in (SURVIVES, INTERRUPTED, ENDS):
        for name, code in group.items():
            aimed = code.replace("TARGET", target).replace("PORT", str(port))
            aimed = aimed.replace("STAY", seconds_to_stay(port))
            notebook = filled_in()
            cell = QUIET.format(aimed) if group is SURVIVES else aimed
            notebook["cells"].insert(2, extra(cell))
            yield Case(
                name,
                "attack",
                as_bytes(notebook),
                due=dict(DUE.get(name, ALL)),
                said=SAID.get(name, "stopped at" if group is ENDS else ""),
                ends_itself=group is SURVIVES and "_exit(1)" in code,
            )
    head, _, body = ANSWERS["share_of_fans"].partition("\n")
    for name, (tells, shows) in TELLS.items():
        notebook = filled_in({**ANSWERS, "share_of_fans": f"{head}\n    {tells}\n{body}"})
        notebook["cells"].insert(2, extra("import threading, time\nnoted = []"))
        notebook["cells"].append(extra(shows, name="below"))
        yield Case(name, "attack", as_bytes(notebook))
    notebook = filled_in()
    notebook["cells"][2:2] = [
        extra(code, name=f"cell-{number}") for number, code in enumerate([FORGED, "1", "2", "3"])
    ]
    yield Case("forged_outputs", "attack", as_bytes(notebook))
