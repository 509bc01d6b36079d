"""Your function treats users in a business relationship as internal. Internal means in the same organisation, and a business customer is outside it.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.b2b_or_professional else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
