"""Glances: what the first sheet of a workbook answers at once, declared by the models whose figures it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tile(NamedTuple):
    """A large figure on the first sheet: its label, a line added up over the rows of a table, and a remark below it.

    With `counted` it is how many rows of the table have the line above 0; with `before`, the line for the year before, it is the change
    since then, as far as that is known. Amounts are divided by `divide` and shown with `digits` decimals. The remark may have the total
    of a further line between braces, of the same table or another: "of which {new_posts} new".
    """

    label: str
    table: str
    figure: str
    remark: str = ""
    counted: bool = False
    before: str = ""
    divide: float = 1
    digits: int = 0


@dataclass(frozen=True)
class Ranked:
    """The rows with the largest amounts, as bars: a table with a row for each place, and the table and line that they are the largest of.

    `name` and `amount` are the lines of the first for what is in a place; `total` is the line of `of` of which they are a part, `by` its
    column with the names, and `before` its line for the year before. `kind` is what they are called: States.
    """

    kind: str
    table: str
    name: str
    amount: str
    of: str
    by: str
    total: str
    before: str
    rows: int = 10
    divide: float = 1_000_000
    digits: int = 1


@dataclass(frozen=True)
class Chosen:
    """A row of a table that the reader chooses by its name, in column `by`, and the lines that are then shown of it.

    A line of another table with the same keys is named with it: `accounts.arrears`. `known_by` gives, for lines that are not known where
    another column is 0, that column: without last year's contribution there is no change of it.
    """

    title: str
    about: str
    table: str
    by: str
    lines: tuple[str, ...]
    known_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Glance:
    """What the first sheet of a workbook shows, beside what the tool knows by itself, and the tables that readers change first (`tried`).

    Of a section: the group of the bridge that is `recosting`, and further `tiles`. Of a workbook without a section: the sentence on top,
    in which {0} is the figure of the first tile and after which a change among them is said, the tiles, what is `ranked`, and what may be `chosen`.
    """

    tiles: tuple[Tile, ...] = ()
    recosting: str = ""
    claim: str = ""
    ranked: Ranked | None = None
    chosen: Chosen | None = None
    tried: tuple[str, ...] = ()
