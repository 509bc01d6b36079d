"""Your function rounds the mean to one decimal place. Amounts in euros have two, so round to cents or do not round at all."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return round(completed["amount"].mean(), 1)
