"""The vertical axis of your chart does not name the unit of the shares. Is the height of a bar a number of people, an amount in euros or a percentage?

Fails: need_chart_reading_aids
"""

import matplotlib.pyplot as plt


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(needs, [shares[need] for need in needs])
    axes.set(xlabel="need", ylabel="people who voiced it")
    return figure
