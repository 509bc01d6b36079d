"""Read `lesson.md` into cells, and check it."""
