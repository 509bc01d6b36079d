"""The refunded orders are out, the cancelled ones are still in. Neither was completed."""


def mean_basket(orders):
    return orders[orders["status"] != "refunded"]["amount"].mean()
