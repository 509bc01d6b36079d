"""Your function averages the margin, which is what the company keeps. The basket is what the customer pays, so look at the names of the columns."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["margin"].mean()
