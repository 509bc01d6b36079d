"""Run a rebuilt notebook once: its cells, then its hidden tests, and what each test earns."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grading_helpers.instructor.diagnostics import Diagnostic, counted, one_line
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.execution.precomputed_cells import reusable_cells
from grading_helpers.instructor.grader.execution.retry import LARGE_SHARE, SkippedCells
from grading_helpers.instructor.grader.execution.session import Session, stop_output
from grading_helpers.instructor.grader.sanitize.markdown import clean_markdown
from grading_helpers.instructor.grader.sanitize.outputs import clean_images, clean_outputs
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    AssignmentCell,
    Role,
)
from grading_helpers.instructor.grader.submission.dependencies import names_bound
from grading_helpers.instructor.grader.submission.rebuild import ADDED, RebuiltCell
from grading_helpers.instructor.grader.submission.state_changes import ChangingFunctions
from grading_helpers.instructor.grader.submission.written_answers import (
    marked_by_hand,
    written_answer,
)
from grading_helpers.instructor.grader.submission_result import (
    WAS_INTERRUPTED,
    AutoScore,
    SubmissionResult,
)
from grading_helpers.instructor.json_types import JsonObject, JsonValue

# The names of errors that say that a library or a file is missing.
MISSING = ("ModuleNotFoundError", "ImportError", "FileNotFoundError")
# Or that the cell wanted something from the network, which the sandbox does not have.
NO_NETWORK = frozenset(
    {
        *("URLError", "gaierror", "ConnectionError", "ConnectError", "ConnectTimeout"),
        *("MaxRetryError", "NewConnectionError", "NameResolutionError", "SSLError"),
    }
)
UNDEFINED = re.compile(r"name '(\w+)' is not defined")
UNCALLABLE = re.compile(r"(?:'(\w+)' object|\ban? (\w+)) is not callable")


@dataclass
class Grading:
    """What is known about a submission while it is being graded."""

    student: str
    assignment: Assignment
    reason: str = ""
    findings: list[Diagnostic] = field(default_factory=list)
    scores: dict[str, AutoScore] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    stored: list[JsonObject] = field(default_factory=list)
    # The outputs of every test with a verdict, by place; later runs change neither.
    judged: dict[int, list[JsonObject]] = field(default_factory=dict)
    layers: list[str] = field(default_factory=list)
    cpu: float = 0.0
    over: str = ""
    to_explain: frozenset[str] = frozenset()
    failures: dict[str, Failure] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)

    def result(self, seconds: float) -> SubmissionResult:
        """Return the result after some seconds of grading."""
        notebook = {
            "cells": self.stored,
            "metadata": dict(self.assignment.metadata),
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return SubmissionResult(
            self.student,
            self.assignment.lesson,
            graded=not self.reason,
            reason=self.reason,
            findings=tuple(map(str, self.findings)),
            scores=self.scores,
            untouched=tuple(self.untouched),
            notebook=None if self.reason else notebook,
            layers=tuple(self.layers),
            cpu=self.cpu,
            wall=seconds,
            over=self.over,
            texts=texts_of(self.stored, self.assignment),
            made_with=self.made_with,
        )


def texts_of(cells: Sequence[JsonObject], assignment: Assignment) -> dict[str, str]:
    """Return a digest of what a student wrote for each answer, with the images in it."""
    answers = {cell.cell_id: cell.name for cell in assignment.cells if cell.role is Role.ANSWER}
    texts = {answers[cell["id"]]: _digest([cell]) for cell in cells if cell["id"] in answers}
    tasks = (one for one in marked_by_hand(assignment) if one.role is not Role.ANSWER)
    written = {one.name: written_answer(one, cells, assignment) for one in tasks}
    return texts | {name: _digest(one.cells + one.elsewhere) for name, one in written.items()}


def _digest(cells: Iterable[Mapping[str, JsonValue]]) -> str:
    """Return a digest of the texts of cells and the images in them."""
    content = [[cell["source"], cell.get("attachments")] for cell in cells]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@dataclass
class NotebookRun:
    """One run through the cells and tests of a notebook."""

    grading: Grading
    session: Session
    skipped: SkippedCells
    # The cells of the student's that stopped with an error, by place, and the error.
    broken: dict[int, JsonObject] = field(default_factory=dict)
    # Why cells, and the visible parts of tests, were interrupted, by place.
    interrupted: dict[int, str] = field(default_factory=dict)
    # The cells that used a large share of the notebook's time.
    slow: list[int] = field(default_factory=list)
    ended_at: int | None = None
    functions: ChangingFunctions = field(default_factory=ChangingFunctions)
    # Whether tests were remembered since the student's process was last copied.
    has_new_tests: bool = False

    def run(self) -> list[tuple[int, str]]:
        """Run the cells in order, then the tests.

        Returns
        -------
        list of tuple
            The places, from 0, of the cells to skip if the notebook is run again, and why; empty
            if its process did not end.
        """
        grading, session, cells = self.grading, self.session, self.skipped.cells
        grading.untouched = [one.assigned.name for one in cells if one.untouched and one.assigned]
        grading.over = ""
        outputs = self._run_cells()
        took_too_long = bool(session.over) and session.monitor.is_out_of_time
        self.skipped.is_late |= took_too_long
        for place, cell in enumerate(cells):
            if cell.assigned and cell.assigned.role is Role.TEST:
                outputs[place] = self._test_outputs(place, cell.assigned, outputs[place])
                self._report_stops(place)
        grading.stored = [
            stored_cell(cell, outputs[place], grading.assignment, place + 1)
            for place, cell in enumerate(cells)
        ]
        if self.ended_at is None:
            return []
        culprits = self.slow if took_too_long and self.slow else [self.ended_at]
        return [(place, session.over) for place in culprits]

    def _run_cells(self) -> list[list[JsonObject]]:
        """Run all cells, but only the visible part of a test; return the outputs of each."""
        cells = self.skipped.cells
        data = {name: cell.data for name, cell in self.session.precomputed.items()}
        reusable = reusable_cells(self.grading.assignment, cells, data)
        outputs: list[list[JsonObject]] = []
        for place, cell in enumerate(cells):
            found: Iterable[JsonObject] = []
            if cell.assigned and place in reusable:
                found = self._reuse(cell.assigned.cell_id)
            elif cell.assigned and cell.assigned.role is Role.TEST:
                found = self._visible_outputs(place, cell.assigned)
            elif cell.kind == "code":
                found = self._ordinary_outputs(place)
            outputs.append(list(found))
            has_run = cell.kind == "code" and place not in reusable and self.ended_at is None
            if has_run and self.session.monitor.step_share > LARGE_SHARE:
                self.slow.append(place)
            if self.session.stops:
                self.interrupted[place] = self.session.stops[0]
            self._report_stops(place)
        return outputs

    def _reuse(self, cell_id: str) -> list[JsonObject]:
        """Give the student's process what the cell defines; return its stored outputs."""
        self.session.reuse(cell_id)
        return [dict(output) for output in self.session.precomputed[cell_id].outputs]

    def _visible_outputs(self, place: int, test: AssignmentCell) -> list[JsonObject]:
        """Run the visible part of a test, unless its answer is skipped."""
        if place not in self.grading.judged and self.skipped.cause_for_test(place):
            return []
        shown: list[JsonObject] = []
        if place not in self.grading.judged:
            self.session.remember(place, test)
            self.has_new_tests = True
        if test.is_visible:
            self._prepare_for(test.given)
            is_hurried = self.skipped.share_an_answer(place, self.interrupted)
            is_hurried |= self.skipped.is_late
            shown = clean_outputs(self.session.run(test.given, place + 1, is_hurried=is_hurried))
            is_hurried |= bool(self.session.stops)
            shown += clean_outputs(self.session.charts(test, is_hurried=is_hurried))
        return shown

    def _prepare_for(self, source: str) -> None:
        """Copy the student's process if a cell may change more than names that tests above use."""
        if self.functions.may_change(source) and self.has_new_tests:
            self.session.copy_process()
            self.has_new_tests = False

    def _ordinary_outputs(self, place: int) -> Iterator[JsonObject]:
        """Run a cell that is not a test; instead of a skipped one, run what students were given."""
        cell = self.skipped.cells[place]
        cause = self.skipped.causes.get(place)
        if cause is None:
            if cell.source.strip():
                self._prepare_for(cell.source)
                is_hurried = self.skipped.is_late
                found = self.session.run(cell.source, place + 1, is_hurried=is_hurried)
                outputs = clean_outputs(found)
                self._note_error(place, outputs)
                yield from outputs
            return
        if cell.assigned:
            self._prepare_for(cell.assigned.given)
            self.session.run(cell.assigned.given, place + 1)
        yield from clean_outputs(
            [stop_output(f"This cell was stopped earlier, so it was skipped: {cause}.")]
        )

    def _test_outputs(
        self, place: int, test: AssignmentCell, visible: list[JsonObject]
    ) -> list[JsonObject]:
        """Let the judge run a test; return its outputs with those of its visible part."""
        if place in self.grading.judged:
            return self.grading.judged[place]
        if cause := self.skipped.cause_for_test(place):
            said = stop_output(
                f"This answer was stopped earlier, so the test was skipped: {cause}."
            )
            self.grading.scores[test.grade_id] = score_of({"error": said}, test)
            return visible + clean_outputs([said])
        record = self.session.test(test, place, is_hurried=place in self.interrupted)
        caused = self._with_cause(record, place)
        is_caused = caused is not record
        record = self._with_rebinding(caused, place, test)
        if self.session.test_interrupted_for:
            self.skipped.blame(place, f"in {test.name} {self.session.test_interrupted_for}")
        self.grading.scores[test.grade_id] = score_of(record, test)
        shown, error = list(visible), record.get("error")
        already_shown = {one.get("ename") for one in shown if one["output_type"] == "error"}
        if isinstance(error, dict) and (is_caused or error.get("ename") not in already_shown):
            shown += clean_outputs([{"output_type": "error", **error}])
        if not self.session.over:
            self.grading.judged[place] = shown
            self._explain(place, test, record)
        return shown

    def _note_error(self, place: int, outputs: list[JsonObject]) -> None:
        """Remember the first error of a cell; name a library or file that is missing here."""
        cell = self.skipped.cells[place]
        error = next((one for one in outputs if one["output_type"] == "error"), None)
        if error is None:
            return
        self.broken[place] = error
        if cell.assigned and error["ename"] in NO_NETWORK.union(MISSING):
            said = one_line(f"{error['ename']}: {error['evalue']}")
            if error["ename"] in NO_NETWORK:
                said += "; there is no network while grading"
            finding = Diagnostic(self.grading.student, f"{cell.assigned.name} stopped with {said}")
            if finding not in self.grading.findings:
                self.grading.findings.append(finding)

    def _with_cause(self, record: JsonObject, place: int) -> JsonObject:
        """Return the record of a test with the error that left a name undefined as its reason."""
        error = record.get("error")
        if not isinstance(error, dict) or error.get("ename") != NameError.__name__:
            return record
        undefined = UNDEFINED.search(str(error.get("evalue")))
        if undefined is None:
            return record
        for above, cause in self.broken.items():
            if above < place and defines(self.skipped.cells[above], undefined[1]):
                kept = {name: cause[name] for name in ("ename", "evalue", "traceback")}
                return {**record, "error": {**kept, "theirs": True}}
        return record

    def _with_rebinding(self, record: JsonObject, place: int, test: AssignmentCell) -> JsonObject:
        """Return the record of a test, saying so if a later cell took the name of the answer."""
        error = record.get("error")
        if not isinstance(error, dict) or error.get("ename") != TypeError.__name__:
            return record
        kind = UNCALLABLE.search(str(error.get("evalue")))
        name = rebound_name(self.skipped.cells[:place], test.source) if kind else ""
        if not kind or not name:
            return record
        said = f"{name} is a {kind[1] or kind[2]} here: a later cell gave it another value"
        return {**record, "error": {**error, "evalue": said}}

    def _explain(self, place: int, test: AssignmentCell, record: JsonObject) -> None:
        if test.grade_id in self.grading.to_explain and record.get("passed") is not True:
            found = Failure.from_data(self.session.explain(test, place).get("failure"))
            if found:
                self.grading.failures[test.grade_id] = found

    def _report_stops(self, place: int) -> None:
        """Report what was interrupted at a place, and the end of the process."""
        grading, session, cell = self.grading, self.session, self.skipped.cells[place]
        where = cell.assigned.name if cell.assigned else f"cell {place + 1}"
        for cause in session.stops:
            finding = Diagnostic(grading.student, f"{where} {WAS_INTERRUPTED}: {cause}")
            if finding not in grading.findings:
                grading.findings.append(finding)
        session.stops.clear()
        if session.over and self.ended_at is None:
            self.ended_at = place
        if session.over and not grading.over:
            grading.over = session.over
            what = f"stopped at {where}: {session.over}"
            grading.findings.append(Diagnostic(grading.student, what))


