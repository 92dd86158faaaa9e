"""Tables that are shown with titles and units: by their names for computing, whatever is selected from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from aspbudget.figures.titled import titled, titles_of, with_unit

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

COSTS = titled(pd.DataFrame({"post": ["Director", "Secretary"], "net_cost": [105_373.55, 81_990.10], "printed": [105_400.0, 82_000.0], "year": [2004, 2005]}),
               {"post": "Post", "net_cost": "Net cost (EUR)", "printed": "Printed (EUR)", "year": "Year"})  # fmt: skip


def a_column_is_computed_by_its_name_and_shown_by_its_title() -> None:
    assert list(COSTS.columns) == ["post", "net_cost", "printed", "year"]
    assert list(COSTS.titled().columns) == ["Post", "Net cost (EUR)", "Printed (EUR)", "Year"]
    assert type(COSTS.titled()) is pd.DataFrame


@pytest.mark.parametrize("selected", [COSTS[COSTS["net_cost"] > 1], COSTS[["net_cost"]], COSTS.nlargest(1, "net_cost"), COSTS.set_index("post"), COSTS.head(1)])
def a_selection_keeps_the_titles_of_the_columns_that_it_has(selected: pd.DataFrame) -> None:
    assert "Net cost (EUR)" in selected.titled().columns  # type: ignore[operator]


def an_amount_is_shown_with_its_thousands_and_cents_where_there_are_any_and_a_year_as_it_is() -> None:
    shown = COSTS._repr_html_()
    assert all(f"<td>{text}</td>" in shown for text in ("105,373.55", "81,990.10", "105,400", "82,000", "2004", "2005"))
    assert "net_cost" not in shown


@pytest.mark.parametrize(
    ("title", "unit", "shown"),
    [("Net cost", "EUR", "Net cost (EUR)"), ("Post", "text", "Post"), ("Day", "date", "Day"), ("Work-months", "months", "Work-months"), ("Vacant share", "share", "Vacant share")],
)
def a_title_gives_its_unit_once(title: str, unit: str, shown: str) -> None:
    assert with_unit(title, unit) == shown


def every_column_of_every_table_has_a_title(ready: Ready) -> None:
    for table, costed in ready.figures.tables.items():
        titles = titles_of(ready.figures, table, "EUR")
        assert {*costed.columns} <= {*titles}
        assert len({titles[name] for name in costed.columns}) == len(costed.columns)
