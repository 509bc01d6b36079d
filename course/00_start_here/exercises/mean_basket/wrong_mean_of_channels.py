"""Your function averages the means of the channels, as if the phone brought in as many orders as the shops. Every order should count once."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed.groupby("channel")["amount"].mean().mean()
