"""Review: what can be said of figures: where one comes from, why they moved, what matters most."""
