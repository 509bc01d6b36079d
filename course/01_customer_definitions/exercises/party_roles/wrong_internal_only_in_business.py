"""Your function calls a colleague internal only in a business relationship. The second rule does not ask about the relationship.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    r = {}
    for p in parties.itertuples():
        w = []
        if p.buys:
            w.append("client" if p.b2b_or_professional else "customer")
        if p.uses:
            w.append(
                "internal" if p.same_org and not p.buys and p.b2b_or_professional else "consumer"
            )
        r[p.party] = "+".join(w) or "none"
    return r
