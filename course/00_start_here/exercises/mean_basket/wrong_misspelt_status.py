"""The result is missing (NaN), as if no order had been completed. Texts are compared letter by letter, so look how the status is spelt."""


def mean_basket(orders):
    completed = orders[orders["status"] == "Completed"]
    return completed["amount"].mean()
