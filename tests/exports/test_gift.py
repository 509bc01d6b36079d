"""The GIFT text, read back with an independent grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from grading_helpers.instructor.exports.common import Export, Quiz
from grading_helpers.instructor.exports.gift import escaped, gift_text
from grading_helpers.questions.question import AnyQuestion

Words = Callable[[str], str]
Texts = Callable[[AnyQuestion], list[str]]
MakeQuiz = Callable[..., Quiz]

SIGNS = "\\~=#{}:"
QUESTION = re.compile(
    r"::(?P<name>[^:]+)::\[html\](?P<before>[^{}]*)\{(?P<body>[^{}]*)\}(?P<after>[^{}]*)"
)
ANSWER = re.compile(
    r"(?P<sign>[=~])(?:%(?P<share>-?[\d.]+)%)?(?P<text>[^=~#]*)(?:#(?P<why>[^=~#]*))?"
)


@dataclass(frozen=True)
class Answer:
    """One answer within the braces: its share of the mark, its text and its feedback."""

    share: float
    text: str
    why: str


@dataclass(frozen=True)
class GiftQuestion:
    """A question as Moodle would import it."""

    name: str
    comment: str
    kind: str
    before: str
    after: str
    answers: tuple[Answer, ...]
    feedback: str


def read_gift(content: bytes) -> tuple[str, dict[str, GiftQuestion]]:
    """Read a category and its questions; fail on anything that is not GIFT."""
    head, *blocks = re.split(r"\n[ \t]*\n", content.decode().strip())
    assert head.startswith("$CATEGORY: ")
    found = [read_question(block) for block in blocks]
    assert len({question.name for question in found}) == len(found)
    return head.removeprefix("$CATEGORY: "), {question.name: question for question in found}


def read_question(block: str) -> GiftQuestion:
    """Read one block: comment lines, then a name, a text and one pair of braces."""
    lines = block.split("\n")
    comment = "\n".join(line for line in lines if line.strip().startswith("//"))
    text = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
    match = QUESTION.fullmatch(hidden(text))
    assert match, block
    body, _, feedback = match["body"].rpartition("####")
    kind, answers = read_body(body.strip())
    before, after = plain(match["before"]), plain(match["after"])
    return GiftQuestion(match["name"], comment, kind, before, after, answers, plain(feedback))


def hidden(text: str) -> str:
    """Hide escaped characters from the grammar."""
    return re.sub(r"\\([\\~=#{}:])", lambda sign: chr(0xE000 + SIGNS.index(sign[1])), text)


def plain(text: str) -> str:
    """Restore escaped characters."""
    return re.sub(r"[\ue000-\ue006]", lambda sign: SIGNS[ord(sign[0]) - 0xE000], text).strip()


def read_body(body: str) -> tuple[str, tuple[Answer, ...]]:
    """Return the type of a question from its braces, and the answers in them."""
    if not body:
        return "essay", ()
    if truth := re.fullmatch(r"(TRUE|FALSE)#([^#]*)#([^#]*)", body):
        verdict, wrong, right = map(plain, truth.groups())
        return "truefalse", (Answer(100, verdict, right), Answer(0, "", wrong))
    number, body = body.startswith("#"), body.removeprefix("#")
    found = list(ANSWER.finditer(body))
    assert "".join(match[0] for match in found) == body, body
    signs = {match["sign"] for match in found}
    kind = "numerical" if number else "multichoice" if "~" in signs else "shortanswer"
    if kind == "shortanswer" and all("->" in match["text"] for match in found):
        kind = "match"
    return kind, tuple(read_answer(match) for match in found)


def read_answer(match: re.Match[str]) -> Answer:
    given = match["share"]
    share = float(given) if given else 100.0 * (match["sign"] == "=")
    text = match["text"].strip()
    assert given or not text.startswith("%"), "Moodle would read a share here"
    return Answer(share, plain(text), plain(match["why"] or ""))


def read(quiz: Quiz) -> dict[str, GiftQuestion]:
    return read_gift(gift_text(quiz).content)[1]


def changes(export: Export) -> dict[str, str]:
    return {one.question: one.what for one in export.changes}


TYPES = {
    "single": "multichoice",
    "several": "multichoice",
    "truefalse": "truefalse",
    "number": "numerical",
    "blanks": "shortanswer",
    "matching": "match",
    "categorising": "match",
    "ordering": "match",
    "flashcard": "essay",
    "open": "essay",
}


def parts(question: AnyQuestion, found: dict[str, GiftQuestion]) -> list[GiftQuestion]:
    """Return the questions that a question became."""
    pattern = re.compile(re.escape(question.id) + r"(\.\d+)?")
    return [one for name, one in found.items() if pattern.fullmatch(name)]


def test_every_question_gets_the_type_that_fits_its_kind(quiz: Quiz) -> None:
    found = read(quiz)
    for question in quiz.questions:
        types = {one.kind for one in parts(question, found)}
        assert types == {TYPES[question.kind]}, question.id
    assert sum(len(parts(question, found)) for question in quiz.questions) == len(found)


def test_every_text_and_every_reason_is_exported(
    quiz: Quiz, shown: Words, asked: Texts, told: Texts
) -> None:
    found = read(quiz)
    for question in quiz.questions:
        html = " ".join(
            f"{one.before} {one.after} {one.feedback} {told_by(one)}"
            for one in parts(question, found)
        )
        arrived = f"{shown(html)} {' '.join(html.split())}".replace("\\*", "*")
        plain_kinds = {"truefalse"}
        wanted = told(question) + ([] if question.kind in plain_kinds else asked(question))
        assert [text for text in wanted if text not in arrived] == [], question.id


def told_by(question: GiftQuestion) -> str:
    return " ".join(f"{answer.text} {answer.why}" for answer in question.answers)


def test_a_single_choice_has_one_answer_with_full_marks(every_kind: Quiz, shown: Words) -> None:
    answers = read(every_kind)["gap_sign"].answers
    assert [(answer.share, shown(answer.text), shown(answer.why)) for answer in answers] == [
        (100, "It fell short", "Less came than was expected."),
        (0, "It exceeded", "Look at the sign again."),
        (0, "Nothing, since a < b", "Both are asked on one scale."),
    ]


def test_only_the_right_set_of_options_earns_full_marks_and_ticking_all_earns_nothing(
    every_kind: Quiz, shown: Words
) -> None:
    answers = read(every_kind)["tangibles"].answers
    shares = {shown(answer.text): answer.share for answer in answers}
    right = {"The building", "What staff wear", "A leaflet"}
    for size in range(len(shares) + 1):
        for chosen in combinations(shares, size):
            earned = max(0, sum(shares[each] for each in chosen))
            assert (earned > 99.9) == (set(chosen) == right), chosen
    assert sum(shares.values()) <= 0


# The shares that Moodle takes for options: a hundredth of a mark elsewhere is an error there.
MOODLE = {100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10}


@pytest.mark.parametrize("count", range(1, 11))
def test_every_share_is_one_that_moodle_accepts(make_quiz: MakeQuiz, count: int) -> None:
    options = [option(f"o{place}", place < count) for place in range(12)]
    (found,) = read(make_quiz({"id": "q", "kind": "several", "options": options})).values()
    assert {answer.share for answer in found.answers} - {-100} <= MOODLE


def option(name: str, correct: bool) -> dict[str, Any]:
    return {"id": name, "text": f"Option {name}", "correct": correct, "because": "Because."}


def test_a_question_with_more_right_options_than_moodle_allows_is_left_out_and_reported(
    make_quiz: MakeQuiz,
) -> None:
    options = [option(f"o{place}", place < 11) for place in range(12)]
    export = gift_text(make_quiz({"id": "q", "kind": "several", "options": options}))
    assert read_gift(export.content)[1] == {}
    assert "left out" in changes(export)["q"]


def test_true_or_false_gives_each_answer_its_reason(every_kind: Quiz, shown: Words) -> None:
    right, wrong = read(every_kind)["passive"].answers
    assert (right.text, shown(right.why)) == ("FALSE", "7 and 8 are passives.")
    assert shown(wrong.why) == "Promoters give 9 or 10."


def test_a_number_has_its_tolerance_and_its_mistakes(every_kind: Quiz, shown: Words) -> None:
    found = read(every_kind)["csat_share"]
    assert [(one.share, one.text, shown(one.why)) for one in found.answers] == [
        (100, "62.5:0.05", "Five of eight valid ratings."),
        (0, "160:0.05", "That is eight over five."),
    ]
    assert "Write a number in %, accurate to within 0.05. Leave the unit out." in shown(
        found.before
    )


def test_each_gap_is_a_short_answer_in_its_sentence(every_kind: Quiz, shown: Words) -> None:
    found = read(every_kind)
    one, first, second = (found[name] for name in ("one_gap", "two_gaps.1", "two_gaps.2"))
    assert shown(one.before).endswith("is called")
    assert shown(one.after) == "here."
    assert shown(first.after) == "scope; selling below all leads on [gap 2]."
    assert "has a [gap 1] scope" in shown(second.before)
    assert {answer.text: answer.share for answer in one.answers} == {
        "word-of-mouth": 100,
        "word of mouth": 100,
        "wordofmouth": 100,
        "referral": 100,
        "advertising": 0,
    }


def test_typed_answers_are_compared_literally(hostile: Quiz) -> None:
    first = read(hostile)["one_gap"].answers[0].text
    assert first == 'word-of-mouth \\* =~#:\\ "Grüße" & [html] $1 {x}'


def test_an_answer_that_looks_like_a_format_is_escaped(make_quiz: MakeQuiz) -> None:
    blank = {"id": "b", "accept": ["[html]"], "because": "Because."}
    record = {"id": "q", "kind": "blanks", "text": "A {b} tag.", "blanks": [blank]}
    (found,) = read(make_quiz(record)).values()
    assert [answer.text for answer in found.answers] == ["[plain][html]"]


def pairs(question: GiftQuestion, shown: Words) -> list[tuple[str, str]]:
    halves = [answer.text.split("->", 1) for answer in question.answers]
    return [(shown(left), shown(right)) for left, right in halves]


def test_pairs_and_distractors_are_distinguished(every_kind: Quiz, shown: Words) -> None:
    assert pairs(read(every_kind)["meanings"], shown) == [
        ("CSAT", "Share in the top two boxes"),
        ("NPS", "Promoters less detractors"),
        ("CES", "Mean agreement on ease"),
        ("", "Share of those who left"),
    ]


def test_an_order_becomes_a_matching_of_steps_to_places(every_kind: Quiz, shown: Words) -> None:
    steps = ["Listen", "Apologise", "Put it right", "Ask later"]
    wanted = list(zip(steps, "1234", strict=True))
    assert pairs(read(every_kind)["recovery"], shown) == wanted


def test_categories_become_partners_and_an_empty_one_is_offered(
    every_kind: Quiz, shown: Words
) -> None:
    assert pairs(read(every_kind)["cues"], shown) == [
        ("Promised for Friday", "Reliability"),
        ("Knew which glue holds", "Assurance"),
        ("Refused courteously", "Assurance"),
        ("", "Empathy"),
    ]


def test_a_question_with_a_partner_that_moodle_would_cut_is_left_out_and_reported(
    make_quiz: MakeQuiz,
) -> None:
    sides = [
        {"id": each, "left": each, "right": each * length, "because": "Because."}
        for each, length in (("a", 3), ("b", 3), ("c", 256))
    ]
    export = gift_text(make_quiz({"id": "q", "kind": "matching", "pairs": sides}))
    assert read_gift(export.content)[1] == {}
    assert "left out" in changes(export)["q"]


def test_a_flashcard_and_an_open_question_become_essays_with_their_answer(
    every_kind: Quiz, shown: Words
) -> None:
    found = read(every_kind)
    assert "The present value of the margins to come." in shown(found["lifetime"].feedback)
    assert "A target invites steering" in shown(found["by_nps"].feedback)
    assert "steering" not in found["by_nps"].before


def test_every_change_is_reported(every_kind: Quiz) -> None:
    said = changes(gift_text(every_kind))
    assert said.keys() == {
        "gap_sign",
        "tangibles",
        "two_gaps",
        "recovery",
        "cues",
        "lifetime",
        "by_nps",
    }
    assert "hints" in said["gap_sign"]
    assert "split into short answers" in said["two_gaps"]


def test_id_and_concept_are_in_a_comment(every_kind: Quiz) -> None:
    assert read(every_kind)["two_gaps.2"].comment == "// [id:two_gaps.2] [tag:strategy.porter]"


def test_the_category_names_course_and_lesson(every_kind: Quiz) -> None:
    category, _ = read_gift(gift_text(every_kind).content)
    assert category == "Focus on Customers/09 Every kind: one of each // all"


def test_hostile_texts_do_not_become_tags(hostile: Quiz) -> None:
    assert b"<script" not in gift_text(hostile).content


@pytest.mark.parametrize("sign", SIGNS)
def test_each_special_character_of_gift_is_escaped(sign: str) -> None:
    assert escaped(f"a{sign}b") == f"a\\{sign}b"
    assert plain(hidden(escaped(f"a{sign}{sign}b\\n"))) == f"a{sign}{sign}b\\n"
