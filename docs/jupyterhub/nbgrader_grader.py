"""nbgrader for the grader; install it as etc/jupyter/nbgrader_config.py of that environment.

The nbgrader_config.py of the checkout is read as well, because the grader is started there.
"""

c = get_config()  # noqa: F821 - nbgrader defines it

c.CourseDirectory.course_id = "focus_on_customers"
c.Exchange.root = "/srv/focus/exchange"
# A submission belongs to the account that owns it, whatever its name says.
c.ExchangeFactory.collect = "grading_helpers.instructor.lms.exchange.OwnersCollect"
