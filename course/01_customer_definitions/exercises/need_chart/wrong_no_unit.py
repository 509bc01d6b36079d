"""The vertical axis does not name its unit. Are these people, euros or per cent?

Fails: need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people who voiced it")
    return figure
