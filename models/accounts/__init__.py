"""Accounts of States: what is due and settled, what is outstanding, who may vote, and how dues and payments move in time."""
