"""The five proofs that the course grades as it should.

1. The committed files are what a build writes.
2. The solutions earn all points, the untouched release earns none.
3. Every answer of the corpus passes and fails the tests that its author expects. On inputs drawn
   from the contract of its exercise, every right answer agrees with the solution and every wrong
   one differs somewhere.
4. ``check`` says what the author wrote about each wrong answer, and only about that one.
5. The release reveals no solution and no hidden test.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from grading_helpers.instructor.authoring.build import (
    BuiltParts,
    make_releases,
    make_tables,
    notebook_text,
    out_of_date,
)
from grading_helpers.instructor.authoring.content_cache import PACKAGE
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.faults import FaultsError, seen_from
from grading_helpers.instructor.authoring.outcomes import (
    Record,
    cached_record,
    record_depends_on,
)
from grading_helpers.instructor.authoring.run_cells import as_graded
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.json_types import JsonValue
from grading_helpers.instructor.proving.contract_proofs import ContractProof, prove_contract
from grading_helpers.instructor.proving.coverage import (
    Coverage,
    corpus_problems,
    coverage,
    total_problems,
)
from grading_helpers.instructor.proving.exercise_proofs import Bench, prove_exercise
from grading_helpers.instructor.proving.notebook_proofs import (
    cells_by_id,
    notebook_problems,
    problems_of_run,
    revealed,
)
from grading_helpers.instructor.proving.proof_cache import Facts, Proof, ProofCache, Recall
from grading_helpers.instructor.proving.report import ExerciseProof, ProofReport

# Names in the cache for proofs that are not about an exercise; brackets tell them apart.
TABLES, RELEASE, NOTEBOOKS = "(tables)", "(release)", "(notebooks)"
WHOLE_COURSE = "course"


@dataclass(frozen=True)
class TaskResult:
    """The result of a task.

    Parameters
    ----------
    fact : object
        The result, as a JSON value.
    parts : dict, optional
        The facts that it is made of.
    faults : tuple of Diagnostic, optional
        What an author has to fix before there is a result.
    holds : bool, optional
        Whether it may be cached: a proof that failed runs again each time.
    """

    fact: Any
    parts: Facts
    faults: tuple[Diagnostic, ...] = ()
    holds: bool = True


@dataclass(frozen=True)
class Task:
    """A proof whose result may be cached.

    Parameters
    ----------
    lesson, name : str
        What it is about.
    key : str
        The digest of everything that it depends on.
    make : callable
        Proves it, given the facts that the last proof was made of. It runs in another process.
    """

    lesson: str
    name: str
    key: str
    make: Callable[[Facts], TaskResult]


def prove(
    course: Course,
    advance: Callable[[int, int], None] = lambda done, total: None,
    only: str = "",
    remembered: ProofCache | None = None,
    *,
    contracts: bool = True,
) -> ProofReport:
    """Run the five proofs over all lessons, or over one.

    Parameters
    ----------
    course : Course
        A checkout whose notebooks are built.
    advance : callable
        Called with how many proofs are done, out of how many.
    only : str
        The name of the one lesson to prove.
    remembered : ProofCache, optional
        The proofs of earlier runs; without it everything is proved again.
    contracts : bool, optional
        Whether to try the answers on inputs of the contracts, too.

    Raises
    ------
    FaultsError
        If an author's file is wrong.
    """
    lessons = read_course(course, only)
    covered = None if only else _covered(course, lessons)
    if not contracts:
        lessons = [without_contracts(one) for one in lessons]
    return prove_lessons(course, lessons, remembered or ProofCache(), advance, covered)


def without_contracts(one: ReadLesson) -> ReadLesson:
    """Return a lesson whose exercises have no contract."""
    bare = {name: replace(folder, contract_code="") for name, folder in one.exercises.items()}
    return replace(one, exercises=bare)


def _covered(course: Course, lessons: list[ReadLesson]) -> Coverage:
    """Return what the course covers, with a problem where ``course.yml`` says otherwise."""
    found, declared = coverage(course, lessons), course.settings
    totals = total_problems(declared.totals, found)
    corpora = corpus_problems(lessons, declared.wrong_answers)
    return replace(found, problems=(*found.problems, *totals, *corpora))


def prove_lessons(
    course: Course,
    lessons: list[ReadLesson],
    cache: ProofCache,
    advance: Callable[[int, int], None] = lambda done, total: None,
    covered: Coverage | None = None,
) -> ProofReport:
    """Run the proofs over lessons that have been read, and keep them in the cache.

    Raises
    ------
    FaultsError
        If the data that students see cannot tell the answers of a corpus apart.
    """
    made = _carry_out(list(_tasks(course, lessons, cache)), cache, advance)
    cache.save()
    if faults := [fault for one in made.values() for fault in one.faults]:
        raise FaultsError(seen_from(faults, course.root))
    return _report(course, lessons, made, covered)


def _tasks(course: Course, lessons: list[ReadLesson], cache: ProofCache) -> Iterator[Task]:
    """Yield all tasks, those that take longest first, so that no process waits at the end."""
    benches = [bench for one in lessons for bench in _benches(course, one)]
    benches.sort(key=_draws_figures, reverse=True)
    for bench in benches:
        if bench.exercise.contract_code:
            seed = course.settings.seed
            key = cache.key("contract", _about_contract(bench, seed))
            prove_it = partial(_prove_contract, bench, seed)
            yield Task(bench.lesson.name, contract_task(bench.exercise.name), key, prove_it)
    for bench in benches:
        key = cache.key("exercise", _about(bench))
        make = partial(_prove_exercise, course.root, cache.fresh, bench)
        yield Task(bench.lesson.name, bench.exercise.name, key, make)
    for one in lessons:
        name = one.lesson.name
        about = _about_notebooks(course, one)
        if all(about.values()):
            run = partial(_run_notebooks, course, one)
            yield Task(name, NOTEBOOKS, cache.key("notebooks", about), run)
        source = notebook_text(one.lesson)
        key = cache.key("release", source, course.config.read_text("utf-8"))
        yield Task(name, RELEASE, key, partial(_make_release, course, name, source))
    yield Task(WHOLE_COURSE, TABLES, cache.key("tables"), _make_tables)


def _benches(course: Course, one: ReadLesson) -> list[Bench]:
    stubs = cells_by_id(course.release(one.lesson.name))
    known = _known(one.lesson.name)
    return [
        Bench(one.lesson, exercise, stubs.get(name, ""), known.get(name, {}))
        for name, exercise in one.exercises.items()
    ]


def _known(lesson: str) -> dict[str, Record]:
    """Return what ``check`` knows about a lesson's exercises, as this package ships it."""
    try:
        text = (PACKAGE / "outcomes" / f"{lesson}.json").read_text("utf-8")
        known: dict[str, Record] = json.loads(text)["exercises"]
    except (OSError, ValueError, LookupError):
        return {}
    return known


