"""Figures: what is declared, bound together and computed."""
