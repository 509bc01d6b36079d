"""Run JupyterLite's own build, which makes the application, the file index and the settings."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.json_types import JsonValue

EXTENSIONS = Path("share", "jupyter", "labextensions")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
KERNEL_PLUGIN = f"{KERNEL}:kernel"
# The course's cards are widgets; their JavaScript comes from the current environment.
WIDGETS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
# 1 January 2020: a fixed date, so that the same content gives the same bytes.
EPOCH = 1577836800
# Needed only to debug JupyterLite itself.
LEFT_OUT = (".map", "third-party-licenses.json", ".LICENSE.txt")
LEFT_OUT_FOLDERS = ("doc", "pypi")


class NoJupyterLiteError(CommandError):
    """JupyterLite is not installed, or its build failed."""


@dataclass(frozen=True)
class JupyterLite:
    """An environment with JupyterLite and its Pyodide kernel.

    Parameters
    ----------
    python : Path
        The Python interpreter of the environment.
    prefix : Path
        The folder of the environment.
    pyodide_url : str
        The address of the Pyodide release that the kernel needs, with a trailing slash.
    """

    python: Path
    prefix: Path
    pyodide_url: str

    @property
    def kernel(self) -> Path:
        """The folder of the kernel's extension."""
        return self.prefix / EXTENSIONS / KERNEL

    def build(
        self,
        work: Path,
        files: Mapping[str, bytes],
        settings: Mapping[str, JsonValue],
        overrides: Mapping[str, JsonValue],
        extensions: Iterable[Path],
    ) -> dict[str, bytes]:
        """Build a site and return its files by path.

        Parameters
        ----------
        work : Path
            An empty folder.
        files : mapping of str to bytes
            The files that students see in the file browser.
        settings, overrides : mapping
            The ``jupyter-config-data`` of the site, and overrides of JupyterLab's settings.
        extensions : iterable of Path
            Folders of extensions to add to those of the kernel and the widgets.

        Raises
        ------
        NoJupyterLiteError
            If the build fails; the message ends with JupyterLite's own output.
        """
        for name, content in files.items():
            path = work / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shown = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
        (work / "jupyter-lite.json").write_text(json.dumps(shown), "utf-8")
        (work / "overrides.json").write_text(json.dumps(overrides), "utf-8")
        widgets = [Path(sys.prefix) / EXTENSIONS / name for name in WIDGETS]
        config = {
            "apps": ["lab"],
            "contents": ["files"],
            "federated_extensions": [
                str(folder) for folder in (self.kernel, *widgets, *extensions)
            ],
            "ignore_sys_prefix": True,
            "no_sourcemaps": True,
            "output_dir": "site",
            "source_date_epoch": EPOCH,
        }
        text = json.dumps({"LiteBuildConfig": config})
        (work / "jupyter_lite_config.json").write_text(text, "utf-8")
        done = subprocess.run(
            [self.python, "-m", "jupyterlite_core", "build"],
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoJupyterLiteError(
                f"JupyterLite could not build the site.\n{done.stderr[-2000:]}"
            )
        site = work / "site"
        paths = (path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file())
        return {path.as_posix(): (site / path).read_bytes() for path in paths if _stays(path)}


def _stays(path: Path) -> bool:
    return not path.name.endswith(LEFT_OUT) and path.parts[0] not in LEFT_OUT_FOLDERS


FIND = """
import json, sys
import jupyterlite_core
from jupyterlite_pyodide_kernel import constants
print(json.dumps([sys.prefix, getattr(constants, "PYODIDE_VERSION", "")]))
"""


def find_jupyterlite(python: Path | None = None) -> JupyterLite:
    """Return the JupyterLite of an environment.

    Parameters
    ----------
    python : Path, optional
        The interpreter of the environment; by default, the current one.

    Raises
    ------
    NoJupyterLiteError
        If the environment has none.
    """
    python = python or Path(sys.executable)
    done = subprocess.run([python, "-c", FIND], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoJupyterLiteError(
            "JupyterLite is not installed. To fix: pip install 'focus-on-customers[lite]', or in "
            "a checkout: .venv/bin/uv pip install -e '.[lite]'."
        )
    prefix, version = json.loads(done.stdout)
    return JupyterLite(python, Path(prefix), f"https://cdn.jsdelivr.net/pyodide/v{version}/full/")
