"""Tables by case: the same rows computed once for each case that a statement compares, where one row's cost depends on the others.

A meeting in a free slot of a serviced day costs no further team, so what a draft costs can't be read off its rows. The lines of
the models are therefore computed in several cases (the section, the section with the draft, the draft alone), each case in rows
of its own. Every sum counts only the rows that count in its case (`effect.py` says which), with live formulas.

Say the section has a meeting in the morning, the draft asks for one in the afternoon of the same day, and one team at 1,000 a
day can serve both. The table of days, computed by case, then has these rows:

    case                   day         teams   cost
    the section            6 Sept.         1   1,000
    section and draft    6 Sept.         1   1,000   net cost of the draft: 1,000 − 1,000 = 0
    draft only               6 Sept.         1   1,000   full cost of the draft: 1,000 − 0 = 1,000
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aspbudget.declare.model import Table
from aspbudget.declare.sheet import column
from aspbudget.lines.line import Line
from aspbudget.lines.table import Crossing, Distinct
from aspbudget.phrase import phrase
from aspbudget.statements.anatomy import Anatomy, placed
from aspbudget.statements.draft import chosen
from aspbudget.statements.effect import Cases, Of, asked_as, asked_by, in_effect, occurs, unsettled, until, view, year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.sheet import Sheet
    from aspbudget.lines.formula import Node
    from aspbudget.lines.table import TableSymbol

CASE, IN_EFFECT = "case", "in_effect"
_ATTRIBUTES = (view, asked_by, asked_as, year, until)
_STATED = ("origin", "paragraph", "recurrence", "first_year", "last_year", "chosen")
_COMPARED = "{sheet}, compared"


def by_case(name: str) -> str:
    """Return the name of a table computed by case: `meetings` → `meetings_by_case`."""
    return f"{name}_by_case"


def counted(name: str) -> str:
    """Return the name of the line that repeats a column where its row counts in the case, and is 0 elsewhere: `net_cost` → `net_cost_counted`."""
    return f"{name}_counted"


@dataclass(frozen=True)
class _InCase:
    """A table as a line computed by case sees it: only the rows that count in the row's own case."""

    name: str
    anatomy: Anatomy
    base: Any
    cases: Any
    case: Any

    def at(self, key: Any, column: str, by: str = "") -> Any:  # noqa: ANN401 - a node stands for any value
        if (self.name, column) not in self.anatomy.beyond:
            return self.base.at(key, column, by)
        found = {CASE: self.case, self.anatomy.section.key(self.name): key}
        return self.cases.total(column, **found)

    def total(self, column: str, **by: Any) -> Any:  # noqa: ANN401
        return self.cases.total(counted(column), case=self.case, **by)

    def highest(self, column: str, **by: Any) -> Any:  # noqa: ANN401
        return self.cases.highest(counted(column), case=self.case, **by)

    def count(self, **by: Any) -> Any:  # noqa: ANN401
        return self.cases.total(IN_EFFECT, case=self.case, **by)


def base(anatomy: Anatomy, name: str) -> Table:
    """Return the table with a row's own figures, once for all cases: only the lines that depend on no other row of an activity."""
    table = anatomy.section.tables[name]
    lines = tuple(each for each in table.lines if (name, each.name) not in anatomy.beyond)
    if name not in anatomy.activities:
        return replace(table, lines=lines, rules=())
    return replace(table, rows=placed(table.sheet), lines=(chosen, *lines), charges=(), rules=())


def stack(anatomy: Anatomy, name: str) -> Table:
    """Return a table by case: one row for each case and row, with the lines whose figures depend on which other rows count.

    For a sheet of activities (meetings) the rows are the pairs that `CaseRows.in_each_case` lists; for a table made of its keys (days)
    they follow from those; for a sheet that activities refer to (sessions) there is one for every case and every key.
    """
    table = anatomy.section.tables[name]
    title, about = phrase(_COMPARED, sheet=table.title), phrase("{sheet}, computed in each case of sheet Situations compared.", sheet=table.title)
    beyond = tuple(_wrapped(anatomy, table, each) for each in table.lines if (name, each.name) in anatomy.beyond and each.name != "rows")
    if isinstance(table.rows, Distinct):
        distinct = Distinct(by_case(name), title, about, by_case(table.rows.of), (CASE, *table.rows.by), table.rows.in_order)
        effect: tuple[Line, ...] = (_reached(table.rows, by_case(table.rows.of)),)
        attributes = _ATTRIBUTES if table.charges else ()
        return Table(distinct, lines=(*attributes, *effect, *beyond, *_shadows(anatomy, name)), charges=table.charges)
    key = anatomy.section.key(name)
    copies = tuple(_copied(anatomy, table, key, each) for each in _needed(anatomy, table) if each != key)
    if name not in anatomy.activities:
        crossing = Crossing(by_case(name), title, about, ((CASE, Cases.table()), (key, name)))
        return Table(crossing, lines=(*copies, *beyond))
    effect = (in_effect(anatomy.practice, serving=name not in anatomy.feeders), unsettled)
    provided = () if name in anatomy.feeders else tuple(_provided(anatomy, name))
    lines = (*copies, *effect, *beyond, *_shadows(anatomy, name), *provided)
    return Table(_pairs(anatomy, name), lines=lines, charges=table.charges, made=True)


