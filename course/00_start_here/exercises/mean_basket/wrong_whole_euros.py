"""The mean is rounded to whole euros, which is too coarse. Round to cents, or not at all."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return round(completed["amount"].mean())
