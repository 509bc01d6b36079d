"""A container in which a grader without a sandbox can grade the corpus safely.

Bubblewrap shows Python and its packages, read-only, and the folder of one class, to an
ordinary user without network. The folder represents the instructor's machine: it contains a home,
accounts, Python's own folder and the course, all of which the instructor may write to.
"""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import venv
from pathlib import Path
from typing import Any

import grading_helpers
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.sandbox.file_system import NOBODY, bubblewrap_command
from grading_helpers.instructor.grader.sandbox.readable_paths import (
    PACKAGE_FOLDERS,
    font_lists,
    readable_places,
)
from hostile.cases import Case
from hostile.host import CANARY, lay_out_target
from hostile.judging import MOST_SECONDS
from hostile.lesson import NAME, as_bytes, change_lesson, filled_in
from hostile.small_class import lay_out_class

HERE = Path(__file__).parents[1]
# Two folders deep, where one of the cheats looks for the course.
INSIDE = Path("/srv/fans")
HOST = INSIDE / "host"
TARGET = HOST / "target"
PYTHON = HOST / "python"
STUDENT, NEIGHBOUR = "aaron", "ada"
WATCHED = ("host/target", "host/home", "host/python", "source", "release")
GRACE_SECONDS = 30
LOST = {"ended": False, "seconds": MOST_SECONDS, "memory": 0, "left": [], "knocks": 0}
ACCOUNTS = f"root:x:0:0:{CANARY}:{HOST}/home:/bin/sh\nada:x:65534:65534::{HOST}/home:/bin/sh\n"


def lay_out_template(folder: Path) -> None:
    """Create a class of one honest student, and the machine around it."""
    lay_out_class(folder)
    for student in ("nils", "zoe"):
        shutil.rmtree(folder / "submitted" / student)
    host = folder / "host"
    for name in ("target", "home", "cache"):
        (host / name).mkdir(parents=True)
    lay_out_target(host / "target")
    for place in (host / "home", host / "target"):
        (place / CANARY).touch()
    (host / "home" / ".bashrc").touch()
    for fonts in font_lists():
        shutil.copy(fonts, host / "cache")
    _lay_out_python(host / "python")


def _lay_out_python(folder: Path) -> None:
    """Create a Python that finds this one's packages and has a copy of the helpers."""
    venv.EnvBuilder(symlinks=True).create(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    others = [path for path in sys.path if Path(path).name in PACKAGE_FOLDERS]
    (packages / "others.pth").write_text("\n".join(others))
    helpers = packages / "grading_helpers"
    shutil.copytree(Path(grading_helpers.__file__).parent, helpers)
    compileall.compile_dir(helpers, quiet=1)


def hand_in(template: Path, folder: Path, case: Case) -> None:
    """Copy the class and put one case into it, before the honest student's work."""
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
    if case.lesson:
        change_lesson(folder, CourseFolder(folder, "fans").url, case.lesson)
        honest = folder / "submitted" / NEIGHBOUR / NAME / f"{NAME}.ipynb"
        honest.write_bytes(as_bytes(filled_in(changed=case.lesson)))
    work = folder / "submitted" / STUDENT / NAME
    work.mkdir(parents=True)
    if case.lay_out is None:
        (work / f"{NAME}.ipynb").write_bytes(case.content)
    else:
        case.lay_out(work)
    if os.getuid() == 0:
        subprocess.run(["chown", "-hR", f"{NOBODY}:{NOBODY}", str(folder)], check=True)


def snapshot(folder: Path) -> dict[str, str]:
    """Return a checksum of every file that no submission may change."""
    tops = [folder / name for name in (*WATCHED, f"submitted/{NEIGHBOUR}")]
    files = [one for top in tops for one in (top.rglob("*") if top.is_dir() else [top])]
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in files
        if one.is_file() and not one.is_symlink()
    }


class Box:
    """A running container in which graders are called on one class after the other."""

    def __init__(self, slot: Path) -> None:
        """Start the container; ``slot`` must contain a first class, in the folder ``fans``."""
        (slot / "passwd").write_text(ACCOUNTS)
        program = PYTHON / "bin" / "python"
        command = [*_box(slot), str(program), "-P", "-m", "hostile.boxed", str(INSIDE), CANARY]
        self.process = subprocess.Popen(
            command, env=_surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, grader: str) -> dict[str, Any]:
        """Call a grader on the class in the slot, and return what was observed."""
        assert self.process.stdin and self.process.stdout
        end = threading.Timer(MOST_SECONDS + GRACE_SECONDS, self.process.kill)
        end.start()
        try:
            self.process.stdin.write(f"{grader}\n".encode())
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        finally:
            end.cancel()
        found: dict[str, Any] = json.loads(line) if line else dict(LOST)
        return found

    def stop(self) -> None:
        """End the container and everything in it."""
        self.process.kill()
        self.process.wait()


def _box(slot: Path) -> list[str]:
    packages = [path for path in sys.path if Path(path).name in PACKAGE_FOLDERS]
    readable = [*readable_places(), *packages, str(HERE), "/etc/passwd"]
    program, *rest = bubblewrap_command(list(dict.fromkeys(readable)), [])
    first = ["--die-with-parent", "--as-pid-1", "--bind", str(slot), str(INSIDE.parent)]
    # Our sandbox mounts /proc for its own namespace, which the kernel allows only if all of the
    # outer /proc is mounted, even if nobody can open it.
    first += ["--perms", "0700", "--dir", "/mnt", "--bind", "/proc", "/mnt/proc"]
    accounts = ["--ro-bind", str(slot / "passwd"), "/etc/passwd"]
    return [program, *first, *rest[:-1], *accounts, "--"]


def _surroundings() -> dict[str, str]:
    """Return an environment without the user's own settings."""
    programs = [str(Path(sys.executable).parent), "/usr/bin", "/bin"]
    return {
        "PATH": os.pathsep.join(programs),
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(HOST / "home"),
        "MPLCONFIGDIR": str(HOST / "cache"),
        "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")),
        "IPYTHONDIR": "/tmp/ipython",
        "JUPYTER_CONFIG_DIR": "/tmp/jupyter",
        "JUPYTER_DATA_DIR": "/tmp/jupyter",
        "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",
        "COURSE_SECRET": f"{TARGET} {CANARY}",
        "LANG": "C.UTF-8",
    }
