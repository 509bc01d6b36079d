"""Running cells as a kernel does: outputs are captured, the last expression is shown."""

from __future__ import annotations

import builtins
import getpass
import subprocess
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading_helpers.instructor.grader.outputs import Output, Outputs


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
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
        """Write nothing: a notebook has no prompt in its outputs."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        count = self.shell.execution_count
        output = {"output_type": "execute_result", "execution_count": count}
        self.shell.outputs.add(output | {"data": format_dict, "metadata": md_dict or {}})

    def finish_displayhook(self) -> None:
        """Leave the streams as they are."""


class CellShell(InteractiveShell):  # type: ignore[misc]
    """IPython's shell with its outputs kept instead of sent."""

    outputs = Outputs(0)

    def init_displayhook(self) -> None:
        """Install the hook that keeps results."""
        self.displayhook_class = _Hook
        super().init_displayhook()

    def init_display_pub(self) -> None:
        """Install the publisher that keeps displays."""
        self.display_pub_class = _Publisher
        super().init_display_pub()

    def enable_gui(self, gui: Any = None) -> None:
        """Enable none: figures are drawn inline."""

    def system(self, cmd: str) -> None:
        """Run a command and show what it prints; there is no terminal."""
        done = subprocess.run(
            cmd, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        self.user_ns["_exit_code"] = done.returncode
        print(done.stdout.decode(errors="replace"), end="")

    def ask_exit(self) -> None:
        """Stay: the cells that follow are run all the same."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        try:
            text = str(evalue)
        except Exception:
            text = "<a message that cannot be shown>"
        lines = [str(line)[:4000] for line in stb][:120]
        output = {"output_type": "error", "ename": etype.__name__, "evalue": text[:4000]}
        self.outputs.add(output | {"traceback": lines})

    def run(self, source: str, outputs: Outputs) -> list[Output]:
        """Run one cell and return its outputs."""
        self.outputs = outputs
        self.run_cell(source, store_history=True)
        return outputs.found


def make_shell() -> CellShell:
    """Return the shell of this process, without history and without anyone to ask."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: CellShell = CellShell.instance(config=config)
    builtins.input = getpass.getpass = _nobody_to_ask
    return shell


def _nobody_to_ask(*_: object, **__: object) -> str:
    raise StdinNotImplementedError("Nobody is there to answer while a notebook is graded.")