def _draws_figures(bench: Bench) -> bool:
    return any(case.view for case in bench.exercise.recipe.cases)


def _about(bench: Bench) -> Record:
    """Return everything that the proof of an exercise depends on."""
    about: Record = {"tests": bench.tests, "stub": bench.stub, "known": bench.known}
    return about | record_depends_on(bench.lesson, bench.exercise)


def _prove_exercise(root: Path, fresh: bool, bench: Bench, parts: Facts) -> TaskResult:
    bench = replace(bench, recall=Recall(parts))
    proof = prove_exercise(bench)
    record: Record = {}
    faults: tuple[Diagnostic, ...] = ()
    try:
        with as_graded():
            record = cached_record(root, bench.lesson, bench.exercise, bench.run, fresh=fresh)
    except FaultsError as error:
        faults = tuple(error.faults)
    fact = {"proof": asdict(proof), "record": record}
    return TaskResult(fact, bench.recall.used, faults, not proof.problems and not faults)


def contract_task(exercise: str) -> str:
    """Return the name under which the proof of a contract is cached."""
    return f"{exercise} (contract)"


def _about_contract(bench: Bench, seed: int) -> Record:
    """Return everything that the proof of a contract depends on."""
    exercise = bench.exercise
    return {
        "seed": seed,
        "contract": exercise.contract_code,
        "setup": bench.lesson.setup,
        "solution": bench.lesson.answers[exercise.name].source,
        "tests": bench.tests,
        "tolerance": exercise.recipe.tolerance,
        "agreeing": exercise.chosen.agreeing,
        "answers": [[one.name, one.code] for one in exercise.answers],
        "known": bench.known,
    }


def _prove_contract(bench: Bench, seed: int, _: Facts) -> TaskResult:
    proof = prove_contract(bench.lesson, bench.exercise, seed)
    return TaskResult(asdict(proof), {}, holds=not proof.problems)


