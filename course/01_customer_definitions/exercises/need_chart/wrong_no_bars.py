"""Your chart shows no bars. A line would suggest that one need leads to the next, and a pie that the shares add up to 100.

Fails: need_chart_bars, need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.plot(needs, [shares[need] for need in needs], marker="o")
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
