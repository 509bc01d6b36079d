"""Applies a function to each row."""


def ipa_quadrants(attributes):
    table = attributes.query("imp == imp and perf == perf")
    imp, perf = table["imp"].mean(), table["perf"].mean()
    result = {}
    for row in table.itertuples():
        high, good = row.imp >= imp, row.perf >= perf
        if high and good:
            result[row.attr] = "keep_up"
        elif high:
            result[row.attr] = "concentrate"
        elif good:
            result[row.attr] = "overkill"
        else:
            result[row.attr] = "low_priority"
    return result
