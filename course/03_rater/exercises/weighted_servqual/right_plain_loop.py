"""Adds up in plain dictionaries."""


def weighted_servqual(weights):
    points, scores = {}, {}
    for person, given, gap in zip(weights["resp"], weights["points"], weights["gap"]):
        points[person] = points.get(person, 0) + given
        scores[person] = scores.get(person, 0) + given / 100 * gap
    valid = [scores[person] for person in points if points[person] == 100]
    score = sum(valid) / len(valid) if valid else float("nan")
    return {"score": score, "rejected": len(points) - len(valid)}
