"""Titled tables: DataFrames by the names of their columns, for computing, that are shown with titles and units, for reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from aspbudget.lines.line import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.cost import Figures

_MOST_ROWS = 60
_MONEY = re.compile(r"\([A-Z]{3}\)$")
_SILENT = ("", "text", "date", "1 or 0", "share")  # units that a title need not give


class Titled(pd.DataFrame):
    """A table whose columns have a name each, and are shown with their titles and units: `net_cost` as "Net cost (EUR)".

    `titled()` returns it with the titles as the names of its columns, as for a chart or a report. What is selected, sorted or computed from
    it keeps the titles of the columns that it still has.
    """

    _metadata: ClassVar[list[str]] = ["titles"]
    titles: Mapping[str, str]

    @property
    def _constructor(self) -> type[Titled]:
        return Titled

    def titled(self) -> pd.DataFrame:
        """Return the table with the titles of its columns as their names."""
        return pd.DataFrame(self).rename(columns=dict(getattr(self, "titles", {})))

    def _repr_html_(self) -> str:
        shown = self.titled()
        money = [name for name in shown.columns if _MONEY.search(str(name)) and pd.api.types.is_numeric_dtype(shown[name])]
        with pd.option_context("display.max_colwidth", None):
            return shown.to_html(max_rows=_MOST_ROWS, formatters={name: _whole if (shown[name] % 1 == 0).all() else _to_the_cent for name in money})


def _whole(amount: Any) -> str:  # noqa: ANN401 - a number of any kind
    return f"{amount:,.0f}"


def _to_the_cent(amount: Any) -> str:  # noqa: ANN401 - as above
    return f"{amount:,.2f}"


def titled(frame: pd.DataFrame, titles: Mapping[str, str]) -> Titled:
    """Return a table that is shown with these titles of its columns."""
    made = Titled(frame)
    made.titles = dict(titles)
    return made


def with_unit(title: str, unit: str) -> str:
    """Return the title of a column with its unit: "Net cost (EUR)"; a text or a date has none, and "Work-months" says it already."""
    return title if unit in _SILENT or unit.casefold() in title.casefold() else f"{title} ({unit})"


def titles_of(figures: Figures, table: str, currency: str) -> dict[str, str]:
    """Return the titles of the columns of a table, each with its unit, by their names."""
    catalogue = figures.catalogue
    found = {name: with_unit(column.title, column.unit) for name, column in catalogue.columns(table).items()}
    for line in catalogue.tables[table].lines:
        figure = catalogue.figures[table, line.name]
        found[line.name] = with_unit(figure.title, currency if line.unit == CURRENCY else line.unit)
    return found
