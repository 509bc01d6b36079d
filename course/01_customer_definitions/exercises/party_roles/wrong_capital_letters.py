"""Your function starts the words with capital letters. Write them as the task does, because labels are compared letter by letter.

Fails: party_roles_values, party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for row in parties.itertuples():
        words = []
        if row.buys:
            words.append("Client" if row.b2b_or_professional else "Customer")
        if row.uses:
            words.append("Internal" if row.same_org and not row.buys else "Consumer")
        roles[row.party] = "+".join(words) or "None"
    return roles
