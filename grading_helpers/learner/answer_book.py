"""The student's answers to quizzes and verdicts of ``check``, in a small file beside the notebook.

The file outlives the kernel. It is written atomically and read again before each write, since
other kernels write to it too. An unreadable file is renamed, never overwritten. If the folder
cannot be written to, answers are kept in memory and the student is told once. The file never
counts towards a grade.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from grading_helpers.atomic_write import write_atomically
from grading_helpers.learner.locking import locked

FILE_NAME = "progress.json"
VERSION = 1
# Where JupyterLite mounts the files that the browser stores.
KEPT_BY_BROWSER = Path("/drive")
IN_MEMORY = (
    "This folder cannot be written to, so your quiz answers are kept only until the kernel stops."
)
SET_ASIDE = "Your file of quiz answers could not be read. It was renamed to {name}."


# A scheduler card, as FSRS serialises it to JSON.
CardRecord = dict[str, object]


@dataclass(frozen=True)
class Record:
    """The saved state of one question.

    ``answer`` contains the ids of options, never their positions. ``content`` is the digest of the
    wording that was answered. ``score`` is the best score so far, from 0 to 1. ``first_right``
    tells whether the first try was right.
    """

    content: str
    answer: object = None
    tries: int = 0
    score: float = 0.0
    hints: int = 0
    checked: bool = False
    revealed: bool = False
    first_right: bool = False


@dataclass(frozen=True)
class Checked:
    """The last verdict of ``check`` on an exercise, and when it was given, in UTC as ISO 8601."""

    matches: bool
    when: str


# An answer may have any type, since a card ignores those that it cannot show.
_TYPES: dict[str, type | tuple[type, ...]] = {
    "content": str,
    "tries": int,
    "score": (int, float),
    "hints": int,
    "checked": bool,
    "revealed": bool,
    "first_right": bool,
    "matches": bool,
    "when": str,
}


Kept = TypeVar("Kept", Record, Checked)


@dataclass(frozen=True)
class Contents:
    """All that a file of answers contains, by the names of questions and exercises."""

    records: dict[str, Record]
    cards: dict[str, CardRecord]
    exercises: dict[str, Checked]


class Restored(NamedTuple):
    """How many answers, dates of practice and verdicts of ``check`` were taken from a file."""

    answers: int
    reviews: int
    verdicts: int


@dataclass
class AnswerBook:
    """The records of one folder, keyed by question.

    Parameters
    ----------
    file : Path
        The file that stores them.

    Notes
    -----
    The functions in ``watchers`` are called after every new answer; `watch` adds them.
    """

    file: Path
    records: dict[str, Record] = field(default_factory=dict)
    cards: dict[str, CardRecord] = field(default_factory=dict)
    exercises: dict[str, Checked] = field(default_factory=dict)
    note: str = ""
    watchers: dict[tuple[str, str], Callable[[], None]] = field(default_factory=dict)
    _in_memory: bool = False

    def __post_init__(self) -> None:
        """Read the file, if there is one; a damaged file is renamed."""
        self._take_up()

    def watch(self, what: str, tell: Callable[[], None]) -> None:
        """Call a function after every new answer; it replaces one from an earlier run of the cell.

        Otherwise each run of a cell would add another, for a card that is no longer shown.

        Parameters
        ----------
        what : str
            What is shown, such as ``progress 03_rater``.
        tell : callable
            Updates what is shown.
        """
        self.watchers[_running_cell(), what] = tell

    def recall(self, question_id: str, content: str) -> Record | None:
        """Return the record of a question if its wording has not changed."""
        record = self.records.get(question_id)
        return record if record and record.content == content else None

    def remember(self, question_id: str, record: Record) -> None:
        """Save a record, in the file if possible, with the best score so far."""
        with self._up_to_date():
            there = self.recall(question_id, record.content)
            best = max(record.score, there.score) if there else record.score
            self.records[question_id] = replace(record, score=best)
        self._tell()

    def remember_card(self, question_id: str, card: CardRecord) -> None:
        """Save when a question is due again."""
        with self._up_to_date():
            self.cards[question_id] = card

    def remember_verdict(self, exercise: str, matches: bool) -> None:
        """Save whether an exercise matched when it was last checked."""
        with self._up_to_date():
            self.exercises[exercise] = Checked(matches, datetime.now(UTC).isoformat())
        self._tell()

    @contextmanager
    def _up_to_date(self) -> Iterator[None]:
        """Reload the file, since other kernels may have changed it, and save afterwards."""
        with nullcontext() if self._in_memory else locked(self.file):
            self._take_up()
            yield
            self._save()

    def _take_up(self) -> None:
        """Merge in the file. The better of two answers is kept; if they tie, the file's."""
        if self._in_memory:
            return
        try:
            kept = parse(json.loads(self.file.read_text("utf-8")))
        except FileNotFoundError:
            return
        except OSError:
            self._keep_in_memory()
        except (ValueError, TypeError, KeyError, AttributeError):
            self._set_aside()
        else:
            mine = self._contents()
            self.records, self.cards, self.exercises = kept.records, kept.cards, kept.exercises
            self._add(mine)

    def _contents(self) -> Contents:
        return Contents(self.records, self.cards, self.exercises)

    def _save(self) -> None:
        """Write all records."""
        if self._in_memory:
            return
        try:
            write_atomically(self.file, self.as_json().encode(), make_folder=False)
        except OSError:
            self._keep_in_memory()

    def as_json(self) -> str:
        """Return the content of the file, for saving or downloading."""
        questions = {name: asdict(record) for name, record in sorted(self.records.items())}
        exercises = {name: asdict(checked) for name, checked in sorted(self.exercises.items())}
        whole = {
            "version": VERSION,
            "questions": questions,
            "cards": self.cards,
            "exercises": exercises,
        }
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"

    def take_in(self, text: str) -> Restored:
        """Merge in the text of another file and return what was new, better or later.

        Raises
        ------
        ValueError
            If the text is not a file of answers.
        """
        try:
            brought = parse(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError("This is not a file of quiz answers. Choose progress.json.") from error
        with self._up_to_date():
            restored = self._add(brought)
        self._tell()
        return restored

    def with_those_of(self, folders: Iterable[Path]) -> AnswerBook:
        """Return a book that also has the answers from other folders. It is not saved."""
        whole = AnswerBook(self.file, _in_memory=True)
        whole._add(self._contents())
        for folder in folders:
            file = folder / self.file.name
            if file.is_file() and file != self.file:
                whole._add(AnswerBook(file)._contents())
        return whole

    def _add(self, more: Contents) -> Restored:
        """Add better answers and later reviews and verdicts; return how many were added."""
        kept = self.records
        better = {
            name: new
            for name, new in more.records.items()
            if name not in kept or new.score > kept[name].score
        }
        self.records |= better
        reviewed = {
            name: card for name, card in more.cards.items() if _is_later(card, self.cards.get(name))
        }
        checked = {
            name: new
            for name, new in more.exercises.items()
            if name not in self.exercises or new.when > self.exercises[name].when
        }
        self.cards |= reviewed
        self.exercises |= checked
        return Restored(len(better), len(reviewed), len(checked))

    def _tell(self) -> None:
        for tell in list(self.watchers.values()):
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


def _is_later(card: CardRecord, than: CardRecord | None) -> bool:
    """Return whether a card was reviewed after another; ISO dates sort as text."""
    return than is None or str(card.get("last_review")) > str(than.get("last_review"))


@cache
def answer_book(folder: Path | None = None) -> AnswerBook:
    """Return the answers stored in a folder, by default the notebook's own.

    Nothing is written while a grader runs the notebook.
    """
    book = AnswerBook((folder or Path.cwd()) / FILE_NAME)
    if sys.platform == "emscripten" and KEPT_BY_BROWSER not in book.file.parents:
        book._keep_in_memory()
    if os.environ.get("NBGRADER_EXECUTION"):
        book._keep_in_memory()
        book.note = ""
    return book


def parse(whole: Mapping[str, Mapping[str, dict[str, object]]]) -> Contents:
    """Return the contents of a file; earlier versions wrote fewer entries.

    Unknown fields from later versions are ignored.

    Raises
    ------
    ValueError, TypeError, KeyError or AttributeError
        If it is not a file of quiz answers.
    """
    return Contents(
        {str(name): _made(Record, raw) for name, raw in whole["questions"].items()},
        {str(name): dict(card) for name, card in whole.get("cards", {}).items()},
        {str(name): _made(Checked, raw) for name, raw in whole.get("exercises", {}).items()},
    )


def _made(kind: type[Kept], raw: dict[str, object]) -> Kept:
    values = {each.name: raw[each.name] for each in fields(kind) if each.name in raw}
    if not all(isinstance(values[name], _TYPES[name]) for name in _TYPES.keys() & values):
        raise ValueError("a record is malformed")
    return kind(**values)  # type: ignore[arg-type]


def _running_cell() -> str:
    """Return the id of the cell that runs, as Jupyter tells its kernel; empty if not known."""
    from IPython import get_ipython  # noqa: PLC0415 - slow

    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return str(parent.get("metadata", {}).get("cellId", ""))
