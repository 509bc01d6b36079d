"""The table of the corpus: how each grader treated each case."""

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

This page shows how this course's grader and stock nbgrader treat a corpus of faulty and hostile
submissions: `tests/grader/hostile/`. `python benchmarks/hostile_submissions.py` wrote it, with
nbgrader {nbgrader}, nbconvert {nbconvert}, ipykernel {ipykernel} and Python {python}.

Each case was handed in by one of two students. `nbgrader autograde` without any settings, and
the code behind `course grade`, graded it together with the other student's honest work. Both ran as
an ordinary user in a bubblewrap container without network; ours used the reduced sandbox, because
bubblewrap cannot run inside bubblewrap. The container represents an instructor's machine: a home
folder, a list of accounts, Python's own folder and the course, with marker files in them; most of
it is writable, and one port is monitored.

*Safe* means:

- the honest mark, or no mark and a line that names the student (*refused*);
- all marks of the other student;
- nothing on the machine changed or disclosed, no connection to the port;
- no process left running;
- a page of the stored notebook, with nothing active in it;
- grading in at most {seconds} seconds and the page in {page}, with at most {memory} GB of
  memory and {megabytes} MB of files.

The answers beside an attack are right, so a grader is not blamed for marks that they still earn;
`tests/grader/test_hostile.py`, run with the other tests, checks the exact marks and messages of our
grader. An attack that was not blocked counts as one that reached the host, even if it ended by
itself. What the container or file permissions kept from stock nbgrader, which has no sandbox,
counts as safe; one attack was not run with it, because it needs a network."""


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
    """Return the verdict on a grader in a case."""
    if facts is None:
        return NOT_RUN
    said = [_in_full(sort, case, facts) for sort in failures(case, facts)]
    return ", ".join(said) or (SAFE if facts["marks"] is not None else REFUSED)


def is_safe(said: str) -> bool:
    """Say whether a verdict means safe."""
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
    """Yield the counts: safe cases of each kind, then the faults of stock nbgrader."""
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
    yield "*Refused* counts the safe cases in which no mark was given."
    yield "What went wrong where stock nbgrader was not safe; a case may count in several columns:"
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
