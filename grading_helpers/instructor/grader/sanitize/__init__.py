"""Make students' Markdown, HTML and images safe to show in a browser."""
