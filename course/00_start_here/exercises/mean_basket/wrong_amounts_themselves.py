"""Your function returns the amounts of the completed orders one by one. The rows are right, but you still need to take their mean."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"]
