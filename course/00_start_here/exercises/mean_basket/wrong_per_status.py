"""This gives one mean for each status. The task asks for that of the completed orders alone."""


def mean_basket(orders):
    return orders.groupby("status")["amount"].mean()
