"""Makes a pivot table with one column per direction; the balance is a Series."""


def pest_balance(factors):
    homes = {"legal": "political", "environmental": "social"}
    order = ["political", "economic", "social", "technological"]
    table = factors.assign(
        home=[homes.get(cat, cat) for cat in factors["cat"]],
        effect=factors["impact"] * factors["likelihood"],
    )
    used = table["effect"].notna() & table["home"].isin(order) & (table["direction"] != "internal")
    pivot = table[used].pivot_table(
        index="home", columns="direction", values="effect", aggfunc="sum", fill_value=0
    )
    pivot = pivot.reindex(index=order, columns=["opportunity", "threat"], fill_value=0)
    net = pivot["opportunity"] - pivot["threat"]
    result = net.round(2).astype(object)
    result["left_out"] = sorted(table["factor"][~used])
    return result
