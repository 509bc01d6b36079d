"""Your function returns the total of all completed orders. The task asks for the mean, which is what a single order brings in on average."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].sum()
