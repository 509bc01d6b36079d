"""Your function includes only the latest orders. The task sets no time limit, so every completed order counts."""


def mean_basket(orders):
    completed = orders[(orders["status"] == "completed") & (orders["date"] >= "2025-01-01")]
    return completed["amount"].mean()
