"""The total counts completed orders, but it is divided by the number of all. Both parts of a mean belong to the same rows."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].sum() / len(orders) if len(orders) else float("nan")
