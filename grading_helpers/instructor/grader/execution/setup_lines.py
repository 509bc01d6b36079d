"""Lines that only concern display or set-up do nothing while a notebook is graded.

They ask for a window, a download or a service of another program, which a grader lacks. If they
failed, the rest of their cell would not run. Each is named in the outputs of its cell.
"""

from __future__ import annotations

import locale
import logging
import os
import re
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

# Magics that install something, load an extension or choose how things are shown.
SET_UP = frozenset(
    {
        *("pip", "conda", "mamba", "micromamba", "uv", "gui", "config"),
        *("load_ext", "reload_ext", "unload_ext", "autoreload"),
    }
)
INSTALLS = re.compile(
    r"\s*(sudo\s+)?(\S*python[\d.]*(\.exe)?[\"']?\s+-m\s+)?"
    r"(pip[\d.]*|conda|mamba|micromamba|uv|apt|apt-get|brew)\s"
)
INLINE = re.compile(r"\s*(inline|--list|-l)?\s*")
# Modules of the programs in which notebooks are written; nothing of them is needed for an answer.
ELSEWHERE = (
    *("google.colab", "ipympl", "jupyterthemes", "micropip", "nb_black", "piplite"),
    # Of JupyterLite, in the browser.
    *("js", "pyodide", "pyodide_js", "pyodide_kernel"),
    # Of Python on Windows, for a sound when a cell is done.
    "winsound",
)


def say_left_out(line: str) -> None:
    """Say in the outputs of a cell that a line of it was left out."""
    print(f"Left out while grading, as it only concerns display or set-up: {line}", file=sys.stderr)


def is_install(command: str) -> bool:
    """Return whether a shell command installs something.

    Examples
    --------
    >>> is_install("pip install seaborn"), is_install("/usr/bin/python3 -m pip install x")
    (True, True)
    >>> is_install("ls"), is_install("pipeline --help")
    (False, False)
    """
    return INSTALLS.match(command) is not None


def tolerate_setup_lines() -> None:
    """Let the calls and imports of such lines do nothing, in this process."""
    import matplotlib as mpl  # noqa: PLC0415 - slow
    from IPython import display  # noqa: PLC0415 - slow
    from IPython.core import display as core_display  # noqa: PLC0415 - slow
    from matplotlib import font_manager, style  # noqa: PLC0415 - slow
    from matplotlib import pyplot as plt  # noqa: PLC0415 - slow

    mpl.use = _left_out("matplotlib.use")
    plt.switch_backend = _left_out("plt.switch_backend")
    _tolerate(style, "use", OSError, "plt.style.use")
    # A language, font, folder or log file of the student's own computer.
    _tolerate(locale, "setlocale", locale.Error, "locale.setlocale")
    _tolerate(font_manager.fontManager, "addfont", OSError, "addfont")
    _tolerate(os, "chdir", OSError, "os.chdir")
    _tolerate(logging, "basicConfig", OSError, "logging.basicConfig")
    _tolerate_settings()
    # IPython removed these names in version 9.
    for name in ("set_matplotlib_formats", "set_matplotlib_close"):
        if not hasattr(display, name):
            setattr(display, name, _left_out(name))
    for name in ("display", "HTML", "Markdown", "Image"):
        if not hasattr(core_display, name):
            setattr(core_display, name, getattr(display, name))
    if not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.append(_Finder())


def _tolerate_settings() -> None:
    """Let a setting of display that is unknown here do nothing: of another version or library."""
    import matplotlib as mpl  # noqa: PLC0415 - slow
    import pandas as pd  # noqa: PLC0415 - slow

    # OptionError of pandas is a KeyError and an AttributeError.
    unknown = (KeyError, ValueError)
    _tolerate(pd, "set_option", unknown, "pd.set_option")
    _tolerate(type(pd.options), "__setattr__", unknown, "pd.options", skip=1)
    _tolerate(type(mpl.rcParams), "__setitem__", unknown, "rcParams", skip=1)


def _left_out(name: str) -> Callable[..., None]:
    """Return a function that only names itself, or not even that if it asks for inline figures."""

    def left_out(*given: object, **named: object) -> None:
        if not any("inline" in str(one) for one in given):
            say_left_out(f"{name}({_written(given, named)})")

    return left_out


def _tolerate(
    owner: object,
    name: str,
    failure: type[Exception] | tuple[type[Exception], ...],
    shown: str,
    skip: int = 0,
) -> None:
    """Let a call of a function that fails do nothing, and name the call in the outputs.

    The first ``skip`` arguments are not shown: 1 for a method.
    """
    function: Callable[..., object] = getattr(owner, name)

    def tried(*given: object, **named: object) -> object:
        try:
            return function(*given, **named)
        except failure:
            say_left_out(f"{shown}({_written(given[skip:], named)})")
            return None

    setattr(owner, name, tried)


def _written(given: Sequence[object], named: dict[str, object]) -> str:
    parts = [repr(one) for one in given] + [f"{name}={one!r}" for name, one in named.items()]
    return ", ".join(parts)[:200]


class _Nothing:
    """Does nothing, whatever is asked of it: it can be called, awaited and iterated."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(f"{self._name}.{name}")

    def __call__(self, *given: object, **named: object) -> _Nothing:
        say_left_out(f"{self._name}({_written(given, named)})")
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __await__(self) -> Generator[None, None, _Nothing]:
        yield from ()
        return self

    def __enter__(self) -> _Nothing:
        return self

    def __exit__(self, *error: object) -> None:
        return None


class _Elsewhere(ModuleType):
    """A module of the program in which a notebook was written."""

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(f"{self.__name__}.{name}")


class _Finder(MetaPathFinder, Loader):
    """Finds such modules after all others, so an installed one is used."""

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Return the specification of a stand-in for a module."""
        inside = any(f"{fullname}.".startswith(f"{name}.") for name in ELSEWHERE)
        around = any(name.startswith(f"{fullname}.") for name in ELSEWHERE)
        return ModuleSpec(fullname, self, is_package=True) if inside or around else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the stand-in."""
        return _Elsewhere(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Name the import in the outputs, unless the module only contains one of these."""
        if module.__name__ in ELSEWHERE:
            say_left_out(f"import {module.__name__}")
