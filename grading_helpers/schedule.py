"""When a question is due again: spaced repetition by FSRS (Ye, Su & Cao, 2022)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fsrs import Card, Rating, Scheduler

RATINGS = ("again", "hard", "good", "easy")
NEW_AT_ONCE = 10

Cards = Mapping[str, Mapping[str, Any]]

# Without fuzz, so that the same answers give the same days.
SCHEDULER = Scheduler(enable_fuzzing=False)


@dataclass(frozen=True)
class Known:
    """How many questions are known, being learnt, and not yet met."""

    known: int
    learning: int
    new: int


def due_now(question_ids: Iterable[str], cards: Cards, now: datetime) -> list[str]:
    """Return the questions to practise: overdue ones first, then a few new ones.

    Parameters
    ----------
    question_ids : iterable of str
        All questions, in the order of their banks.
    cards : mapping
        What is kept of those met before.
    now : datetime
        With its time zone.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> cards = {"b": reviewed(None, "easy", now)}
    >>> due_now(["a", "b", "c"], cards, now)
    ['a', 'c']
    """
    everything = list(question_ids)
    met = [name for name in everything if name in cards]
    overdue = sorted((name for name in met if due(cards[name]) <= now), key=lambda n: due(cards[n]))
    new = [name for name in everything if name not in cards]
    return overdue + new[:NEW_AT_ONCE]


def due(card: Mapping[str, Any]) -> datetime:
    """Return the moment at which a question is due."""
    return Card.from_dict(dict(card)).due  # type: ignore[arg-type]


def next_due(cards: Cards) -> datetime | None:
    """Return the moment at which the next question is due, if any has been met."""
    return min((due(card) for card in cards.values()), default=None)


def reviewed(card: Mapping[str, Any] | None, rating: str, now: datetime) -> dict[str, Any]:
    """Return a card after a review.

    Parameters
    ----------
    card : mapping or None
        The card as it is kept; None for a question met for the first time.
    rating : {"again", "hard", "good", "easy"}
        How well it was recalled.
    now : datetime
        With its time zone.

    Raises
    ------
    ValueError
        If there is no such rating.
    """
    if rating not in RATINGS:
        raise ValueError(f"{rating!r} is no rating; choose one of {', '.join(RATINGS)}.")
    # The library draws a number from the clock for each card; ours have names.
    old = Card.from_dict(dict(card)) if card else Card(card_id=0, due=now)  # type: ignore[arg-type]
    new, _ = SCHEDULER.review_card(old, Rating(RATINGS.index(rating) + 1), now)
    return dict(new.to_dict())


def how_much_is_known(question_ids: Iterable[str], cards: Cards, now: datetime) -> Known:
    """Return how many questions would be recalled today with a chance of at least 90 %.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> cards = {"a": reviewed(None, "easy", now), "b": reviewed(None, "again", now)}
    >>> how_much_is_known(["a", "b", "c"], cards, now)
    Known(known=1, learning=1, new=1)
    """
    everything = list(question_ids)
    met = [cards[name] for name in everything if name in cards]
    known = sum(due(card) > now and _recalled(card, now) for card in met)
    return Known(known, len(met) - known, len(everything) - len(met))


def _recalled(card: Mapping[str, Any], now: datetime) -> bool:
    """Say whether a question has left the steps of minutes and would be recalled now."""
    kept = Card.from_dict(dict(card))  # type: ignore[arg-type]
    return kept.state.name == "Review" and SCHEDULER.get_card_retrievability(kept, now) >= 0.9


def utc_now() -> datetime:
    """Return this moment, with its time zone."""
    return datetime.now(UTC)
