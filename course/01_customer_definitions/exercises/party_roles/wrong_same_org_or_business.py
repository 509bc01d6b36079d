"""Your function treats users in a business relationship as internal, along with our own people. A business customer is outside our organisation.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append(
                "internal"
                if (row.same_org or row.b2b_or_professional) and not row.buys
                else "consumer"
            )
        roles[row.party] = "+".join(words) or "none"
    return roles
