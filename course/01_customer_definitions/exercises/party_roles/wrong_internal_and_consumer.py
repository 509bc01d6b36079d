"""Your function labels internal customers as consumers, too. The second rule gives one word or the other, not both.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("consumer")
        if row.uses and row.same_org and not row.buys:
            words.append("internal")
        roles[row.party] = "+".join(words) or "none"
    return roles
