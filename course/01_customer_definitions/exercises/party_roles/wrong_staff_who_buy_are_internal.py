"""Your function treats a colleague who buys for herself as internal. For that purchase she is an ordinary customer who happens to work here.

Fails: party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.same_org and (row.buys or row.uses):
            words.append("internal")
        else:
            if row.buys:
                words.append("client" if row.b2b_or_professional else "customer")
            if row.uses:
                words.append("consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
