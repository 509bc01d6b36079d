"""All orders are in this mean. Some were cancelled or refunded, and the task leaves those out."""


def mean_basket(orders):
    return orders["amount"].mean()
