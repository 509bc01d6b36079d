"""Your function returns one mean for each channel. The task asks for a single number over all completed orders."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed.groupby("channel")["amount"].mean()
