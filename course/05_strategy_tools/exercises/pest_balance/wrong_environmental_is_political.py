"""Your function counts environmental factors as political. In this task they count as social.

Fails: pest_balance_values, pest_balance_left_out
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    homes = {"legal": "political", "environmental": "political"}
    balance = dict.fromkeys(PEST, 0)
    left_out = []
    for row in factors.itertuples():
        category = homes.get(row.cat, row.cat)
        if category not in PEST or row.direction == "internal" or row.likelihood != row.likelihood:
            left_out.append(row.factor)
        else:
            sign = 1 if row.direction == "opportunity" else -1
            balance[category] += sign * row.impact * row.likelihood
    return balance | {"left_out": sorted(left_out)}
