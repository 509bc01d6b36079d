"""Your function disqualifies nobody and leaves people without need or means among the suspects. We know what they lack, so they are not suspects.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    tests = [regular & (crm["referrals"] >= 1), regular, total >= 2, total == 1]
    tests += [(crm["need"] == 1) & (crm["can_pay"] == 1)]
    names = ["advocate", "client", "repeat", "first_time", "prospect"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
