"""Your chart swaps the axes: value runs along the bottom and retention up the side. Which of the two belongs on the horizontal axis?

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(values, rising)
    axes.set(xlabel="lifetime value (EUR)", ylabel="retention (EUR)")
    return figure
