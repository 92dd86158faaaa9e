"""Figures: the lines of all models together, computed in the order in which they need each other."""
