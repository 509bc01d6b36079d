"""Your function leaves out parties that play no part. They belong in the result, with the label that the task gives for this case.

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
        if words:
            roles[row.party] = "+".join(words)
    return roles