def defines(cell: RebuiltCell, name: str) -> bool:
    """Return whether a cell would define a name, if it ran to its end."""
    answers = names_bound(cell.assigned.source) if cell.assigned else set()
    pattern = rf"^[ \t]*(def|class)[ \t]+{name}\b|^{name}[ \t]*="
    written = re.search(pattern, cell.source, re.MULTILINE)
    return name in names_bound(cell.source) | answers or written is not None


def rebound_name(cells: Iterable[RebuiltCell], test: str) -> str:
    """Return which answer in a test has lost its name to a cell below it; empty if none has."""
    answered: set[str] = set()
    rebound: set[str] = set()
    for cell in cells:
        role = cell.assigned.role if cell.assigned else None
        if cell.assigned and role is Role.ANSWER:
            answered |= names_bound(cell.assigned.given)
            rebound -= names_bound(cell.source)
        elif cell.kind == "code" and role is not Role.TEST:
            rebound |= names_bound(cell.source) & answered
    return next((name for name in sorted(rebound) if re.search(rf"\b{name}\b", test)), "")


def score_of(record: Mapping[str, object], test: AssignmentCell) -> AutoScore:
    """Return a test's score from the judge's record; without a record it is 0.

    As in nbgrader, a number as the last value of a test is partial credit. A number below 0 or
    above the maximum, or NaN, earns nothing, because an answer may have chosen it.
    """
    score = test.points if record.get("passed") is True else 0.0
    partial = record.get("partial")
    lower_trust = record.get("lower_trust") is True
    error = record.get("error")
    if score and isinstance(partial, str):
        try:
            score = float(partial)
        except ValueError:
            score = test.points
        if not 0 <= score <= test.points:
            most = counted(test.points, "point")
            why = f"The test ended with {partial}, which is not between 0 and its {most}"
            return AutoScore(0.0, test.points, lower_trust, why)
    if not isinstance(error, dict):
        return AutoScore(score, test.points, lower_trust)
    why = one_line(f"{error.get('ename')}: {error.get('evalue')}")
    return AutoScore(score, test.points, lower_trust, why, error.get("theirs") is True)


def stored_cell(
    cell: RebuiltCell, outputs: list[JsonObject], assignment: Assignment, number: int
) -> JsonObject:
    """Return a cell as it is stored: the instructor's metadata, the student's text made safe."""
    assigned = cell.assigned
    ours = assigned is not None and cell.source == assigned.source
    images, names = clean_images(cell.images)
    source = cell.source if cell.kind == "code" or ours else clean_markdown(cell.source, names)
    name = assigned.cell_id if assigned else f"{ADDED}{number}"
    metadata = dict(assignment.cell_metadata.get(assigned.cell_id, {})) if assigned else {}
    kind = cell.kind if cell.kind != "raw" else "markdown"
    stored: JsonObject = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    if images and not ours:
        stored["attachments"] = images
    if cell.kind == "code":
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
        stored |= {"outputs": outputs, "execution_count": number}
    return stored
