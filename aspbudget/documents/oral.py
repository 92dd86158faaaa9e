"""Oral statements: a page to be read out before a draft is acted on, with its amounts or a range, what these leave out, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.blocks import Heading, Paper, Text
from aspbudget.documents.opening import (
    additional,
    left_open,
    made_up,
    particulars,
    placeholders,
    symbols,
    version,
    why_a_draft,
)
from aspbudget.documents.tables import baseline_name
from aspbudget.documents.template import STATEMENT
from aspbudget.documents.word import write_each
from aspbudget.statements.versions import ADOPTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

_MOST = 8  # paragraphs whose amounts are read out one by one


def write_oral(statement: Statement, terms: Terms, template: bytes | None = None) -> bytes:
    """Return the oral statement of a draft as a Word document, on the office's template for statements if one is given; raise `Refused` as that does."""
    return next(write_each([paper(statement, terms)], terms, STATEMENT, template))


def paper(statement: Statement, terms: Terms) -> Paper:
    """Return the oral statement as a document to be laid out."""
    title = terms.say("oral.title", symbol=statement.symbol)
    return Paper(title, statement.title, statement.prepared_by, placeholders(statement, terms), tuple(blocks(statement, terms)))


def blocks(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the oral statement: its title, what stands below that in a statement too, and its few paragraphs."""
    yield from symbols(statement, terms)
    yield Heading(terms.say("oral.title", symbol=statement.symbol), 0)
    yield from particulars(statement, terms)
    yield from why_a_draft(statement.reasons, terms)
    yield Text(_opening(statement, terms))
    yield Text(additional(statement, terms))
    yield from map(Text, made_up(statement, terms, "oral.full"))
    yield from map(Text, _amounts(statement, terms))
    yield from map(Text, left_open(statement, terms))
    if statement.total.additional:
        amount = terms.money(statement.total.additional, statement.currency)
        yield Text(terms.say(f"met.{statement.met_from}", year=statement.year, amount=amount))
    yield Text(" ".join((terms.say("oral.prices", baseline=baseline_name(statement, terms), year=statement.year), terms.say("oral.follows"))))


def _opening(statement: Statement, terms: Terms) -> str:
    named = version(statement, terms)
    key = "oral.opening.adopted" if statement.state == ADOPTED else "oral.opening.version" if named else "oral.opening"
    return terms.say(key, symbol=statement.symbol, version=named)


def _amounts(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield of which paragraphs the additional requirements are made up, where these are several and no more than can be followed by ear."""
    amounts = {each.number: statement.paragraph(each.number).additional for each in statement.paragraphs}
    parts = [terms.say("oral.amount", amount=terms.money(amount, statement.currency), number=number) for number, amount in amounts.items() if amount]
    if joint := statement.joint.additional:
        parts.append(terms.say("oral.shared" if joint > 0 else "oral.saved", amount=terms.money(abs(joint), statement.currency)))
    if 1 < len(parts) <= _MOST:
        yield terms.say("oral.amounts", year=statement.year, amounts=terms.series(parts))
