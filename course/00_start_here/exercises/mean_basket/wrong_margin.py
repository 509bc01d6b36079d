"""This is the mean margin, what is left to us. The basket is what the customer pays: look at the names of the columns."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["margin"].mean()
