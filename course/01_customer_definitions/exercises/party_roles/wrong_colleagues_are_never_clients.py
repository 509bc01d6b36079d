"""Your function treats a colleague who buys for a business as a customer, not as a client. The first rule looks only at the relationship, whoever the buyer is.

Fails: party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional and not row.same_org else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
