"""Review: explanations of figures: where one comes from, why a section moved, and which rates matter most."""
