"""Prefilled: what an empty cell of a row stands for, said once where several rows have it in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Prefilled:
    """What the `columns` of a row stand for where they are empty.

    A column has what the same column has in a row of one of the `sources`, the first of these in which it isn't empty: each is a table,
    and the column by which a row names one of its rows; without such a column it is the table's first row. Failing these, it has a text
    of `cited`, in which {symbol} is replaced by what a row of the sources has under that name, and {year} by the cycle's year. `columns`
    gives, for each, the words that tell the officer so at its title.
    """

    columns: Mapping[str, str]
    sources: tuple[tuple[str, str], ...]
    cited: Mapping[str, str] = field(default_factory=dict)
