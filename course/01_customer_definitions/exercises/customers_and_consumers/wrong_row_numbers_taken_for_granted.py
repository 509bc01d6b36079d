"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: customers_and_consumers_blanks
"""


def customers_and_consumers(orders):
    status, buyer, user = orders["status"], orders["customer_id"], orders["user_id"]
    buyers, users = set(), set()
    for i in range(len(orders)):
        if status[i] == "completed":
            buyers.add(buyer[i])
            if user[i] == user[i] and user[i] is not None:
                users.add(user[i])
    return {"customers": len(buyers), "consumers": len(users), "both": len(buyers & users)}
