"""Your function treats a business buyer who also uses the item as a customer, not as a client. The first rule looks only at the relationship, whether the buyer uses the item or not.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            is_client = row.b2b_or_professional and not row.uses
            words.append("client" if is_client else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
