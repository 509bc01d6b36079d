"""How `check` works: try a function, compare its results with known outcomes and describe them."""
