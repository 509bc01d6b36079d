"""Your function starts the names of the stages with a capital letter. Write them as the task does, because programs compare letter by letter.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""

import numpy as np


def loyalty_stages(crm):
    quarters = crm[["q1", "q2", "q3", "q4"]]
    regular, total = (quarters >= 1).all(axis=1), quarters.sum(axis=1)
    tests = [regular & (crm["referrals"] >= 1), regular, total >= 2, total == 1]
    tests += [
        (crm["need"] == 1) & (crm["can_pay"] == 1),
        (crm["need"] == 0) | (crm["can_pay"] == 0),
    ]
    names = ["advocate", "client", "repeat", "first_time", "prospect", "disqualified"]
    stages = np.select(tests, names, "suspect")
    return {who: stage.capitalize() for who, stage in zip(crm["customer_id"], stages)}
