"""What submissions import, imported once, and the shell that runs their cells."""

from __future__ import annotations

from grading_helpers.instructor.grader.shell import CellShell, make_shell


def import_stack() -> CellShell:
    """Import the libraries of the course and return a shell that draws figures inline."""
    import matplotlib  # noqa: PLC0415

    matplotlib.use("module://matplotlib_inline.backend_inline")
    import anywidget  # noqa: F401, PLC0415
    import ipywidgets  # noqa: F401, PLC0415

    import grading_helpers.checking  # noqa: PLC0415
    import grading_helpers.line_views  # noqa: PLC0415
    import grading_helpers.quiz_widget  # noqa: F401, PLC0415

    shell = make_shell()
    shell.run_line_magic("matplotlib", "inline")
    return shell
