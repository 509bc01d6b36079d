"""Takes one row after another with if and elif."""


def loyalty_stages(crm):
    result = {}
    for row in crm.itertuples():
        quarters = [row.q1, row.q2, row.q3, row.q4]
        if min(quarters) >= 1 and row.referrals >= 1:
            stage = "advocate"
        elif min(quarters) >= 1:
            stage = "client"
        elif sum(quarters) >= 2:
            stage = "repeat"
        elif sum(quarters) == 1:
            stage = "first_time"
        elif row.need == 1 and row.can_pay == 1:
            stage = "prospect"
        elif row.need == 0 or row.can_pay == 0:
            stage = "disqualified"
        else:
            stage = "suspect"
        result[row.customer_id] = stage
    return result