def _pairs(anatomy: Anatomy, name: str) -> type[Sheet]:
    """Return the sheet that lists, for each case, the rows of an activity that may count in it: a pair of case and row."""
    table, key = anatomy.section.tables[name], anatomy.section.key(name)
    title = anatomy.section.columns(name)[key].title

    class Config:
        """The name on the tab."""

    Config.title = phrase(_COMPARED, sheet=table.title)  # type: ignore[attr-defined]
    stated = {
        "__doc__": phrase("{sheet}, computed in each case of sheet Situations compared in which they may count.", sheet=table.title),
        "__module__": __name__,
        "__annotations__": {CASE: str, key: str},
        CASE: column("Case", "The case.", refers=Cases.table()),
        key: column(title, phrase("The row of sheet {sheet}.", sheet=table.title), refers=name),
        "Config": Config,
    }
    return type(f"{table.sheet.__name__}ByCase", (Of,), stated)


def _reached(rows: Distinct, source: str) -> Line:
    """Return the line `in_effect` of a table made of keys: 1 when at least one of the rows that it is made of counts in the case."""

    def function(table: TableSymbol, *keys: Node) -> Any:  # noqa: ANN401
        found = table.total(IN_EFFECT, **dict(zip((CASE, *rows.by), keys, strict=True)))
        return occurs.function(found)

    return Line(IN_EFFECT, function, (source, CASE, *rows.by), occurs.meaning, "", occurs.source)


def _needed(anatomy: Anatomy, table: Table) -> list[str]:
    """Return the columns to repeat in every case: those used by lines computed by case, by charges, by sums over the table, or as keys."""
    names = anatomy.section.names(table.name)
    lines = [each for each in table.lines if (table.name, each.name) in anatomy.beyond]
    used = {name for each in lines for name in each.parameters}
    used |= {name for charge in table.charges for name in charge.place(anatomy.section.axes)}
    used |= {name for each in anatomy.gathers(table.name) for name in (each.column, *(by for by, _ in each.criteria))}
    used |= {name for each in anatomy.derived_from(table.name) for name in each.by}
    own = [name for name in names if name in used and (table.name, name) not in anatomy.beyond]
    return [*dict.fromkeys((*own, *(_STATED if table.name in anatomy.activities else ())))]


def _copied(anatomy: Anatomy, table: Table, key: str, name: str) -> Line:
    """Return the line that repeats, in every case, a column of the row as it is on its own sheet."""

    def function(rows: TableSymbol, sought: Node) -> Any:  # noqa: ANN401
        return rows.at(sought, name)

    title, unit = anatomy.described(table.name, name)
    return Line(name, function, (table.name, key), phrase("{title}, as on sheet {sheet}.", title=title, sheet=table.title), unit, phrase("Sheet {sheet}", sheet=table.title), label=title)


def _wrapped(anatomy: Anatomy, table: Table, line: Line) -> Line:
    """Return a line as it is computed by case: the same function, given tables in which only the rows count that count in the case."""
    own = {*anatomy.section.names(table.name)}
    several = [name for name in line.parameters if name not in own and name in anatomy.by_case]
    bases = [name for name in several if anatomy.looked_up(table.name, line.name, name)]
    plain = [name for name in line.parameters if name not in several]
    made = [by_case(name) for name in several if anatomy.reached(table.name, line.name, name)]
    parameters = tuple(dict.fromkeys((*plain, *bases, *made, *((CASE,) if made else ()))))

    def function(*symbols: Any) -> Any:  # noqa: ANN401
        known = dict(zip(parameters, symbols, strict=True))
        seen = {name: _InCase(name, anatomy, known.get(name), known.get(by_case(name)), known.get(CASE)) for name in several}
        return line.function(*(seen[name] if name in seen else known[name] for name in line.parameters))

    title = anatomy.section.figures[table.name, line.name].title
    return replace(line, function=function, parameters=parameters, label=title)


def _shadows(anatomy: Anatomy, name: str) -> tuple[Line, ...]:
    """Return a line `<column>_counted` for every column that is added up: its value where the row counts in the case, and 0 elsewhere."""
    table = anatomy.section.tables[name]
    columns = {each.column for each in anatomy.gathers(name) if each.how != "count"}
    columns |= {column for charge in table.charges for column in (charge.cost, charge.full)}
    return tuple(_shadow(anatomy, name, each) for each in anatomy.section.names(name) if each in columns)


def provided(name: str) -> str:
    """Return the name of the line that repeats a cost where the row's paragraph and alternative are chosen: `net_cost` → `net_cost_chosen`."""
    return f"{name}_chosen"


def _provided(anatomy: Anatomy, table: str) -> Iterator[Line]:
    """Yield the costs of rows that the section already provides, 0 where the paragraph or alternative that they answer is left out."""
    columns = {each for charge in anatomy.section.tables[table].charges for each in (charge.cost, charge.full)}
    for name in sorted(columns):
        title, unit = anatomy.described(table, name)
        yield Line(provided(name), lambda value, chosen: value * chosen, (name, "chosen"), phrase("{title}, where the row is chosen.", title=title), unit,
                   "Rows whose paragraph and alternative are in", label=phrase("{title} if chosen", title=title))  # fmt: skip


def _shadow(anatomy: Anatomy, table: str, name: str) -> Line:
    title, unit = anatomy.described(table, name)
    return Line(
        counted(name), lambda value, in_effect: value * in_effect, (name, IN_EFFECT), phrase("{title}, where the row is in effect.", title=title),
        unit, "Rows that count in the case", label=phrase("{title} if counted", title=title),
    )  # fmt: skip
