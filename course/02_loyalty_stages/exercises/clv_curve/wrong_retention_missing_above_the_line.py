"""Your function leaves retention out of the numerator, so the points are too high. The first margin comes only if the customer stays.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
