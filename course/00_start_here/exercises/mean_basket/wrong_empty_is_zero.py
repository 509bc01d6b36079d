"""Where nothing was completed it says 0, as if baskets were free. There is no mean then: it is missing (NaN)."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    if len(completed) == 0:
        return 0
    return completed["amount"].mean()
