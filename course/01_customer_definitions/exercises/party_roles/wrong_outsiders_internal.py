"""Your function labels users outside the organisation "internal" and our own colleagues "consumer". Which of them belong to the organisation?

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("consumer" if row.same_org or row.buys else "internal")
        roles[row.party] = "+".join(words) or "none"
    return roles
