"""Your function treats anyone with four or more orders as a client, whenever they ordered. Regular means an order in each of the four quarters.

Fails: loyalty_stages_values
"""

import numpy as np


def loyalty_stages(crm):
    total = crm[["q1", "q2", "q3", "q4"]].sum(axis=1)
    tests = [(total >= 4) & (crm["referrals"] >= 1), total >= 4, total >= 2, total == 1]
    tests += [
        (crm["need"] == 1) & (crm["can_pay"] == 1),
        (crm["need"] == 0) | (crm["can_pay"] == 0),
    ]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
