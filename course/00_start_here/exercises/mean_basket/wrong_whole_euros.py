"""Your function rounds the mean to whole euros, which is too coarse. Round to cents, or do not round at all."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return round(completed["amount"].mean())
