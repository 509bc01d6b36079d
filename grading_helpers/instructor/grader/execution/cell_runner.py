"""Run cells as a Jupyter kernel does, and keep their outputs in this process."""

from __future__ import annotations

import builtins
import getpass
import subprocess
from collections.abc import Sequence

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading_helpers.instructor.grader.execution.outputs import Output, Outputs
from grading_helpers.instructor.grader.execution.setup_lines import (
    INLINE,
    SET_UP,
    is_install,
    say_left_out,
    tolerate_setup_lines,
)
from grading_helpers.instructor.json_types import JsonObject


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    def publish(
        self,
        data: JsonObject,
        metadata: JsonObject | None = None,
        source: object = None,
        *,
        transient: JsonObject | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        name = (transient or {}).get("display_id")
        if update:
            for output in self.shell.outputs.found:
                if name and output.get("display_id") == name:
                    output["data"], output["metadata"] = data, metadata or {}
            return
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        self.shell.outputs.add(output | ({"display_id": name} if name else {}))

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class _Hook(DisplayHook):  # type: ignore[misc]
    def write_output_prompt(self) -> None:
        """Write nothing: outputs in a notebook have no prompt."""

    def write_format_data(self, format_dict: JsonObject, md_dict: JsonObject | None = None) -> None:
        count = self.shell.execution_count
        output = {"output_type": "execute_result", "execution_count": count}
        self.shell.outputs.add(output | {"data": format_dict, "metadata": md_dict or {}})

    def finish_displayhook(self) -> None:
        """Do nothing: the streams are already captured."""


class CellShell(InteractiveShell):  # type: ignore[misc]
    """IPython's shell, which keeps its outputs instead of sending them."""

    outputs = Outputs(0)

    def init_displayhook(self) -> None:
        """Install the display hook that keeps results."""
        self.displayhook_class = _Hook
        super().init_displayhook()

    def init_display_pub(self) -> None:
        """Install the publisher that keeps displays."""
        self.display_pub_class = _Publisher
        super().init_display_pub()

    def enable_gui(self, gui: object = None) -> None:
        """Do nothing: figures are drawn inline."""

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> object:
        """Run a line magic; one that only concerns set-up, or is not known, is only named."""
        if magic_name in SET_UP or self.find_line_magic(magic_name) is None:
            say_left_out(f"%{magic_name} {line}".rstrip())
            return None
        if magic_name in {"matplotlib", "pylab"} and not INLINE.fullmatch(line):
            say_left_out(f"%{magic_name} {line}")
            line = "inline"
        return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> object:
        """Run a cell magic; under one that is not known, run the cell."""
        if self.find_cell_magic(magic_name) is not None:
            return super().run_cell_magic(magic_name, line, cell)
        say_left_out(f"%%{magic_name} {line}".rstrip())
        self.run_cell(cell)
        return None

    def system(self, cmd: str) -> None:
        """Run a shell command and show what it prints; one that installs something is only named.

        The grader has no network, so it would only wait.
        """
        cmd = self.var_expand(cmd, depth=1)
        if is_install(cmd):
            say_left_out(f"!{cmd}")
            self.user_ns["_exit_code"] = 0
            return
        done = subprocess.run(
            cmd, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        self.user_ns["_exit_code"] = done.returncode
        print(done.stdout.decode(errors="replace"), end="")

    def ask_exit(self) -> None:
        """Do nothing: the remaining cells still have to run."""

    def _showtraceback(
        self, etype: type[BaseException], evalue: object, stb: Sequence[object]
    ) -> None:
        try:
            text = str(evalue)
        except Exception:
            text = "<the message cannot be shown>"
        lines = [str(line)[:4000] for line in stb][:120]
        output = {"output_type": "error", "ename": etype.__name__, "evalue": text[:4000]}
        self.outputs.add(output | {"traceback": lines})

    def run(self, source: str, outputs: Outputs) -> list[Output]:
        """Run one cell and return its outputs."""
        self.outputs = outputs
        self.run_cell(source, store_history=True)
        return outputs.found


def make_shell() -> CellShell:
    """Return the shell of this process, without history and without ``input``."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: CellShell = CellShell.instance(config=config)
    builtins.input = getpass.getpass = _no_input
    return shell


def _no_input(*_: object, **__: object) -> str:
    raise StdinNotImplementedError("input() cannot be used while a notebook is graded.")


def import_stack() -> CellShell:
    """Import the course's libraries and return a shell that draws figures inline."""
    import matplotlib  # noqa: PLC0415

    matplotlib.use("module://matplotlib_inline.backend_inline")
    import anywidget  # noqa: F401, PLC0415
    import ipywidgets  # noqa: F401, PLC0415

    shell = make_shell()
    shell.run_line_magic("matplotlib", "inline")
    tolerate_setup_lines()
    return shell
