"""The points are numbered 0, 1, 2 and so on. Put each retention where it belongs on the axis, or the shape of the curve is wrong.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    values = [margin * kept / (1 + rate - kept) for kept in sorted(retentions)]
    figure, axes = plt.subplots()
    axes.plot(values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
