"""Your chart shows churn on the horizontal axis, so the curve runs backwards. The task asks for retention there.

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
