"""When a question is due again: spaced repetition by FSRS (Ye, Su & Cao, 2022)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from fsrs import Card, Rating, Scheduler, State

RATINGS = ("again", "hard", "good", "easy")
NEW_A_DAY = 10
# When a question was first practised; the library's cards do not say.
FIRST_REVIEW = "first_review"

# The entries of a card as FSRS writes them, read from a file that anybody may have changed.
StoredCard: TypeAlias = Mapping[str, object]
Cards: TypeAlias = Mapping[str, StoredCard]

# No fuzzing, so that the same answers give the same due dates.
SCHEDULER = Scheduler(enable_fuzzing=False)


@dataclass(frozen=True)
class Known:
    """How many questions are known, being learnt or still new."""

    known: int
    learning: int
    new: int


def due_now(
    question_ids: Iterable[str], cards: Cards, now: datetime, most_new: int = NEW_A_DAY
) -> list[str]:
    """Return the questions to practise: overdue ones first, then a few new ones.

    Those met earlier on the same day count among the new ones, so that practising twice a day
    does not bring twice as many.

    Parameters
    ----------
    question_ids : iterable of str
        All questions, in the order of their banks.
    cards : mapping
        The saved cards of the questions practised before.
    now : datetime
        The current time, with a time zone.
    most_new : int, optional
        At most this many new questions a day.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> cards = {"b": reviewed(None, "easy", now)}
    >>> due_now(["a", "b", "c"], cards, now)
    ['a', 'c']
    """
    everything = list(question_ids)
    met = _met(everything, cards)
    overdue = sorted((n for n in met if is_due(cards[n], now)), key=lambda n: due(cards[n]))
    new = [name for name in everything if name not in met]
    return overdue + new[: max(0, most_new - met_today(everything, cards, now))]


def met_today(question_ids: Iterable[str], cards: Cards, now: datetime) -> int:
    """Return how many of these questions were practised for the first time today.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    >>> met_today(["a", "b"], {"a": reviewed(None, "good", now)}, now)
    1
    """
    firsts = [cards[name].get(FIRST_REVIEW) for name in _met(question_ids, cards)]
    return sum(_is_today(first, now) for first in firsts)


def _is_today(moment: object, now: datetime) -> bool:
    """Return whether an ISO time, read from a file that anybody may have changed, is today."""
    try:
        return days_until(datetime.fromisoformat(moment), now) == 0  # type: ignore[arg-type]
    except (OverflowError, TypeError, ValueError):
        return False


def due(card: StoredCard) -> datetime:
    """Return when a question is due."""
    return Card.from_dict(dict(card)).due  # type: ignore[arg-type]


def is_due(card: StoredCard, now: datetime) -> bool:
    """Return whether a question is due: to the minute while it is being learnt, later to the day.

    If later reviews were due to the minute, somebody who practises every morning would find only
    the questions that they answered at an earlier time of day.

    Examples
    --------
    >>> from datetime import timedelta
    >>> evening = datetime(2026, 11, 23, 20).astimezone(UTC)
    >>> card = reviewed(None, "easy", evening)
    >>> (due(card) - evening).days
    8
    >>> [is_due(card, evening + timedelta(hours=hours)) for hours in (7 * 24, 8 * 24 - 1)]
    [False, True]
    """
    is_learnt = Card.from_dict(dict(card)).state is State.Review  # type: ignore[arg-type]
    return due(card) <= now or (is_learnt and days_until(due(card), now) == 0)


def days_until(moment: datetime, now: datetime) -> int:
    """Return how many nights lie between two times, in the student's local time."""
    return (moment.astimezone().date() - now.astimezone().date()).days


def next_due(question_ids: Iterable[str], cards: Cards) -> datetime | None:
    """Return when the next of these questions is due, or None if all are new."""
    return min((due(cards[name]) for name in _met(question_ids, cards)), default=None)


def _met(question_ids: Iterable[str], cards: Cards) -> list[str]:
    """Return the questions practised before, ignoring damaged cards."""
    return [name for name in question_ids if name in cards and _card(cards[name])]


def _card(kept: StoredCard) -> Card | None:
    """Return a saved card, or None if it is damaged and cannot be reviewed."""
    try:
        card = Card.from_dict(dict(kept))  # type: ignore[arg-type]
        SCHEDULER.review_card(card, Rating.Again, card.due)
    except Exception:
        return None
    return card


def reviewed(card: StoredCard | None, rating: str, now: datetime) -> dict[str, object]:
    """Return a card after a review, with the time of the first one.

    Parameters
    ----------
    card : mapping or None
        The saved card; None for a new question.
    rating : {"again", "hard", "good", "easy"}
        How well the answer was recalled.
    now : datetime
        The current time, with a time zone.

    Raises
    ------
    ValueError
        If there is no such rating.
    """
    if rating not in RATINGS:
        raise ValueError(f"{rating!r} is not a rating; choose one of {', '.join(RATINGS)}.")
    # The library derives card ids from the clock; ours are identified by name.
    met = _card(card) if card else None
    first = card.get(FIRST_REVIEW) if card and met else now.isoformat()
    old = met or Card(card_id=0, due=now)
    is_early = old.state is State.Review and now < old.due and days_until(old.due, now) == 0
    # The library counts whole days since the last review, and an early one would be a day short.
    when = old.due if is_early and rating != "again" else now
    new, _ = SCHEDULER.review_card(old, Rating(RATINGS.index(rating) + 1), when)
    return {**new.to_dict(), FIRST_REVIEW: first}


def how_much_is_known(question_ids: Iterable[str], cards: Cards, now: datetime) -> Known:
    """Return how many questions you would recall now with a chance of at least 90%.

    Parameters
    ----------
    question_ids : iterable of str
        The questions to count.
    cards : Cards
        The saved cards of the questions practised before.
    now : datetime
        The current time, with a time zone.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> cards = {"a": reviewed(None, "easy", now), "b": reviewed(None, "again", now)}
    >>> how_much_is_known(["a", "b", "c"], cards, now)
    Known(known=1, learning=1, new=1)
    """
    everything = list(question_ids)
    met = [cards[name] for name in _met(everything, cards)]
    known = sum(not is_due(card, now) and _recalled(card, now) for card in met)
    return Known(known, len(met) - known, len(everything) - len(met))


def _recalled(card: StoredCard, now: datetime) -> bool:
    """Return whether a question is past its learning steps and would be recalled now."""
    kept = Card.from_dict(dict(card))  # type: ignore[arg-type]
    return kept.state.name == "Review" and SCHEDULER.get_card_retrievability(kept, now) >= 0.9


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)
