"""The corpus of pictures: charts of the exercises, each with the verdict that its PNG deserves."""
