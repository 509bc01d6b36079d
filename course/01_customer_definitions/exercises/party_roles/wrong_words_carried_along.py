"""Your function gives each party the words of those before it as well. Start with a fresh list for every party.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles, words = {}, []
    for row in parties.itertuples():
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
