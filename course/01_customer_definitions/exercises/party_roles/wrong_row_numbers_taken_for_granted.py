"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: party_roles_inside
"""


def party_roles(parties):
    roles = {}
    for i in range(len(parties)):
        row, words = parties.loc[i], []
        if row.buys:
            words.append("client" if row.b2b_or_professional else "customer")
        if row.uses:
            words.append("internal" if row.same_org and not row.buys else "consumer")
        roles[row.party] = "+".join(words) or "none"
    return roles
