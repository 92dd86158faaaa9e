"""Consolidated statements: several drafts of a session, each by itself, in the order of adoption, and all together.

Two drafts each hold a meeting, in the two halves of one day. Each needs an interpreters' team by itself, at 23,100; together one team
serves both, so that the joint effect between drafts takes it back:

    L.1                             23,100
    L.2                             23,100
    joint effect between drafts    −22,900
    together                        23,300
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aspbudget.faults import Fault, Refused, WrongUse, allowed, nearest
from aspbudget.figures.cost import cost
from aspbudget.statements.checks import file_name
from aspbudget.statements.costed import Costed, figures
from aspbudget.statements.costing import lines, statement
from aspbudget.statements.draft_sheets import HEAD
from aspbudget.statements.one_draft import OneDraft
from aspbudget.statements.options import totals
from aspbudget.statements.rows import DraftRows
from aspbudget.statements.statement import Amounts, added, less
from aspbudget.statements.unpriced import Unpriced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from aspbudget.statements.statement import Line, Paragraph, Statement


class WrongOrder(WrongUse):
    """An order of adoption is not one of the drafts that are named; the message says which is missing, unknown or named twice."""


class Own(NamedTuple):
    """A draft of several: its symbol, its title, the printed lines of its own statement, and what it adds in the order of adoption, by year."""

    symbol: str
    title: str
    lines: tuple[Line, ...]
    in_order: tuple[Amounts, ...] = ()

    def of(self, keep: Callable[[Line], bool]) -> Amounts:
        """Return the sum of the lines of its own statement for which `keep` is true."""
        return added(line.amounts for line in self.lines if keep(line))

    def in_year(self, year: int) -> Amounts:
        """Return what the draft by itself costs in a year."""
        return self.of(lambda line: line.year == year)


@dataclass(frozen=True)
class Consolidated:
    """A consolidated statement: `whole` is that of all drafts as one, and `found` its computation.

    `drafts` are those it was made from, as they were named, or in the order of adoption, where that is known: `adopted` are their symbols in it.
    What the drafts by themselves and the joint effect between them amount to is the whole, as printed.
    """

    found: Costed
    whole: Statement
    drafts: tuple[Own, ...]
    adopted: tuple[str, ...] = ()

    @property
    def ordered(self) -> bool:
        """Whether the order of adoption is known."""
        return bool(self.adopted)

    def own(self, keep: Callable[[Line], bool]) -> Amounts:
        """Return the sum of the drafts' own lines for which `keep` is true."""
        return added(each.of(keep) for each in self.drafts)

    def joint(self, year: int) -> Amounts:
        """Return the joint effect between drafts in a year: what they cost together less what each costs by itself."""
        return less(self.whole.in_year(year), added(each.in_year(year) for each in self.drafts))

    def joint_lines(self) -> Iterator[Line]:
        """Yield the joint effect between drafts by place in the section and year, where it is anything."""
        held = (*self.whole.lines, *(line for each in self.drafts for line in each.lines))
        for across, down, year in dict.fromkeys((line.across, line.down, line.year) for line in held):
            def keep(line: Line, place: tuple[str, str, int] = (across, down, year)) -> bool:
                return (line.across, line.down, line.year) == place

            amounts = less(self.whole.of(keep), self.own(keep))
            if any(amounts):
                yield held[0]._replace(paragraph="", across=across, down=down, year=year, kind="", amounts=amounts)

    def paragraphs(self, draft: Own) -> tuple[int, ...]:
        """Return the places, among the paragraphs of the whole, of those of a draft, one after the other."""
        return tuple(self._places.get(draft.symbol, ()))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The places of the paragraphs of each draft, by its symbol."""
        found: dict[str, list[int]] = {}
        for place, each in enumerate(self.whole.paragraphs):
            found.setdefault(self.parted(each.number)[0], []).append(place)
        return found

    def parted(self, number: str) -> tuple[str, str]:
        """Return the symbol of the draft of which a paragraph of the whole is, and its number there."""
        return parted(number, [each.symbol for each in self.drafts])

    def within(self, draft: Own, year: int) -> Amounts:
        """Return what a draft costs in a year beyond the lines that its paragraphs have in the whole: what these share, and cite with others."""
        numbers = {self.whole.paragraphs[place].number for place in self.paragraphs(draft)}
        return less(draft.in_year(year), self.whole.of(lambda line: line.year == year and line.paragraph in numbers))


def parted(number: str, symbols: Sequence[str]) -> tuple[str, str]:
    """Return the symbol, one of these, and the number of a paragraph of several drafts: `L.5, annex, 4` → `L.5` and `annex, 4`."""
    symbol = max((each for each in symbols if number.startswith(f"{each}, ")), key=len)
    return symbol, number.removeprefix(f"{symbol}, ")


def consolidated(drafts: Sequence[Costed], order: Sequence[str] | None = None, shares: pd.DataFrame | None = None) -> Consolidated:
    """Return the consolidated statement of several computed drafts, in the order in which they are named, or are adopted.

    `order` are their symbols in the order of adoption, where that is known, none of them where they are named in it; `shares` are the
    States, where what each would be assessed is wanted. Raises `Refused` where they have not one baseline, or don't go together, and `WrongOrder` where the order isn't one of these drafts.
    """
    if faults := list(_compared_with_others(drafts)):
        raise Refused(faults)
    adopted = None if order is None else in_order(list(map(_symbol, drafts)), order)
    known = sorted(drafts, key=_symbol)  # so that the order in which they are named changes nothing
    one = OneDraft(drafts[0].draft_rows.anatomy, tuple(each.draft_rows.inputs for each in known), tuple(range(len(known))))
    found = _costed(drafts[0], one, shares)
    whole = _with_what_ranges_leave_out(statement(found), drafts)
    added_in_turn = {} if adopted is None else _in_turn(one, found, whole, adopted)
    own = tuple(Own(_symbol(each), str(each.heading["resolution"]), lines(each.figures, each.draft_rows.years), added_in_turn.get(_symbol(each), ()))
                for each in drafts)  # fmt: skip
    return Consolidated(found, whole, own if adopted is None else tuple(sorted(own, key=lambda each: adopted.index(each.symbol))), adopted or ())


def _with_what_ranges_leave_out(whole: Statement, drafts: Sequence[Costed]) -> Statement:
    """Return the whole with all that the ranges of the drafts leave out: the activities of what only may come to be asked for are in the drafts alone."""
    own = {_symbol(each): Unpriced(each.draft_rows) for each in drafts}

    def excluded(paragraph: Paragraph) -> tuple[str, ...]:
        symbol, number = parted(paragraph.number, list(own))
        return tuple(dict.fromkeys((*paragraph.excludes, *own[symbol].of(number))))

    return replace(whole, paragraphs=tuple(replace(each, excludes=excluded(each)) if each.high else each for each in whole.paragraphs))


def _symbol(found: Costed) -> str:
    return str(found.heading["symbol"])


def _costed(like: Costed, one: OneDraft, shares: pd.DataFrame | None) -> Costed:
    draft_rows = DraftRows(one.anatomy, one.inputs(), shares)
    return Costed(like.section, draft_rows, figures(draft_rows), like.baseline)


def _compared_with_others(drafts: Sequence[Costed]) -> Iterator[Fault]:
    """Yield the drafts whose baseline isn't that of the first."""
    first = drafts[0]
    for each in drafts[1:]:
        if each.baseline != first.baseline:
            inputs = each.draft_rows.inputs
            place = inputs.place(each.draft_rows.anatomy.draft.tables[0], "against", int(inputs.frames[HEAD].index[0]))
            message = (
                f'This draft is compared with the section "{each.baseline}", and {_symbol(first)} with "{first.baseline}": a consolidated statement has one '
                "section; give the same in each draft, or name one for all with --against of aspbudget statement."
            )
            yield Fault(inputs.label, *place, message)


