"""Documents: a statement in words, as a Word file."""
