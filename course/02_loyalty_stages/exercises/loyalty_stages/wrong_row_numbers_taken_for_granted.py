"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: loyalty_stages_unknowns
"""


def loyalty_stages(crm):
    result = {}
    for i in range(len(crm)):
        r = crm.loc[i]
        q = [r.q1, r.q2, r.q3, r.q4]
        if min(q) > 0:
            stage = "advocate" if r.referrals else "client"
        elif sum(q) > 0:
            stage = "repeat" if sum(q) > 1 else "first_time"
        elif r.need == 0 or r.can_pay == 0:
            stage = "disqualified"
        else:
            stage = "prospect" if r.need == 1 and r.can_pay == 1 else "suspect"
        result[r.customer_id] = stage
    return result
