"""Joins the two letters of any two factors and asks whether that is one of the four labels."""


def tows_options(factors):
    weight = dict(zip(factors["name"], factors["weight"]))
    kind = dict(zip(factors["name"], factors["type"]))
    lines = {}
    for inner in weight:
        for outer in weight:
            label = kind[inner] + kind[outer]
            score = int(weight[inner] * weight[outer])
            if label in ["SO", "ST", "WO", "WT"] and score > 11:
                line = label + ":" + inner + "×" + outer + "=" + str(score)
                lines[(-score, label, inner, outer)] = line
    return [lines[key] for key in sorted(lines)]
