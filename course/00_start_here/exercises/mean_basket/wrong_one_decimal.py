"""The mean is rounded to one decimal. Euros have two: round to cents, or not at all."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return round(completed["amount"].mean(), 1)
