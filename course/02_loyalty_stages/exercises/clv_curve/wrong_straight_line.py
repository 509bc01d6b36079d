"""The values grow in a straight line, as margin times retention. Lifetime value bends upward.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    figure, axes = plt.subplots()
    axes.plot(rising, [margin * kept for kept in rising])
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
