"""Your function takes the mean of the orders that were not completed. Look at the comparison that selects the rows."""


def mean_basket(orders):
    rest = orders[orders["status"] != "completed"]
    return rest["amount"].mean()
