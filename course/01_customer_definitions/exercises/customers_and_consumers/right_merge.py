"""Joins the lists of different buyers and users."""


def customers_and_consumers(orders):
    completed = orders.query("status == 'completed'")
    buyers = completed[["customer_id"]].drop_duplicates()
    users = completed[["user_id"]].dropna().drop_duplicates().astype(object)
    both = buyers.merge(users, left_on="customer_id", right_on="user_id")
    return {"customers": len(buyers), "consumers": len(users), "both": len(both)}
