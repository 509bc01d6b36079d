"""Your function returns another rank correlation, Kendall's. The task asks for Spearman's: correlate the ranks.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")

    first, second = both["internal_score"].tolist(), both["external_csat"].tolist()
    pairs = [(i, j) for i in range(len(first)) for j in range(i)]
    agree = lambda values, i, j: (values[i] > values[j]) - (values[i] < values[j])
    signs = [(agree(first, i, j), agree(second, i, j)) for i, j in pairs]
    below = sum(a * a for a, _ in signs) * sum(b * b for _, b in signs)
    return sum(a * b for a, b in signs) / below**0.5 if below else float("nan")
