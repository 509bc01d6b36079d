"""Drops the cancelled and refunded orders instead of keeping the completed ones."""


def mean_basket(orders):
    rest = orders[~orders["status"].isin(["cancelled", "refunded"])]
    return rest["amount"].sum() / len(rest) if len(rest) > 0 else float("nan")
