"""Printed lines: every line of a statement, added up from the rows of the draft and from the cases that it compares.

A line is a paragraph, a line of the section and a kind; each year has four amounts, from full cost down to what is additional, and the
three parts taken off between them. A meeting in a free slot with one team at 1,000: full cost 1,000, after pooling 1,000, after provision 0,
because the section has engaged the team for that day anyway: 1,000 are provided for. Printed amounts are rounded, parts as differences of
rounded steps, so that full cost less the parts is what is additional, as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from aspbudget.declare.model import Charge, Model, Table
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.formula import node
from aspbudget.lines.functions import rounded, where
from aspbudget.lines.line import CURRENCY, Line
from aspbudget.phrase import phrase
from aspbudget.statements import absorbed, shares
from aspbudget.statements.absorbed import ABSORBED
from aspbudget.statements.anatomy import Anatomy, placed
from aspbudget.statements.by_case import base, stack
from aspbudget.statements.differences import Comparison, differs, served
from aspbudget.statements.draft import DRAFT, chosen, in_force
from aspbudget.statements.effect import Cases
from aspbudget.statements.line_sheets import CASE_LINES, JOINT_LINES, LINES, line_sheets, parts, steps
from aspbudget.statements.shares import Shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aspbudget.declare.practice import Practice

_SUMS = "Sum of the rows of the draft, and of the cases that are compared"


@dataclass(frozen=True)
class PrintedLines:
    """What a statement's catalogue is made from: the years it covers, the tables that have rows (`used`), and, if `shared`, shares by State."""

    anatomy: Anatomy
    years: tuple[int, ...]
    used: frozenset[str]
    shared: bool = False

    @property
    def practice(self) -> Practice:
        """The words and rules of statements."""
        return self.anatomy.practice

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that identify a line: `paragraph`, the two axes of the section, and `kind`."""
        return ("paragraph", *self.anatomy.section.axes, "kind")

    @cached_property
    def by_case(self) -> bool:
        """Whether the draft asks for any activity that must be computed by case."""
        return any(name in self.used for name in self.anatomy.activities if name in self.anatomy.by_case)

    @property
    def absorbs(self) -> bool:
        """Whether anything is declared as absorbed."""
        return ABSORBED in self.used

    @cached_property
    def local(self) -> tuple[str, ...]:
        """The activities that have rows and whose rows cost the same whatever else takes place, such as posts."""
        return tuple(name for name in self.anatomy.local if name in self.used)

    def catalogue(self) -> Catalogue:
        """Return the catalogue of a statement: the draft's own sheets, the section's tables, the cases, and the printed lines."""
        return _catalogue(self)

    def models(self) -> Iterator[Model]:
        """Yield the models of the catalogue of a statement, in their order."""
        section = self.anatomy.section
        draft = replace(self.anatomy.draft, tables=tuple(self._own(self.anatomy.draft.tables)))
        models = [replace(model, tables=tuple(self._tables(model)), printed=(), pages=()) for model in section.models[1:]]
        lines = Model("Statement", "What the draft costs, line by line.", 200, tuple(self._lines()))
        cases = (Model("Cases", "The situations that are compared.", 3, (Table(Cases, made=True),)),) if self.by_case else ()
        yield from (section.models[0], draft, *cases, *(model for model in models if model.tables or model.assumptions), lines)

    def _own(self, tables: Iterable[Table]) -> Iterator[Table]:
        """Yield the draft's own sheets; that of what is absorbed only where it has rows, with what each absorbs year by year."""
        for table in tables:
            if table.name == ABSORBED and self.absorbs:
                yield replace(table, lines=tuple(absorbed.yearly(self.years)), rules=())
            elif table.name != ABSORBED:
                yield replace(table, rules=())

    def _tables(self, model: Model) -> Iterator[Table]:
        for table in model.tables:
            if table.name in self.local:
                yield self._local(self.anatomy.section.tables[table.name])
            elif table.name in self.anatomy.by_case:
                yield from self._by_case(table)
            elif table.name in self.anatomy.vocabulary and (table.name in self.used or table.name in self.anatomy.referred):
                yield replace(table, rules=())

    def _by_case(self, table: Table) -> Iterator[Table]:
        if table.entered and (self.by_case or table.name not in self.anatomy.activities):
            yield base(self.anatomy, table.name)
        if self.by_case:
            yield stack(self.anatomy, table.name)

    def _local(self, table: Table) -> Table:
        later = tuple(_LaterYears(self.anatomy, table).lines())
        yearly = tuple(line for charge in table.charges for year in self.years for line in self._yearly(table, charge, year))
        return replace(table, rows=placed(table.sheet), lines=(chosen, *table.lines, *later, *yearly), charges=(), rules=())

    def _yearly(self, table: Table, charge: Charge, year: int) -> Iterator[Line]:
        """Yield a row's cost in a year, at full cost and to the section; 0 in years when it isn't needed, or where it is left out."""
        later = {line.name for line in _LaterYears(self.anatomy, table).lines()}
        for name, title in ((_full(table, charge), "Full cost"), (charge.cost, "Cost")):
            after = (_later_name(name),) if _later_name(name) in later else ()
            yield Line(_in_year(name, year), _needed_in(year), ("chosen", "first_year", "last_year", "recurrence", name, *after),
                       phrase("{title} of the row in {year}, when it counts.", title=title, year=year), CURRENCY, self.practice.marginal, label=phrase("{title} {year}", title=title, year=year))  # fmt: skip

    def _lines(self) -> Iterator[Table]:
        section = self.anatomy.section
        sheets = line_sheets(section.axes, section.heading_titles())
        if self.by_case:
            yield Table(sheets.cases, lines=tuple(Comparison(self.anatomy, self.years, joint=False).lines()), made=True)
            joint = Comparison(self.anatomy, self.years, joint=True)
            steps = (line for year in self.years for line in (*self._joint(year), *_printed(self.practice, year)))
            yield Table(sheets.joint, lines=(*joint.lines(), *steps), made=True)
        yield Table(sheets.lines, lines=tuple(line for year in self.years for line in (*self._steps(year), *_printed(self.practice, year))), made=True)
        if self.shared:
            tables = (LINES, JOINT_LINES) if self.by_case else (LINES,)
            yield Table(Shares, lines=shares.lines(as_printed("additional", self.years[0]), tables, self.practice.money_unit), made=True, alphabetical="state")

    def _steps(self, year: int) -> Iterator[Line]:
        """Yield what a line costs in a year at each step, from full cost to what is additional."""
        cases = (CASE_LINES,) if self.by_case else ()
        *counted, last = steps(self.practice)
        for name, title, about in counted:
            needs = (*self.keys, *self.local, *cases)
            yield Line(_in_year(name, year), self._step(name, year, needs), needs, about, CURRENCY, _SUMS, label=phrase("{title} {year}", title=title, year=year))
        needs = (_in_year("net", year), *((*self.keys, ABSORBED) if self.absorbs else ()))
        yield Line(_in_year(last.name, year), self._additional(year, needs), needs, last.about, CURRENCY, _SUMS, label=phrase("{title} {year}", title=last.title, year=year))

    def _additional(self, year: int, needs: tuple[str, ...]) -> Callable[..., Any]:
        def function(net: Any, *symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(needs[1:], symbols, strict=True))
            return absorbed.additional(net, absorbed.declared(known[ABSORBED], self.anatomy.section.axes, year, known)) if known else net

        return function

    def _joint(self, year: int) -> Iterator[Line]:
        """Yield, step by step, what all paragraphs cost together in a year beyond the sum of what each costs by itself."""
        *counted, last = steps(self.practice)
        for name, title, about in counted:
            yield Line(_in_year(name, year), lambda amount: amount, (differs(name, year),), about, CURRENCY, _SUMS, label=phrase("{title} {year}", title=title, year=year))
        axes = self.anatomy.section.axes
        needs = (_in_year("net", year), *((*axes, LINES) if self.absorbs else ()))

        def function(net: Any, *symbols: Any) -> Any:  # noqa: ANN401
            if not symbols:
                return net
            *place, lines = symbols
            sums = (lines.total(_in_year(step, year), **dict(zip(axes, place, strict=True))) for step in ("net", last.name))
            return absorbed.jointly_additional(net, *sums)

        yield Line(_in_year(last.name, year), function, needs, last.about, CURRENCY, _SUMS, label=phrase("{title} {year}", title=last.title, year=year))

    def _step(self, step: str, year: int, needs: tuple[str, ...]) -> Callable[..., Any]:
        of_cases = {"full": (differs("full", year), served("full", year)), "own": (differs("own", year), served("own", year)),
                    "net": (differs("net", year),)}[step]  # fmt: skip

        def function(*symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(needs, symbols, strict=True))
            keys = {name: known[name] for name in self.keys}
            found: Any = self._rows(step, year, known)
            for column in of_cases if self.by_case else ():
                found = found + known[CASE_LINES].total(column, **keys)
            return found

        return function

    def _rows(self, step: str, year: int, known: dict[str, Any]) -> Any:  # noqa: ANN401
        """Return the total of the rows whose cost depends on no other row; at the step `net`, only of those that the draft adds."""
        keys = {"paragraph": known["paragraph"], "recurrence": known["kind"]}
        only = {"origin": DRAFT} if step == "net" else {}
        found: Any = node(0)
        for table, charge in self.anatomy.charges(self.local):
            column = _in_year(_full(table, charge) if step == "full" else charge.cost, year)
            axes = self.anatomy.section.axes
            place = dict(zip(charge.place(axes), (known[name] for name in axes), strict=True))
            found = found + known[table.name].total(column, **keys, **place, **only)
        return found


