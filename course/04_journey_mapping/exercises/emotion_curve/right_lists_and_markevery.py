"""Plain lists; one line, its markers drawn twice with markevery."""

import matplotlib.pyplot as plt


def emotion_curve(answers):
    places = {}
    for row in answers.itertuples():
        if row.emotion == row.emotion:
            places.setdefault(row.order, (row.touchpoint, []))[1].append(row.emotion)
    names, means, full, empty = [], [], [], []
    for number, place in enumerate(sorted(places)):
        name, values = places[place]
        names.append(name)
        means.append(sum(values) / len(values))
        (full if len(values) > 1 else empty).append(number)
    figure = plt.figure()
    axes = figure.add_subplot()
    axes.plot(names, means, "-", color="purple")
    if full:
        axes.plot(names, means, "o", color="purple", linestyle="none", markevery=full)
    if empty:
        axes.plot(names, means, "o", color="purple", mfc="white", linestyle="none", markevery=empty)
    figure.supxlabel("touchpoint")
    figure.supylabel("mean emotion (scale points)")
    return figure
