"""Your function sorts the retentions but not the values, so points get the wrong values. Work out the values after you have sorted.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    values = [margin * kept / (1 + rate - kept) for kept in retentions]
    figure, axes = plt.subplots()
    axes.plot(sorted(retentions), values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
