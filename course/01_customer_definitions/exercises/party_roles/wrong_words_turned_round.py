"""Your function puts the words in the wrong order. The word for buying comes first, then the word for using.

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
        roles[row.party] = "+".join(reversed(words)) or "none"
    return roles
