"""Your function leaves people with one known 0 and one blank among the suspects. A single known 0 settles the matter.

Fails: loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    known = crm["need"].notna() & crm["can_pay"].notna()
    yes = (crm["need"] == 1) & (crm["can_pay"] == 1)
    tests = [regular & (crm["referrals"] >= 1), regular, total >= 2, total == 1, yes, known]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    return dict(zip(crm["customer_id"], np.select(tests, names, "suspect")))
