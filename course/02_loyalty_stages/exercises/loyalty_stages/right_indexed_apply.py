"""Sets the index and applies a function to each row."""


def loyalty_stages(crm):
    def stage(row):
        quarters = [row["q1"], row["q2"], row["q3"], row["q4"]]
        if min(quarters) >= 1:
            return "advocate" if row["referrals"] >= 1 else "client"
        if sum(quarters) >= 1:
            return "first_time" if sum(quarters) == 1 else "repeat"
        if row["need"] == 1 and row["can_pay"] == 1:
            return "prospect"
        return "disqualified" if row["need"] == 0 or row["can_pay"] == 0 else "suspect"

    return crm.set_index("customer_id").apply(stage, axis=1).to_dict()
