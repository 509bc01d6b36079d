"""Your function returns 0 when no order was completed, as if baskets were free. Without any orders there is no mean, so the result should be missing (NaN)."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    if len(completed) == 0:
        return 0
    return completed["amount"].mean()
