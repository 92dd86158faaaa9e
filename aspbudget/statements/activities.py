"""Activities of a statement in words: what each row that answers a paragraph needs, and what it costs."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from aspbudget.lines.line import CURRENCY
from aspbudget.statements.by_case import by_case
from aspbudget.statements.draft import PROVISION, SECTION
from aspbudget.statements.statement import UNCOUNTED, Activity, Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.declare.model import Charge, Table
    from aspbudget.declare.practice import Counted
    from aspbudget.figures.cost import Figures
    from aspbudget.statements.costed import Costed


def activities(found: Costed) -> Iterator[Activity]:
    """Yield every row that the draft adds or cites, as an activity in words, in the order of its paragraphs."""
    anatomy = found.draft_rows.anatomy
    rows = [each for name in anatomy.activities if name in found.figures.tables for each in _of(found, anatomy.section.tables[name])]
    order = list(found.draft_rows.inputs.frames["paragraphs"]["paragraph"])
    return iter(sorted(rows, key=lambda each: order.index(each.paragraph)))


def _of(found: Costed, table: Table) -> Iterator[Activity]:
    figures = found.figures
    frame = figures.frame(table.name)
    charge, places = _charge(found, table)
    ways = {each.table: each for each in found.draft_rows.anatomy.practice.counted}
    for row, cells in enumerate(frame.to_dict("records")):
        each = {str(name): value for name, value in cells.items()}
        if each["origin"] == SECTION:
            continue
        across, down = places(each)
        yield Activity(
            paragraph=each["paragraph"],
            alternative=each["alternative"],
            sheet=table.title,
            what=figures.key_of(table.name, row),
            words=_words(figures, table, charge, row),
            service=str(each.get(charge.service, charge.service)) if charge else "",
            across=across,
            down=down,
            means=each["means"],
            reason=each["reason"],
            first_year=int(each["first_year"]),
            last_year=int(each["last_year"]),
            kind=each["recurrence"],
            provided=each["origin"] == PROVISION,
            full=float(each.get(charge.full, 0.0)) if charge else 0.0,
            net=float(each.get(charge.cost, 0.0)) if charge else 0.0,
            counted=_count(figures, table.name, each, ways.get(table.name)),
            source=str(each.get("source", "")),
        )


def _count(figures: Figures, table: str, row: dict[str, Any], way: Counted | None) -> Count:
    """Return how a row is counted with others that are alike; one of a sheet that isn't counted is only called by its name."""
    if way is None:
        return UNCOUNTED
    groups = dict(way.groups)
    alike = tuple((groups.get(name, name), _printed(figures, table, name, row[name])) for name in way.alike)
    adds = tuple((name, prod(float(row[each]) for each in factors)) for name, factors in way.adds)
    day = f"{row[way.days]:%Y-%m-%d}" if way.days else ""
    return Count(table, alike, prod(float(row[each]) for each in way.number), adds, day, way.named, groups.get(way.of, way.of))


def _printed(figures: Figures, table: str, name: str, value: object) -> str:
    return str(value) if figures.kind(table, name) == "text" else f"{value:,.10g}"


def _charge(found: Costed, table: Table) -> tuple[Charge | None, Callable[[dict[str, Any]], tuple[str, str]]]:
    """Return the charge of a table's rows, and a function that gives a row's place in the section.

    Meetings are charged through the days or sessions that they make, so their place is that of the table made of their keys.
    """
    if table.charges:
        charge = table.charges[0]
        across, down = charge.place(found.section.catalogue.axes)
        return charge, lambda row: (str(row[across]), str(row[down]))
    anatomy, figures = found.draft_rows.anatomy, found.figures
    columns = anatomy.shared_by.get(table.name, ())
    for name in anatomy.derived:
        for other in anatomy.section.tables[name].charges if by_case(name) in figures.tables else ():
            made = figures.frame(by_case(name))
            keys = zip(*(made[column] for column in columns), strict=True)
            known = dict(zip(keys, zip(*(made[name] for name in other.place(found.section.catalogue.axes)), strict=True), strict=True))
            return other, lambda row, known=known: known.get(tuple(row[column] for column in columns), ("", ""))
    return None, lambda _: ("", "")


def _words(figures: Figures, table: Table, charge: Charge | None, row: int) -> str:
    """Return what a row needs, in words: the columns that describe it, or the quantities and prices of which its cost is the product."""
    known = figures.catalogue.names(table.name)
    names = [name for name in (table.described_by or (charge.drivers if charge else ())) if name in known]
    return ", ".join(need for name in names if (need := _need(figures, table, name, row)))


def _need(figures: Figures, table: Table, name: str, row: int) -> str:
    value = figures.formatted(table.name, name, row)
    if figures.kind(table.name, name) == "text" or figures.dated(table.name, name):
        return value if figures.value(table.name, name, row) else ""
    figure = figures.catalogue.figures.get((table.name, name))
    title = figure.title if figure else figures.catalogue.columns(table.name)[name].title
    if figure and figure.line.unit == CURRENCY:
        known = figures.tables[table.name].columns[name][row] != 0
        value = f"{figures.values('cycle', 'currency')[0]} {value}" if known else "not known yet"
    return f"{title[:1].lower()}{title[1:]} {value}"
