"""Your function rounds the sums to one decimal place. The task asks for two.

Fails: pest_balance_values
"""

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    homes = {"legal": "political", "environmental": "social"}
    balance = dict.fromkeys(PEST, 0)
    left_out = []
    for row in factors.itertuples():
        category = homes.get(row.cat, row.cat)
        if category not in PEST or row.direction == "internal" or row.likelihood != row.likelihood:
            left_out.append(row.factor)
        else:
            sign = 1 if row.direction == "opportunity" else -1
            balance[category] += sign * row.impact * row.likelihood
    return {name: round(value, 1) for name, value in balance.items()} | {
        "left_out": sorted(left_out)
    }
