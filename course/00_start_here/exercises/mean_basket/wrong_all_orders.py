"""Your function takes the mean of all orders. Some of them were cancelled or refunded, and the task leaves those out."""


def mean_basket(orders):
    return orders["amount"].mean()
