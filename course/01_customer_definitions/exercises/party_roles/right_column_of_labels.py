"""Fills a Series of labels by one assignment after another."""

import pandas as pd


def party_roles(parties):
    labels = pd.Series("none", index=parties["party"])
    table = parties.set_index("party")
    uses, buys = table["uses"] == 1, table["buys"] == 1
    labels[uses] = "consumer"
    labels[uses & ~buys & (table["same_org"] == 1)] = "internal"
    labels[buys] = "customer"
    labels[buys & (table["b2b_or_professional"] == 1)] = "client"
    labels[buys & uses] = labels[buys & uses] + "+consumer"
    return labels
