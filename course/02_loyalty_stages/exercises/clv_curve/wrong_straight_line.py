"""Your function multiplies margin by retention, which gives a straight line. Lifetime value bends upwards, so use the whole formula.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    figure, axes = plt.subplots()
    axes.plot(rising, [margin * kept for kept in rising])
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
