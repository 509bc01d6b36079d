"""Collects a set of people for each need."""

import pandas as pd


def need_shares(mentions):
    people = {}
    everybody = set()
    for customer, need in zip(mentions["customer_id"], mentions["need"]):
        if pd.isna(need):
            continue
        everybody.add(customer)
        if need not in people:
            people[need] = set()
        people[need].add(customer)
    result = {}
    for need, voices in people.items():
        result[need] = round(len(voices) / len(everybody) * 100, 1)
    return result