def in_order(symbols: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    """Return the symbols of drafts in an order of adoption, in which each is named by its symbol, the end of it, or its file.

    Raises `WrongOrder` where one is left out, named twice, or none of them.
    """
    found: list[str] = []
    for name in order or symbols:
        wanted = file_name(name.removesuffix(".xlsx"))
        known = [each for each in symbols if file_name(each) == wanted] or [each for each in symbols if file_name(each).endswith(f"-{wanted}")]
        if len(known) != 1:
            message = f"The order of adoption names {name}, which is not one of the drafts{nearest(name, symbols) or '.'} There are: {allowed(symbols)}."
            raise WrongOrder(message)
        if known[0] in found:
            message = f"The order of adoption names {known[0]} twice; name each draft once."
            raise WrongOrder(message)
        found += known
    if left_out := [each for each in symbols if each not in found]:
        message = f"The order of adoption leaves out {allowed(left_out)}; name every draft once."
        raise WrongOrder(message)
    return tuple(found)


def _in_turn(one: OneDraft, found: Costed, whole: Statement, adopted: tuple[str, ...]) -> dict[str, tuple[Amounts, ...]]:
    """Return what each draft adds, by year, to those that are adopted before it; all computed in one run."""
    places = tuple(one.symbols.index(each) for each in adopted)
    if one.cites_twice and places != one.citing:
        found = _costed(found, replace(one, citing=places), None)  # what several cite is provided for the first that is adopted
    draft = found.draft_rows
    names = [parted(number, adopted)[0] for number in draft.paragraphs]
    counts = draft.inputs.frames["paragraphs"]["counts"].to_numpy(dtype=float)
    chosen = np.array([[count * (name in adopted[: turn + 1]) for name, count in zip(names, counts, strict=True)] for turn in range(len(adopted))])
    models = found.figures.catalogue if draft.shares is None else replace(draft, shares=None).printed_lines.catalogue()
    computed = cost(models, found.frames, draft.inputs.named, {("paragraphs", "counts"): chosen})
    by_year = [[*totals(computed, year, len(adopted))[:-1], whole.in_year(year)] for year in draft.years]
    return {symbol: tuple(less(sums[turn], sums[turn - 1] if turn else Amounts()) for sums in by_year) for turn, symbol in enumerate(adopted)}
