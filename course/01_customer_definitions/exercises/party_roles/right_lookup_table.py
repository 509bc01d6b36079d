"""Looks the four facts up in a dictionary of all combinations."""

from itertools import product


def party_roles(parties):
    book = {}
    for buys, uses, b2b, inside in product([0, 1], repeat=4):
        words = []
        if buys:
            words = ["client"] if b2b else ["customer"]
        if uses:
            words = words + (["internal"] if inside and not buys else ["consumer"])
        book[buys, uses, b2b, inside] = "+".join(words) if words else "none"
    facts = parties[["buys", "uses", "b2b_or_professional", "same_org"]].itertuples(index=False)
    return {party: book[tuple(row)] for party, row in zip(parties["party"], facts)}
