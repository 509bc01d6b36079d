"""Read the fenced blocks of the pages, and the commands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]
FENCED = re.compile(r"^(?P<fence>```+)(?P<kind>\w*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
PATH = re.compile(r"`(course/\S+\.\w+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the text between it and the block before."""

    kind: str
    text: str
    above: str

    @property
    def file(self) -> str:
        """The file that the paragraph just above names last."""
        return PATH.findall(self.above.strip().rpartition("\n\n")[2])[-1]


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in their order."""
    text, end = page.read_text("utf-8"), 0
    for found in FENCED.finditer(text):
        yield Block(found["kind"], found["text"], text[end : found.start()])
        end = found.end()


def commands(block: Block) -> list[str]:
    """Return the commands of a block: every line of ``sh``, lines with a ``$`` of ``console``."""
    lines = block.text.replace("\\\n", " ").splitlines()
    if block.kind == "console":
        return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    bare = (line.partition("  #")[0].strip() for line in lines if block.kind == "sh")
    return [line for line in bare if line and not line.startswith("#")]


def named_in_words(page: Path) -> Iterator[str]:
    """Yield the ``course`` and ``nbgrader`` commands in the running text."""
    prose = FENCED.sub("", page.read_text("utf-8"))
    for code in re.findall(r"`((?:course|nbgrader) [^`]+)`", prose):
        if not re.search(r"[<…]", code):
            yield " ".join(code.split())
