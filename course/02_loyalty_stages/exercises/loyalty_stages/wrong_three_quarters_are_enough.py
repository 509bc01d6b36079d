"""Your function treats orders in three of the four quarters as regular. The rule asks for all four.

Fails: loyalty_stages_values
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).sum(axis=1) >= 3, quarters.sum(axis=1)
    tests = [regular & (crm["referrals"] >= 1), regular, total >= 2, total == 1]
    tests += [
        (crm["need"] == 1) & (crm["can_pay"] == 1),
        (crm["need"] == 0) | (crm["can_pay"] == 0),
    ]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
