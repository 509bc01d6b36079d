"""A deck for Anki: one note with one card for each question.

Decks, notes and cards keep their ids from one export to the next, so that importing again
updates the cards without losing the learning progress.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from genanki import Deck, Model, Note, Package, guid_for

from grading_helpers.instructor.exports.common import Export, Quiz
from grading_helpers.instructor.exports.markup import (
    bullets,
    inline,
    lettered,
    sentence,
    solution_html,
)
from grading_helpers.questions.layout import Block, Grid, Labelled, Lettered, Room, Sentence
from grading_helpers.questions.question import AnyQuestion
from grading_helpers.questions.wording import grid_html

# Chosen once. If it changed, Anki would add a second note type beside this one.
MODEL_ID = 1_847_203_951
FIELDS = (
    "Id",
    "Prompt",
    "Task",
    "Hint 1",
    "Hint 2",
    "Hint 3",
    "Answer",
    "Explanation",
    "Lesson",
)
HINTS = "".join(
    f'{{{{#Hint {place}}}}}<div class="hints">{{{{hint:Hint {place}}}}}</div>{{{{/Hint {place}}}}}'
    for place in (1, 2, 3)
)
PLACE = '<p class="lesson">{{Lesson}}</p>'
FRONT = f'{PLACE}<p class="prompt">{{{{Prompt}}}}</p>{{{{Task}}}}{HINTS}'
BACK = (
    f'{PLACE}<p class="prompt">{{{{Prompt}}}}</p><hr id="answer">'
    '{{Answer}}<p class="explanation">{{Explanation}}</p>'
)
GAP = '<span class="gap">______</span>'

# Anki interprets ids as times in milliseconds; these are between 2020 and 2023.
FIRST_ID, IDS = 1_577_836_800_000, 10**11


def anki_deck(quiz: Quiz, now: float) -> Export:
    """Make an Anki package from a lesson's questions, of every kind.

    Parameters
    ----------
    quiz : Quiz
    now : float
        The time in seconds since 1970. Anki updates notes only from a newer package.
    """
    deck = Deck(
        stable_number(f"deck/{quiz.lesson}", 1 << 30, 1 << 30),
        f"{quiz.course.replace('::', ':')}::{quiz.numbered_title.replace('::', ':')}",
        description="Import a newer package to update the cards; what you have learnt is kept.",
    )
    for place, question in enumerate(quiz.questions):
        deck.add_note(_note(question, quiz, place))
    return Export(_packed(deck, quiz, now), ())


def stable_number(name: str, first: int, count: int) -> int:
    """Return a number that depends only on a name.

    Parameters
    ----------
    name : str
        The name of the thing to number.
    first, count : int
        The smallest possible number, and how many numbers are possible.

    Examples
    --------
    >>> stable_number("deck/03_rater", 0, 1000) == stable_number("deck/03_rater", 0, 1000)
    True
    """
    digest = sha256(f"focus-on-customers/{name}".encode()).digest()
    return first + int.from_bytes(digest[:8]) % count


@cache
def _model(course: str) -> Model:
    return Model(
        MODEL_ID,
        f"{course}: question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": FRONT, "afmt": BACK}],
        css=Path(__file__).with_name("card.css").read_text("utf-8"),
    )


def _note(question: AnyQuestion, quiz: Quiz, place: int) -> Note:
    hints = [inline(hint) for hint in question.hints]
    task = "".join(map(_drawn, question.layout()))
    fields = [
        question.id,
        inline(question.prompt),
        f"<p><i>{inline(question.instruction_on_paper)}</i></p>{task}",
        *(hints + [""] * 3)[:3],
        solution_html(question.solution()),
        inline(question.explanation),
        inline(quiz.title),
    ]
    return Note(
        _model(quiz.course),
        # Anki would interpret [sound:…] and [latex].
        [field.replace("[", "&#91;") for field in fields],
        guid=guid_for("focus-on-customers", question.id),
        tags=[quiz.lesson, question.kind, question.concept],
        due=place,
    )


def _drawn(block: Block) -> str:
    """Return a block of a question as HTML for the front of the card."""
    match block:
        case Lettered(texts):
            return lettered(texts)
        case Labelled(texts):
            return bullets(map(inline, texts))
        case Sentence(pieces):
            return f"<p>{sentence(pieces, GAP)}</p>"
        case Grid():
            return grid_html(block)
        case Room():
            return ""


def _packed(deck: Deck, quiz: Quiz, now: float) -> bytes:
    """Zip the database that Anki imports; the bytes do not depend on this computer."""
    with closing(sqlite3.connect(":memory:")) as connection:
        Package(deck).write_to_db(connection.cursor(), now, _ids(quiz))
        connection.commit()
        database = connection.serialize()
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("collection.anki2"), database, ZIP_DEFLATED)
        archive.writestr(ZipInfo("media"), b"{}")
    return package.getvalue()


def _ids(quiz: Quiz) -> Iterator[int]:
    """Yield ids in the order genanki uses them: first the note, then its card."""
    for question in quiz.questions:
        yield stable_number(f"note/{question.id}", FIRST_ID, IDS)
        yield stable_number(f"card/{question.id}", FIRST_ID, IDS)
