"""Writes a function for one row and applies it to all."""


def label(row):
    if row["buys"] == 1 and row["b2b_or_professional"] == 1:
        first = "client"
    elif row["buys"] == 1:
        first = "customer"
    else:
        first = ""
    if row["uses"] == 0:
        return first or "none"
    if row["same_org"] == 1 and first == "":
        return "internal"
    if first:
        return first + "+consumer"
    return "consumer"


def party_roles(parties):
    return {row["party"]: label(row) for _, row in parties.iterrows()}
