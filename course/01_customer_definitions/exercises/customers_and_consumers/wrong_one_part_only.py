"""For "both", your function counts the people who play only one of the two parts. The task asks for those who play both.

Fails: customers_and_consumers_values, customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    done = orders[orders["status"] == "completed"]
    b, u = set(done["customer_id"]), set(done["user_id"].dropna())
    return {"customers": len(b), "consumers": len(u), "both": len(b ^ u)}
