"""Adding: from the first amount to the last, as a spreadsheet adds, and so to the same bits on every Python.

`sum` of Python adds amounts another way since 3.12 (what rounding loses is kept apart and added at the end), so that the sixteenth digit of a
total depended on who computed it. Here and in content packages it only counts, which a test holds.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Amount = TypeVar("Amount")


def add_up(amounts: Iterable[Amount], start: Amount | int = 0) -> Amount:
    """Return the total of amounts (or of anything else that can be added), `start` first; of none, it is `start`."""
    first: Any = start
    total: Amount = reduce(add, amounts, first)
    return total
