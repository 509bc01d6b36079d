"""Your function treats two orders in one quarter as a first purchase, because it counts quarters instead of orders. Add up the orders.

Fails: loyalty_stages_values
"""

import numpy as np


def loyalty_stages(crm):
    filled = (crm[["q1", "q2", "q3", "q4"]] >= 1).sum(axis=1)
    tests = [(filled == 4) & (crm["referrals"] >= 1), filled == 4, filled >= 2, filled == 1]
    tests += [
        (crm["need"] == 1) & (crm["can_pay"] == 1),
        (crm["need"] == 0) | (crm["can_pay"] == 0),
    ]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
