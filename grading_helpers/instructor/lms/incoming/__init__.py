"""Turn the download of an LMS into submissions that nbgrader can grade."""
