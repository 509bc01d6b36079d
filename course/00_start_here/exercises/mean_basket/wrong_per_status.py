"""Your function returns one mean for each status. The task asks only for the mean of the completed orders."""


def mean_basket(orders):
    return orders.groupby("status")["amount"].mean()
