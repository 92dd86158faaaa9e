"""Rounding: to what a printed amount is rounded, said once for the section, for earlier years and for statements."""

from aspbudget.declare import rounded

PRINTED_TO = -2  # decimals: to the nearest hundred


def as_printed(amount):
    """Return an amount as it is printed: half up to the nearest hundred."""
    return rounded(amount, PRINTED_TO)
