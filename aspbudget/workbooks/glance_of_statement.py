"""At a glance of a statement: what is additional, what is there already, for which paragraphs, and what is in no total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.phrase import counted, in_a_row, phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.glance_of_choices import paragraphs_of, write_choices, write_ranges, write_shares, write_years
from aspbudget.workbooks.glance_of_paragraphs import write_paragraphs
from aspbudget.workbooks.glance_page import LargeFigure, begun
from aspbudget.workbooks.glance_stated import ADDITIONAL, FULL, PARTS, Stated
from aspbudget.workbooks.live_text import at_least, either, share, size, worded

if TYPE_CHECKING:
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Statement
    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.listing import Live


def write_glance_of_statement(book: Book, found: Costed, statement: Statement) -> None:
    """Write the first sheet of a statement, from the top down."""
    page = begun(book)
    stated = Stated(page, found, statement)
    page.head(in_a_row([part for part in (statement.titled, statement.title) if part], " · "), _claim(stated), _lacking(statement))
    page.large(_figures(stated))
    write_paragraphs(stated)
    if len(statement.years) > 1:
        write_years(stated)
    write_ranges(stated)
    write_choices(stated)
    write_shares(stated)
    page.missing(found.standing, found.figures.catalogue, found.inputs)
    page.foot(found.standing, found.heading)


def _claim(stated: Stated) -> Live:
    """Say what is additional in the budget year."""
    statement, additional = stated.statement, stated.total(ADDITIONAL)
    asked = worded(words.IN_ADDITION, currency=statement.currency, amount=size(additional, 0), year=str(statement.year))
    return either(at_least(additional, 1), asked, phrase(words.NO_ADDITION, year=statement.year))


def _lacking(statement: Statement) -> str:
    """Say what no amount holds: items without a price, and what paragraphs leave open."""
    lacking = [counted(words.UNPRICED_ONE, words.UNPRICED, len(statement.excludes))] if statement.excludes else []
    ranges = statement.ranges
    lacking += [phrase(words.OPEN_ONE if len(ranges) == 1 else words.OPEN, paragraphs=paragraphs_of(ranges))] if ranges else []
    return phrase(words.NOT_COUNTED, lacking=in_a_row(lacking, "; ")) if lacking else ""


def _figures(stated: Stated) -> list[LargeFigure]:
    """Return what is additional, with the full cost, and the three parts of it that need no further money."""
    full, titles = stated.total(FULL), stated.titles
    first = LargeFigure(phrase("{title} {year}", title=titles[ADDITIONAL], year=stated.statement.year), size(stated.total(ADDITIONAL), 0), worded("of a full cost of {amount}", amount=size(full, 0)))
    rest = [LargeFigure(titles[name], size(stated.total(name), 0), worded("{share} % of the full cost", share=size(share(stated.total(name), full), 0))) for name in PARTS]
    return [first, *rest]
