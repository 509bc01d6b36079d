"""Uses itertools and a sort key."""

from itertools import product


def tows_options(factors):
    rows = list(zip(factors["type"], factors["name"], factors["weight"]))
    inside = [row for row in rows if row[0] in ("S", "W")]
    outside = [row for row in rows if row[0] in ("O", "T")]
    pairs = [(a, b) for a, b in product(inside, outside) if a[2] * b[2] >= 12]
    pairs.sort(
        key=lambda pair: (-pair[0][2] * pair[1][2], pair[0][0] + pair[1][0], pair[0][1], pair[1][1])
    )
    return [f"{a[0]}{b[0]}:{a[1]}×{b[1]}={a[2] * b[2]}" for a, b in pairs]
