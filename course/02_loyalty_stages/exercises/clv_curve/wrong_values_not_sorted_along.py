"""The retentions are sorted, the values are not, so points have the wrong partner. Compute the values after sorting.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    values = [margin * kept / (1 + rate - kept) for kept in retentions]
    figure, axes = plt.subplots()
    axes.plot(sorted(retentions), values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
