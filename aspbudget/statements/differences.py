"""Differences: what a paragraph costs where that depends on what else takes place, as differences between the cases compared.

A meeting in a free slot of a day with one team at 1,000: “draft only” costs 1,000 and “without any meeting” 0, so its full cost is 1,000;
“section and draft” costs what “the section” costs, so its net cost is 0. The section provides for the 1,000 between them.

A meeting may also make those of the section cost more: the ninth of a week in which a team serves eight brings a further team, for all
days of the week. It adds more to the section than it costs alone, nothing is provided for, and its full cost is what it adds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import node
from aspbudget.lines.functions import at_least, at_most, greatest, money, where
from aspbudget.lines.line import CURRENCY, Line
from aspbudget.phrase import phrase
from aspbudget.statements.by_case import by_case, counted, provided
from aspbudget.statements.draft import ALL, DRAFT, PROVISION
from aspbudget.statements.effect import ALONE, BEFORE, NOTHING, PROVIDED, WITH, Cases
from aspbudget.statements.line_sheets import CASE_LINES, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.declare.model import Axes, Charge, Table
    from aspbudget.statements.anatomy import Anatomy

COMPARED = ("full", "own", "net")
_DIFFERS, _ALONE = "What the cases that are compared differ by.", "What it costs by itself, where nothing else is held."


def differs(step: str, year: int) -> str:
    """Return the name of the line for the difference between cases in a year: `net`, 2004 → `net_by_case_2004`.

    `step` is `full` (at full cost), `own` (after pooling) or `net`.
    """
    return f"{step}_by_case_{year}"


def alone(year: int) -> str:
    """Return the name of the line for what a draft costs by itself in a year, after pooling."""
    return f"own_alone_{year}"


def raised(year: int) -> str:
    """Return the name of the line for what a draft makes the rest cost more in a year: what it adds beyond what it costs by itself."""
    return f"raised_{year}"


def served(step: str, year: int) -> str:
    """Return the name of the line for what cited rows that serve meetings, such as rooms, cost in a year: `full_provided_2004`."""
    return f"{step}_provided_{year}"


@dataclass(frozen=True)
class Comparison:
    """The lines that compare cases, for each paragraph and kind, or (`joint`) for all paragraphs together less what each costs alone."""

    anatomy: Anatomy
    years: tuple[int, ...]
    joint: bool

    @property
    def _axes(self) -> Axes:
        return self.anatomy.section.axes

    @property
    def _asked(self) -> tuple[str, ...]:
        return () if self.joint else ("paragraph", "kind")

    def lines(self) -> Iterator[Line]:
        """Yield the lines in order: how many cases there are, then the differences year by year, in the cycle's currency."""
        yield from (self._cases(name, view) for name, view in (("alone", ALONE), ("beside", WITH)))
        for year in self.years:
            yield from (self._net(year), self._alone(year), self._raised(year), self._full(year), self._own(year))
            yield from () if self.joint else (self._served(step, year) for step in ("full", "own"))

    def _cases(self, name: str, view: str) -> Line:
        """Return the line that counts the cases of a view, such as “draft only”, for the paragraph; without any, it has no difference."""

        def function(cases: Any, *asked: Any) -> Any:  # noqa: ANN401
            paragraph, kind = asked or (ALL, ALL)
            return cases.count(view=view, asked_by=paragraph, asked_as=kind)

        return Line(name, function, (Cases.table(), *self._asked), phrase("How many cases of “{view}” there are for it.", view=view), "cases",
                    "Sheet Situations compared", label=phrase("Situations of {view}", view=view))  # fmt: skip

    def _charges(self, names: tuple[str, ...]) -> list[tuple[Table, Charge]]:
        return list(self.anatomy.charges(names))

    def _net(self, year: int) -> Line:
        """Return the line for “section and draft” less “the section” in a year; the joint one without what the paragraphs' own lines show."""
        charged = self._charges(self.anatomy.by_case)
        parameters = ("beside", *self._axes, *self._asked, *self._by_case(charged), *self._others)

        def function(beside: Any, *symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(parameters[1:], symbols, strict=True))
            sought = self._sought(known, year)
            amount = add_up(sought.gained(known[by_case(table.name)], _cost(charge, "net"), charge, (WITH, BEFORE)) for table, charge in charged)
            return where(beside > 0, self._less_shown(amount, known, differs("net", year)), 0)

        return self._compared("net", year, Line(differs("net", year), function, parameters, _DIFFERS, "", ""))

    def _alone(self, year: int) -> Line:
        """Return the line for what the draft costs by itself in a year, after pooling."""
        parameters, function = self._by_itself("own", year)
        return self._compared("own", year, Line(alone(year), function, parameters, _ALONE, "", ""))

    def _raised(self, year: int) -> Line:
        """Return the line for what the draft adds to the section in a year beyond what it costs by itself, because it makes the rest cost more."""
        parameters = (differs("net", year), alone(year), *((*self._axes, *self._others) if self.joint else ()))

        def function(net: Any, by_itself: Any, *symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(parameters[2:], symbols, strict=True))
            added = net + self._shown(known, differs("net", year)) if self.joint else net
            return greatest(money(added - by_itself), 0)

        meaning = "What it adds to the section beyond what it costs by itself, because it makes what is there cost more."
        return Line(raised(year), function, parameters, meaning, CURRENCY, self.anatomy.practice.marginal, label=phrase("Raised {year} by case", year=year))

    def _own(self, year: int) -> Line:
        """Return the line for the cost after pooling in a year: what the draft costs by itself, or what it adds to the section if that is more."""
        parameters = (alone(year), raised(year), *((*self._axes, *self._others) if self.joint else ()))

        def function(by_itself: Any, more: Any, *symbols: Any) -> Any:  # noqa: ANN401
            return self._less_shown(by_itself + more, dict(zip(parameters[2:], symbols, strict=True)), differs("own", year))

        return self._compared("own", year, Line(differs("own", year), function, parameters, _DIFFERS, "", ""))

    def _full(self, year: int) -> Line:
        """Return the line for the full cost in a year, with what makes the rest cost more."""
        needs, by_itself = self._by_itself("full", year)
        parameters = (raised(year), *needs, *self._others)

        def function(more: Any, *symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(parameters[1:], symbols, strict=True))
            return self._less_shown(by_itself(*symbols[: len(needs)]) + more, known, differs("full", year))

        return self._compared("full", year, Line(differs("full", year), function, parameters, _DIFFERS, "", ""))

    def _by_itself(self, step: str, year: int) -> tuple[tuple[str, ...], Callable[..., Any]]:
        """Return the cost of a draft by itself at a step: “draft only” less “without any meeting”, and what serves meetings in “section and draft”.

        The draft's own rows that serve meetings count with all that they cost there, cited ones with what they cost more than in the section.
        """
        charged = self._charges(self.anatomy.by_case)
        parameters = ("alone", "beside", *self._axes, *self._asked, *self._by_case(charged))

        def function(*symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(parameters, symbols, strict=True))
            sought = self._sought(known, year)
            amount = add_up(sought.gained(known[by_case(table.name)], _cost(charge, step), charge, (ALONE, NOTHING)) for table, charge in charged)
            amount = amount + add_up(sought.serving(known[by_case(table.name)], _cost(charge, step), charge) for table, charge in charged if table.entered)
            return where(known["alone"] + known["beside"] > 0, amount + self._grown(step, sought, known), 0)

        return parameters, function

    @property
    def _others(self) -> tuple[str, ...]:
        """The sheet of the paragraphs' own lines, where joint lines subtract what these show."""
        return (CASE_LINES,) if self.joint else ()

    def _by_case(self, charged: list[tuple[Table, Charge]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(by_case(table.name) for table, _ in charged))

    def _sought(self, known: dict[str, Any], year: int) -> _Sought:
        asked = {"asked_by": known.get("paragraph", ALL), "asked_as": known.get("kind", ALL)}
        return _Sought(asked, year, self._axes, tuple(known[name] for name in self._axes))

    def _shown(self, known: dict[str, Any], column: str) -> Any:  # noqa: ANN401
        """Return what the paragraphs' own lines show in a column."""
        return known[CASE_LINES].total(column, **{name: known[name] for name in self._axes})

    def _less_shown(self, amount: Any, known: dict[str, Any], column: str) -> Any:  # noqa: ANN401
        """Return an amount; a joint one without what the paragraphs' own lines show."""
        return amount - self._shown(known, column) if self.joint else amount

    def _compared(self, step: str, year: int, line: Line) -> Line:
        """Return a line of a step with its unit, its source and its title."""
        title = next(title for name, title, _ in steps(self.anatomy.practice) if name == step)
        label = phrase("{title} {year} by case, by itself" if line.name == alone(year) else "{title} {year} by case", title=title, year=year)
        return replace(line, unit=CURRENCY, source=self.anatomy.practice.marginal, label=label)

    def _grown(self, step: str, sought: _Sought, known: dict[str, Any]) -> Any:  # noqa: ANN401
        """Return what the cited rows that serve meetings cost more with the draft than without it; in later years only recurrent ones.

        A room that the section pays for 5 days and that is needed on 6 with the draft costs 1 day more.
        """
        later = sought.year > self.years[0]
        every = {"recurrence": RECURRENT} if later else {}
        cited = every if self.joint else {"paragraph": known["paragraph"], "recurrence": known["kind"]}
        found = add_up(sought.grown(known[by_case(table.name)], provided(_name(charge, step)), charge, cited)
                    for table, charge in self._charges(self.anatomy.serving))  # fmt: skip
        beside = where(known["beside"] > 0, found, 0)
        return where(known["kind"] == ONE_TIME, 0, beside) if later and not self.joint else beside

    def _served(self, step: str, year: int) -> Line:
        """Return the line for what the cited rows that serve meetings, such as rooms, cost in the section; in later years only recurrent ones."""
        charged = self._charges(self.anatomy.serving)
        parameters = (*self._axes, *self._asked, *(by_case(table.name) for table, _ in charged))

        def function(*symbols: Any) -> Any:  # noqa: ANN401
            known = dict(zip(parameters, symbols, strict=True))
            keys = {"paragraph": known["paragraph"], "recurrence": known["kind"], "origin": PROVISION, "view": PROVIDED}
            found: Any = node(0)
            for table, charge in charged:
                place = dict(zip(charge.place(self._axes), (known[name] for name in self._axes), strict=True))
                found = found + known[by_case(table.name)].total(provided(_name(charge, step)), **keys, **place)
            return found if year == self.years[0] else where(known["kind"] == ONE_TIME, 0, found)

        title = next(title for name, title, _ in steps(self.anatomy.practice) if name == step)
        return Line(served(step, year), function, parameters, "What the section provides for it that serves what is held.", CURRENCY,
                    self.anatomy.practice.marginal, label=phrase("{title} {year} provided", title=title, year=year))  # fmt: skip


@dataclass(frozen=True)
class _Sought:
    """Which amounts a difference is made of: the paragraph and kind, the year, and the line of the section (`place`, along `axes`)."""

    asked: dict[str, Any]
    year: int
    axes: Axes
    place: tuple[Any, ...]

    def _keys(self, charge: Charge) -> dict[str, Any]:
        return dict(zip(charge.place(self.axes), self.place, strict=True))

    def _then(self) -> dict[str, Any]:
        return {"year": at_most(self.year), "until": at_least(self.year)}

    def gained(self, rows: Any, cost: str, charge: Charge, views: tuple[str, str]) -> Any:  # noqa: ANN401
        """Return what a table charges to the line in the first of two cases less what it charges in the second."""
        with_it, without = views
        keys, other = self._keys(charge), {} if without == BEFORE else self.asked | self._then()
        return rows.total(cost, view=with_it, **self._then(), **self.asked, **keys) - rows.total(cost, view=without, **other, **keys)

    def serving(self, rows: Any, cost: str, charge: Charge) -> Any:  # noqa: ANN401
        """Return what the draft's own rows that serve meetings, such as rooms, cost in “section and draft”."""
        return rows.total(cost, view=WITH, origin=DRAFT, **self._then(), **self.asked, **self._keys(charge))

    def grown(self, rows: Any, cost: str, charge: Charge, cited: dict[str, Any]) -> Any:  # noqa: ANN401
        """Return what cited rows of the section that serve meetings cost in “section and draft” less what they cost in “the section”."""
        keys = {"origin": PROVISION} | cited | self._keys(charge)
        return rows.total(cost, view=WITH, **self._then(), **self.asked, **keys) - rows.total(cost, view=BEFORE, **keys)


def _name(charge: Charge, step: str) -> str:
    return charge.full if step == "full" else charge.cost


def _cost(charge: Charge, step: str) -> str:
    return counted(_name(charge, step))
