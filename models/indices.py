"""Indices: what became dearer from one year to the next, so that a new year is recosted by a few cells."""

import pandas as pd

from aspbudget.declare import Assumption, Model, Rate, Rule, Table, column, line, where
from aspbudget.models.causes import PAY, PRICE

PRICES, OF_PAY = "prices", "pay"
PER_CENT = 100
COMPARED = "Index of the cycle's year ÷ index of the row's year"


class Indices(Rate):
    """One row for each kind of price or pay and each year: its index, or by how much it changed since the year before."""

    index_row: str = column(
        "At prices of", "A name for the row; prices and standard costs refer to it.", key=True, translated=True, example="prices 2004"
    )
    kind: str = column("Kind", "What the index is of; all years of one index have the same.", example="prices")
    bar: str = column("Recosts", "The bar of the bridge to which it belongs.", choices=(PRICES, OF_PAY), example=PRICES)
    year: float = column("Year", "The year.", unit="year", whole=True, low=1990, high=2100, example=2004)
    index: float = column(
        "Index", "Its level, on any base; only its ratio to that of other years counts.", low=0, rate=True, example=100, taken_as="level"
    )
    change: float = column(
        "Change",
        "Instead of the index: by how many per cent it differs from the year before, whose index is given.",
        unit="%",
        low=-50,
        high=500,
        required=False,
        instead="index",
    )


@line(unit="index", source="Sheet Indices", label="Index of the year before")
def year_before(indices, kind, year):
    """The index of the same kind a year before."""
    return indices.total("index", kind=kind, year=year - 1)


@line(unit="index", source="The index, or that of the year before and the change", label="Level")
def level(index, year_before, change):
    """The level of the index; as in the year before while it is not known."""
    return where(index > 0, index, year_before * (1 + change / PER_CENT))


@line(unit="year", source="Assumption price_year or pay_year", label="Year of the cycle")
def year_of_the_cycle(bar, pay_year, price_year):
    """The year to whose prices, or to whose pay, amounts are recosted."""
    return where(bar == OF_PAY, pay_year, price_year)


@line(unit="index", source="Sheet Indices", label="Index of the cycle")
def level_now(indices, kind, year_of_the_cycle):
    """The level of the same index in the year of the cycle."""
    return indices.total("level", kind=kind, year=year_of_the_cycle)


@line(unit="times", source=COMPARED, label="Factor")
def factor(level, level_now):
    """By what an amount at the prices of the row's year is multiplied for the year of the cycle; 1 where an index is not known."""
    return where(level > 0, where(level_now > 0, level_now / level, 1), 1)


@line(unit="", source="An index has one row for each year")
def one_row_for_a_year(indices, kind, year):
    """the kind has {found} rows for this year; keep one of them"""
    return indices.count(kind=kind, year=year) == 1


@line(unit="", source="A change is a change of something")
def changes_an_index(index, year_before, change):
    """a change needs the Index of the year before on a row of the same kind; give that, or give the Index here"""
    return (index > 0) | (year_before > 0) | (change == 0)


@line(unit="", source="Amounts are recosted to the year of the cycle")
def has_the_cycles_year(indices, kind, year_of_the_cycle):
    """there is no row of this kind for the year of the cycle; add it, with status missing while the index is not known"""
    return (year_of_the_cycle == 0) | (indices.count(kind=kind, year=year_of_the_cycle) > 0)


def carry(cycle, rows, figures):
    """Return the indices of a new cycle: levels in place of changes, and for its year a row of each kind that is still missing."""
    frame = rows["indices"].astype(object)
    levels = figures.frame("indices")["level"]
    known = frame["status"] != "missing"
    frame["index"] = frame["index"].where(~known, levels)
    frame["change"] = None
    year = int(cycle[-4:])
    had = set(frame.loc[frame["year"] == year, "kind"])
    new = [_not_yet_known(each, year) for each in frame.drop_duplicates("kind").to_dict("records") if each["kind"] not in had]
    added = pd.DataFrame(new, columns=list(frame.columns), dtype=object)
    assumed = rows["assumptions"].copy()
    assumed.loc[assumed["assumption"].isin(["price_year", "pay_year"]), "value"] = year
    return rows | {"indices": pd.concat([frame, added]) if new else frame, "assumptions": assumed}


def _not_yet_known(row, year):
    name = f"{row['kind']} {year}"
    return row | {
        "index_row": name, "year": year, "index": None, "dated": None, "lowest": None, "highest": None,
        "status": "missing", "source": f"Not known yet: type the index of {year}, or its change since {year - 1}",
    }  # fmt: skip


MODEL = Model(
    title="Indices",
    about="What became dearer from one year to the next; prices and standard costs at earlier years' prices are recosted by it.",
    order=15,
    carry=carry,
    carried="prices and standard costs keep the year of their prices, and sheet Indices has a row of each kind for the new year, to be typed",
    tables=(
        Table(
            Indices,
            lines=(year_before, level, year_of_the_cycle, level_now, factor),
            cause=PRICE,
            rules=(
                Rule(one_row_for_a_year, at="year"),
                Rule(changes_an_index, at="change"),
                Rule(has_the_cycles_year, at="kind"),
            ),
        ),
    ),
    assumptions=(
        Assumption("price_year", "year", "The year of the cycle, to whose prices amounts are recosted.", 1990, 2100, PRICE, of_cycle=True),
        Assumption("pay_year", "year", "The year of the cycle, to whose pay standard costs are recosted.", 1990, 2100, PAY, of_cycle=True),
    ),
)
