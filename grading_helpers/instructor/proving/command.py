"""The commands ``course check``, ``course contract`` and ``course draw``."""

from __future__ import annotations

from typing import Annotated

import typer

from grading_helpers.instructor.authoring.command import OneLesson
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.terminal import ExitCode, exit_on_error, progress_bar, say

ReportOption = Annotated[
    bool,
    typer.Option("--report", help="Write what was proved into docs/graders.md."),
]
FreshOption = Annotated[
    bool,
    typer.Option("--fresh", help="Prove everything again, even what has not changed."),
]


def check_command(
    lesson: OneLesson = "", fresh: FreshOption = False, report: ReportOption = False
) -> None:
    """Prove that the graders accept what is right and reject what is wrong.

    What an earlier run has proved is not run again unless something that it depends on has
    changed: the answer, its tests, check.yml, this package or the version of a library.
    """
    from grading_helpers.instructor.authoring.content_cache import cache_folder  # noqa: PLC0415
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.proving.graders_page import PAGE, is_current, write_graders_page  # noqa: PLC0415
    from grading_helpers.instructor.proving.print_report import print_report  # noqa: PLC0415 - slow
    from grading_helpers.instructor.proving.proof_cache import ProofCache  # noqa: PLC0415
    from grading_helpers.instructor.proving.prove import prove  # noqa: PLC0415 - slow

    with exit_on_error():
        if report and lesson:
            raise CommandError("--report covers all lessons, so do not name one.")
    with exit_on_error(), progress_bar("proofs", keep=True) as bar:
        course = find_course()
        proofs = ProofCache(cache_folder(course.root) / "proofs", fresh=fresh)
        proved = prove(course, bar.show, lesson, proofs)
    print_report(proved)
    if report:
        write_graders_page(course.root, proved)
        say(f"Written: {PAGE}")
    elif not lesson and not is_current(course.root, proved):
        say(f"{PAGE} has outdated numbers. `course check --report` updates it.")
    if not proved.holds:
        raise typer.Exit(ExitCode.NEEDS_A_LOOK)


def examples_command(
    name: Annotated[str, typer.Argument(help="An exercise or a lesson; by default all.")] = "",
) -> None:
    """Choose from the contracts the small inputs that `check` tries; then build the course."""
    from grading_helpers.instructor.authoring.course import find_course, read_course  # noqa: PLC0415
    from grading_helpers.instructor.authoring.examples import write_examples  # noqa: PLC0415
    from grading_helpers.instructor.proving.choose_examples import choose_examples  # noqa: PLC0415

    with exit_on_error():
        course = find_course()
        found = [
            (one.lesson, exercise)
            for one in read_course(course)
            for exercise in one.exercises.values()
            if exercise.contract_code and name in ("", one.lesson.name, exercise.name)
        ]
        if not found:
            raise CommandError(f"There is no exercise or lesson {name!r} with a contract.")
        for lesson, exercise in found:
            chosen = choose_examples(lesson, exercise, course.settings.seed)
            if chosen:
                write_examples(exercise.folder, chosen)
            say(f"{exercise.name}: {len(chosen)} small inputs")


def practice_command(
    name: Annotated[str, typer.Argument(help="An exercise or a lesson; by default all.")] = "",
) -> None:
    """Choose the tables of generated practice from practice.py; then build the course."""
    from grading_helpers.instructor.authoring.course import find_course, read_course  # noqa: PLC0415
    from grading_helpers.instructor.contracts.practice import NUMBERS  # noqa: PLC0415 - slow
    from grading_helpers.instructor.files import write_if_changed  # noqa: PLC0415 - slow
    from grading_helpers.instructor.proving.practice_proofs import choose_practice  # noqa: PLC0415

    with exit_on_error():
        found = [
            (one.lesson, exercise)
            for one in read_course(find_course())
            for exercise in one.exercises.values()
            if exercise.practice and name in ("", one.lesson.name, exercise.name)
        ]
        if not found:
            raise CommandError(f"There is no exercise or lesson {name!r} with a practice.py.")
        for lesson, exercise in found:
            write_if_changed(exercise.folder / NUMBERS, choose_practice(lesson, exercise))
            say(f"{exercise.name}: chosen")


def contract_command(
    exercise: Annotated[str, typer.Argument(help="An exercise, such as csat_by_store.")] = "",
    inputs: Annotated[int, typer.Option(help="How many inputs to draw.")] = 300,
) -> None:
    """Try the contract of one exercise: what it draws, and what the answers do with it."""
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.proving.try_contract import try_contract  # noqa: PLC0415

    with exit_on_error():
        lines, holds = try_contract(find_course(), exercise, inputs)
    for line in lines:
        say(line)
    if not holds:
        raise typer.Exit(ExitCode.NEEDS_A_LOOK)


def draw_command(
    what: Annotated[str, typer.Argument(help="Only this lesson or exercise.")] = "",
    seed: Annotated[
        int | None, typer.Option(min=0, help="For a new term: draw other inputs, from this seed.")
    ] = None,
    inputs: Annotated[int, typer.Option(min=50, help="How many inputs to choose from.")] = 500,
) -> None:
    """Choose new inputs for hidden tests from the contracts, and build the notebooks.

    It takes about a minute for each exercise. Prove the result with `course check`.
    """
    from grading_helpers.instructor.authoring.build import build  # noqa: PLC0415 - slow
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.proving.draw_course import (  # noqa: PLC0415 - slow
        draw_course,
        set_seed,
    )

    with exit_on_error(), progress_bar("exercises", keep=True) as bar:
        course = find_course()
        if seed is not None:
            set_seed(course, seed)
        changed = draw_course(course, what, inputs, bar.show)
        for lesson in sorted({path.relative_to(course.root).parts[1] for path in changed}):
            changed += build(course, lesson)
    for path in changed:
        say(f"  {path.relative_to(course.root)}")
    say("Now run `course check`." if changed else "Nothing has changed.")
