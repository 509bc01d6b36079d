"""Your function treats somebody who works here through an agency as a consumer. The second rule asks only whether they use something, belong to the same organisation and do not buy.

Fails: party_roles_inside
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
                if row.same_org and not row.buys and not row.b2b_or_professional
                else "consumer"
            )
        roles[row.party] = "+".join(words) or "none"
    return roles
