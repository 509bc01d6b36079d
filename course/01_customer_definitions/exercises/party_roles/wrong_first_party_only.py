"""Your function returns only the first party. Is the return inside the loop, so that it ends the function in the first round?

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
        roles[row.party] = "+".join(words) or "none"
        return roles
    return roles
