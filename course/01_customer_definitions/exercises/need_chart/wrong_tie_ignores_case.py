"""Your chart ignores capital letters where shares are equal. The task asks for the order that sorted gives, with capitals first.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need.lower()))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
