"""The Anki package, unzipped and read through its database."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from grading_helpers.instructor.exports.anki import BACK, FRONT, anki_deck
from grading_helpers.instructor.exports.common import Quiz
from grading_helpers.questions.question import AnyQuestion

NOW = 1_800_000_000.0
Words = Callable[[str], str]
Texts = Callable[[AnyQuestion], list[str]]


@dataclass(frozen=True)
class ReadNote:
    """A note and its cards, from the database of a package."""

    id: int
    guid: str
    model: int
    modified: int
    tags: list[str]
    fields: dict[str, str]
    cards: list[tuple[int, int, int]]


@dataclass(frozen=True)
class ReadPackage:
    """The content of a package."""

    notes: dict[str, ReadNote]
    decks: dict[int, str]
    model: dict[str, Any]
    files: list[str]


def opened(content: bytes) -> ReadPackage:
    """Read a package back, without the library that wrote it."""
    with ZipFile(BytesIO(content)) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        decks, models = database.execute("SELECT decks, models FROM col").fetchone()
        (model,) = json.loads(models).values()
        names = [field["name"] for field in sorted(model["flds"], key=lambda field: field["ord"])]
        rows = database.execute("SELECT id, guid, mid, mod, tags, flds FROM notes").fetchall()
        notes = {}
        for note, guid, mid, mod, tags, flds in rows:
            cards = database.execute("SELECT id, did, due FROM cards WHERE nid = ?", [note])
            fields = dict(zip(names, flds.split("\x1f"), strict=True))
            found = ReadNote(note, guid, mid, mod, tags.split(), fields, cards.fetchall())
            notes[fields["Id"]] = found
        named = {int(each): deck["name"] for each, deck in json.loads(decks).items()}
        return ReadPackage(notes, named, model, archive.namelist())


def side(note: ReadNote, template: str) -> str:
    """Fill a template as Anki does, with all hints open."""
    text = re.sub(r"\{\{[#/][^}]+\}\}", "", template)
    return re.sub(r"\{\{(?:hint:)?([^}]+)\}\}", lambda name: note.fields[name[1]], text)


def test_each_question_is_one_note_with_one_card(quiz: Quiz) -> None:
    package = opened(anki_deck(quiz, NOW).content)
    assert sorted(package.notes) == sorted(question.id for question in quiz.questions)
    assert all(len(note.cards) == 1 for note in package.notes.values())
    assert package.files == ["collection.anki2", "media"]


def test_no_question_is_left_out(quiz: Quiz) -> None:
    assert anki_deck(quiz, NOW).changes == ()


def test_the_front_shows_the_question_and_none_of_the_answer(
    quiz: Quiz, shown: Words, asked: Texts, told: Texts
) -> None:
    package = opened(anki_deck(quiz, NOW).content)
    for question in quiz.questions:
        front = shown(side(package.notes[question.id], FRONT))
        assert [text for text in asked(question) if text not in front] == []
        assert [text for text in told(question) if len(text) > 15 and text in front] == []


def test_the_back_shows_prompt_answers_reasons_and_explanation(
    quiz: Quiz, shown: Words, told: Texts
) -> None:
    package = opened(anki_deck(quiz, NOW).content)
    for question in quiz.questions:
        back = shown(side(package.notes[question.id], BACK))
        assert [text for text in told(question) if text not in back] == []


def test_the_back_marks_the_right_options(every_kind: Quiz) -> None:
    answer = opened(anki_deck(every_kind, NOW).content).notes["tangibles"].fields["Answer"]
    verdicts = re.findall(r'<li class="(right|wrong)"><span class="verdict">(.)', answer)
    assert verdicts == [("right", "✓"), ("wrong", "✗"), ("right", "✓"), ("right", "✓")]


def test_the_letters_of_partners_are_the_same_on_both_sides(every_kind: Quiz, shown: Words) -> None:
    fields = opened(anki_deck(every_kind, NOW).content).notes["meanings"].fields
    partners = re.findall(r"<li>([^<]+)</li>", fields["Task"].split("<ol")[1])
    back = shown(fields["Answer"])
    for letter, partner in zip("ABCD", partners, strict=True):
        assert f" {letter}. {partner}" in back
    assert "NPS → D. Promoters less detractors" in back


def test_steps_are_never_listed_in_the_right_order(every_kind: Quiz) -> None:
    task = opened(anki_deck(every_kind, NOW).content).notes["recovery"].fields["Task"]
    steps = re.findall(r"<li>([^<]+)</li>", task)
    right = ["Listen", "Apologise", "Put it right", "Ask later"]
    assert sorted(steps) == sorted(right)
    assert steps != right


def test_hints_open_one_at_a_time(every_kind: Quiz) -> None:
    fields = opened(anki_deck(every_kind, NOW).content).notes["gap_sign"].fields
    assert [fields[f"Hint {place}"] for place in (1, 2, 3)] == [
        "Which one is taken away?",
        "Work out 5.1 less 6.2.",
        "",
    ]
    assert re.findall(r"\{\{hint:([^}]+)\}\}", FRONT) == ["Hint 1", "Hint 2", "Hint 3"]


def test_ids_stay_when_questions_are_edited_moved_or_dropped(every_kind: Quiz) -> None:
    first, *others = every_kind.questions
    edited = replace(first, prompt="Another prompt")
    later = replace(every_kind, title="Another title", questions=(*others[:0:-1], edited))
    before = opened(anki_deck(every_kind, NOW).content)
    after = opened(anki_deck(later, NOW + 60).content)
    assert len(after.notes) == len(before.notes) - 1
    for name, note in after.notes.items():
        old = before.notes[name]
        assert (note.id, note.guid, note.model) == (old.id, old.guid, old.model)
        assert [card[:2] for card in note.cards] == [card[:2] for card in old.cards]
    assert after.decks.keys() == before.decks.keys()
    assert after.notes[first.id].fields["Prompt"] == "Another prompt"


def test_a_later_package_is_newer_so_that_anki_updates(every_kind: Quiz) -> None:
    before = opened(anki_deck(every_kind, NOW).content)
    after = opened(anki_deck(every_kind, NOW + 60).content)
    assert all(
        note.modified == before.notes[name].modified + 60 for name, note in after.notes.items()
    )


def test_two_packages_made_at_the_same_time_are_the_same(every_kind: Quiz) -> None:
    assert anki_deck(every_kind, NOW).content == anki_deck(every_kind, NOW).content


def test_all_ids_differ(rater_quiz: Quiz) -> None:
    notes = opened(anki_deck(rater_quiz, NOW).content).notes.values()
    ids = [each for note in notes for each in (note.id, note.cards[0][0])]
    assert len(set(ids)) == len(ids) == 2 * len(rater_quiz.questions)
    assert len({note.guid for note in notes}) == len(notes)


def test_new_cards_are_in_the_order_of_the_bank(every_kind: Quiz) -> None:
    notes = opened(anki_deck(every_kind, NOW).content).notes
    places = [notes[question.id].cards[0][2] for question in every_kind.questions]
    assert places == list(range(len(every_kind.questions)))


def test_each_lesson_has_a_deck_below_that_of_the_course(
    every_kind: Quiz, rater_quiz: Quiz
) -> None:
    one, other = (opened(anki_deck(quiz, NOW).content) for quiz in (every_kind, rater_quiz))
    (mine,) = {card[1] for note in one.notes.values() for card in note.cards}
    assert one.decks[mine] == "Focus on Customers::09 Every kind: one of each / all"
    assert set(one.decks) & set(other.decks) <= {1}


def test_notes_are_tagged_by_lesson_kind_and_concept(every_kind: Quiz) -> None:
    note = opened(anki_deck(every_kind, NOW).content).notes["meanings"]
    assert note.tags == ["09_every_kind", "matching", "metric.overview"]


@pytest.mark.filterwarnings("error")
def test_hostile_texts_are_shown_as_text(hostile: Quiz) -> None:
    notes = opened(anki_deck(hostile, NOW).content).notes.values()
    everything = "".join(field for note in notes for field in note.fields.values())
    assert "<script" not in everything
    assert "[sound:" not in everything
    assert "&lt;script&gt;alert('1')&lt;/script&gt;" in everything


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG defines."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("selector", [r"^\.card ", r"^\.card\.nightMode,"], ids=["light", "night"])
def test_texts_are_readable_in_both_modes(every_kind: Quiz, selector: str) -> None:
    css = opened(anki_deck(every_kind, NOW).content).model["css"]
    (block,) = re.findall(selector + r"[^{}]*\{([^}]*--paper[^}]*)\}", css, re.M)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    assert colours.keys() == {"ink", "paper", "quiet", "right", "wrong", "line"}
    for name in ("ink", "quiet", "right", "wrong"):
        dark, light = sorted(luminance(colours[each]) for each in (name, "paper"))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name
