"""Your chart numbers the points 0, 1, 2 and so on, which changes the shape of the curve. Put each point where its retention belongs on the axis.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    values = [margin * kept / (1 + rate - kept) for kept in sorted(retentions)]
    figure, axes = plt.subplots()
    axes.plot(values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
