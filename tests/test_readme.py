"""Everything that README and docs name exists."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob(".github/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_binder_badge_opens_a_released_lesson() -> None:
    address = re.search(r"\((https://mybinder\.org/v2/[^)]+)\)", README)
    if not address:
        pytest.skip("this course has no Binder badge")
    [path] = parse_qs(urlparse(address[1]).query)["urlpath"]
    assert (ROOT / path.removeprefix("lab/tree/")).is_file()


def test_every_lesson_is_in_the_table() -> None:
    for notebook in ROOT.glob("release/*/*.ipynb"):
        assert f"({notebook.relative_to(ROOT)})" in README


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.M)
        assert set(named) <= targets


def test_no_page_names_this_machine() -> None:
    here = str(ROOT)
    for suffix in ("py", "md", "yml", "toml", "lock", "ipynb", "json", "js", "css"):
        for file in ROOT.glob(f"[!.]*/**/*.{suffix}"):
            if "demo" not in file.parts:
                assert here not in file.read_text("utf-8"), file
