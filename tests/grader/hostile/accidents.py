"""Accidents: what editors, downloads and mail programs do to an honest notebook."""

# ruff: noqa: E501
from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile.cases import ALL, Case, without
from hostile.lesson import (
    ANSWERS,
    SETUP,
    SHARE,
    Notebook,
    as_bytes,
    extra,
    filled_in,
    find,
    release_notebook,
)

HONEST = as_bytes(filled_in())
ESCAPED = HONEST.replace(b"I advise", b"\\u00e9 I advise")


def accidents() -> Iterator[Case]:
    """Yield every accident."""
    for name, (content, said) in _files().items():
        yield Case(name, "accident", content, said=said)
    for name, (content, said) in _refused().items():
        yield Case(name, "accident", content, due=None, said=said)
    for name, change in _CHANGES.items():
        notebook = filled_in()
        said = change(notebook) or ""
        yield Case(name, "accident", as_bytes(notebook), said=said)
    for name, (cell, due, said) in _CODE.items():
        notebook = filled_in()
        notebook["cells"].insert(2, extra(cell))
        yield Case(name, "accident", as_bytes(notebook), due=due, said=said)
    for name, (answers, due) in _ANSWERS.items():
        yield Case(name, "accident", as_bytes(filled_in({**ANSWERS, **answers})), due=due)
    yield from _changed_below()
    for name, lesson in _LESSONS.items():
        yield Case(name, "accident", as_bytes(filled_in(changed=lesson)), lesson=lesson)
    for name, (lay_out, said, accepted) in _FOLDERS.items():
        due = dict(ALL) if accepted else None
        yield Case(name, "accident", due=due, said=said, lay_out=lay_out)


def _changed_below() -> Iterator[Case]:
    for name, (above, least, below) in _CHANGED_BELOW.items():
        share = f"def share_of_fans(scores):\n    floor = {least}\n" + SHARE.split("\n", 1)[1]
        notebook = filled_in({**ANSWERS, "share_of_fans": share.replace(">= 9", ">= floor")})
        notebook["cells"].insert(2, extra(above, name="above"))
        notebook["cells"].insert(5, extra(below, name="below"))
        yield Case(f"changed_below_{name}", "accident", as_bytes(notebook))


def _files() -> dict[str, tuple[bytes, str]]:
    text = json.dumps(filled_in(essay="Größe zählt"), ensure_ascii=False)
    return {
        "untouched_bytes": (HONEST, ""),
        "bom": (b"\xef\xbb\xbf" + HONEST, "byte-order mark"),
        "utf16_with_bom": (HONEST.decode().encode("utf-16"), "byte-order mark"),
        "utf16_without_bom": (HONEST.decode().encode("utf-16-le"), "UTF-16"),
        "latin1": (text.encode("latin-1"), "UTF-8"),
        "crlf_file": (json.dumps(filled_in(), indent=1).replace("\n", "\r\n").encode(), ""),
        "trailing_text": (HONEST + b"\n\nsent from my phone", "after the end"),
        "trailing_nul": (HONEST + b"\0" * 512, ""),
        "lone_surrogate": (HONEST.replace(b"Our fans", b"Our \\ud83d fans"), ""),
        "raw_control_characters": (HONEST.replace(b"Our fans", b"Our\tfans"), ""),
    }


