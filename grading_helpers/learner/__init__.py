"""One learner's progress: their answers, how each lesson went, and what is due for review."""
