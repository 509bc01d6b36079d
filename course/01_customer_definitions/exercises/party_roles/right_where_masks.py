"""Chooses words for whole columns with numpy and glues them."""

import numpy as np
import pandas as pd


def party_roles(parties):
    buys, uses = parties["buys"] == 1, parties["uses"] == 1
    first = np.where(buys, np.where(parties["b2b_or_professional"] == 1, "client", "customer"), "")
    inside = uses & ~buys & (parties["same_org"] == 1)
    second = np.where(inside, "internal", np.where(uses, "consumer", ""))
    both = pd.Series(first, dtype=object) + "+" + pd.Series(second, dtype=object)
    words = both.str.strip("+").replace("", "none")
    return dict(zip(parties["party"], words))
