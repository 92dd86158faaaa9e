"""Glances: what the first sheet of a workbook answers at once, declared by the models whose figures it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Tile(NamedTuple):
    """A large number on the first sheet: its label, the total of a line over the rows of a table, and a remark below it.

    With `counted` it is how many rows of the table have the line above 0. `scale` divides amounts of money, such as 1,000,000 with 1 digit.
    The remark may name a further line of the table between braces: "of which {new_posts} new".
    """

    label: str
    table: str
    figure: str
    remark: str = ""
    counted: bool = False
    divide: float = 1
    digits: int = 0


@dataclass(frozen=True)
class Ranked:
    """The rows with the largest amounts, as bars: a table with a row for each place, and what of it is shown.

    `name` and `amount` are its lines for the name and the amount of the row in that place; `before` is the line of `of`, looked up by
    the name in its column `by`, for the amount of the year before. `kind` is what the rows are called, such as contributors.
    """

    kind: str
    table: str
    name: str
    amount: str
    of: str = ""
    by: str = ""
    before: str = ""
    rows: int = 10
    divide: float = 1_000_000
    digits: int = 1


@dataclass(frozen=True)
class Chosen:
    """A row of a table that the reader chooses by its name, and the lines that are then shown of it.

    A line of another table with the same keys is named with it (`accounts.arrears`); `key` is the column of those keys.
    """

    what: str
    table: str
    by: str
    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Glance:
    """What the first sheet of a workbook shows, beside what the tool knows by itself.

    Of a section: the group of the bridge that is `recosting`, and its `tiles`. Of a workbook without a section: the figure that the
    `first` tile and the sentence above it state, what is `ranked`, and what may be `chosen`.
    """

    tiles: tuple[Tile, ...] = ()
    recosting: str = ""
    ranked: Ranked | None = None
    chosen: Chosen | None = None
