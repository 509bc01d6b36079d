"""A long chain of cases, as one would tell it."""


def party_roles(parties):
    result = {}
    for i in range(len(parties)):
        row = parties.iloc[i]
        if row["buys"]:
            if row["b2b_or_professional"]:
                role = "client"
            else:
                role = "customer"
            if row["uses"]:
                role = role + "+consumer"
        elif row["uses"]:
            if row["same_org"]:
                role = "internal"
            else:
                role = "consumer"
        else:
            role = "none"
        result[row["party"]] = role
    return result
