"""Dates of worksheets: in the languages of many sites, and never in the wrong month."""

from __future__ import annotations

from datetime import datetime

import pytest

from grading_helpers.instructor.tables.moments import read_dates

NOVEMBER = datetime(2026, 11, 22, 13, 5)


@pytest.mark.parametrize(
    "text",
    [
        "22 Kasım 2026, Pazar, 13:05",
        "الأحد، 22 نوفمبر 2026، 1:05 م",
        "الأحد، ٢٢ نوفمبر ٢٠٢٦، ١:٠٥ م",
        "\u200fיום ראשון, 22 נובמבר 2026, 13:05",
        "воскресенье, 22 ноября 2026, 13:05",
        "неділя, 22 листопада 2026, 13:05",
        "Κυριακή, 22 Νοεμβρίου 2026, 1:05 μμ",
        "2026年 11月 22日(日曜日) 13:05",
        "2026年11月22日 下午1:05",
        "2026년 11월 22일(일요일) 오후 1:05",
        "อาทิตย์, 22 พฤศจิกายน 2026, 1:05PM",
        "Chủ Nhật, 22 tháng 11 2026, 1:05 PM",
        "sunnuntai, 22. marraskuuta 2026, 13:05",
        "2026. november 22., vasárnap, 13:05",
        "duminică, 22 noiembrie 2026, 13:05",
        "niedziela, 22 listopada 2026, 13:05",
        "neděle, 22. listopadu 2026, 13.05",
        "22 de noviembre de 2026, 13:05",
        "Nov 22, 2026 1:05 pm",
    ],
)
def test_a_date_is_read_in_the_language_of_the_site(text: str) -> None:
    assert read_dates([text]) == [NOVEMBER]


def test_the_weekday_tells_in_which_month_two_languages_mean() -> None:
    polish, croatian = "niedziela, 22 listopada 2026, 13:05", "nedjelja, 22. listopada 2026, 13:05"
    assert read_dates([polish]) == [NOVEMBER]
    assert read_dates([croatian]) == [datetime(2026, 10, 22, 13, 5)]
    assert read_dates(["22 listopada 2026, 13:05"]) == [None]
    assert read_dates(["22 listopada 2026, 13:05", polish]) == [NOVEMBER] * 2


@pytest.mark.parametrize(
    "text", ["یکشنبه، 1 آذر 1405، 13:05", "1 Fooember 2026, 13:05", "22 พฤศจิกายน 2569, 13:05"]
)
def test_another_calendar_or_an_unknown_month_is_not_understood(text: str) -> None:
    assert read_dates([text]) == [None]
