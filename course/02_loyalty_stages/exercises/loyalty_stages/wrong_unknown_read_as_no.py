"""Your function reads a blank in need or can_pay as a no, and disqualifies the person. Not known is not the same as no.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    need, can_pay = crm["need"].fillna(0), crm["can_pay"].fillna(0)
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    tests = [regular & (crm["referrals"] >= 1), regular, total >= 2, total == 1]
    tests += [(need == 1) & (can_pay == 1), (need == 0) | (can_pay == 0)]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
