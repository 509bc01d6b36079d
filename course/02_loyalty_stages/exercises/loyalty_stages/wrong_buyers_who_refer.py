"""Your function treats every buyer with a referral as an advocate. An advocate also buys regularly, in every quarter.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    tests = [(total >= 1) & (crm["referrals"] >= 1), regular, total >= 2, total == 1]
    tests += [
        (crm["need"] == 1) & (crm["can_pay"] == 1),
        (crm["need"] == 0) | (crm["can_pay"] == 0),
    ]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
