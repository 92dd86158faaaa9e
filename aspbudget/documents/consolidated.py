"""Consolidated statements as documents: each draft by itself, in the order of adoption, the joint effect between them, and all together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget.documents import tables as grids
from aspbudget.documents.annexes import accepted, states
from aspbudget.documents.blocks import BOX, KEY, REMARK, TOTAL, Grid, Heading, Paper, Row, Text, plain
from aspbudget.documents.numerals import numerals_in, unexplained
from aspbudget.documents.opening import placeholders, signed, symbols, why_a_draft
from aspbudget.documents.sentences import counted, short_section, year_and_later
from aspbudget.documents.tables import baseline_name, captioned, numbered
from aspbudget.documents.translations import cited
from aspbudget.statements.statement import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.consolidated import Consolidated


def paper(consolidated: Consolidated, terms: Terms) -> Paper:
    """Return a consolidated statement as a document to be laid out."""
    whole = consolidated.whole
    title = _title(consolidated, terms)
    return Paper(title, whole.title, whole.prepared_by, placeholders(whole, terms) | {"document": title}, tuple(blocks(consolidated, terms)))


def blocks(consolidated: Consolidated, terms: Terms) -> Iterator[Block]:
    """Yield the whole statement: its title, why it is a draft, its three parts, and the annexes on what is accepted and by State if there are any."""
    yield from _head(consolidated, terms)
    for part in (_drafts, _net, _conclusion):
        yield from part(consolidated, terms)
    yield from accepted(consolidated.whole, terms)
    yield from states(consolidated.whole, terms)


def strange(texts: Iterable[str], consolidated: Consolidated, terms: Terms) -> list[str]:
    """Return the numerals of texts that are no figures of a consolidated statement, nor appear in the words of its inputs."""
    years = enumerate(consolidated.whole.years)
    amounts = [amount for place, year in years for each in consolidated.drafts
               for sums in (each.in_year(year), consolidated.joint(year), *each.in_order[place : place + 1]) for amount in sums]  # fmt: skip
    known = {numeral for amount in amounts for numeral in numerals_in((terms.scaled(amount), terms.amount(abs(amount))))}
    known |= set(numerals_in((terms.amount(len(consolidated.drafts)), *(each.symbol for each in consolidated.drafts))))
    return [each for each in unexplained(texts, consolidated.whole, terms) if each not in known]


def _title(consolidated: Consolidated, terms: Terms) -> str:
    return terms.say("together.title", count=terms.spelled(len(consolidated.drafts)))


def _head(consolidated: Consolidated, terms: Terms) -> Iterator[Block]:
    whole = consolidated.whole
    yield from symbols(replace(whole, document=""), terms)  # those of the drafts' own statements
    yield Heading(_title(consolidated, terms), 0)
    yield from signed(whole, terms)
    yield from why_a_draft(whole.reasons, terms)
    yield Text(" ".join(_concluded(consolidated, terms)), BOX, terms.say("box.amount"))
    if sentences := list(_left_open(consolidated, terms)):
        yield Text(" ".join(sentences), BOX, terms.say("box.without"))
    prices = terms.say("relation.prices", baseline=baseline_name(whole, terms), year=whole.year)
    yield Text(f"{terms.say('together.covers', symbols=_symbols(consolidated, terms))} {prices}")


def _symbols(consolidated: Consolidated, terms: Terms) -> str:
    return terms.series(each.symbol for each in consolidated.drafts)


def _concluded(consolidated: Consolidated, terms: Terms) -> Iterator[str]:
    """Yield what all drafts together require in addition, in the budget year and later."""
    whole = consolidated.whole
    named = {"section": short_section(whole, terms), "baseline": baseline_name(whole, terms)}
    yield from year_and_later("together.conclusion", "additional", whole, terms, symbols=_symbols(consolidated, terms), **named)


def _drafts(consolidated: Consolidated, terms: Terms) -> Iterator[Block]:
    whole = consolidated.whole
    joint = consolidated.joint(whole.year).additional
    key = "less" if joint < 0 else "more" if joint else "same"
    yield Heading(terms.say("together.heading.drafts"))
    yield Text(terms.say(f"together.{key}", year=whole.year, amount=terms.money(abs(joint), whole.currency)))
    if consolidated.ordered:
        yield Text(terms.say("together.in_order", symbols=terms.series(consolidated.adopted)))
    yield _by_draft(consolidated, terms)
    yield Text(terms.say("full.definition", baseline=baseline_name(whole, terms)), REMARK)
    if len(whole.years) > 1:
        yield _by_year(consolidated, terms)


def _by_draft(consolidated: Consolidated, terms: Terms) -> Grid:
    """Return the table of the five amounts of each draft in the budget year, and of what it adds in the order of adoption."""
    year, ordered = consolidated.whole.year, consolidated.ordered
    turn = [[terms.scaled(each.in_order[0].additional)] if ordered else [] for each in consolidated.drafts]
    rows = [Row(KEY, (each.symbol, *map(terms.scaled, each.in_year(year)), *added)) for each, added in zip(consolidated.drafts, turn, strict=True)]
    rows.append(Row(KEY, (terms.say("together.joint"), *map(terms.scaled, consolidated.joint(year)), *([""] if ordered else []))))
    total = consolidated.whole.total
    rows.append(Row(TOTAL, (terms.say("column.total"), *map(terms.scaled, total), *([terms.scaled(total.additional)] if ordered else []))))
    head = plain(*(terms.say(f"column.{name}") for name in ("draft", *Amounts._fields, *(["in_order"] if ordered else []))))
    return numbered(Grid(captioned("together.caption", consolidated.whole, terms, year=year), (head,), tuple(rows), *_widths(len(head) - 1)), terms)


def _by_year(consolidated: Consolidated, terms: Terms) -> Grid:
    """Return the table of what each draft requires in addition, by year."""
    years = consolidated.whole.years
    rows = [Row(KEY, (each.symbol, *(terms.scaled(each.in_year(year).additional) for year in years))) for each in consolidated.drafts]
    rows.append(Row(KEY, (terms.say("together.joint"), *(terms.scaled(consolidated.joint(year).additional) for year in years))))
    rows.append(Row(TOTAL, (terms.say("column.total"), *(terms.scaled(consolidated.whole.in_year(year).additional) for year in years))))
    head = plain(terms.say("column.draft"), *map(str, years))
    return numbered(Grid(captioned("together.later.caption", consolidated.whole, terms), (head,), tuple(rows), *_widths(len(years))), terms)


def _widths(numbers: int) -> tuple[tuple[float, ...], int]:
    each = min(2.3, 13 / numbers)
    return (17 - numbers * each, *([each] * numbers)), numbers


def _net(consolidated: Consolidated, terms: Terms) -> Iterator[Block]:
    yield Heading(terms.say("together.heading.net"))
    if consolidated.whole.lines:
        yield grids.net(consolidated.whole, terms)
    else:
        yield Text(terms.say("net.none"))


def _conclusion(consolidated: Consolidated, terms: Terms) -> Iterator[Block]:
    whole = consolidated.whole
    amount = whole.total.additional
    yield Heading(terms.say("together.heading.conclusion"))
    yield Text(" ".join(_concluded(consolidated, terms)))
    yield from map(Text, _left_open(consolidated, terms))
    key = "approve" if amount else "note"
    yield Text(terms.say(f"together.{key}", amount=terms.money(amount, whole.currency), year=whole.year))


def _left_open(consolidated: Consolidated, terms: Terms) -> Iterator[str]:
    """Yield what is in no amount: what has no price, by name, and what can't be determined yet, as a range, by draft and paragraph."""
    whole = consolidated.whole
    if whole.excludes:
        yield counted("conclusion.excludes", [*map(terms.untranslated, whole.excludes)], terms)
    for each in whole.ranges:
        symbol, number = consolidated.parted(each.number)
        low, high = grids.bounds(each, whole, terms)
        said = terms.say("together.range", symbol=symbol, number=cited(number, terms), low=low, high=high)
        yield " ".join((said, *grids.excluded(each.excludes, terms)))
