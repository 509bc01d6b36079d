"""This is the total of all completed orders. A mean asks how much a single one brings."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].sum()
