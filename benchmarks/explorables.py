"""Measure how long each model to play with takes to answer a move of a control.

Run ``python benchmarks/explorables.py``. The kernel's part is measured here: from the values that
the page sends to the chart and the sentence that go back. The page's own part is drawing them.
"""

from statistics import median
from time import perf_counter

from grading_helpers.cards.explore_card import ExploreCard
from grading_helpers.explorables import NAMES, load_explorable
from grading_helpers.explorables.explorable import Choice

ROUNDS = 50


def moves(name: str) -> list[float]:
    """Return the milliseconds that each of many moves takes."""
    card, found = ExploreCard(load_explorable(name)), list[float]()
    for place in range(ROUNDS):
        for control in card.explorable.controls:
            if isinstance(control, Choice):
                value: object = control.options[place % len(control.options)]
            else:
                value = control.low + control.step * (place % 7)
            start = perf_counter()
            card.set_state({"values": {**card.values, control.name: value}})
            found.append(1000 * (perf_counter() - start))
    return found


def main() -> None:
    """Print a table: the median move, and the slowest."""
    print(f"{'model':<12} {'median':>8} {'slowest':>8}  (ms)")
    for name in NAMES:
        found = moves(name)
        print(f"{name:<12} {median(found):8.2f} {max(found):8.2f}")


if __name__ == "__main__":
    main()
