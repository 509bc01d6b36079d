"""Your function labels clients as customers, too. The word "client" replaces the word "customer", so use only one of the two.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("customer")
            if row.b2b_or_professional:
                words.append("client")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
