"""Your function calls some parties clients although they never buy. A business relationship alone is not a purchase: a client is first of all a buyer.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.b2b_or_professional:
            words.append("client")
        elif row.buys:
            words.append("customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
