"""Doubts: what no bound can catch, found by comparing an input with itself, with the cycle before it, and with what is known."""
