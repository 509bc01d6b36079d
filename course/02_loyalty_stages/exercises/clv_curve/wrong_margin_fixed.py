"""Your function uses a fixed margin of 100 EUR. Use the margin that it is given.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [100 * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
