"""What is in no total, what choices of the text would change, later years, and shares of States, on the first sheet of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import At, Binary, Cell, Number, Text
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import NIL, address
from aspbudget.workbooks.glance_page import LAST, column_of
from aspbudget.workbooks.glance_stated import ADDITIONAL, FULL
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, size, worded
from aspbudget.workbooks.look import WHOLE, WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aspbudget.statements.statement import Paragraph, Statement
    from aspbudget.workbooks.glance_stated import Stated

_MOST_CHOICES = 8
_YEARS = 1


def write_ranges(stated: Stated) -> None:
    """Write the ranges that no amount holds, each with what it leaves out."""
    page, ranges = stated.page, stated.statement.ranges
    if not ranges:
        page.finding(words.NO_RANGES_OPEN, words.NO_RANGES_ABOUT)
        page.row += 1
        return
    page.finding(phrase(words.OPEN_RANGES, paragraphs=paragraphs_of(ranges)), phrase(words.OPEN_ABOUT, currency=stated.statement.currency))
    page.titles({0: "Paragraph", 1: "At least", 2: "At most", 3: "Leaves out"}, words=(0, 3))
    for each in ranges:
        _range(stated, each)
    page.row += 1


def paragraphs_of(ranges: Sequence[Paragraph]) -> str:
    """Return paragraphs by their numbers: `paragraph 11`, or `paragraphs 11 and 18`."""
    numbers = [each.number for each in ranges]
    first = in_a_row(numbers[:-1], " and ") if len(numbers) > 1 else ""
    return phrase("paragraphs {first} and {last}", first=first, last=numbers[-1]) if first else phrase("paragraph {number}", number=numbers[-1])


def _range(stated: Stated, each: Paragraph) -> None:
    page = stated.page
    page.put(page.row, 0, stated.named(each), "cell")
    key = Text(each.number)
    for column, (name, value) in enumerate((("low", each.low), ("high", each.high)), start=1):
        page.put(page.row, column, Live(At("paragraphs", name, "paragraph", key), value), "cell", WHOLE)
    page.put(page.row, 3, page.short(in_a_row(each.excludes, "; ") if each.excludes else NIL, 3, LAST), "cell", WORDS)
    page.row += 1


def write_years(stated: Stated) -> None:
    """Write what is additional in each year, the budget year first."""
    page, years = stated.page, stated.statement.years
    page.finding(words.BY_YEAR, phrase(words.BY_YEAR_ABOUT, currency=stated.statement.currency))
    page.titles({0: "", **{column: str(year) for column, year in enumerate(years, start=_YEARS)}})
    for name in (FULL, ADDITIONAL):
        page.put(page.row, 0, stated.titles[name], "cell" if name == FULL else "cell_strong")
        for column, year in enumerate(years, start=_YEARS):
            page.put(page.row, column, stated.total(name, year), "cell" if name == FULL else "cell_strong", WHOLE)
        page.row += 1
    page.row += 1


def write_choices(stated: Stated) -> None:
    """Write what is additional with each combination of the text's alternatives, the cheapest first; say so where there are none."""
    page, statement = stated.page, stated.statement
    if not statement.situations:
        _indications(stated)
        return
    found = sorted(statement.situations, key=lambda option: option.years[0].additional)
    page.finding(words.CHOICES, phrase(words.CHOICES_ABOUT, currency=statement.currency, year=statement.year))
    page.titles({0: "Kept", 1: stated.titles[FULL], 2: stated.titles[ADDITIONAL]})
    page.put(page.row, 0, words.NOW, "cell_strong")
    page.put(page.row, 1, stated.total(FULL), "cell_strong", WHOLE)
    page.put(page.row, 2, stated.total(ADDITIONAL), "cell_strong", WHOLE)
    page.row += 1
    for option in found[:_MOST_CHOICES]:
        kept = in_a_row([phrase("{choice}: {name}", choice=choice, name=name or "none") if choice else name for choice, name in statement.answers(option)] or ["none"], ", ")
        page.put(page.row, 0, page.short(kept, 0, 0), "cell")
        page.put(page.row, 1, option.years[0].full, "cell_value", WHOLE)
        page.put(page.row, 2, option.years[0].additional, "cell_value", WHOLE)
        page.row += 1
    page.row += 1


def _indications(stated: Stated) -> None:
    """Write what reports may lead to, which is in no total; where there is nothing of that either, say that there are no choices."""
    page, found = stated.page, stated.statement.indications
    if not found:
        page.finding(words.NO_CHOICES, words.NO_CHOICES_ABOUT)
    else:
        page.finding(words.MAY_LEAD_TO, phrase(words.MAY_ABOUT, currency=stated.statement.currency, year=stated.statement.year))
        page.titles({0: "Paragraph", 1: stated.titles[ADDITIONAL], 2: "What it may lead to"}, words=(0, 2))
    known = {each.number: each for each in stated.statement.paragraphs}
    for each in found:
        page.put(page.row, 0, stated.named(known[each.paragraph]) if each.paragraph in known else each.paragraph, "cell")
        page.put(page.row, 1, each.years[0], "cell_value", WHOLE)
        page.put(page.row, 2, page.short(each.what, 2, LAST), "cell", WORDS)
        page.row += 1
    page.row += 1


def write_shares(stated: Stated) -> None:
    """Write a drop-down of States, and what the one that is chosen would be assessed in addition; where that isn't asked for, what each per cent of a rate would be."""
    page, statement = stated.page, stated.statement
    if not statement.shares:
        _each_per_cent(stated)
        return
    page.finding(words.YOUR_STATE, _whether_assessed(statement, words.YOUR_ADDITION, words.NOTHING_ADDED))
    at = page.row, 0
    page.choose(at, statement.shares[0].state, column_of(stated.found.figures, "shares", "state"), 1)
    picked, first = Cell(address(*at, fixed="rc")), statement.shares[0]
    added, rate = (Live(At("shares", name, "state", picked), value) for name, value in (("additional", first.amount), ("rate", first.rate)))
    page.put(page.row, 3, worded("{currency} {amount} at a rate of {rate} %", currency=statement.currency, amount=size(added, 0), rate=size(rate, 4)), "answer")
    page.row += 2


def _each_per_cent(stated: Stated) -> None:
    """Write what a State would bear for each per cent of its rate of assessment, where the organisation assesses States."""
    page, statement = stated.page, stated.statement
    if statement.practice.shares is None:
        return
    additional = stated.total(ADDITIONAL)
    share = Live(Binary("/", additional.part, Number(100)), float(additional.value) / 100)
    page.finding(words.YOUR_STATE, _whether_assessed(statement, words.EACH_PER_CENT, words.NOTHING_EACH))
    amount = either(at_least(share, 0), size(share, 0), worded("({amount})", amount=size(share, 0)))
    page.put(page.row, 0, worded("{currency} {amount}", currency=statement.currency, amount=amount), "answer")
    page.row += 2


def _whether_assessed(statement: Statement, asked: str, nothing: str) -> str:
    """Say of what is additional that it would be `asked` of States, or `nothing` of it, where an existing fund would pay for it."""
    met_from = statement.met_from
    return phrase(nothing if met_from == statement.practice.unassessed else asked, year=statement.year, source=met_from)
