"""Your function leaves some labels out or gives them to the wrong party. pandas lines up a new column by row numbers, and this list does not start at 0.

Fails: party_roles_values, party_roles_inside
"""

import pandas as pd


def party_roles(parties):
    labels = []
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        labels.append("+".join(words) or "none")
    table = parties.copy()
    table["role"] = pd.Series(labels, dtype=object)
    return dict(zip(table["party"], table["role"]))
