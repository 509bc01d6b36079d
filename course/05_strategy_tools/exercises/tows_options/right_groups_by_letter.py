"""Makes a dictionary of names and weights for each letter, and pairs the dictionaries."""

from itertools import product


def tows_options(factors):
    groups = {letter: dict(zip(g["name"], g["weight"])) for letter, g in factors.groupby("type")}
    options = []
    for ours, theirs in product("SW", "OT"):
        pairs = product(groups.get(ours, {}).items(), groups.get(theirs, {}).items())
        for (name, weight), (other, force) in pairs:
            if weight * force >= 12:
                options.append([weight * force, ours + theirs, name, other])
    options.sort(key=lambda option: (-option[0], option[1:]))
    return [f"{label}:{name}×{other}={score:.0f}" for score, label, name, other in options]
