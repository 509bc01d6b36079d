"""Your function returns the median, which is the middle value when the baskets are sorted. The task asks for the mean, which a few large baskets can pull well above the median."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].median()
