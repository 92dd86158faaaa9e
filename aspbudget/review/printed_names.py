"""Printed names: the lines, subtotals and totals of a printed table, and the columns of its full form, by the words that readers see there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.layout import Shown
from aspbudget.figures.printed import earlier_titles, groups_down, is_full, keys_across
from aspbudget.lines.formula import NOT_AVAILABLE, Binary, Call, Dash, Gather, Node, Number, Text
from aspbudget.phrase import phrase
from aspbudget.review.trace import Formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.tracing import Figure
    from aspbudget.review.reach import Place

TOTAL = "total"
PER_CENT = "per cent"


class Sought(NamedTuple):
    """A figure that a name stands for: its full name, where it stands or by which formula it follows, and what it is."""

    name: str
    asked: Place | Formula
    about: str


class Role(NamedTuple):
    """What a word of a name may be: a table, a key across or down, a group, a column, the word total; and which one."""

    kind: str
    which: Any = ""


def plain(text: str) -> str:
    """Return a text as names are compared: without capitals, without blanks around strokes, with single ones elsewhere, and with the apostrophe of a keyboard."""
    return "/".join(" ".join(part.split()) for part in text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split("/"))


@dataclass(frozen=True)
class PrintedNames:
    """The names of what a printed table shows."""

    figures: Figures
    printed: Printed

    @cached_property
    def known(self) -> dict[str, list[Role]]:
        """What each word may be in this table."""
        printed = self.printed
        found: dict[str, list[Role]] = {plain(printed.title): [Role("table")], TOTAL: [Role(TOTAL)]}
        for key, heading in keys_across(self.figures, printed):
            for word in {plain(key), plain(heading), plain(f"{key} {heading}")}:
                found.setdefault(word, []).append(Role("across", key))
        for group, keys in groups_down(self.figures, printed).items():
            for word in {plain(f"subtotal {group}"), plain(group)}:
                found.setdefault(word, []).append(Role("group", group))
            for key in keys:
                found.setdefault(plain(key), []).append(Role("down", key))
        models = {plain(title) for title, shown in self.columns.items() if not shown.label}
        for title, shown in self.columns.items():
            if plain(title) not in found or plain(title) not in models:  # what readers see goes before what each model charges
                found.setdefault(plain(title), []).append(Role("column", shown))
        return found

    def words(self) -> Iterator[str]:
        """Yield the words of the names of its figures, as they are written."""
        headings = [(key, heading, phrase("{key} {heading}", key=key, heading=heading)) for key, heading in keys_across(self.figures, self.printed)]
        downwards = [(group, phrase("Subtotal {group}", group=group), *keys) for group, keys in groups_down(self.figures, self.printed).items()]
        yield from (self.printed.title, "Total", *(word for words in (*headings, *downwards) for word in words), *self.columns)

    def likely(self) -> Iterator[str]:
        """Yield the names among which the nearest to one that is unknown is looked for."""
        table = self.printed.table
        yield from map(" / ".join, zip(*(self.figures.values(table, axis) for axis in (self.printed.across, self.printed.down)), strict=True))
        yield from (name for name in self.known if not name.isdigit())

    @cached_property
    def columns(self) -> dict[str, Shown]:
        """The columns of the table by their titles: its own, those of its full form, and what each model charges to it."""
        figures, printed = self.figures, self.printed
        lines = {self._line(each.name).title: Shown(each.name, "") for each in figures.catalogue.tables[printed.table].lines}
        earlier = dict(zip(earlier_titles(figures, printed), printed.earlier, strict=True)) if is_full(figures, printed) else {}
        return lines | earlier | {label: Shown(figure, label) for figure, label in printed.figures}

    def sought(self, roles: Mapping[str, Any]) -> Sought | None:
        """Return the figure that some words stand for together, by their roles; none where they are no figure of this table."""
        shown = roles.get("column") or Shown(self.printed.figure, self.printed.figures[0][1])
        if ("down" in roles and "group" in roles) or not roles:
            return None
        place = self._place(roles, shown)
        if place is None and not shown.share_of and self._line(shown.figure).may_be_a_dash:
            return None  # of what has no number in some rows there is no total
        asked = self._formula(roles, shown) if place is None else place
        return Sought(self.name(roles), asked, self._line(shown.figure).line.meaning)

    def name(self, roles: Mapping[str, Any]) -> str:
        """Return the full name of a figure of this table: `Section / 4100 / Travel`."""
        down = roles.get("down") or (f"Subtotal {roles['group']}" if "group" in roles else "Total")
        shown = roles.get("column")
        title = next((title for title, each in self.columns.items() if each is shown), "")
        return " / ".join(word for word in (self.printed.title, roles.get("across", ""), down, title) if word)

    def _line(self, figure: str) -> Figure:
        return self.figures.catalogue.figures[self.printed.table, figure]

    def _place(self, roles: Mapping[str, Any], shown: Shown) -> Place | None:
        """Return where a single line stands in its table; none for what is added up, and for a share."""
        if "across" not in roles or "down" not in roles or shown.share_of:
            return None
        table, pair = self.printed.table, (roles["down"], roles["across"])
        keys = zip(*(self.figures.values(table, axis) for axis in (self.printed.down, self.printed.across)), strict=True)
        return table, shown.figure, list(keys).index(pair)

    def _formula(self, roles: Mapping[str, Any], shown: Shown) -> Formula:
        name, line = self.name(roles), self._line(shown.figure).line
        part = self._total(roles, shown.figure)
        if not shown.share_of:
            return Formula(name, part, line.unit, f"Lines of sheet {self.printed.title}, added up. {line.source}".strip())
        whole = self._total(roles, shown.share_of)
        share = Binary("*", Binary("/", part, whole), Number(100))
        return Formula(name, Call("where", (Binary(">", whole, Number(0), "truth"), share, Dash(NOT_AVAILABLE))), PER_CENT, line.source)

    def _total(self, roles: Mapping[str, Any], figure: str) -> Node:
        """Return the total of the lines that are chosen: of one key down, of those of a group, or of all."""
        across = [(self.printed.across, roles["across"])] if "across" in roles else []
        if "group" in roles:
            keys: Iterable[str] = groups_down(self.figures, self.printed)[roles["group"]]
            return reduce(add, (self._gathered(figure, [(self.printed.down, key), *across]) for key in keys))
        return self._gathered(figure, [*([(self.printed.down, roles["down"])] if "down" in roles else []), *across])

    def _gathered(self, figure: str, keys: list[tuple[str, str]]) -> Node:
        return Gather("total", self.printed.table, figure, tuple((axis, Text(key)) for axis, key in keys))
