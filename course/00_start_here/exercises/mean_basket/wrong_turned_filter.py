"""This is the mean of the orders that were not completed: the filter is turned round."""


def mean_basket(orders):
    rest = orders[orders["status"] != "completed"]
    return rest["amount"].mean()
