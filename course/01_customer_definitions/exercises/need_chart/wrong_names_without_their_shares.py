"""Names and heights were sorted apart, so that the bars carry wrong names. Sort them together.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares)
    figure, axes = plt.subplots()
    axes.bar(needs, sorted(shares.values(), reverse=True))
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
