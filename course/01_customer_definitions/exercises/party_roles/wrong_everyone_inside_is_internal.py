"""Your function treats colleagues as internal even if they receive nothing from anyone. An internal customer is someone who receives a colleague's work.

Fails: party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.same_org and not row.buys:
            words.append("internal")
        elif row.uses:
            words.append("consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
