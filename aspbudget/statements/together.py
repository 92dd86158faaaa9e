"""Together: which rows of a sheet are in effect at once in a draft, for the rules of the models that count the rows of their own sheet.

Say the rule is that a body has one meeting in a slot. A draft breaks it where it adds a meeting in a slot in which the section has one
of that body already. It doesn't where it has one meeting of alternative A and another of alternative B in the same slot, of which the
text keeps one, nor where it has one until 2004 and another from 2005 on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aspbudget.declare.practice import ONE_TIME
from aspbudget.lines.functions import at_least, at_most, where
from aspbudget.lines.line import Line, line

if TYPE_CHECKING:
    from aspbudget.declare.model import Rule, Table

# A year after all others, and what stands for the alternative of a row that belongs to none: it counts whichever is chosen.
_NEVER, _ANY = 9999, "(none)"


@line(unit="year", source="Years of an activity")
def in_effect_until(first_year: Any, last_year: Any, recurrence: Any) -> Any:  # noqa: ANN401
    """The last year in which the row is in effect; a row of the section stays."""
    ends = where(recurrence == ONE_TIME, first_year, where(last_year == 0, _NEVER, last_year))
    return where(first_year == 0, _NEVER, ends)


@line(unit="text", source="Alternatives of a draft")
def in_effect_with(alternative: Any) -> Any:  # noqa: ANN401
    """The alternative with which the row is in effect."""
    return where(alternative == "", _ANY, alternative)


_STATED = ("paragraph", "first_year", in_effect_until.name, in_effect_with.name)


def in_a_draft(table: Table) -> Table:
    """Return a sheet of activities whose rules count, for a row of the draft, only the rows of the sheet that are in effect together with it.

    A row of the section is checked with the section; what a draft adds is no fault of it.
    """
    if not any(table.name in rule.holds.parameters for rule in table.rules):
        return table
    rules = tuple(replace(rule, holds=_of_the_draft(table.name, rule)) if table.name in rule.holds.parameters else rule for rule in table.rules)
    return replace(table, rules=rules, lines=(in_effect_until, in_effect_with, *table.lines))


def _of_the_draft(table: str, rule: Rule) -> Line:
    needs = tuple(dict.fromkeys((*rule.holds.parameters, *_STATED)))

    def function(*symbols: Any) -> Any:  # noqa: ANN401
        known = dict(zip(needs, symbols, strict=True))
        paragraph, *stated = (known[name] for name in _STATED)
        seen = known | {table: _Together(known[table], *stated)}
        return (paragraph == "") | rule.holds.function(*(seen[name] for name in rule.holds.parameters))

    return replace(rule.holds, function=function, parameters=needs)


@dataclass(frozen=True)
class _Together:
    """A sheet as a rule sees it from a row of the draft: only the rows that are in effect in one of its years, with its alternative."""

    rows: Any
    first_year: Any
    until: Any
    alternative: Any

    def count(self, **by: Any) -> Any:  # noqa: ANN401
        """Return the number of rows that have these values and are in effect together with this one."""
        together = by | {"first_year": at_most(self.until), in_effect_until.name: at_least(self.first_year)}
        with_any, with_the_same = (self.rows.count(**together, **{in_effect_with.name: each}) for each in (_ANY, self.alternative))
        return where(self.alternative == _ANY, self.rows.count(**together), with_any + with_the_same)