def _refused() -> dict[str, tuple[bytes, str]]:
    return {
        "empty": (b"", "empty"),
        "blank": (b"\n\n \n", "empty"),
        "nul_bytes": (b"\0" * 5000, "nothing but zeros"),
        "cut_off": (HONEST[: len(HONEST) // 2], "cut off"),
        "zip": (b"PK\x03\x04" + HONEST, "zip"),
        "pdf": (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        "web_page": (b"<!DOCTYPE html><html></html>", "web page"),
        "list": (b"[1, 2]", "not a notebook"),
        "empty_object": (b"{}", "no list of cells"),
        "no_cells": (b'{"cells": []}', "no cells"),
        "cells_is_text": (b'{"cells": "x"}', "no list of cells"),
        "deep": (b'{"cells":' + b"[" * 200_000, "nested too deeply"),
        "too_large": (HONEST[:-1] + b" " * 21_000_000 + b"}", "too large"),
        "millions_of_parts": (
            HONEST[:-1] + b',"x":[' + b"[]," * 3_000_000 + b"0]}",
            "too many parts",
        ),
        "noise": (bytes(range(256)) * 20, "not valid JSON"),
        "conflict": (b"<<<<<<< HEAD\n" + HONEST + b"\n>>>>>>> mine\n", "conflict"),
    }


def _every(notebook: Notebook, **changes: Any) -> None:
    for cell in notebook["cells"]:
        cell.update(changes)


def _drop(notebook: Notebook, key: str) -> None:
    for cell in notebook["cells"]:
        cell.pop(key, None)


def _move_to_new_cell(notebook: Notebook) -> str:
    cell = find(notebook, "share_of_fans")
    where = notebook["cells"].index(cell)
    notebook["cells"][where] = extra(SHARE)
    return "share_of_fans was missing"


def _split(notebook: Notebook, line: int) -> str:
    cell = find(notebook, "share_of_fans")
    lines = cell["source"].split("\n")
    second = {**cell, "id": "second", "source": "\n".join(lines[line:])}
    cell["source"] = "\n".join(lines[:line])
    notebook["cells"].insert(notebook["cells"].index(cell) + 1, second)
    return "2 copies"


def _split_with_helper(notebook: Notebook) -> str:
    cell = find(notebook, "share_of_fans")
    cell["source"] = "LEVEL = 9\n" + SHARE.replace(">= 9", ">= LEVEL")
    return _split(notebook, 1)


def _copy(notebook: Notebook, name: str, source: str, before: bool) -> str:
    cell = find(notebook, name)
    where = notebook["cells"].index(cell) + (0 if before else 1)
    notebook["cells"].insert(where, {**cell, "id": "copy", "source": source})
    return ""


def _retag(notebook: Notebook, name: str, **grading: Any) -> None:
    find(notebook, name)["metadata"]["nbgrader"].update(grading)


def _tag(notebook: Notebook, tag: str) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = [tag]


def _format_3(notebook: Notebook) -> str:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
        cell.pop("id")
    notebook["worksheets"] = [{"cells": notebook.pop("cells")}]
    notebook["nbformat"] = 3
    return "format 3"


def _delete(notebook: Notebook, name: str) -> str:
    notebook["cells"].remove(find(notebook, name))
    return f"{name} was missing"


def _edit_test(notebook: Notebook) -> str:
    find(notebook, "totals_values")["source"] = "assert True"
    return "totals_values was edited"


def _as_lines(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)


def _turn(notebook: Notebook, kind: str) -> str:
    cell = find(notebook, "share_of_fans")
    cell["cell_type"] = kind
    return "another type of cell"


def _import_in_first_cell(notebook: Notebook) -> None:
    find(notebook, "setup")["source"] += "\nimport math"
    find(notebook, "share_of_fans")["source"] = SHARE.replace(
        "return 100", "return math.floor(100)"
    )


def _odd_outputs(notebook: Notebook) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["outputs"] = [None, [], {"output_type": "strange"}, "x"][: number % 5]


_CHANGES: dict[str, Callable[[Notebook], str | None]] = {
    "no_ids": lambda nb: _drop(nb, "id"),
    "same_ids": lambda nb: [_every(nb, id="same"), ""][1],
    "ids_are_numbers": lambda nb: _every(nb, id=7),
    "no_metadata": lambda nb: _drop(nb, "metadata"),
    "metadata_is_null": lambda nb: _every(nb, metadata=None),
    "grading_is_text": lambda nb: _every(nb, metadata={"nbgrader": "yes"}),
    "no_grading": lambda nb: _every(nb, metadata={}),
    "no_outputs": lambda nb: _drop(nb, "outputs"),
    "odd_outputs": _odd_outputs,
    "odd_counts": lambda nb: _every(nb, execution_count="seven"),
    "format_3": _format_3,
    "format_5": lambda nb: nb.update(nbformat=5) or "format 5",
    "format_text": lambda nb: nb.update(nbformat="4") or "format",
    "format_missing": lambda nb: nb.pop("nbformat") and "format",
    "minor_missing": lambda nb: nb.pop("nbformat_minor") and "",
    "minor_old": lambda nb: nb.update(nbformat_minor=0),
    "no_notebook_metadata": lambda nb: nb.pop("metadata") and "",
    "other_kernel": lambda nb: nb.update(metadata={"kernelspec": {"name": "ir"}}),
    "source_as_lines": _as_lines,
    "carriage_returns": lambda nb: find(nb, "totals").update(
        source=find(nb, "totals")["source"].replace("\n", "\r\n")
    ),
    "copied_stub_after": lambda nb: _copy(
        nb, "totals", find(release_notebook(), "totals")["source"], False
    ),
    "copied_stub_before": lambda nb: _copy(
        nb, "totals", find(release_notebook(), "totals")["source"], True
    ),
    "copied_answer": lambda nb: _copy(nb, "totals", ANSWERS["totals"], False) or "2 copies",
    "copied_test": lambda nb: _copy(nb, "totals_values", "assert False", True),
    "split_with_helper": _split_with_helper,
    "split_in_the_middle": lambda nb: _split(nb, 2),
    "deleted_test": lambda nb: _delete(nb, "totals_values"),
    "deleted_title": lambda nb: _delete(nb, "title") and "",
    "edited_test": _edit_test,
    "moved_to_new_cell": _move_to_new_cell,
    "answer_as_markdown": lambda nb: _turn(nb, "markdown"),
    "answer_as_raw": lambda nb: _turn(nb, "raw"),
    "test_as_markdown": lambda nb: find(nb, "totals_values").update(cell_type="markdown"),
    "unknown_kind": lambda nb: (
        nb["cells"].append({"cell_type": "heading", "source": "x"}) or "unknown"
    ),
    "entry_is_text": lambda nb: nb["cells"].append("x") or "not a cell",
    "schema_old": lambda nb: _retag(nb, "totals", schema_version=1),
    "schema_new": lambda nb: _retag(nb, "totals", schema_version=99),
    "points_changed": lambda nb: _retag(nb, "totals_values", points=1000),
    "test_unlocked": lambda nb: _retag(nb, "totals_values", locked=False, grade=False),
    "test_as_solution": lambda nb: _retag(nb, "totals_values", solution=True),
    "skip_execution_tags": lambda nb: _tag(nb, "skip-execution"),
    "raises_exception_tags": lambda nb: _tag(nb, "raises-exception"),
    "import_in_first_cell": _import_in_first_cell,
    "many_extra_cells": lambda nb: (
        nb["cells"].extend(extra("1") for _ in range(400)) or "were ignored"
    ),
}
_CODE: dict[str, tuple[str, dict[str, float], str]] = {
    "syntax_error": ("def f(:", dict(ALL), ""),
    "error_in_a_cell": ("1 / 0", dict(ALL), ""),
    "asks_for_input": ("name = input('who? ')", dict(ALL), ""),
    "exit": ("exit()", dict(ALL), ""),
    "system_exit": ("raise SystemExit(3)", dict(ALL), ""),
    "endless_loop": ("while True: pass", dict(ALL), "interrupted"),
    "long_sleep": ("import time; time.sleep(1000)", dict(ALL), "interrupted"),
    "endless_printing": ("while True: print('x' * 1000)", dict(ALL), "interrupted"),
    "endless_recursion": ("def f(): f()\nf()", dict(ALL), ""),
    "huge_repr": ("'x' * 50_000_000", dict(ALL), ""),
    "many_figures": ("for _ in range(30): plt.figure()", dict(ALL), ""),
    "unknown_magic": ("%nothing_like_it", dict(ALL), ""),
    "missing_file": ("pd.read_csv('C:/Users/me/data.csv')", dict(ALL), ""),
    "widgets": ("import ipywidgets; ipywidgets.IntSlider()", dict(ALL), ""),
}
SORTED_IN_PLACE = """def ranking(totals):
    order = totals.sort_values()
    totals[:] = list(order)
    totals.index = order.index"""
_ANSWERS: dict[str, tuple[dict[str, str], dict[str, float]]] = {
    "warns": (
        {
            "share_of_fans": SHARE.replace(
                "    return", "    import warnings; warnings.warn('x')\n    return"
            )
        },
        dict(ALL),
    ),
    "prints_on_stderr": (
        {
            "share_of_fans": SHARE.replace(
                "    return", "    import sys; print('x', file=sys.stderr)\n    return"
            )
        },
        dict(ALL),
    ),
    "sorts_its_input": (
        {"ranking": f"{SORTED_IN_PLACE}\n    return totals"},
        dict(ALL),
    ),
    "returns_none": (
        {"share_of_fans": "def share_of_fans(scores): pass"},
        without("share_of_fans_values"),
    ),
    "raises": ({"totals": "def totals(table): raise KeyError('shop')"}, without("totals_values")),
    "loops": ({"totals": "def totals(table):\n    while True: pass"}, without("totals_values")),
    "changes_its_input": (
        {"totals": ANSWERS["totals"].replace("    return", "    table['seen'] = 1\n    return")},
        without("totals_values"),
    ),
    "syntax_error_in_answer": ({"chart": "def chart(values)\n    return 1"}, without("chart_bars")),
    "returns_axes": (
        {"chart": ANSWERS["chart"].replace("return figure", "return axes")},
        dict(ALL),
    ),
    "returns_no_figure": ({"chart": "def chart(values): return 'drawn'"}, without("chart_bars")),
    "numpy_number": (
        {"share_of_fans": SHARE.replace("return 100", "return np.float64(100)")},
        dict(ALL),
    ),
    "series": ({"totals": ANSWERS["totals"].replace(".to_dict()", "")}, dict(ALL)),
    "index_that_cannot_cross": (
        {
            "share_of_fans": "def share_of_fans(scores):\n"
            "    days = pd.date_range('2026-01-01', periods=len(scores) + 1)\n"
            "    return pd.Series(scores, index=pd.IntervalIndex.from_breaks(days))"
        },
        without("share_of_fans_values"),
    ),
    "classes_that_cannot_cross": (
        {
            "share_of_fans": "def share_of_fans(scores):\n"
            "    return pd.cut(pd.to_datetime(scores), 2)"
        },
        without("share_of_fans_values"),
    ),
}


# What an answer goes by, and how a cell below its test changes that: code above the answer, what
# replaces the 9 in the answer, code below the test.
_CHANGED_BELOW: dict[str, tuple[str, str, str]] = {
    "attribute_of_a_class": ("class Rules:\n    least = 9", "Rules.least", "Rules.least = 5"),
    "attribute_of_a_base": (
        "class Base:\n    least = 9\nclass Rules(Base): pass",
        "Rules.least",
        "Base.least = 5",
    ),
    "dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass Rules:\n    least: int\nrules = Rules(9)",
        "rules.least",
        "rules.least = 5",
    ),
    "counter": (
        "from collections import Counter\nleast = Counter(fan=9)",
        "least['fan']",
        "least.update(fan=5)",
    ),
    "closure": (
        "def made(least):\n    def change(to):\n        nonlocal least\n        least = to\n"
        "    return lambda: least, change\nleast, change = made(9)",
        "least()",
        "change(5)",
    ),
    "generator": (
        "def nines():\n    while True: yield 9\nleast = nines()",
        "next(least)",
        "least.close()",
    ),
    "remembered_result": (
        "from functools import lru_cache\nlimit = 9\n@lru_cache\ndef least(): return limit",
        "least()",
        "limit = 5\nleast.cache_clear()\nleast()",
    ),
    "module_of_their_own": (
        "import types\nrules = types.ModuleType('rules')\nrules.least = 9",
        "rules.least",
        "rules.least = 5",
    ),
    "table_in_a_class": (
        "levels = pd.DataFrame({'least': [9]})\nclass Rules:\n    table = levels",
        "Rules.table.loc[0, 'least']",
        "levels.loc[0, 'least'] = 5",
    ),
    "database": (
        "import sqlite3\nbase = sqlite3.connect(':memory:')\nbase.execute('create table t as select 9 n')",
        "base.execute('select n from t').fetchone()[0]",
        "base.execute('update t set n = 5')\nbase.close()",
    ),
    "file_written_again": (
        "open('least.txt', 'w').write('9')",
        "int(open('least.txt').read())",
        "open('least.txt', 'w').write('5')",
    ),
    "file_removed": (
        "open('least.txt', 'w').write('9')",
        "int(open('least.txt').read())",
        "import os\nos.remove('least.txt')",
    ),
    "another_folder": (
        "open('least.txt', 'w').write('9')",
        "int(open('least.txt').read())",
        "import os\nos.mkdir('out')\nos.chdir('out')",
    ),
    "warnings_as_errors": (
        "import warnings",
        "(warnings.warn('few') or 9)",
        "warnings.simplefilter('error')",
    ),
    "strict_numpy": ("", "9 * int(np.isinf(np.float64(1) / 0))", "np.seterr(all='raise')"),
    "fewer_digits": (
        "from decimal import Decimal, getcontext",
        "+Decimal('8.4')",
        "getcontext().prec = 1",
    ),
    "used_up_iterator": ("drawn = iter([9] * 5)", "next(drawn)", "[next(drawn) for _ in range(4)]"),
}
# Lessons that other instructors write.
_LESSONS: dict[str, dict[str, str]] = {
    "lesson_with_a_magic": {"setup": f"%matplotlib inline\n{SETUP}"},
    "lesson_of_pylab": {"setup": f"%pylab inline\n{SETUP.splitlines()[1]}"},
    "lesson_that_changes_inputs": {
        "ranking": SORTED_IN_PLACE,
        "ranking_order": "### BEGIN HIDDEN TESTS\ngiven = pd.Series({'N': 5.5, 'S': 2.0})\nranking(given)\nassert list(given) == [2.0, 5.5]\n### END HIDDEN TESTS",
    },
    "lesson_with_a_command": {"setup": f"{SETUP}\nfiles = !ls"},
}


def _renamed(folder: Path) -> None:
    (folder / "07_fans (1).ipynb").write_bytes(HONEST)


def _nested(folder: Path) -> None:
    (folder / "Downloads" / "work").mkdir(parents=True)
    (folder / "Downloads" / "work" / "07_fans.ipynb").write_bytes(HONEST)


def _other_name(folder: Path) -> None:
    (folder / "homework.ipynb").write_bytes(HONEST)


def _with_data(folder: Path) -> None:
    notebook = filled_in()
    notebook["cells"].insert(2, extra("LEVEL = int(open('level.txt').read())"))
    find(notebook, "share_of_fans")["source"] = SHARE.replace(">= 9", ">= LEVEL")
    (folder / "07_fans.ipynb").write_bytes(as_bytes(notebook))
    (folder / "level.txt").write_text("9")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "07_fans.ipynb")


def _link(folder: Path) -> None:
    (folder / "07_fans.ipynb").symlink_to("/etc/passwd")


def _loop_of_links(folder: Path) -> None:
    (folder / "again").symlink_to(".")
    (folder / "07_fans.ipynb").write_bytes(HONEST)


def _folder(folder: Path) -> None:
    (folder / "07_fans.ipynb").mkdir()


def _no_time(folder: Path) -> None:
    (folder / "07_fans.ipynb").write_bytes(HONEST)
    (folder / "timestamp.txt").write_text("yesterday, honestly")


def _file_where_a_folder_was(folder: Path) -> None:
    (folder / "07_fans.ipynb").write_bytes(HONEST)
    (folder / "data").write_text("a file")


def _folder_where_a_file_was(folder: Path) -> None:
    (folder / "07_fans.ipynb").write_bytes(HONEST)
    (folder / "data").mkdir()
    (folder / "data" / "scores.csv").write_text("1")


def _nothing(folder: Path) -> None:
    (folder / "essay.docx").write_bytes(b"x")


_FOLDERS: dict[str, tuple[Callable[[Path], None], str, bool]] = {
    "renamed": (_renamed, "graded instead", True),
    "nested": (_nested, "graded instead", True),
    "other_name": (_other_name, "graded instead", True),
    "with_data": (_with_data, "", True),
    "pipe_for_a_notebook": (_pipe, "neither a file nor a folder", False),
    "link_for_a_notebook": (_link, "is a link", False),
    "loop_of_links": (_loop_of_links, "is a link", True),
    "folder_for_a_notebook": (_folder, "is a folder", False),
    "no_time": (_no_time, "does not contain a time", True),
    "file_where_a_folder_was": (_file_where_a_folder_was, "", True),
    "folder_where_a_file_was": (_folder_where_a_file_was, "", True),
    "no_notebook": (_nothing, "no 07_fans.ipynb", False),
}
