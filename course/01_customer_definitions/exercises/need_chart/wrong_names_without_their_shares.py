"""Your function sorts the names and the heights separately, so the bars have the wrong names. Sort them together.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares)
    figure, axes = plt.subplots()
    axes.bar(needs, sorted(shares.values(), reverse=True))
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
