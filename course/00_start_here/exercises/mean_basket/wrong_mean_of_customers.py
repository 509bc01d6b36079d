"""This averages within each customer first, so that somebody with one order weighs as much as somebody with fifty. Every order counts once."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed.groupby("customer_id")["amount"].mean().mean()
