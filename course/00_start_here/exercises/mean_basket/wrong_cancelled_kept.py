"""Your function leaves out the refunded orders but still includes the cancelled ones. Neither kind was completed."""


def mean_basket(orders):
    return orders[orders["status"] != "refunded"]["amount"].mean()
