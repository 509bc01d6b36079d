"""The architecture page has a map that a newcomer can use, and what it names exists."""

from __future__ import annotations

import re
import tomllib

from pages import ROOT, blocks

PAGE = ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text("utf-8")
SOUGHT = (
    *("a lesson", "a wrong answer", "a message of `check`"),
    "the picture that `check` draws of a right result",
    *("a line to fill in before an exercise", "what can be guessed", "a quiz kind"),
    *("a computation to practise", "a model to play with", "what late work costs"),
    "what happens after a kernel restarts",
    "a rule of grading",
    *("a wall of the sandbox", "an LMS column", "a sentence of the feedback page"),
    *("the page for marking written answers", "a chart of the report", "an export format"),
)
MOST_WORDS = 20


def rows(heading: str) -> dict[str, str]:
    """Return the first two columns of the table that begins with a heading."""
    table = TEXT.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    found = [re.split(r"(?<!\\)\|", line)[1:3] for line in table.splitlines()[2:]]
    return {first.strip(): second.strip() for first, second in found}


def test_the_page_begins_with_one_picture_and_the_map() -> None:
    assert next(blocks(PAGE)).kind == "mermaid"
    assert TEXT.count("```mermaid") == 1
    assert TEXT.index("```mermaid") < TEXT.index("I want to change") < TEXT.index("## ")


def test_the_map_has_a_row_for_each_thing_that_a_newcomer_looks_for() -> None:
    assert tuple(rows("I want to change …")) == SOUGHT


def test_each_row_of_the_map_leads_to_files() -> None:
    for sought, where in rows("I want to change …").items():
        named = re.findall(r"`((?:course|grading_helpers)/[^`<]*)`", where)
        assert named, sought
        files = [
            file for one in named for path in ROOT.glob(one) for file in (path, *path.rglob("*"))
        ]
        assert any(file.is_file() for file in files), sought


def test_the_glossary_is_short() -> None:
    glossary = rows("word")
    assert 10 <= len(glossary) <= MOST_WORDS
    assert all(glossary.values())


def test_each_instructor_package_is_in_the_table() -> None:
    packages = {
        f"`{path.parent.relative_to(ROOT).as_posix()}/`"
        for path in ROOT.glob("grading_helpers/instructor/*/__init__.py")
    }
    named = re.findall(r"^\| (`grading_helpers/instructor/\w+/`) \|", TEXT, re.M)
    assert packages == set(named)


def test_the_packages_are_in_the_order_that_import_linter_checks() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    home = ["grading_helpers.instructor"]
    [layers] = [one["layers"] for one in settings["contracts"] if one.get("containers") == home]
    lowest_first = [layer.split(" | ") for layer in reversed(layers)]
    level = {name: place for place, names in enumerate(lowest_first) for name in names}
    named = re.findall(r"^\| `grading_helpers/instructor/(\w+)/` \|", TEXT, re.M)
    assert named
    assert [level[name] for name in named] == sorted(level[name] for name in named)
