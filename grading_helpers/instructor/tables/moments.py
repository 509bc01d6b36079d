"""Read hand-in times as an LMS, a spreadsheet or nbgrader writes them, in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grading_helpers.instructor.tables.letters import ascii_digits

# In these languages months and weekdays are known, by their names in Unicode's CLDR.
LANGUAGES = (
    "en de fr es it pt nl pl sv da nb cs fi et lv lt hu ro sk sl hr sr sr_Latn bg ru uk el tr ca "
    "eu is ar ar_SY ar_DZ fa he hi id th zh ja ko vi"
)
# How programs write months, apart from that.
OTHER_NAMES = {"mrz": 3, "maerz": 3, "jaen": 1}
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})\s?[:h.]\s?(\d{2})(?::(\d{2})(?:\.\d+)?)?(?!\d)(?!\.\d)\s*([ap])?\.?\s?(m\b\.?)?"
)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
# As in Chinese, Japanese, Korean and Vietnamese.
COUNTED = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
VIETNAMESE = re.compile(r"(\d{1,2})\s?thang\s(\d{1,2}),?\s(?:nam\s)?(\d{4})")
WORD = re.compile(r"[^\W\d_]{2,}")
YEAR, DAY = re.compile(r"(?<!\d)\d{4}(?!\d)"), re.compile(r"(?<!\d)\d{1,2}(?!\d)")
NOON, CENTURY = 12, 2000
# Whatever is outside is a year of another calendar.
YEARS = range(CENTURY, CENTURY + 100)
# Fewer letters do not make an abbreviation of a month or a weekday, unless it is a usual one.
SHORTEST = 3
# How far from the time a word for morning or afternoon may be.
BESIDE = 10
COUNTED_HALVES = {"上午": "a", "下午": "p", "午前": "a", "午後": "p", "오전": "a", "오후": "p"}
# Marks for the direction of writing.
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
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
    languages = _languages_of(plain)
    return [_date(text, order, languages) for text in plain]


def _plain(text: str) -> str:
    """Return a text in lower case, without accents and invisible marks, with digits in ASCII."""
    letters = unicodedata.normalize("NFKD", ascii_digits(text.casefold()).replace("ı", "i"))
    kept = (one for one in letters if unicodedata.category(one)[0] != "M" and one not in MARKS)
    # Hangul is one letter for each syllable again.
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


@dataclass(frozen=True)
class Language:
    """The names of months and weekdays in a language, and those of morning and afternoon."""

    months: Mapping[str, int]
    weekdays: frozenset[str]
    halves: Mapping[str, str]

    def month(self, word: str) -> int:
        """Return the number of the month that a word names or abbreviates; 0 for any other."""
        if word in self.months:
            return self.months[word]
        found = {n for name, n in self.months.items() if _abbreviates(word, name)}
        return found.pop() if len(found) == 1 else 0

    def is_weekday(self, word: str) -> bool:
        """Return whether a word names or abbreviates a weekday."""
        return any(word == name or _abbreviates(word, name) for name in self.weekdays)

    def knows(self, word: str) -> bool:
        """Return whether a word is a month or a weekday."""
        return self.is_weekday(word) or bool(self.month(word))

    def half(self, text: str) -> str:
        """Return ``a`` for a time before noon, ``p`` for one after noon, if a text says so."""
        joined = f" {text.replace('.', '')} "
        names = sorted(self.halves, key=len, reverse=True)
        found = next(
            (name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", joined)), ""
        )
        return self.halves.get(found, "")


def _abbreviates(word: str, name: str) -> bool:
    return len(word) >= SHORTEST and name.startswith(word)


@cache
def _language(code: str) -> Language:
    from babel import Locale  # noqa: PLC0415 - slow

    locale = Locale.parse(code)
    months, weekdays, halves = dict[str, int](), set[str](), dict[str, str]()
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            months |= {_name(name): n for n, name in locale.months[form][width].items()}
            weekdays |= {_name(name) for name in locale.days[form][width].values()}
    for width in ("wide", "abbreviated"):
        periods = locale.day_periods["format"][width]
        halves |= {_name(periods[half]): half[0] for half in ("am", "pm") if half in periods}
    months = {name: number for name, number in months.items() if name and not name[0].isdigit()}
    return Language(OTHER_NAMES | months, frozenset(weekdays - {""}), halves)


def _name(name: str) -> str:
    return _plain(name).replace(".", "").replace("'", "")


def _languages_of(texts: Sequence[str]) -> list[Language]:
    """Return the languages in which most of the words in a column are months or weekdays."""
    words = Counter(word for text in texts for word in WORD.findall(text))
    if not words:
        return []
    known = {
        code: sum(count for word, count in words.items() if _language(code).knows(word))
        for code in LANGUAGES.split()
    }
    most = max(known.values())
    return [_language(code) for code, count in known.items() if count == most > 0]


def _date(text: str, day_first: bool | None, languages: Sequence[Language]) -> datetime | None:
    times = list(CLOCK.finditer(text))
    if not times:
        return None
    clock = times[-1]
    before, after = text[: clock.start()], text[clock.end() :]
    day = _day(f"{before} {after}", day_first, languages)
    if day is None or day[0] not in YEARS:
        return None
    hour = int(clock[1])
    half = clock[4] if clock[4] and clock[5] else ""
    beside = f"{before[-BESIDE:]} {after[:BESIDE]}"
    half = half or next((found for one in languages if (found := one.half(beside))), "")
    half = half or next((found for name, found in COUNTED_HALVES.items() if name in beside), "")
    if half and hour <= NOON:
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return datetime(*day, hour, int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None


def _day(
    text: str, day_first: bool | None, languages: Sequence[Language]
) -> tuple[int, int, int] | None:
    if found := ISO.search(text) or COUNTED.search(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := VIETNAMESE.search(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := NUMERIC.search(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        in_order = day_first if found[2] == "/" else True
        if in_order is None and first != second:
            return None
        day, month = (first, second) if in_order else (second, first)
        return year + (CENTURY if len(found[4]) == len("26") else 0), month, day
    year_found, month = YEAR.search(text), _month(WORD.findall(text), languages)
    if not year_found or not month:
        return None
    days = DAY.search(text[: year_found.start()] + " " + text[year_found.end() :])
    return (int(year_found[0]), month, int(days[0])) if days else None


def _month(words: Sequence[str], languages: Sequence[Language]) -> int:
    """Return the number of the month in a text; 0 if there is none, or languages disagree."""
    found = set()
    for language in languages:
        # The last one: "mar." is also short for Tuesday in French and Spanish.
        months = [number for word in words if (number := language.month(word))]
        found |= set(months[-1:])
    return found.pop() if len(found) == 1 else 0


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


def latest(moment: datetime) -> datetime:
    """Return the later of the two moments that a clock shows twice when summer time ends, in UTC.

    Examples
    --------
    >>> latest(datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Madrid"))).isoformat()
    '2026-10-25T01:30:00+00:00'
    >>> latest(datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Madrid"))).isoformat()
    '2026-03-29T01:30:00+00:00'
    """
    return max(moment.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


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
