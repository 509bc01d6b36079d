"""The table of the corpus: what each grader made of each case."""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from hostile.cases import Case
from hostile.judging import (
    MOST_BYTES,
    MOST_MEMORY,
    MOST_SECONDS,
    MOST_SECONDS_OF_PAGE,
    SORTS,
    failures,
)

Facts = dict[str, Any]
Seen = Mapping[str, Mapping[str, Facts]]
GRADERS = ("ours", "stock")
SAFE, REFUSED, NOT_RUN = "safe", "safe, refused", "not run"
KINDS = {
    "accident": "Accidents",
    "cheat": "Cheats",
    "attack": "Attacks",
    "injection": "Injections",
}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
ABOUT = """# Hostile submissions

What this course's grader and stock nbgrader make of a corpus of faulty and hostile submissions,
the one in `tests/grader/hostile/`. `python benchmarks/hostile_submissions.py` made this page, with
nbgrader {nbgrader}, nbconvert {nbconvert}, ipykernel {ipykernel} and Python {python}. Each case was
handed in by one of two students, and graded with the honest work of the other by `nbgrader
autograde` without any settings, and by what `course grade` calls. Both ran as an ordinary user in a
box of bubblewrap without network; ours stood behind its reduced walls, for bubblewrap does not go
into another. The box stands for an instructor's machine: a home folder, a list of accounts,
Python's own folder and the course, with canaries in them, most of it to be written to, and a port
that is watched. *Safe* means: the honest mark, or none and a line that names the student
(*refused*); the marks of the other student complete; nothing on the machine changed or told, nobody
at the port; no process left running; the page of the stored notebook made, with nothing active in
it; done in {seconds} seconds, the page in {page}, with at most {memory} GB of memory and
{megabytes} MB of files. The answers beside an attack are right, so that whatever mark remains of
them is not held against a grader; `tests/grader/test_hostile.py`, run with the other tests,
wants of ours the exact marks and words. An attack that ends itself where no wall stops it counts as
one that reached the host. What the box or the rights of files kept from stock nbgrader, which has
no walls of its own, counts as safe; one attack was not run with it, for it needs a network."""


def write_table(cases: Mapping[str, Case], seen: Seen) -> str:
    """Return the page.

    Parameters
    ----------
    cases : mapping
        Every case by its name, which begins with its kind.
    seen : mapping
        For every case, for each grader that was run, what ``facts.gather`` returned.
    """
    parts = [_about(), *_summary(cases, seen)]
    for kind, title in KINDS.items():
        parts += [f"## {title}", _table(kind, cases, seen)]
    return "\n\n".join(parts) + "\n"


def read_table(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of every case in a page, with its kind, and the two verdicts."""
    kinds = {title: kind for kind, title in KINDS.items()}
    for part in page.split("\n## ")[1:]:
        kind = kinds[part.partition("\n")[0]]
        for name, ours, stock in ROW.findall(part):
            yield f"{kind}-{name}", ours, stock


def verdict(case: Case, facts: Facts | None) -> str:
    """Return what is said of a grader in a case."""
    if facts is None:
        return NOT_RUN
    said = [_in_full(sort, case, facts) for sort in failures(case, facts)]
    return ", ".join(said) or (SAFE if facts["marks"] is not None else REFUSED)


def is_safe(said: str) -> bool:
    """Say whether a verdict is a good one."""
    return said in (SAFE, REFUSED)


def _in_full(sort: str, case: Case, facts: Facts) -> str:
    if sort != "wrong mark":
        return sort
    got, due = (sum(map(float, marks.values())) for marks in (_known(facts), case.due or {}))
    return f"{sort} ({got:g} for {due:g})"


def _known(facts: Facts) -> dict[str, float]:
    return {name: points or 0.0 for name, points in facts["marks"].items()}


def _about() -> str:
    versions = {name: version(name) for name in ("nbgrader", "nbconvert", "ipykernel")}
    return ABOUT.format(
        **versions,
        python=platform.python_version(),
        seconds=MOST_SECONDS,
        page=MOST_SECONDS_OF_PAGE,
        memory=MOST_MEMORY >> 30,
        megabytes=MOST_BYTES >> 20,
    )


def _summary(cases: Mapping[str, Case], seen: Seen) -> Iterator[str]:
    """Yield the counts: safe cases of each kind, then what stock did wrong."""
    lines = ["| kind | cases | ours: safe | refused | stock: safe | refused |"]
    lines.append("|---" * 6 + "|")
    faults = [f"| stock | {' | '.join(SORTS)} |", "|---" * (len(SORTS) + 1) + "|"]
    for kind in (*KINDS, ""):
        chosen = {name: case for name, case in cases.items() if case.kind == kind or not kind}
        counts = " | ".join(_safe(who, chosen, seen) for who in GRADERS)
        lines.append(f"| {kind or 'all'} | {len(chosen)} | {counts} |")
        count = Counter(
            sort
            for name, case in chosen.items()
            if "stock" in seen[name]
            for sort in failures(case, seen[name]["stock"])
        )
        each = " | ".join(str(count[sort]) for sort in SORTS)
        faults.append(f"| {kind or 'all'} | {each} |")
    yield "\n".join(lines)
    yield "*Refused* are those of the safe cases in which no mark was given."
    yield "What was wrong where stock nbgrader was not safe; a case may count in several columns:"
    yield "\n".join(faults)


def _safe(who: str, cases: Mapping[str, Case], seen: Seen) -> str:
    said = [verdict(case, seen[name].get(who)) for name, case in cases.items()]
    tried = len(said) - said.count(NOT_RUN)
    return f"{sum(map(is_safe, said))} of {tried} | {said.count(REFUSED)}"


def _table(kind: str, cases: Mapping[str, Case], seen: Seen) -> str:
    lines = ["| case | ours | stock |", "|---|---|---|"]
    for name, case in cases.items():
        if case.kind == kind:
            said = [verdict(case, seen[name].get(who)) for who in GRADERS]
            lines.append(f"| `{case.name}` | {' | '.join(said)} |")
    return "\n".join(lines)
