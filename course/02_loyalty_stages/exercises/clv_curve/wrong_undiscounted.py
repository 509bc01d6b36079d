"""Your function ignores the discount rate. Use the formula with d, as in the previous exercise.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 - kept) if kept < 1 else 50 * margin for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
