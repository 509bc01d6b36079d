"""Your function gives each party only one word, so anyone who both buys and uses loses a part. Both rules may apply to one party.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        if row.buys:
            roles[row.party] = "client" if row.b2b_or_professional else "customer"
        elif row.uses:
            roles[row.party] = "internal" if row.same_org else "consumer"
        else:
            roles[row.party] = "none"
    return roles
