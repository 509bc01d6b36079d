"""Your function returns the right number, but under the name of its column. Double square brackets keep a table, and the mean of a table has one entry for each column."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed[["amount"]].mean()
