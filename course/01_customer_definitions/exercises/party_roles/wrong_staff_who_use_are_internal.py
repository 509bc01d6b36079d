"""Your function treats a colleague as internal even if they buy what they use. Someone who pays for a thing uses it as a consumer.

Fails: party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.same_org else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
