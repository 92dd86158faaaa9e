"""Names of a statement's figures: a paragraph, a line of the section, a year and an amount, in any order, such as `5 / Travel / Additional`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.figures.printed import keys_across
from aspbudget.lines.formula import Text
from aspbudget.lines.line import CURRENCY
from aspbudget.review.names import Names
from aspbudget.review.printed_names import TOTAL, Role, Sought, plain
from aspbudget.review.trace import Formula
from aspbudget.statements.line_sheets import parts, steps
from aspbudget.statements.printed_parts import joint_part, part, tables_of_lines
from aspbudget.statements.statement import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.lines.formula import Node
    from aspbudget.statements.costed import Costed

JOINT_EFFECT = "Joint effect"
_MAIN = Amounts._fields[-1]


def names_of(found: Costed) -> Names:
    """Return the names of the figures of a statement: its printed amounts, and those of the rows of its draft."""
    return Names(found.figures, (StatementNames(found),))


@dataclass(frozen=True)
class StatementNames:
    """The names of the printed amounts of a statement."""

    found: Costed

    @cached_property
    def amounts(self) -> dict[str, tuple[str, str]]:
        """The amounts from full cost to what is additional, each with its title and what it means."""
        practice = self.found.draft_rows.anatomy.practice
        known = {name: (title, about) for name, title, about, *_ in (*steps(practice), *parts(practice))}
        return {name: known[name] for name in Amounts._fields}

    @cached_property
    def known(self) -> dict[str, list[Role]]:
        """What each word may be: a paragraph, a key of the section, a year, or an amount."""
        found: dict[str, list[Role]] = {TOTAL: [Role(TOTAL)], "": []}
        for word, role in self._words():
            found.setdefault(plain(word), []).append(role)
        return found

    def _words(self) -> Iterator[tuple[str, Role]]:
        figures, section = self.found.figures, self.found.section
        for number in figures.values("paragraphs", "paragraph"):
            yield from ((word, Role("paragraph", number)) for word in (number, f"paragraph {number}", f"OP {number}"))
        yield JOINT_EFFECT, Role("paragraph", "")
        for axis in section.catalogue.axes:
            held = {key for table in tables_of_lines(figures) for key in figures.values(table, axis)}
            yield from ((key, Role(axis, key)) for key in sorted(held))
        headings = dict(keys_across(section.figures, section.layout))
        yield from ((heading, Role(section.catalogue.axes.across, key)) for key, heading in headings.items() if heading != key)
        yield from ((str(year), Role("year", year)) for year in self.found.draft_rows.years)
        for name, (title, _) in self.amounts.items():
            yield from ((word, Role("amount", name)) for word in {name, plain(title)})

    def sought(self, roles: Mapping[str, Any]) -> Sought | None:
        """Return the printed amount that some words stand for together: additional in the budget year, in all paragraphs, where none says otherwise."""
        amount, year = roles.get("amount", _MAIN), roles.get("year", self.found.draft_rows.years[0])
        axes = [axis for axis in self.found.section.catalogue.axes if axis in roles]
        if roles.get("paragraph") == "" and axes:
            return None
        title, about = self.amounts[amount]
        who = [f"paragraph {roles['paragraph']}" if roles["paragraph"] else JOINT_EFFECT] if "paragraph" in roles else []
        name = " / ".join((*(who or [] if axes else who or ["Total"]), *(roles[axis] for axis in axes), title, str(year)))
        return Sought(name, Formula(name, self._tree(roles, amount, year), CURRENCY, self.found.draft_rows.anatomy.practice.rounding), about)

    def _tree(self, roles: Mapping[str, Any], amount: str, year: int) -> Node:
        if roles.get("paragraph") == "":
            return joint_part(self.found.figures, amount, year)
        keys: dict[str, Node] = {key: Text(roles[key]) for key in ("paragraph", *self.found.section.catalogue.axes) if key in roles}
        return part(self.found.figures, amount, year, keys)

    def words(self) -> Iterator[str]:
        """Yield the words of the names of its amounts, as they are written."""
        yield from ("Total", *(word for word, _ in self._words()), *(title for title, _ in self.amounts.values()))

    def likely(self) -> Iterator[str]:
        """Yield the names among which the nearest to one that is unknown is looked for."""
        yield from (word for word in self.known if word)
