"""These are the amounts of the completed orders, one by one. The rows are right; the mean is still to be taken."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"]
