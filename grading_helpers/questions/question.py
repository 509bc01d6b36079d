"""The base class of all kinds of question. Each kind has its own module in ``kinds/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from grading_helpers.questions.layout import Block, Solution
from grading_helpers.questions.marking import Marked

AnswerT = TypeVar("AnswerT")

# What is wrong with a question, and how to fix it.
Problem = tuple[str, str]


class Limit:
    """A limit on the value of a field, which pydantic enforces when an author's bank is read.

    Parameters
    ----------
    **rules : object
        Named as in pydantic's core schema, such as ``min_length`` or ``ge``. Pydantic itself is not
        imported, because students do not install it.
    """

    def __init__(self, **rules: object) -> None:
        self.rules = rules

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], dict[str, object]]
    ) -> dict[str, object]:
        return handler(source) | self.rules


Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Limit(min_length=1)]
Finite = Annotated[float, Limit(strict=True, allow_inf_nan=False)]


@dataclass(frozen=True)
class Part:
    """A text that can be chosen, matched, moved or sorted, as the card shows it."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Question(Generic[AnswerT]):
    """A question as its author writes it in ``quiz.yml``.

    A kind is a subclass. It must define ``instruction``, ``to_answer``, ``solution`` and either
    ``mark`` and ``right_answer`` or, if nobody marks it, ``compare``. Everything else has a
    default. Its ES module is ``cards/static/kinds/<es_module>.js``.

    The author's ids can give an answer away, so the page is given other ids, which ``parts`` and
    ``right_answer`` use.
    """

    id: Id
    kind: str
    concept: Annotated[str, Limit(pattern=r"^[a-z]+\.[a-z0-9_]+$")]
    items: tuple[str, ...] = ()
    prompt: Text
    explanation: Text
    hints: Annotated[tuple[Text, ...], Limit(max_length=3)] = ()
    # The model to play with that the question is about, if it cannot be answered without it.
    model: str = ""

    es_module: ClassVar[str]
    is_marked: ClassVar[bool] = True
    is_remembered: ClassVar[bool] = True
    when_blank: ClassVar[str] = "Answer first, then check it."
    # Ends the plain form, which is also read on pages that cannot run a cell.
    invitation: ClassVar[str] = "To answer, run this cell in Jupyter."

    def __repr__(self) -> str:
        """Represent the question without its key, so that nobody sees the key by accident."""
        return f"{type(self).__name__}(id={self.id!r}, kind={self.kind!r}, prompt={self.prompt!r})"

    def problems(self) -> Iterator[Problem]:
        """Yield contradictions between the parts of the question, each with a way to fix it."""
        return iter(())

    @property
    def instruction(self) -> str:
        """What to do, and how it is scored if that is not obvious."""
        raise NotImplementedError

    @property
    def instruction_on_paper(self) -> str:
        """What to do on paper, where nothing can be clicked."""
        return self.instruction

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        """Return the parts to choose from, match or move.

        Parameters
        ----------
        student : str, optional
            The student whose order to return. Without a name the order is always the same.
        """
        return {}

    def shown(self, student: str | None = None) -> dict[str, object]:
        """Return what the front end shows besides the prompt, ready for JSON."""
        return {
            name: [asdict(part) for part in parts] for name, parts in self.parts(student).items()
        }

    def layout(self, student: str | None = None) -> tuple[Block, ...]:
        """Return the blocks below the prompt on paper and in plain text."""
        return ()

    def to_answer(self, sent: object) -> AnswerT:
        """Extract the answer from what a browser sent, without anything that cannot be part of one.

        Parameters
        ----------
        sent : object
            Anything. Nonsense is dropped without an error; ``None`` gives the blank answer.
        """
        raise NotImplementedError

    def mark(self, answer: AnswerT) -> Marked:
        """Mark an answer. Reasons are given only for what was answered.

        Raises
        ------
        TypeError
            Nobody marks this kind of question.
        ValueError
            The answer names a part that the question does not have.
        """
        raise TypeError(f"A question of kind {self.kind!r} is not marked.")

    def right_answer(self) -> AnswerT:
        """Return an answer that earns full marks.

        Raises
        ------
        TypeError
            Nobody marks this kind of question.
        """
        raise TypeError(f"A question of kind {self.kind!r} has no right answer.")

    def compare(self, answer: AnswerT) -> Comparison:
        """Return a model for the student to compare their own answer with, if nobody marks it."""
        raise TypeError(f"A question of kind {self.kind!r} is marked, not compared.")

    def solution(self) -> Solution:
        """Return the right answers with their reasons, for the sheets and cards of exports."""
        raise NotImplementedError

    def blank(self) -> Marked:
        """Return the verdict on a blank answer."""
        return Marked(0, self.when_blank, attempted=False)

    def refuse_unknown(self, what: str, given: Iterable[str], known: Iterable[str]) -> None:
        """Refuse an answer that names a part the question does not have.

        Raises
        ------
        ValueError
            The message lists the parts that exist.
        """
        if unknown := sorted(set(given).difference(known)):
            raise ValueError(f"Question {self.id!r} has no {what} {unknown}, only {list(known)}.")


# A question of any kind; the type of its answers depends on the kind.
AnyQuestion = Question[Any]


@dataclass(frozen=True)
class Comparison:
    """A model for the student to compare their own answer with.

    ``points`` and ``explanation`` follow the summary, whose first line stands out.
    """

    summary: str
    points: tuple[str, ...] = ()
    explanation: str = ""


def shuffled(parts: Iterable[Part], question_id: str, student: str) -> tuple[Part, ...]:
    """Shuffle parts by a digest, so that a student sees the same order everywhere, every time."""

    def digest(part: Part) -> str:
        return sha256(f"{student}/{question_id}/{part.id}".encode()).hexdigest()

    return tuple(sorted(parts, key=digest))


@cache
def opaque_id(question_id: str, role: str, part_id: str) -> str:
    """Return an id for a part that does not give it away, even when the ids are sorted.

    Parameters
    ----------
    question_id : str
        The question that the part belongs to.
    role : str
        Its role there, such as ``"step"``; parts with different roles may share an id.
    part_id : str
        Its id in the author's bank.

    Examples
    --------
    >>> opaque_id("recovery", "step", "apologise")
    '47b736ac5e'
    """
    return sha256(f"{question_id}/{role}/{part_id}".encode()).hexdigest()[:10]


def repeated(what: str, parts: Iterable[object], *fields: str) -> Iterator[Problem]:
    """Yield a problem for each field that two parts share; ``id`` is always compared."""
    parts = list(parts)
    for field in ("id", *fields):
        if len({getattr(part, field) for part in parts}) < len(parts):
            article = "an" if field == "id" else "a"
            yield f"two {what} share {article} {field}", "rename one"


def giveaways(what: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each part that only refers to others, such as "All of the above"."""
    for part_id, text in texts.items():
        if any(phrase in text.lower() for phrase in ("all of the above", "none of the above")):
            yield f"{what} {part_id!r} only refers to the others", f"write a real {what}"
