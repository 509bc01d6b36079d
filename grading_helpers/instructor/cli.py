"""The program ``course``; each command says what it did and what to do next."""

from __future__ import annotations

from collections.abc import Callable

import typer

from grading_helpers.instructor.authoring.command import build_command
from grading_helpers.instructor.demo.command import demo_command
from grading_helpers.instructor.exports.command import export_quiz_command
from grading_helpers.instructor.feedback.command import feedback_command
from grading_helpers.instructor.grader.command import grade_command
from grading_helpers.instructor.lms.incoming.command import collect_command
from grading_helpers.instructor.lms.outgoing.command import export_command
from grading_helpers.instructor.marking.command import mark_command, merge_command
from grading_helpers.instructor.proving.command import (
    check_command,
    contract_command,
    draw_command,
    examples_command,
    practice_command,
)
from grading_helpers.instructor.publishing.command import publish_command
from grading_helpers.instructor.publishing.hand_out import hand_out_command
from grading_helpers.instructor.report.command import (
    harvest_command,
    history_command,
    report_command,
    term_command,
    why_command,
)

app = typer.Typer(
    help="Write and teach a course that grades itself.",
    epilog="Exit codes: 0 done, 1 done but something needs a look, 2 nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "During a term, in this order": {
        "publish": publish_command,
        "hand-out": hand_out_command,
        "collect": collect_command,
        "grade": grade_command,
        "mark": mark_command,
        "merge": merge_command,
        "feedback": feedback_command,
        "report": report_command,
        "why": why_command,
        "history": history_command,
        "harvest": harvest_command,
        "term": term_command,
        "export": export_command,
    },
    "Other": {"demo": demo_command, "export-quiz": export_quiz_command},
    "For authors": {
        "build": build_command,
        "check": check_command,
        "contract": contract_command,
        "draw": draw_command,
        "examples": examples_command,
        "practice": practice_command,
    },
}
for panel, commands in COMMANDS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)


def main() -> None:
    """Run the command line."""
    app()
