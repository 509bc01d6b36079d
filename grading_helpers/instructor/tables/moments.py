"""Read hand-in times as an LMS, a spreadsheet or nbgrader writes them, in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The first letters of the months in English, German, French, Spanish, Italian, Portuguese, Dutch,
# Polish, Swedish, Danish, Norwegian and Czech, without accents.
MONTHS = (
    ("jan", "janv", "jän", "ene", "gen", "styc", "led"),
    ("feb", "fev", "lut", "unor"),
    ("mar", "mrz", "maerz", "maart", "mrt", "brez"),
    ("apr", "avr", "abr", "kwie", "dub"),
    ("may", "mai", "mag", "mei", "maj", "kvet"),
    ("jun", "juin", "giu", "czer", "cerven"),
    ("jul", "juil", "lug", "lip", "cervenec"),
    ("aug", "aou", "ago", "sier", "srp"),
    ("sep", "set", "wrz", "zari"),
    ("oct", "okt", "ott", "out", "paz", "rij"),
    ("nov", "lis"),
    ("dec", "dez", "dic", "des", "gru", "pros"),
)
# They begin like months.
WEEKDAYS = ("mardi", "martes", "martedi")
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})\s?[:h.]\s?(\d{2})(?::(\d{2})(?:\.\d+)?)?(?!\d)(?!\.\d)\s*([ap])?\.?\s?(m\b\.?)?"
)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
YEAR, DAY = re.compile(r"(?<!\d)\d{4}(?!\d)"), re.compile(r"(?<!\d)\d{1,2}(?!\d)")
NOON, CENTURY = 12, 2000
HOURS = {
    **{"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2},
    **{"MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5},
    **{"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "AEST": 10, "AEDT": 11},
}


def read_dates(texts: Iterable[str]) -> list[datetime | None]:
    """Return the dates of a column, without a time zone; None for each that is not understood.

    Whether 11/12/26 is in November or December is decided by the other dates of the column.

    Examples
    --------
    >>> read_dates(["Sonntag, 22. November 2026, 13:05", "-"])
    [datetime.datetime(2026, 11, 22, 13, 5), None]
    >>> read_dates(["11/12/26, 13:05", "22/11/26, 1:05 PM"])
    [datetime.datetime(2026, 12, 11, 13, 5), datetime.datetime(2026, 11, 22, 13, 5)]
    >>> read_dates(["11/12/26, 13:05"])
    [None]
    """
    plain = [_plain(text) for text in texts]
    firsts, seconds = set[int](), set[int]()
    for text in plain:
        if (found := NUMERIC.search(text)) and found[2] == "/":
            firsts.add(int(found[1]))
            seconds.add(int(found[3]))
    day_first = max(firsts, default=0) > NOON
    month_first = max(seconds, default=0) > NOON
    order = None if day_first == month_first else day_first
    return [_date(text, order) for text in plain]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(kept.replace("\u200e", "").split())


def _date(text: str, day_first: bool | None) -> datetime | None:
    times = list(CLOCK.finditer(text))
    if not times:
        return None
    clock = times[-1]
    day = _day(text[: clock.start()] + " " + text[clock.end() :], day_first)
    if day is None:
        return None
    hour = int(clock[1])
    if clock[4] and clock[5]:
        hour = hour % NOON + (NOON if clock[4] == "p" else 0)
    try:
        return datetime(*day, hour, int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None


def _day(text: str, day_first: bool | None) -> tuple[int, int, int] | None:
    if found := ISO.search(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := NUMERIC.search(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        in_order = day_first if found[2] == "/" else True
        if in_order is None and first != second:
            return None
        day, month = (first, second) if in_order else (second, first)
        return year + (CENTURY if len(found[4]) == len("26") else 0), month, day
    year_found = YEAR.search(text)
    # The last one: "mardi" (Tuesday) begins like March.
    months = [number for word in re.findall(r"[^\W\d_]{3,}", text) if (number := _month(word))]
    if not year_found or not months:
        return None
    days = DAY.search(text[: year_found.start()] + " " + text[year_found.end() :])
    return (int(year_found[0]), months[-1], int(days[0])) if days else None


def _month(word: str) -> int:
    """Return the number of a month; the longest beginning decides, as for červen and červenec."""
    found = [
        (len(start), number)
        for number, starts in enumerate(MONTHS, 1)
        for start in starts
        if word.startswith(_plain(start)) and word not in WEEKDAYS
    ]
    return max(found)[1] if found else 0


def read_timestamp(text: str, zone: tzinfo | None = None) -> datetime | None:
    """Return the time in nbgrader's ``timestamp.txt``; UTC unless it names another time zone.

    Parameters
    ----------
    text : str
        Such as ``2026-11-22 10:00:00.123456 CET``.
    zone : tzinfo, optional
        The time zone whose abbreviations come first; others are those of Europe, North America,
        Japan and Australia.

    Examples
    --------
    >>> read_timestamp("2026-11-22 10:00:00.5 CET").isoformat()
    '2026-11-22T10:00:00.500000+01:00'
    >>> read_timestamp("2026-11-22 10:00:00").isoformat()
    '2026-11-22T10:00:00+00:00'
    >>> read_timestamp("2026-11-22 10:00:00 XYZ"), read_timestamp("yesterday")
    (None, None)
    """
    plain = " ".join(text.split())
    found = re.fullmatch(r"(\d{4}-\d\d?-\d\d?[ T]\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(.*)", plain)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        return None
    named = _zone(found[2].strip(), moment, zone)
    return moment.replace(tzinfo=named) if named else None


def _zone(name: str, moment: datetime, own: tzinfo | None) -> tzinfo | None:
    if not name:
        return UTC
    if own and moment.replace(tzinfo=own).tzname() == name:
        return own
    if name.upper() in HOURS:
        return timezone(timedelta(hours=HOURS[name.upper()]))
    if found := re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-away if found[1] == "-" else away) if away < timedelta(days=1) else None
    try:
        return ZoneInfo(name) if "/" in name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
