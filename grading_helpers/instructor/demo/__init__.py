"""A class of invented students, graded from end to end."""
