"""Write marks into tables that an LMS imports."""
