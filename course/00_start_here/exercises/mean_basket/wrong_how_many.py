"""Your function counts the completed orders. The task asks how much one of them is worth on average."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    return completed["amount"].count()
