"""Your chart joins only the lowest and the highest retention, by a straight line. Draw a point for each retention, because the bend in between is what matters.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    ends = [min(retentions), max(retentions)]
    values = [margin * kept / (1 + rate - kept) for kept in ends]
    figure, axes = plt.subplots()
    axes.plot(ends, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
