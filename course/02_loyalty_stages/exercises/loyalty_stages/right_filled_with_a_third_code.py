"""Gives blanks a code of their own and looks up what that means."""


def loyalty_stages(crm):
    known = crm.fillna({"need": 9, "can_pay": 9})
    result = {}
    for i in range(len(known)):
        row = known.iloc[i]
        q = [row["q1"], row["q2"], row["q3"], row["q4"]]
        regular = all(x > 0 for x in q)
        if regular:
            result[row["customer_id"]] = "advocate" if row["referrals"] > 0 else "client"
        elif sum(q) > 1:
            result[row["customer_id"]] = "repeat"
        elif sum(q) == 1:
            result[row["customer_id"]] = "first_time"
        elif row["need"] * row["can_pay"] == 0:
            result[row["customer_id"]] = "disqualified"
        elif row["need"] + row["can_pay"] == 2:
            result[row["customer_id"]] = "prospect"
        else:
            result[row["customer_id"]] = "suspect"
    return result
