"""Your function averages within each customer first, so a customer with one order counts as much as one with fifty. Every order should count once."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed.groupby("customer_id")["amount"].mean().mean()