@lru_cache(maxsize=32)
def _catalogue(lines: PrintedLines) -> Catalogue:
    return Catalogue(tuple(lines.models()), package=lines.anatomy.section.package)


def _in_year(name: str, year: int) -> str:
    return f"{name}_{year}"


def _full(table: Table, charge: Charge) -> str:
    return charge.full if any(line.name == charge.full for line in table.lines) else charge.cost


def _printed(practice: Practice, year: int) -> Iterator[Line]:
    digits, all_steps = practice.digits, steps(practice)
    for name, title, about in (all_steps[0], all_steps[-1]):
        yield Line(as_printed(name, year), lambda amount: rounded(amount, digits), (f"{name}_{year}",), about, CURRENCY, practice.rounding,
                   label=phrase("{title} {year} as printed", title=title, year=year))  # fmt: skip
    for name, title, about, before, after in parts(practice):
        yield Line(as_printed(name, year), lambda one, other: rounded(one, digits) - rounded(other, digits), (f"{before}_{year}", f"{after}_{year}"),
                   about, CURRENCY, phrase("One step as printed, less the next. {rounding}", rounding=practice.rounding), label=phrase("{title} {year}", title=title, year=year))  # fmt: skip


def as_printed(name: str, year: int) -> str:
    """Return the name of the line that gives an amount as it is printed, rounded: `full`, 2004 → `printed_full_2004`."""
    return f"printed_{name}_{year}"


