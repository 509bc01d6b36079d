"""What a graded class shows: marks, tests, misconceptions, and what no message explains yet."""
