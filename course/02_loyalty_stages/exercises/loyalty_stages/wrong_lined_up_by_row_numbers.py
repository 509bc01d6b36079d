"""Your function matches stages with people by row number, but these rows are not numbered 0, 1, 2 and so on. Give the new column the row numbers of the table, or pair the two in order.

Fails: loyalty_stages_values, loyalty_stages_unknowns
"""

import pandas as pd


def loyalty_stages(crm):
    stages = []
    for r in crm.itertuples():
        q = [r.q1, r.q2, r.q3, r.q4]
        if min(q) > 0:
            stage = "advocate" if r.referrals else "client"
        elif sum(q) > 0:
            stage = "repeat" if sum(q) > 1 else "first_time"
        elif r.need == 0 or r.can_pay == 0:
            stage = "disqualified"
        else:
            stage = "prospect" if r.need == 1 and r.can_pay == 1 else "suspect"
        stages.append(stage)
    table = crm.assign(stage=pd.Series(stages, dtype=object))
    return dict(zip(table["customer_id"], table["stage"]))
