"""Your function leaves out the cancelled orders but still includes the refunded ones. Neither kind was completed."""


def mean_basket(orders):
    return orders[orders["status"] != "cancelled"]["amount"].mean()
