"""The QTI package, unzipped and read as XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.exports.common import Quiz
from grading_helpers.instructor.exports.qti import qti_package
from grading_helpers.questions.question import AnyQuestion

Words = Callable[[str], str]
Texts = Callable[[AnyQuestion], list[str]]
MakeQuiz = Callable[..., Quiz]

QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


def files(quiz: Quiz) -> dict[str, bytes]:
    """Return the files of a package by name."""
    with ZipFile(BytesIO(qti_package(quiz).content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def items(quiz: Quiz) -> dict[str, Element]:
    """Return the questions of a package by title."""
    package = files(quiz)
    (name,) = [name for name in package if "/text2qti_assessment_" in name]
    root = ElementTree.fromstring(package[name])
    found = list(root.iter(f"{{{QTI['q']}}}item"))
    assert len({item.get("ident") for item in found}) == len(found)
    return {str(item.get("title")): item for item in found}


def kind(item: Element) -> str:
    fields = item.iterfind(".//q:qtimetadatafield", QTI)
    values = {field.findtext("q:fieldlabel", "", QTI): field for field in fields}
    return values["question_type"].findtext("q:fieldentry", "", QTI)


def prompt(item: Element) -> str:
    return item.findtext("q:presentation/q:material/q:mattext", "", QTI)


def labels(item: Element, shown: Words) -> dict[str, str]:
    """Return the options by their ids."""
    return {
        str(label.get("ident")): shown(label.findtext("q:material/q:mattext", "", QTI))
        for label in item.iterfind(".//q:render_choice/q:response_label", QTI)
    }


def earning(item: Element) -> Element:
    """Return the one condition that earns the points."""
    conditions = [
        condition
        for condition in item.iterfind(".//q:respcondition", QTI)
        if condition.findtext("q:setvar", "", QTI) == "100"
    ]
    (only,) = conditions
    found = only.find("q:conditionvar", QTI)
    assert found is not None
    return found


def right(item: Element, shown: Words) -> list[str]:
    """Return the options that must be chosen to earn the points."""
    named = labels(item, shown)
    condition = earning(item)
    within = condition.find("q:and", QTI)
    chosen = (condition if within is None else within).findall("q:varequal", QTI)
    return [named[str(each.text)] for each in chosen]


def feedback(item: Element, shown: Words) -> dict[str, str]:
    """Return the feedback texts by name."""
    return {
        str(one.get("ident")): shown(one.findtext(".//q:mattext", "", QTI))
        for one in item.iterfind("q:itemfeedback", QTI)
    }


def reasons(item: Element, shown: Words) -> dict[str, str]:
    """Return the feedback on each option."""
    told = feedback(item, shown)
    return {
        text: told[f"{ident}_fb"]
        for ident, text in labels(item, shown).items()
        if f"{ident}_fb" in told
    }


def parts(question: AnyQuestion, found: dict[str, Element]) -> list[Element]:
    return [item for name, item in found.items() if name.split(".")[0] == question.id]


TYPES = {
    "single": "multiple_choice_question",
    "several": "multiple_answers_question",
    "truefalse": "true_false_question",
    "number": "numerical_question",
    "blanks": "short_answer_question",
    "matching": "multiple_choice_question",
    "categorising": "multiple_choice_question",
    "ordering": "multiple_choice_question",
    "flashcard": "essay_question",
    "open": "essay_question",
}


def test_every_file_is_well_formed_and_the_manifest_names_them_all(quiz: Quiz) -> None:
    found = files(quiz)
    manifest = ElementTree.fromstring(found["imsmanifest.xml"])
    hrefs = {file.get("href") for file in manifest.iter() if file.tag.endswith("}file")}
    assert hrefs == found.keys() - {"imsmanifest.xml"}
    for content in found.values():
        ElementTree.fromstring(content)


def test_every_dependency_of_the_manifest_is_a_resource(every_kind: Quiz) -> None:
    manifest = ElementTree.fromstring(files(every_kind)["imsmanifest.xml"])
    named = {one.get("identifier") for one in manifest.iter() if one.tag.endswith("}resource")}
    needed = {
        one.get("identifierref") for one in manifest.iter() if one.tag.endswith("}dependency")
    }
    assert needed <= named


def test_every_question_gets_the_type_that_fits_its_kind(quiz: Quiz) -> None:
    found = items(quiz)
    for question in quiz.questions:
        assert {kind(item) for item in parts(question, found)} == {TYPES[question.kind]}
    assert sum(len(parts(question, found)) for question in quiz.questions) == len(found)


def test_every_text_and_every_reason_is_exported(
    quiz: Quiz, shown: Words, asked: Texts, told: Texts
) -> None:
    found = items(quiz)
    for question in quiz.questions:
        arrived = " ".join(
            " ".join(
                [
                    shown(prompt(item)),
                    *labels(item, shown).values(),
                    *feedback(item, shown).values(),
                ]
                + [str(each.text) for each in item.iterfind(".//q:varequal", QTI)]
            )
            for item in parts(question, found)
        )
        wanted = asked(question) + told(question)
        assert [text for text in wanted if text not in arrived] == [], question.id


def test_the_right_option_earns_the_points(every_kind: Quiz, shown: Words) -> None:
    item = items(every_kind)["gap_sign"]
    assert right(item, shown) == ["It fell short"]
    assert reasons(item, shown) == {
        "It fell short": "Less came than was expected.",
        "It exceeded": "Look at the sign again.",
        "Nothing, since a < b": "Both are asked on one scale.",
    }
    assert feedback(item, shown)["general_fb"] == "Below zero means a shortfall."


def test_only_the_right_options_together_earn_the_points(every_kind: Quiz, shown: Words) -> None:
    item = items(every_kind)["tangibles"]
    assert right(item, shown) == ["The building", "What staff wear", "A leaflet"]
    refused = earning(item).iterfind("q:and/q:not/q:varequal", QTI)
    assert [labels(item, shown)[str(each.text)] for each in refused] == ["A kept promise"]


def test_true_or_false_has_its_right_answer(every_kind: Quiz, shown: Words) -> None:
    assert right(items(every_kind)["passive"], shown) == ["False"]


def bounds(item: Element) -> tuple[float, float]:
    low, high = (earning(item).findtext(f".//q:{name}", "", QTI) for name in ("vargte", "varlte"))
    return float(low), float(high)


def test_a_number_is_accepted_within_its_tolerance(every_kind: Quiz, shown: Words) -> None:
    item = items(every_kind)["csat_share"]
    assert bounds(item) == (62.45, 62.55)
    assert feedback(item, shown)["correct_fb"] == "Five of eight valid ratings."
    assert "160 That is eight over five." in feedback(item, shown)["general_incorrect_fb"]


def number(answer: float, tolerance: float = 0) -> dict[str, Any]:
    record = {"id": "q", "kind": "number", "because": "Because."}
    return record | {"answer": answer, "tolerance": tolerance}


@pytest.mark.parametrize(
    ("answer", "tolerance", "wanted", "is_told"),
    [
        (0, 0, (-0.0001, 0.0001), True),
        (5, 5, (-0.0001, 10), True),
        (-5, 0.5, (-5.5, -4.5), False),
        (0.00012, 0.00001, (0.0001, 0.0001), True),
        (1_250_000, 0.5, (1249999.5, 1250000.5), False),
    ],
)
def test_bounds_that_the_format_cannot_store_are_widened_and_reported(
    make_quiz: MakeQuiz, answer: float, tolerance: float, wanted: tuple[float, float], is_told: bool
) -> None:
    quiz = make_quiz(number(answer, tolerance))
    assert bounds(items(quiz)["q"]) == wanted
    assert bool(qti_package(quiz).changes) == is_told


def test_a_whole_number_is_accepted_exactly(make_quiz: MakeQuiz) -> None:
    item = items(make_quiz(number(7)))["q"]
    assert earning(item).findtext(".//q:varequal", "", QTI) == "7"
    assert qti_package(make_quiz(number(7))).changes == ()


def test_each_gap_accepts_all_its_forms(every_kind: Quiz, shown: Words) -> None:
    found = items(every_kind)
    forms = [str(each.text) for each in earning(found["one_gap"]).iterfind("q:varequal", QTI)]
    assert forms == ["word-of-mouth", "word of mouth", "wordofmouth", "referral"]
    second = shown(prompt(found["two_gaps.2"]))
    assert "has a [gap 1] scope; selling below all leads on ________." in second
    assert "Quality has its price." in feedback(found["two_gaps.2"], shown)["general_incorrect_fb"]


def test_each_pair_becomes_a_choice_among_all_partners(every_kind: Quiz, shown: Words) -> None:
    item = items(every_kind)["meanings.2"]
    assert shown(prompt(item)).endswith("Which text matches this term? NPS")
    assert right(item, shown) == ["Promoters less detractors"]
    assert len(labels(item, shown)) == 4
    assert reasons(item, shown) == {
        "Promoters less detractors": "Passives are in no share.",
        "Share of those who left": "That is churn.",
        "Share in the top two boxes": "No boxes are counted here.",
        "Mean agreement on ease": "Nobody is asked about ease here.",
    }


def test_each_step_becomes_a_choice_of_its_place(every_kind: Quiz, shown: Words) -> None:
    found = items(every_kind)
    places = [right(found[f"recovery.{place}"], shown) for place in (1, 2, 3, 4)]
    assert places == [["1"], ["2"], ["3"], ["4"]]
    assert shown(prompt(found["recovery.3"])).endswith("Put it right")
    early = "A remedy without regret looks like a bribe."
    late = "Then a later step comes too early. There is nothing yet to ask about."
    told = {"1": early, "2": early, "3": "The remedy follows.", "4": late}
    assert reasons(found["recovery.3"], shown) == told


def test_each_entry_becomes_a_choice_of_its_category(every_kind: Quiz, shown: Words) -> None:
    found = items(every_kind)
    chosen = [right(found[f"cues.{place}"], shown) for place in (1, 2, 3)]
    assert chosen == [["Reliability"], ["Assurance"], ["Assurance"]]
    assert list(labels(found["cues.1"], shown).values()) == ["Reliability", "Assurance", "Empathy"]
    told = reasons(found["cues.2"], shown)
    assert told["Empathy"] == "The glue would hold for anybody."
    assert told["Reliability"] == "No promise was kept or missed here."


def test_a_flashcard_and_an_open_question_become_essays_with_their_answer(
    every_kind: Quiz, shown: Words
) -> None:
    found = items(every_kind)
    back = feedback(found["lifetime"], shown)["general_fb"]
    assert back == "The present value of the margins to come. What is spent is past."
    assert "Small shops swing by chance" in feedback(found["by_nps"], shown)["general_fb"]


def test_every_change_is_reported(every_kind: Quiz) -> None:
    said: dict[str, list[str]] = {}
    for change in qti_package(every_kind).changes:
        said.setdefault(change.question, []).append(change.what)
    changed = "gap_sign csat_share no_gap one_gap two_gaps meanings recovery cues lifetime by_nps"
    assert said.keys() == set(changed.split())
    assert said["two_gaps"][0].endswith("one for each gap")
    assert said["meanings"] == ["split into questions of one point each, one choice for each pair"]


def test_a_question_with_the_prompt_of_another_is_left_out_and_reported(
    make_quiz: MakeQuiz,
) -> None:
    cards = [{"id": each, "kind": "flashcard", "back": each} for each in ("one", "other")]
    quiz = make_quiz(*cards)
    assert list(items(quiz)) == ["one"]
    said = [change.what for change in qti_package(quiz).changes if change.question == "other"]
    assert said == ["left out: it has the same prompt as one"]


def test_a_question_that_text2qti_refuses_is_left_out_and_reported(make_quiz: MakeQuiz) -> None:
    texts = {"a": "The same", "b": " The same ", "c": "Another"}
    options = [
        {"id": each, "text": text, "correct": each == "a", "because": "Because."}
        for each, text in texts.items()
    ]
    twins = {"id": "twins", "kind": "single", "options": options}
    export = qti_package(make_quiz(twins, number(7)))
    assert [(one.question, one.what) for one in export.changes] == [
        ("twins", "left out: Duplicate choice for question")
    ]


def test_parts_with_the_same_prompt_are_not_dropped_silently(make_quiz: MakeQuiz) -> None:
    steps = [{"id": each, "text": " Listen" * (each != "c"), "because": "So."} for each in "ab"]
    steps.append({"id": "c", "text": "Mend", "because": "So."})
    export = qti_package(
        make_quiz({"id": "q", "kind": "ordering", "steps": steps}, number(7) | {"id": "n"})
    )
    assert [one.what for one in export.changes] == [
        "left out: two of its parts have the same prompt"
    ]


def test_a_quiz_with_nothing_to_export_says_so(make_quiz: MakeQuiz) -> None:
    with pytest.raises(CommandError, match="Canvas has no place for any question"):
        qti_package(make_quiz())


def idents(quiz: Quiz) -> Iterator[str]:
    yield from (str(item.get("ident")) for item in items(quiz).values())


def test_ids_stay_when_a_question_is_edited(make_quiz: MakeQuiz) -> None:
    before, after = make_quiz(number(7)), make_quiz(number(7) | {"prompt": "Another?"})
    assert list(idents(before)) == list(idents(after))
    assert files(before).keys() == files(after).keys()


def test_hostile_texts_do_not_become_tags(hostile: Quiz) -> None:
    for item in items(hostile).values():
        for text in item.iter(f"{{{QTI['q']}}}mattext"):
            assert "<script" not in str(text.text)
            assert "equation_image" not in str(text.text)
