"""Your function disqualifies buyers because of a 0 in need or means. Anyone who has ordered has shown both, so orders come first.

Fails: loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    tests = [(crm["need"] == 0) | (crm["can_pay"] == 0), regular & (crm["referrals"] >= 1), regular]
    tests += [total >= 2, total == 1, (crm["need"] == 1) & (crm["can_pay"] == 1)]
    names = ["disqualified", "advocate", "client", "repeat", "first_time", "prospect"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
