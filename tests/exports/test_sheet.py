"""The printable sheet, parsed as a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from grading_helpers.instructor.exports.common import Quiz
from grading_helpers.instructor.exports.sheet import answer_sheet, question_sheet
from grading_helpers.questions.question import AnyQuestion

Words = Callable[[str], str]
Texts = Callable[[AnyQuestion], list[str]]

VOID = {"br", "hr", "link", "meta"}
MARKED = {"code", "em"}


@dataclass
class Element:
    """An element of the page: its tag, attributes and content."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text that it shows."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        """Yield the texts in the element, with blanks around all but marked words."""
        edge = "" if self.tag in MARKED else " "
        yield edge
        for child in self.children:
            yield from [child] if isinstance(child, str) else child.pieces()
        yield edge

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements within it that have a tag and attributes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == tag and attributes.items() <= child.attributes.items():
                    found.append(child)
                found += child.all(tag, **attributes)
        return found


class Page(HTMLParser):
    """Reads a page and fails if an element is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)
        assert self.open == [self.root], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def blank(quiz: Quiz) -> Element:
    return Page(question_sheet(quiz).content.decode()).root


def solved(quiz: Quiz) -> Element:
    return Page(answer_sheet(quiz).content.decode()).root


def articles(page: Element, kind: str) -> list[Element]:
    return page.all("article", **{"class": kind})


def about(quiz: Quiz, page: Element, kind: str, question: str) -> Element:
    """Return the article on a question."""
    place = [one.id for one in quiz.questions].index(question)
    return articles(page, kind)[place]


def test_every_question_is_on_the_sheet_with_everything_it_shows(
    quiz: Quiz, asked: Texts, shown: Words
) -> None:
    for page in (blank(quiz), solved(quiz)):
        found = articles(page, "question")
        assert len(found) == len(quiz.questions)
        for question, article in zip(quiz.questions, found, strict=True):
            text = shown(question_text(article))
            assert [each for each in asked(question) if each not in text] == [], question.id


def question_text(article: Element) -> str:
    """Return the words of an article as text that can be read as HTML again."""
    return article.words.replace("&", "&amp;").replace("<", "&lt;")


def test_the_sheet_without_answers_shows_none(quiz: Quiz, told: Texts) -> None:
    text = blank(quiz).words
    for question in quiz.questions:
        assert [each for each in told(question) if len(each) > 15 and each in text] == []
    assert "✓" not in text


def test_the_sheet_without_answers_has_no_trace_of_the_key(quiz: Quiz) -> None:
    page = blank(quiz)
    elements = [each for tag in ("section", "span", "li", "p", "div") for each in page.all(tag)]
    classes = {element.attributes.get("class") for element in elements}
    assert not classes & {"key", "answer", "right", "wrong", "verdict", "reason", "explanation"}


def test_the_sheet_with_answers_shows_all(quiz: Quiz, told: Texts, shown: Words) -> None:
    found = articles(solved(quiz), "answer")
    assert len(found) == len(quiz.questions)
    for question, article in zip(quiz.questions, found, strict=True):
        text = shown(question_text(article))
        assert [each for each in told(question) if each not in text] == [], question.id


def test_the_answers_begin_on_a_new_page(every_kind: Quiz) -> None:
    (key,) = solved(every_kind).all("section", **{"class": "key"})
    assert len(articles(key, "answer")) == len(every_kind.questions)
    assert re.search(r"\.key \{\s*break-before: page;", style(every_kind))


def test_the_right_options_are_marked(every_kind: Quiz) -> None:
    article = about(every_kind, solved(every_kind), "answer", "tangibles")
    right = [item.words for item in article.all("li", **{"class": "right"})]
    assert right == [
        "✓ Right. The building It can be seen.",
        "✓ Right. What staff wear Dress can be seen.",
        "✓ Right. A leaflet Paper can be touched.",
    ]
    wrong = [item.words for item in article.all("li", **{"class": "wrong"})]
    assert wrong == ["✗ Not right. A kept promise That is reliability."]


@pytest.mark.parametrize("question", ["meanings", "cues"])
def test_letters_in_the_key_match_those_of_the_question(every_kind: Quiz, question: str) -> None:
    page = solved(every_kind)
    letters = about(every_kind, page, "question", question).all("ol", type="A")[0].all("li")
    named = {f"{letter}. {item.words}" for letter, item in zip("ABCD", letters, strict=False)}
    key = [item.all("b")[0].words for item in about(every_kind, page, "answer", question).all("li")]
    assert set(key) <= named
    assert len(key) >= 3


def test_steps_are_never_listed_in_the_right_order(every_kind: Quiz) -> None:
    article = about(every_kind, blank(every_kind), "question", "recovery")
    steps = [cell.words for cell in article.all("th", scope="row")]
    right = ["Listen", "Apologise", "Put it right", "Ask later"]
    assert sorted(steps) == sorted(right)
    assert steps != right


def test_there_is_room_to_write(every_kind: Quiz) -> None:
    page = blank(every_kind)
    for question, lines in (("lifetime", 2), ("by_nps", 6)):
        article = about(every_kind, page, "question", question)
        assert len(article.all("div", **{"class": "line"})) == lines
    for question, gaps in (("csat_share", 1), ("two_gaps", 2)):
        article = about(every_kind, page, "question", question)
        assert len(article.all("span", **{"class": "gap"})) == gaps


def test_hints_are_only_in_the_version_with_answers_and_their_absence_is_reported(
    every_kind: Quiz,
) -> None:
    assert [one.question for one in question_sheet(every_kind).changes] == ["gap_sign"]
    assert answer_sheet(every_kind).changes == ()
    assert "Which one is taken away?" not in blank(every_kind).words
    assert "Which one is taken away?" in solved(every_kind).words


def test_the_page_is_accessible(quiz: Quiz) -> None:
    page = solved(quiz)
    (html,) = page.all("html")
    assert html.attributes["lang"] == "en-GB"
    assert [len(page.all(tag)) for tag in ("title", "h1", "main", "header")] == [1, 1, 1, 1]
    elements = [each for tag in ("h2", "h3", "section", "article") for each in page.all(tag)]
    ids = Counter(each.attributes["id"] for each in elements if "id" in each.attributes)
    assert set(ids.values()) == {1}
    for article in page.all("article"):
        assert article.attributes["aria-labelledby"] in ids
    for cell in page.all("th"):
        assert cell.attributes["scope"] in {"row", "col"}
        assert cell.words


def style(quiz: Quiz) -> str:
    (found,) = solved(quiz).all("style")
    return found.words


def test_the_file_needs_no_other_file(quiz: Quiz) -> None:
    page = solved(quiz)
    assert not [tag for tag in ("script", "link", "img", "iframe") if page.all(tag)]
    assert "url(" not in style(quiz)
    assert "@import" not in style(quiz)


def test_it_prints_on_a4_and_keeps_questions_whole(every_kind: Quiz) -> None:
    assert "@page { size: A4;" in style(every_kind)
    assert re.search(r"\.question,[^{}]*\{ break-inside: avoid;", style(every_kind))


def test_hostile_texts_are_shown_as_text(hostile: Quiz) -> None:
    page = solved(hostile)
    assert page.all("script") == []
    assert "<script>alert('1')</script>" in page.words
