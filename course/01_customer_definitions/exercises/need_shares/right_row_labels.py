"""Looks every row up by its own label."""


def need_shares(mentions):
    voices, everybody = {}, []
    for label in mentions.index:
        need = mentions.loc[label, "need"]
        if isinstance(need, str):
            person = mentions.loc[label, "customer_id"]
            everybody.append(person)
            voices.setdefault(need, []).append(person)
    return {need: 100 * len(set(who)) / len(set(everybody)) for need, who in voices.items()}
