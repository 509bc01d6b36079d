"""Any factors, each once: six categories and others, likelihoods from 0 to 1 or blank."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    numbers,
    ratings,
    tables_of,
)

COLUMNS = ["factor", "cat", "impact", "likelihood", "direction"]
KNOWN = ["political", "economic", "social", "technological", "legal", "environmental"]
OTHERS = ["astrological", "social media", "eco", "internal", "technological change", "legal advice"]
likelihood = st.one_of(numbers(0, 1, 3), st.sampled_from([0, 0.0, 0.5, 1, 0.125]))
outside = st.sampled_from(["opportunity", "threat"])
anywhere = st.sampled_from(["opportunity", "threat", "internal"])


def factors(cats, likelihood, direction, extra_blanks=True):
    """Draw factors with different names."""
    row = st.fixed_dictionaries(
        {
            "factor": st.sampled_from(NAMES),
            "cat": st.sampled_from(cats),
            "impact": ratings(1, 5),
            "likelihood": likelihood,
            "direction": direction,
        }
    )
    once = lambda one: one["factor"]
    rows = st.lists(row, min_size=1, max_size=9, unique_by=once)
    return tables_of(rows, COLUMNS, extra_blanks=extra_blanks)


plain = factors(KNOWN, likelihood, outside, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "internal": st.tuples(factors(KNOWN, likelihood, anywhere)),
        "unlikely": st.tuples(factors(KNOWN, blanks(likelihood), outside)),
        "others": st.tuples(factors([*KNOWN, *OTHERS], likelihood, outside)),
        "several": st.tuples(factors([*KNOWN, *OTHERS], blanks(likelihood), anywhere)),
        "without_likelihood": st.tuples(factors([*KNOWN, *OTHERS], blank(), anywhere)),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "pest_balance_values": ("plain",),
        "pest_balance_left_out": (
            "internal",
            "unlikely",
            "others",
            "several",
            "without_likelihood",
            "empty",
        ),
    },
)
