"""Refused alike: whether what the page says of a change is what Python's check of a workbook says of it."""

from __future__ import annotations

AGAIN = ": give the cell the "  # what a workbook is told beside; the page has no formats of cells


def unlike(said: list[str], faults: list[str]) -> bool:
    """Whether one refuses what the other takes, or the page says what the workbook's check doesn't, but for a remedy and a nearest name."""
    return bool(said) != bool(faults) or not all(each.startswith("…") or any(each.removesuffix(".") in fault or fault.split(AGAIN)[0] in each for fault in faults) for each in said)
