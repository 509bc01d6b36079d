"""Uses query, and rounds to cents."""


def mean_basket(orders):
    return round(orders.query("status == 'completed'").amount.mean(), 2)
