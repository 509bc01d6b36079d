"""Your function adds up the completed orders but divides by the number of all orders. Both parts of a mean must come from the same rows."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].sum() / len(orders) if len(orders) else float("nan")
