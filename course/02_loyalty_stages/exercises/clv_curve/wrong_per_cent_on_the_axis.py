"""Your chart shows retention in per cent. The task asks for fractions, as they are given.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot([100 * kept for kept in rising], values)
    axes.set(xlabel="retention (%)", ylabel="lifetime value (EUR)")
    return figure
