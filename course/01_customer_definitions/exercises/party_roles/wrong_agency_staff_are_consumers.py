"""Somebody who works here through an agency is called a consumer. For the second rule it is enough to belong to the organisation and to receive the work without buying.

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
