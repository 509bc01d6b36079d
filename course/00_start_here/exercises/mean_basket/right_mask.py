"""Keeps the completed rows with a comparison and takes the mean."""


def mean_basket(orders):
    is_completed = orders["status"] == "completed"
    amounts = orders["amount"][is_completed]
    return amounts.mean()