@dataclass
class _LaterYears:
    """The lines that differ in the years after a row's first, because some columns have another value then: a new post is established."""

    anatomy: Anatomy
    table: Table
    changed: set[str] = field(default_factory=set)

    @property
    def fixed(self) -> dict[str, Any]:
        """The columns that have another value in later years, with that value: `{"standing": "established"}`."""
        return dict(self.table.later)

    def lines(self) -> Iterator[Line]:
        """Yield each line that depends on such a column, directly or through another line, under the name `<line>_later`."""
        for line in self.table.lines:
            if {*self.fixed, *self.changed} & {*line.parameters}:
                self.changed.add(line.name)
                yield self._line(line, frozenset(self.changed))

    def _line(self, line: Line, changed: frozenset[str]) -> Line:
        fixed = self.fixed
        names = tuple(_later_name(name) if name in changed else name for name in line.parameters if name not in fixed)

        def function(*symbols: Any) -> Any:  # noqa: ANN401
            given = iter(symbols)
            return line.function(*(node(fixed[name]) if name in fixed else next(given) for name in line.parameters))

        title = self.anatomy.section.figures[self.table.name, line.name].title
        return replace(line, name=_later_name(line.name), function=function, parameters=names, label=phrase("{title} in a later year", title=title))


def _later_name(name: str) -> str:
    return f"{name}_later"


def _needed_in(year: int) -> Callable[..., Any]:
    def function(chosen: Any, first_year: Any, last_year: Any, recurrence: Any, cost: Any, later: Any = None) -> Any:  # noqa: ANN401, PLR0913, PLR0917
        amount = cost if later is None else where(first_year < year, later, cost)
        return chosen * in_force(year, first_year, last_year, recurrence) * amount

    return function
