"""This is the largest basket. The mean says what an order brings on average."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].max()
