"""The cancelled orders are out, the refunded ones are still in. Neither was completed."""


def mean_basket(orders):
    return orders[orders["status"] != "cancelled"]["amount"].mean()
