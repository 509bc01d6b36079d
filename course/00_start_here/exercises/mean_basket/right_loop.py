"""Adds up and counts in a plain loop."""


def mean_basket(orders):
    total = 0
    count = 0
    for i in range(len(orders)):
        row = orders.iloc[i]
        if row["status"] == "completed":
            total = total + row["amount"]
            count = count + 1
    if count == 0:
        return float("nan")
    return total / count
