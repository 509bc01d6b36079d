"""Your function takes the facts by the position of their columns. Here the columns are in another order, so take them by name.

Fails: party_roles_values
"""


def party_roles(parties):
    roles = {}
    for party, buys, uses, business, inside in parties.itertuples(index=False):
        words = []
        if buys:
            words.append("client" if business else "customer")
        if uses:
            words.append("internal" if inside and not buys else "consumer")
        roles[party] = "+".join(words) or "none"
    return roles
