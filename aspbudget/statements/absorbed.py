"""Absorbed: what an officer declares as met within approved resources, and what is done without; nothing else is absorbed.

Say a meeting adds 7,200 to the section, and 5,000 of them are absorbed by sending no one to a conference. The line of the meeting then has
5,000 absorbed and 2,200 additional. Where two paragraphs share a team, so that together they need less than what is absorbed for each,
the rest isn't absorbed: what is additional on a line of the section is never less than nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aspbudget.declare.model import Rule, Table
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.declare.sheet import Sheet, column
from aspbudget.faults import Fault
from aspbudget.lines.functions import greatest, least, money, where
from aspbudget.lines.line import CURRENCY, Line, line
from aspbudget.phrase import altered, phrase
from aspbudget.refusals import refusal
from aspbudget.statements.draft import LAST_YEAR, YEARS, in_force
from aspbudget.statements.line_sheets import LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Axes
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs

ABSORBED = "absorbed"
_KEYS = ("paragraph", "recurrence")
_ABOUT = "One row for each amount that is absorbed within approved resources; what isn't declared here is not absorbed."
_CENT = 0.005


@line(unit="", source="A row of the draft counts when its paragraph and its alternative are in")
def counts(paragraph: Any, alternative: Any, paragraphs: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """1 when the row counts, 0 when its paragraph or its alternative is left out."""
    return paragraphs.at(paragraph, "counts") * where(alternative == "", 1, alternatives.at(alternative, "counts"))


@line(unit="", source="What is absorbed is paid for by doing without something else")
def is_an_amount(amount: Any) -> Any:  # noqa: ANN401
    """what is absorbed is an amount of money; give it, or clear the row"""
    return money(amount) > 0


@cache
def absorbed_sheet(axes: Axes, headings: tuple[tuple[str, str], tuple[str, str]]) -> Table:
    """Return the sheet on which what is absorbed is declared, for a section with these axes; `headings` are the table and the title of each."""
    places = {axis: column(title, phrase("The {title} that pays for it.", title=altered(title, str.lower)), refers=table) for axis, (table, title) in zip(axes, headings, strict=True)}
    columns = {
        ABSORBED: column("Absorbed", "A name for the row; each name once.", key=True, example="Journeys of 2004"),
        "paragraph": column("Paragraph", "The operative paragraph whose requirements it meets.", refers="paragraphs"),
        "alternative": column("Alternative", "The alternative to which it belongs.", refers="alternatives", required=False),
        **places,
        "first_year": column("First year", "The first year in which it is absorbed.", unit="year", whole=True, low=1998, high=2200),
        "last_year": column("Last year", "The last year in which it is absorbed; empty for what goes on.", unit="year", whole=True, low=1998,
                            high=2200, required=False, formerly=LAST_YEAR),
        "recurrence": column("Recurrence", "That of the activity that it meets.", choices=(RECURRENT, ONE_TIME), example=RECURRENT),
        "amount": column("Amount", "What is absorbed in a year.", unit=CURRENCY, low=0),
        "done_without": column("Done without", "What would not be done, so that its money pays for this.", example="the second mission to New York",
                               descriptive=True),
    }  # fmt: skip
    numbers = ("first_year", "last_year", "amount")
    annotations = {name: float if name in numbers else str for name in columns}
    sheet = type("Absorbed", (Sheet,), {"__doc__": _ABOUT, "__module__": __name__, "__annotations__": annotations, **columns})
    return Table(sheet, rules=(*YEARS, Rule(is_an_amount, at="amount")))


def yearly(years: tuple[int, ...]) -> Iterator[Line]:
    """Yield the lines of what a row absorbs: whether it counts, and the amount of each year."""
    yield counts
    for year in years:
        yield Line(in_year(year), _needed_in(year), ("counts", "first_year", "last_year", "recurrence", "amount"),
                   phrase("What is absorbed in {year}, when the row counts.", year=year), CURRENCY, "Sheet Absorbed", label=phrase("Absorbed {year}", year=year))  # fmt: skip


def _needed_in(year: int) -> Any:  # noqa: ANN401 - a function of symbols
    return lambda counts, first_year, last_year, recurrence, amount: counts * in_force(year, first_year, last_year, recurrence) * amount


def in_year(year: int) -> str:
    """Return the name of the line for what a row absorbs in a year."""
    return f"absorbed_{year}"


def declared(rows: Any, axes: Axes, year: int, known: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what is declared as absorbed for a printed line, given its keys."""
    return rows.total(in_year(year), **dict(zip(_KEYS, (known["paragraph"], known["kind"]), strict=True)), **{axis: known[axis] for axis in axes})


def additional(net: Any, absorbed: Any) -> Any:  # noqa: ANN401
    """Return what is additional where this much is declared as absorbed: never less than nothing."""
    return net - least(greatest(net, 0), absorbed)


def jointly_additional(net: Any, of_lines: Any, additional_of_lines: Any) -> Any:  # noqa: ANN401
    """Return what all paragraphs together need in addition beyond the sum of what each needs, at a place in the section.

    `net` is their joint effect before anything is absorbed, `of_lines` that of each by itself, `additional_of_lines` what remains of it. What
    paragraphs save by sharing is no saving where it is absorbed already.
    """
    short = least(additional_of_lines + net, 0)
    return net - greatest(short, additional_of_lines - of_lines)


def too_much(figures: Figures, inputs: Inputs, years: tuple[int, ...], axes: Axes) -> Iterator[Fault]:
    """Yield a fault for each row by which more is absorbed than its line of the section needs, or for which there is no such line."""
    if ABSORBED not in figures.catalogue.tables:
        return
    rows = figures.frame(ABSORBED).set_axis(inputs.frames[ABSORBED].index).rename(columns={"recurrence": "kind"})
    keys = ["paragraph", *axes, "kind"]
    needs = figures.frame(LINES).groupby(keys)[[f"net_{year}" for year in years]].sum()
    asked = rows.groupby(keys)[[in_year(year) for year in years]].sum()
    for row, each in rows.iterrows():
        place = tuple(each[name] for name in keys)
        for year in (year for year in years if each[in_year(year)]):
            amount, need = float(asked[in_year(year)].get(place, 0.0)), float(needs[f"net_{year}"].get(place, 0.0))
            if amount > need + _CENT:
                yield Fault(inputs.label, *inputs.place(figures.catalogue.tables[ABSORBED], "amount", int(str(row))), _more(place, year, amount, need))
                break


def _more(place: tuple[str, ...], year: int, amount: float, need: float) -> str:
    paragraph, *line_, kind = place
    return refusal("too_much", amount=f"{amount:,.0f}", year=str(year), paragraph=paragraph, place=" / ".join(line_), kind=kind, need=f"{need:,.0f}")
