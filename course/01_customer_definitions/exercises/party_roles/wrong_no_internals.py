"""Your function calls nobody internal. What distinguishes a colleague who receives our work from an ordinary consumer?

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
        roles[row.party] = "+".join(words) or "none"
    return roles
