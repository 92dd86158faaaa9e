"""The section of 2004 as tests know it: its golden amounts, and what a dearer day of interpreters at The Hague moves, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "section_2004.json"
TOTAL: int = json.loads(GOLDEN.read_text(encoding="utf-8"))["total"]
LINES: dict[str, int] = json.loads(GOLDEN.read_text(encoding="utf-8"))["lines"]

MEETINGS = "Temporary assistance for meetings"
UNROUNDED_MEETINGS = 208_589.01  # of 4100: its line before it is printed
GERMANY = 0.179151  # its rate of 2004, as a share


class Price(NamedTuple):
    """The price of an interpreter's day at The Hague: its place, its range, and what it is changed to in tests."""

    row: str = "Prices / Interpreter's day, The Hague / Amount"
    before: float = 531.96
    low: str = "436.48"
    high: str = "540"
    now: float = 440


# 14 interpreters on the five days of the Assembly are 70 days, 6 on the eight days of the Committee 48, and each day costs 91.96 less:
# 208,589.01 - 6,437.20 = 202,151.81 is printed 202.2, and 77,811.48 - 4,414.08 = 73,397.40 is printed 73.4.
PRICE = Price()
MOVED = {f"4100 / {MEETINGS}": -6_400, f"4500 / {MEETINGS}": -4_400}


def printed(amount: float) -> str:
    """Return an amount as the section prints it, in thousands: `1,761.2`."""
    return f"{amount / 1000:,.1f}"


def share_of_germany(total: float) -> int:
    """Return what Germany bears of an amount, in whole euros."""
    return round(GERMANY * total)
