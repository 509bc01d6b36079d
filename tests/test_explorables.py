"""Each model to play with shows what its formula says, for all that its controls can reach."""

import json
from dataclasses import asdict
from itertools import combinations, product
from xml.etree import ElementTree

import pytest
from pytest import approx

from grading_helpers.cards.explore_card import ExploreCard
from grading_helpers.explorables import NAMES, load_explorable
from grading_helpers.explorables.clv import lifetime_value, pays_from
from grading_helpers.explorables.explorable import Choice
from grading_helpers.explorables.repair import ranking
from grading_helpers.explorables.svg import BARS, BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from grading_helpers.questions.bank import load_question, question_ids


def ends(name: str) -> list[dict[str, object]]:
    """Both ends of each slider, and each option, in all combinations."""
    controls = load_explorable(name).controls
    reach = [
        each.options if isinstance(each, Choice) else (each.low, each.high) for each in controls
    ]
    return [
        {each.name: value for each, value in zip(controls, values, strict=True)}
        for values in product(*reach)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_model_shows_a_described_chart_and_a_sentence_at_both_ends_of_each_control(
    name: str,
) -> None:
    explorable = load_explorable(name)
    for values in [{}, *ends(name)]:
        view = explorable.view(values)
        svg = ElementTree.fromstring(view.picture)
        assert svg.attrib["role"] == "img"
        assert len(svg.attrib["aria-label"]) > 20
        assert view.sentence.endswith(".")
        assert "nan" not in (view.picture + view.sentence).lower()
        assert "inf" not in view.sentence.lower()


@pytest.mark.parametrize("name", NAMES)
def test_no_bar_and_no_point_leaves_the_axes(name: str) -> None:
    for values in [{}, *ends(name)]:
        svg = ElementTree.fromstring(load_explorable(name).view(values).picture)
        for bar in svg.iter("rect"):
            start, width = float(bar.attrib["x"]), float(bar.attrib["width"])
            assert BARS[0] <= start <= start + width <= BARS[1], values
        for dot in svg.iter("circle"):
            assert LEFT <= float(dot.attrib["cx"]) <= WIDTH - RIGHT, values
            height = float(svg.attrib["viewBox"].split()[3])
            assert height - HEIGHT + TOP <= float(dot.attrib["cy"]) <= height - BOTTOM, values


@pytest.mark.parametrize("name", ["nps", "rater", "repair"])
def test_a_narrow_axis_still_has_its_zero(name: str) -> None:
    svg = ElementTree.fromstring(load_explorable(name).view().picture)
    shown = [text.text for text in svg.iter("text") if text.get("class") != "second"]
    assert "0" in shown


def test_a_value_above_the_chart_is_an_arrowhead_with_its_number() -> None:
    high = load_explorable("clv").view({"retention": 95, "rate": 0, "cost": 0}).picture
    assert "<polygon" in high
    assert "<circle" not in high
    assert ">1,330<" in high
    assert "<polygon" not in load_explorable("clv").view({}).picture


def test_the_curve_of_a_value_above_the_chart_reaches_its_upper_edge() -> None:
    svg = ElementTree.fromstring(load_explorable("clv").view({"rate": 0}).picture)
    [curve] = [line for line in svg.iter("polyline") if len(line.attrib["points"].split()) > 10]
    top = float(svg.attrib["viewBox"].split()[3]) - HEIGHT + TOP
    assert float(curve.attrib["points"].split()[-1].split(",")[1]) == approx(top)


@pytest.mark.parametrize("name", NAMES)
def test_each_control_of_a_model_has_a_name_and_changes_the_sentence(name: str) -> None:
    explorable = load_explorable(name)
    start = explorable.view().sentence
    for each in explorable.controls:
        others = each.options if isinstance(each, Choice) else (each.low, each.high)
        assert each.label
        assert {explorable.view({each.name: value}).sentence for value in others} - {start}


def positions(name: str, steps: int = 8) -> list[dict[str, float]]:
    """Each slider from one end to the other, the others at the start."""
    return [
        {each.name: each.low + step * (each.high - each.low) / steps}
        for each in load_explorable(name).controls
        if not isinstance(each, Choice)
        for step in range(steps + 1)
    ]


def names_and_points(picture: str) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """The boxes of the names of points on a map, wider than any font draws them, and its points."""
    svg = ElementTree.fromstring(picture)
    names, starts = [], {"start": 0.0, "middle": 0.5, "end": 1.0}
    for text in svg.iter("text"):
        if text.get("font-weight"):
            width = 9.5 * len(text.text or "")
            left = float(text.attrib["x"]) - starts[text.attrib["text-anchor"]] * width
            bottom = float(text.attrib["y"]) + 3
            names.append((left, bottom - 14, left + width, bottom))
    points = [
        tuple(float(dot.attrib[of]) for of in ("cx", "cy", "r")) for dot in svg.iter("circle")
    ]
    return names, points


@pytest.mark.parametrize("name", ["kano", "value_map"])
def test_no_name_on_a_map_touches_a_point_or_another_name(name: str) -> None:
    for values in [{}, *positions(name)]:
        names, points = names_and_points(load_explorable(name).view(values).picture)
        assert len(names) == len(points) > 0
        for left, top, right, bottom in names:
            for x, y, radius in points:
                gap = max(left - x, x - right, top - y, y - bottom)
                assert gap > radius, (values, (left, top, right, bottom), (x, y))
        for one, other in combinations(names, 2):
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1], values


