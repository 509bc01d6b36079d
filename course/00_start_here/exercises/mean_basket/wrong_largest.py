"""Your function returns the largest basket. The task asks for the mean, which is what an order brings in on average."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].max()
