"""A statement in a notebook: what a draft resolution costs by paragraph, line, alternative, activity and State."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.commands.notebook_look import Look, Seen
from aspbudget.faults import nearest
from aspbudget.figures.titled import Titled, titled, with_unit
from aspbudget.statements.statement import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.statements.statement import Statement

_KINDS = Amounts._fields
_JOINT = "Joint effect"
_TITLES = {"answer": "Answer", "low": "At least", "high": "At most", "paragraph": "Paragraph", "sheet": "Sheet", "what": "What", "words": "In words", "means": "Means",
           "first_year": "First year", "kind": "Kind", "year": "Year", "state": "State", "rate": "Rate (per cent)"}  # fmt: skip
_MONEY = (*_KINDS, "low", "high", "net", "amount")


class OpenStatement(Seen):
    """What a draft resolution costs: what `statement_of` returns. Shown, it is its paragraphs with their costs, and its standing."""

    def __init__(self, statement: Statement, standing: str) -> None:
        self.statement, self.standing = statement, standing

    def frame(self) -> Titled:
        """Return its printed lines, a row each: paragraph, place in the section, year, kind, and the amounts."""
        return self._titled(self.statement.frame())

    def by_paragraph(self, year: int | None = None) -> Titled:
        """Return what each paragraph costs in a year, the budget year where none is named, with its answer and its range, which is in no total."""
        rows = [(number, answer, *self._of(number, year), low, high) for number, answer, low, high in self._paragraphs()]
        return self._titled(pd.DataFrame(rows, columns=["paragraph", "answer", *_KINDS, "low", "high"]).set_index("paragraph"))

    def by_alternative(self) -> Titled:
        """Return what is additional in each year for every combination of the alternatives, each a row."""
        rows = [(", ".join(option.alternatives) or "none", *(amounts.additional for amounts in option.years)) for option in self.statement.options]
        return self._by_year(rows, "alternatives")

    def by_indication(self) -> Titled:
        """Return what reports may lead to, each alternative by itself and year by year; none of it is in any total."""
        return self._by_year([(each.alternative, *each.years) for each in self.statement.indications], "alternative")

    def by_activity(self) -> Titled:
        """Return the rows by which the requests would be implemented, and what each costs in its first year."""
        columns = ["paragraph", "sheet", "what", "words", "means", "kind", "first_year", "full", "net"]
        return self._titled(pd.DataFrame([[getattr(each, name) for name in columns] for each in self.statement.activities], columns=columns))

    def by_state(self) -> Titled:
        """Return what each State would be assessed in addition, by its code."""
        columns = ["iso3", "state", "rate", "amount"]
        return self._titled(pd.DataFrame([tuple(each) for each in self.statement.shares], columns=columns).set_index("iso3"))

    def __dir__(self) -> list[str]:
        """Return what a person may ask for: the methods, and what the statement says of itself."""
        return [*(name for name in super().__dir__() if not name.startswith("_")), *(name for name in dir(self.statement) if not name.startswith("_"))]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the statement says of itself
        """Return what the statement says of itself, such as its symbol or its total."""
        if name.startswith("_") or name == "statement" or not hasattr(self.statement, name):
            message = f'There is no "{name}" here{"" if name.startswith("_") or name == "statement" else nearest(name, dir(self)) or "."}'
            raise AttributeError(message)
        return getattr(self.statement, name)

    def _titled(self, frame: pd.DataFrame) -> Titled:
        axes = {name: name.replace("_", "-").capitalize() for name in self.statement.axes}
        money = {name: with_unit(_TITLES.get(name, name.capitalize()), self.statement.currency) for name in _MONEY}
        return titled(frame, _TITLES | axes | money)

    def _by_year(self, rows: Sequence[tuple[Any, ...]], name: str) -> Titled:
        years = [str(year) for year in self.statement.years]
        found = pd.DataFrame(rows, columns=[name, *years]).set_index(name)
        return titled(found, {year: with_unit(f"Additional {year}", self.statement.currency) for year in years})

    def _paragraphs(self) -> Iterator[tuple[str, str, float, float]]:
        """Yield the paragraphs that need something in any year, or may, and last what paragraphs share."""
        needed = {line.paragraph for line in self.statement.lines}
        yield from ((each.number, each.answer, each.low, each.high) for each in self.statement.paragraphs if each.number in needed or each.high)
        yield from [("", _JOINT, 0.0, 0.0)] if "" in needed else []

    def _of(self, number: str, year: int | None) -> Amounts:
        return self.statement.paragraph(number, year or 0)

    def _look(self) -> Look:
        heads = [name.capitalize() for name in _KINDS]
        rows = [(f"{number}  {answer}".strip(), _shown(self._of(number, None))) for number, answer, _, _ in self._paragraphs()]
        title = f"Budgetary implications of {self.statement.titled}"
        ranges = [f"Paragraph {each.number}: {each.low:,.0f} to {each.high:,.0f}, in no total" for each in self.statement.ranges]
        below = [f"Beside the section: {self.statement.baseline}.", *ranges, f"Status    {self.standing}"]
        return Look(title, f"{self.statement.year}, {self.statement.currency}", heads, [*rows, ("Total", _shown(self.statement.total))], frozenset({"Total"}), below)


def _shown(amounts: Amounts) -> list[str]:
    return [f"{amount:,.0f}" if amount else "–" for amount in amounts]
