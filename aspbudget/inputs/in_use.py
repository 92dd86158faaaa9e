"""In use: which rows of a sheet others depend on, so that what a row lacks matters only where it is used."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue


class Use(NamedTuple):
    """By which columns the rows of a table are used.

    `others` are the columns of other tables that refer to it, each with its table; `own` those by which one of its rows stands for another. Rows are
    used `always` where none refers to them, or where those that do only follow or complete them, as copies by language do a document.
    """

    others: tuple[tuple[str, str], ...]
    own: tuple[str, ...]
    always: bool


@lru_cache(maxsize=1024)  # models don't change once they are bound together
def use(catalogue: Catalogue, name: str) -> Use:
    """Return by which columns of its own and other tables, also of sheets that are opened into these, the rows of a table are used."""
    others = tuple(
        (other.name, column.name) for other in (*catalogue.tables.values(), *catalogue.opening.values()) if other.entered and other.name != name
        for column in catalogue.columns(other.name).values() if column.refers == name
    )  # fmt: skip
    own = tuple(column.name for column in catalogue.columns(name).values() if column.refers == name)
    direct = [(other, column) for other, column in others if other in catalogue.tables]
    return Use(others, own, all(column == catalogue.tables[other].follows for other, column in direct))
