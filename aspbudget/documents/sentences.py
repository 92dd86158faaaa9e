"""Sentences that several parts of a statement share: amounts of the budget year and of later ones, and how things are named and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.foreign import parted
from aspbudget.documents.tables import baseline_name
from aspbudget.statements.versions import ADOPTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement


def counted(key: str, names: list[str], terms: Terms, **values: object) -> str:
    """Return the form of a term for a series of numbers or names."""
    series = terms.series(names) if names else ""
    return terms.count(key, len(names), numbers=series, names=series, **values)


def named(statement: Statement, terms: Terms) -> dict[str, str]:
    """Return how a sentence names the draft, its section, and the section with which it is compared."""
    return {"symbol": statement.symbol, "section": short_section(statement, terms), "baseline": baseline_name(statement, terms)}


def short_section(statement: Statement, terms: Terms) -> str:
    """Return the section by what stands before a colon in its name: Major Programme IV."""
    return terms.value("section", statement.section.partition(": ")[0])


def adopting(key: str, statement: Statement) -> str:
    """Return the terms by which something is said of a draft: what adopting it would mean, or what its adoption means once it was adopted."""
    return f"{key}.adopted" if statement.state == ADOPTED else key


def ever(field: str, statement: Statement) -> bool:
    """Whether an amount is other than 0 in any year."""
    return any(getattr(statement.in_year(year), field) for year in statement.years)


def year_and_later(key: str, field: str, statement: Statement, terms: Terms, **values: str) -> Iterator[str]:
    """Yield an amount of the budget year in a sentence, and those of later years in another, if there are any."""
    year, *later = statement.years
    amount = getattr(statement.total, field)
    yield terms.say(f"{key}.year" if amount else f"{key}.year.none", year=year, amount=terms.money(amount, statement.currency), **values)
    if any(getattr(statement.in_year(other), field) for other in later):
        yield terms.say(f"{key}.later", years=yearly(field, later, statement, terms))


def yearly(field: str, years: Iterable[int], statement: Statement, terms: Terms) -> str:
    """Return an amount of some years as a series; years that have the same are named together, those that have none not at all."""
    amounts: dict[float, list[str]] = {}
    for year in years:
        if amount := getattr(statement.in_year(year), field):
            amounts.setdefault(amount, []).append(str(year))
    shown = {amount: terms.series(alike) for amount, alike in amounts.items()}
    each = "each" if len(amounts) == 1 and len(next(iter(amounts.values()))) > 1 else "amount"
    return terms.series([terms.say(f"years.{each}", amount=terms.money(amount, statement.currency), year=alike) for amount, alike in shown.items()])


def as_sentence(text: str) -> str:
    """Return a text as typed, with a full stop at its end."""
    last, _ = parted(text)[-1] if text else ("", "")
    return text if last.endswith((".", "!", "?", "…")) else f"{text}."
