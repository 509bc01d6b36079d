"""The questions of the course: their kinds, their banks, and how an answer is marked."""
