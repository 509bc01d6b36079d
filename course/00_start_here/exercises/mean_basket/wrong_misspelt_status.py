"""Your function finds no completed orders, so its result is missing (NaN). Text is compared letter by letter, so check how the status is spelt in the table."""


def mean_basket(orders):
    completed = orders[orders["status"] == "Completed"]
    return completed["amount"].mean()
