"""Your function gives each party its words as separate entries. The task asks for a single piece of text, with the words joined by a plus sign.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = words or ["none"]
    return roles
