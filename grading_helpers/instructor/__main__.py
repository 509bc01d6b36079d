"""``python -m grading_helpers.instructor`` is the program ``course``."""

from grading_helpers.instructor.cli import main

main()
