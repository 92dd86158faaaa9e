"""Justifications: what a printed line is made of, in words that can be pasted into the narrative."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isclose, prod
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.figures.printed import cycle_before, lines_of
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY
from aspbudget.phrase import altered, counted, in_a_row, phrase

if TYPE_CHECKING:
    from aspbudget.declare.layout import Printed
    from aspbudget.declare.model import Charge, Table
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.printed import Amounts, Place
    from aspbudget.review.bridge import Bridge, Moved

LARGEST = 3
_OTHERS = "{count:,} other requirement ({amount})", "{count:,} other requirements ({amount})"
_POOLED = "{count:,} requirement pooled at no cost would have cost {saved}.", "{count:,} requirements pooled at no cost would have cost {saved}."
_AGAINST = {  # whether anything is proposed, and whether more than before
    (True, True): "{amount} is proposed, {change} more than {when}.", (True, False): "{amount} is proposed, {change} less than {when}.",
    (False, True): "Nothing is proposed, {change} more than {when}.", (False, False): "Nothing is proposed, {change} less than {when}.",
}  # fmt: skip


class Requirement(NamedTuple):
    """A row that is charged to a line: its key, its place in the section, its cost, and what it would cost were nothing pooled."""

    table: Table
    charge: Charge
    row: int
    key: str
    place: Place
    cost: float
    full: float


class Factor(NamedTuple):
    """A quantity or a price of which the cost of a requirement is made: its title, its value, and whether that is money."""

    title: str
    value: float
    money: bool


class Made(NamedTuple):
    """What a line is made of: the requirements that are named, the other ones, and those that are pooled at no cost."""

    named: tuple[Requirement, ...]
    rest: tuple[Requirement, ...]
    pooled: tuple[Requirement, ...]


@dataclass(frozen=True)
class Justification:
    """Justifications for the printed lines of a section, in words; `bridge`, where there is one, says why each line changed."""

    figures: Figures
    layout: Printed
    currency: str
    bridge: Bridge | None = None

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every row that is charged to the section, the dearest first."""
        found = [
            each
            for table in self.figures.catalogue.tables.values()
            for charge in table.charges
            for each in self._of(table, charge)
        ]
        return tuple(sorted(found, key=lambda each: (-each.cost, each.table.title, each.key)))

    def _of(self, table: Table, charge: Charge) -> list[Requirement]:
        figures, name = self.figures, table.name
        columns = figures.tables[name].columns
        full = columns.get(charge.full, columns[charge.cost])
        places = zip(*(figures.values(name, each) for each in charge.place(figures.catalogue.axes)), strict=True)
        return [
            Requirement(
                table,
                charge,
                row,
                figures.key_of(name, row),
                place,
                float(columns[charge.cost][row]),
                float(full[row]),
            )
            for row, place in enumerate(places)
        ]

    @cached_property
    def approved(self) -> Amounts:
        """What was approved for each line before; empty when it isn't known."""
        earlier = self.layout.last_year
        return lines_of(self.figures, self.layout, earlier) if earlier else {}

    def text(self, place: Place) -> str:
        """Return the justification of a line: the amount, how it compares with what was approved, what it is for, and why it changed."""
        return in_a_row(part for part in (self._proposed(place), self._for(place), self._why(place)) if part)

    def _proposed(self, place: Place) -> str:
        proposed = lines_of(self.figures, self.layout)[place]
        before, last = self.approved.get(place, 0), cycle_before(self.figures, 1)
        said = {"amount": self._money(proposed)} if proposed else {}
        if not any(self.approved.values()):
            return phrase("{amount} is proposed." if proposed else "Nothing is proposed.", **said)
        said |= {"when": phrase("approved for {cycle}", cycle=last) if last else "approved before"}
        if proposed == before:
            return phrase("{amount} is proposed, as {when}." if proposed else "Nothing is proposed, as {when}.", **said)
        change = phrase("{change} ({share:.1f} per cent)", change=self._money(abs(proposed - before)), share=abs(proposed - before) / before * 100) if before else self._money(abs(proposed - before))
        return phrase(_AGAINST[bool(proposed), proposed > before], change=change, **said)

    def _money(self, amount: float) -> str:
        return phrase("{currency}\N{NO-BREAK SPACE}{amount:,.0f}", currency=self.currency, amount=amount)

    def made_of(self, place: Place) -> Made:
        """Return what a line is made of: its dearest requirements, the others, and those that are pooled at no cost."""
        rows = [each for each in self.requirements if each.place == place]
        paid = [each for each in rows if each.cost]
        return Made(tuple(paid[:LARGEST]), tuple(paid[LARGEST:]), tuple(each for each in rows if not each.cost and each.full))

    def factors(self, each: Requirement) -> list[Factor]:
        """Return what a requirement's cost is made of: quantities, then the price."""
        return [self._factor(each, name) for name in each.charge.drivers]

    def _factor(self, each: Requirement, name: str) -> Factor:
        catalogue, table = self.figures.catalogue, each.table.name
        column, figure = catalogue.columns(table).get(name), catalogue.figures.get((table, name))
        title = column.title if column else figure.title if figure else name
        money = figure is not None and figure.line.unit == CURRENCY
        return Factor(title, float(self.figures.tables[table].columns[name][each.row]), money)

    def _for(self, place: Place) -> str:
        named, rest, pooled = self.made_of(place)
        said = [phrase("{row} ({product})", row=each.key, product=self._product(each)) for each in named]
        if rest:
            said.append(counted(*_OTHERS, len(rest), amount=self._money(add_up(each.cost for each in rest))))
        found = [phrase("It provides for {rows}.", rows=in_a_row(said, "; "))] if said else []
        if pooled:
            found.append(counted(*_POOLED, len(pooled), saved=self._money(add_up(each.full for each in pooled))))
        return in_a_row(found) if found else ""

    def _product(self, each: Requirement) -> str:
        factors = self.factors(each)
        product = multiplied(factors, each.cost)
        telling = [factor for factor in factors if not product or factor.value != 1]
        said = [self._shown(factor) for factor in telling]
        if not said or (product and all(factor.money for factor in telling)):
            return self._money(each.cost)
        return phrase("{factors}: {cost}", factors=in_a_row(said, " × " if product else ", "), cost=self._money(each.cost))

    def _shown(self, factor: Factor) -> str:
        title, value, money = factor
        shown = phrase("{currency}\N{NO-BREAK SPACE}{amount:,.2f}", currency=self.currency, amount=value) if money else phrase("{number:,.10g}", number=value)
        return phrase("{title} {value}", title=altered(title, lambda each: each[:1].lower() + each[1:]), value=shown)

    def _why(self, place: Place) -> str:
        moved = [bar for bar in (self.bridge.bars if self.bridge else ()) if bar.amounts.get(place, 0)]
        sentences = [
            phrase("{cause} {change}{rows}", cause=altered(bar.cause.title, str.lower), change=_signed(bar.amounts[place]), rows=self._rows(bar.rows, place))
            for bar in moved
        ]
        return phrase("What changed: {causes}.", causes=in_a_row(sentences, "; ")) if sentences else ""

    def _rows(self, rows: tuple[Moved, ...], place: Place) -> str:
        names = [row.key for row in rows if row.place == place]
        named, rest, pooled = self.made_of(place)
        if not names or (not rest and not pooled and set(names) == {each.key for each in named}):
            return ""  # of all rows of the line, which are named already
        if len(names) > LARGEST:
            return phrase(" ({rows} and {count} more)", rows=names[0], count=len(names) - 1)
        return phrase(" ({rows})", rows=in_a_row(names, "; "))


def multiplied(factors: list[Factor], cost: float) -> bool:
    """Whether the factors of a requirement, multiplied by each other, are what it costs."""
    return isclose(prod(factor.value for factor in factors), cost, rel_tol=1e-3)


def _signed(amount: int) -> str:
    """Return an amount with its sign, with a minus at which no line is broken."""
    return phrase("+{amount:,}", amount=amount) if amount > 0 else phrase("−{amount:,}", amount=-amount)
