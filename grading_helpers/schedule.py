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
    met = _met(everything, cards)
    overdue = sorted((name for name in met if due(cards[name]) <= now), key=lambda n: due(cards[n]))
    new = [name for name in everything if name not in met]
    return overdue + new[:NEW_AT_ONCE]


def due(card: Mapping[str, Any]) -> datetime:
    """Return the moment at which a question is due."""
    return Card.from_dict(dict(card)).due  # type: ignore[arg-type]


def next_due(question_ids: Iterable[str], cards: Cards) -> datetime | None:
    """Return the moment at which the next of these questions is due, if any has been met."""
    return min((due(cards[name]) for name in _met(question_ids, cards)), default=None)


def _met(question_ids: Iterable[str], cards: Cards) -> list[str]:
    """Return the questions that have been met; what is kept of one may be no card at all."""
    return [name for name in question_ids if name in cards and _card(cards[name])]


def _card(kept: Mapping[str, Any]) -> Card | None:
    """Return a card as it was kept, or None if that is damaged and cannot be reviewed."""
    try:
        card = Card.from_dict(dict(kept))  # type: ignore[arg-type]
        SCHEDULER.review_card(card, Rating.Again, card.due)
    except Exception:
        return None
    return card


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
    old = (_card(card) if card else None) or Card(card_id=0, due=now)
    new, _ = SCHEDULER.review_card(old, Rating(RATINGS.index(rating) + 1), now)
    return dict(new.to_dict())


def how_much_is_known(question_ids: Iterable[str], cards: Cards, now: datetime) -> Known:
    """Return how many questions would be recalled today with a chance of at least 90 %.

    Parameters
    ----------
    question_ids : iterable of str
        Those that are counted.
    cards : Cards
        What is remembered of each that has been met.
    now : datetime
        The moment that counts as today, with a time zone.

    Examples
    --------
    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> cards = {"a": reviewed(None, "easy", now), "b": reviewed(None, "again", now)}
    >>> how_much_is_known(["a", "b", "c"], cards, now)
    Known(known=1, learning=1, new=1)
    """
    everything = list(question_ids)
    met = [cards[name] for name in _met(everything, cards)]
    known = sum(due(card) > now and _recalled(card, now) for card in met)
    return Known(known, len(met) - known, len(everything) - len(met))


def _recalled(card: Mapping[str, Any], now: datetime) -> bool:
    """Say whether a question has left the steps of minutes and would be recalled now."""
    kept = Card.from_dict(dict(card))  # type: ignore[arg-type]
    return kept.state.name == "Review" and SCHEDULER.get_card_retrievability(kept, now) >= 0.9


def utc_now() -> datetime:
    """Return this moment, with its time zone."""
    return datetime.now(UTC)
