"""What a student has answered, kept in a small file beside the notebook.

The file outlives the kernel. It is written in one step, so that it is whole or not there, and
read again before, since other kernels write it, too; one that cannot be read is set aside, never
overwritten. Where nothing can be written, answers are
kept in memory, and the student is told once. It is never a grade.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from grading_helpers.answer_records import Record, parse
from grading_helpers.locking import locked

FILE_NAME = "progress.json"
VERSION = 1
IN_MEMORY = (
    "This folder cannot be written to, so your quiz answers are kept only until the kernel stops."
)
SET_ASIDE = "Your file of quiz answers could not be read. It was set aside as {name}."


@dataclass
class AnswerBook:
    """The records of one folder, by question.

    Parameters
    ----------
    file : Path
        Where they are kept.

    ``watchers`` are called whenever an answer has come.
    """

    file: Path
    records: dict[str, Record] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    note: str = ""
    watchers: list[Callable[[], None]] = field(default_factory=list)
    _in_memory: bool = False

    def __post_init__(self) -> None:
        """Read what is there; a damaged file is set aside."""
        self._take_up()

    def recall(self, question_id: str, content: str) -> Record | None:
        """Return what is remembered of a question, if its wording is still the same."""
        record = self.records.get(question_id)
        return record if record and record.content == content else None

    def remember(self, question_id: str, record: Record) -> None:
        """Keep what a student did, in the file if possible; the score is the best so far."""
        with self._up_to_date():
            there = self.recall(question_id, record.content)
            best = max(record.score, there.score) if there else record.score
            self.records[question_id] = replace(record, score=best)
        self._tell()

    def remember_card(self, question_id: str, card: dict[str, Any]) -> None:
        """Keep when a question is due again."""
        with self._up_to_date():
            self.cards[question_id] = card

    @contextmanager
    def _up_to_date(self) -> Iterator[None]:
        """Change what the file holds by now, for other kernels write it, too, and save it."""
        with nullcontext() if self._in_memory else locked(self.file):
            self._take_up()
            yield
            self._save()

    def _take_up(self) -> None:
        """Add what the file holds; of two answers the better one wins, else that of the file."""
        if self._in_memory:
            return
        mine = self.records, self.cards
        try:
            self.records, self.cards = parse(json.loads(self.file.read_text("utf-8")))
        except FileNotFoundError:
            return
        except OSError:
            self._keep_in_memory()
        except (ValueError, TypeError, KeyError, AttributeError):
            self._set_aside()
        else:
            self._add(*mine)

    def _save(self) -> None:
        """Write all records in one step."""
        if self._in_memory:
            return
        beside = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        try:
            beside.write_text(self.as_json(), "utf-8")
            beside.replace(self.file)
        except OSError:
            self._keep_in_memory()

    def as_json(self) -> str:
        """Return the file as text, for saving and for taking away."""
        questions = {name: asdict(record) for name, record in sorted(self.records.items())}
        whole = {"version": VERSION, "questions": questions, "cards": self.cards}
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"

    def take_in(self, text: str) -> int:
        """Add the records of another file, the better of two winning; return how many came.

        Raises
        ------
        ValueError
            If the text is no file of answers.
        """
        try:
            records, cards = parse(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError("This is no file of quiz answers. Choose progress.json.") from error
        with self._up_to_date():
            count = self._add(records, cards)
        self._tell()
        return count

    def with_those_of(self, folders: Iterable[Path]) -> AnswerBook:
        """Return a book that also holds the answers kept in other folders; it is not saved."""
        whole = AnswerBook(self.file, dict(self.records), dict(self.cards), _in_memory=True)
        for folder in folders:
            file = folder / self.file.name
            if file.is_file() and file != self.file:
                other = AnswerBook(file)
                whole._add(other.records, other.cards)
        return whole

    def _add(self, records: dict[str, Record], cards: dict[str, dict[str, Any]]) -> int:
        """Take over better answers and later reviews; return how many answers came."""
        kept = self.records
        better = {
            name: new
            for name, new in records.items()
            if name not in kept or new.score > kept[name].score
        }
        self.records |= better
        later = {
            name: card for name, card in cards.items() if _is_later(card, self.cards.get(name))
        }
        self.cards |= later
        return len(better)

    def _tell(self) -> None:
        for tell in self.watchers:
            tell()

    def _keep_in_memory(self) -> None:
        self._in_memory = True
        self.note = IN_MEMORY

    def _set_aside(self) -> None:
        aside = next(
            name
            for number in range(1, 1000)
            if not (name := self.file.with_name(f"{self.file.stem}.damaged-{number}.json")).exists()
        )
        try:
            self.file.replace(aside)
            self.note = SET_ASIDE.format(name=aside.name)
        except OSError:
            self._keep_in_memory()


def _is_later(card: dict[str, Any], than: dict[str, Any] | None) -> bool:
    """Say whether a card was reviewed after another; the dates are of one form."""
    return than is None or str(card.get("last_review")) > str(than.get("last_review"))


@cache
def answer_book(folder: Path | None = None) -> AnswerBook:
    """Return the answers kept in a folder, by default the notebook's own.

    While a grader runs the notebook nothing is written.
    """
    book = AnswerBook((folder or Path.cwd()) / FILE_NAME)
    if os.environ.get("NBGRADER_EXECUTION"):
        book._keep_in_memory()
        book.note = ""
    return book