def test_a_card_ignores_what_the_page_must_not_set() -> None:
    card = ExploreCard(load_explorable("clv"))
    card.set_state({"values": {"retention": 1e9, "cost": "much", "more": 1}, "sentence": "Hacked."})
    assert card.values == {"retention": 95, "cost": 10, "margin": 70, "rate": 10}
    assert card.sentence.startswith("With the club and a retention of 95 %")


def test_the_plain_form_shows_chart_and_sentence_of_the_start() -> None:
    card = ExploreCard(load_explorable("clv"))
    assert card.picture in card.as_html()
    assert card.sentence in card.as_html()
    assert card.sentence in repr(card)


def test_an_unknown_model_is_named_with_its_neighbour() -> None:
    with pytest.raises(ValueError, match="Did you mean 'clv'"):
        load_explorable("clvs")


def test_a_touchpoint_that_reaches_the_target_does_not_follow() -> None:
    repair = load_explorable("repair")
    alone = [t for t in range(40, 91) if sum(one > 0 for _, one in ranking(t)) == 1]
    assert repair.view({"target": alone[0]}).sentence.endswith("All others reach it.")
    assert "follows with" in repair.view().sentence


def test_the_club_pays_from_the_retention_at_which_both_values_are_equal() -> None:
    kept = pays_from(margin=70, cost=10, today=0.72, rate=0.1)
    assert lifetime_value(60, kept, 0.1) == approx(lifetime_value(70, 0.72, 0.1))
    assert "does not pay" in load_explorable("clv").view({"retention": 75}).sentence
    assert "The club pays" in load_explorable("clv").view({"retention": 76}).sentence


def test_the_funnel_speaks_of_a_gain_only_once_a_step_has_improved() -> None:
    funnel = load_explorable("funnel")
    assert "today, and 297 people" in funnel.view({}).sentence
    assert "more than today" not in funnel.view({}).sentence
    assert funnel.view({"points": 10}).sentence.endswith(" more than today.")


def test_only_a_question_about_a_model_speaks_of_its_slider() -> None:
    questions = [load_question(name) for name in question_ids()]
    speaking = [one for one in questions if "slider" in json.dumps(asdict(one), default=str)]
    assert speaking
    assert not [one.id for one in speaking if not one.model]
