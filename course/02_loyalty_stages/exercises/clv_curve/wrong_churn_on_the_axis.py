"""The horizontal axis shows churn, so the curve runs backwards. It is asked for against retention.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot([round(1 - kept, 9) for kept in rising], values)
    axes.set(xlabel="churn", ylabel="lifetime value (EUR)")
    return figure
