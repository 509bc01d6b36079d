"""The report on a graded class: marks, tests, misconceptions, and unexplained mistakes."""
