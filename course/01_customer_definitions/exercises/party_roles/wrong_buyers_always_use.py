"""Your function treats every buyer as a consumer, too. A present is bought by one person and used by another.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses or row.buys:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
