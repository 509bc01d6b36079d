"""Your function returns mean perceptions, a measure known as SERVPERF. A gap compares each perception with its expectation.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    person = pairs["P"].groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
