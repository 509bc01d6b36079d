"""This is the median: half of the baskets lie below it. A few large baskets pull the mean well above."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].median()
