"""This is the mean of the channels' means, as if the phone brought as many orders as the shops. Every order counts once."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed.groupby("channel")["amount"].mean().mean()
