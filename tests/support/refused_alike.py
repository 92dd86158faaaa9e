"""Refused alike: whether what the page says of a change is what Python's check of a workbook says of it."""

from __future__ import annotations

NEAREST = "; did you mean "
AGAIN = ": give the cell the "  # what a workbook is told beside; the page has no formats of cells


def unlike(said: list[str], faults: list[str]) -> bool:
    """Whether one refuses what the other takes, or the page says what the workbook's check doesn't, but for a remedy."""
    return bool(said) != bool(faults) or not all(each.startswith("…") or any(_is(each, fault) for fault in faults) for each in said)


def _is(said: str, fault: str) -> bool:
    """Whether a refusal of the page is one of Python's; both ask for the nearest name, or neither does."""
    return (said.removesuffix(".") in fault or fault.split(AGAIN, maxsplit=1)[0] in said) and (NEAREST in said) == (NEAREST in fault)