def _about_notebooks(course: Course, one: ReadLesson) -> dict[str, str]:
    """Return everything that a run of the two notebooks of a lesson depends on."""
    name = one.lesson.name
    files = {
        "source": course.source(name),
        "release": course.release(name),
        "bank": PACKAGE / "banks" / f"{name}.json",
        "known": PACKAGE / "outcomes" / f"{name}.json",
        "lesson": one.lesson.text_file,
    }
    return {
        what: sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        for what, file in files.items()
    }


def _run_notebooks(course: Course, one: ReadLesson, _: Facts) -> TaskResult:
    problems = list(problems_of_run(course, one))
    return TaskResult(problems, {}, holds=not problems)


def _make_release(course: Course, name: str, source: str, _: Facts) -> TaskResult:
    return TaskResult(make_releases(course, {name: source})[name], {})


def _make_tables(_: Facts) -> TaskResult:
    return TaskResult({name: _digest(text) for name, text in make_tables().items()}, {})


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _carry_out(
    tasks: list[Task], cache: ProofCache, advance: Callable[[int, int], None]
) -> dict[tuple[str, str], TaskResult]:
    """Return what every task showed: now, or in an earlier run."""
    made: dict[tuple[str, str], TaskResult] = {}
    to_do: list[Task] = []
    for task in tasks:
        if proof := cache.find(task.lesson, task.name, task.key):
            made[task.lesson, task.name] = TaskResult(proof.fact, proof.parts)
        else:
            to_do.append(task)
    for task, one in _in_processes(to_do, cache):
        made[task.lesson, task.name] = one
        # Of a failed proof, keep only the parts: a proof with an empty key is never found.
        proof = Proof(task.key, one.fact, one.parts) if one.holds else Proof("", None, one.parts)
        cache.keep(task.lesson, task.name, proof)
        advance(len(made), len(tasks))
    advance(len(made), len(tasks))
    return made


def _in_processes(tasks: list[Task], cache: ProofCache) -> Iterator[tuple[Task, TaskResult]]:
    """Yield each task with its result; a single task runs in this process."""
    if len(tasks) == 1:
        yield tasks[0], tasks[0].make(cache.parts(tasks[0].lesson, tasks[0].name))
        return
    workers = min(len(tasks), os.cpu_count() or 1)
    if not workers:
        return
    with ProcessPoolExecutor(workers, mp_context=worker_context()) as pool:
        running = {pool.submit(one.make, cache.parts(one.lesson, one.name)): one for one in tasks}
        try:
            for done in as_completed(running):
                yield running[done], done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _contract_proof(
    made: Mapping[tuple[str, str], TaskResult], proof: Mapping[str, JsonValue]
) -> ContractProof:
    """Return what the contract of an exercise showed; nothing if it has none."""
    found = made.get((proof["lesson"], contract_task(proof["exercise"])))
    if found is None:
        return ContractProof()
    return ContractProof(**{**found.fact, "problems": tuple(found.fact["problems"])})


def worker_context() -> BaseContext:
    """Return how to start processes: on Linux from one that has imported what they need.

    Elsewhere libraries that have been imported may not survive a fork.
    """
    if not sys.platform.startswith("linux"):
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _report(
    course: Course,
    lessons: list[ReadLesson],
    made: Mapping[tuple[str, str], TaskResult],
    covered: Coverage | None,
) -> ProofReport:
    names = [one.lesson.name for one in lessons]
    proved = {
        exercise: made[one.lesson.name, exercise].fact
        for one in lessons
        for exercise in one.exercises
    }
    parts = BuiltParts(
        tables=made[WHOLE_COURSE, TABLES].fact,
        records={exercise: fact["record"] for exercise, fact in proved.items()},
        releases={name: made[name, RELEASE].fact for name in names},
    )
    problems = [
        f"{path.relative_to(course.root)} is out of date. Run `make build` and commit."
        for path in out_of_date(course, lessons, parts)
    ]
    problems += covered.problems if covered else ()
    for one in lessons:
        if ran := made.get((one.lesson.name, NOTEBOOKS)):
            problems += [*ran.fact, *revealed(course.release(one.lesson.name))]
        else:
            problems += notebook_problems(course, one)
    proofs = [
        ExerciseProof(
            **{
                **fact["proof"],
                "problems": tuple(fact["proof"]["problems"]),
                "contract": _contract_proof(made, fact["proof"]),
            }
        )
        for fact in proved.values()
    ]
    return ProofReport(proofs, problems, covered)
