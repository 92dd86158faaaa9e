"""Annexes of a statement: how each paragraph is met, what is there already, what is charged where, what is accepted, and the share of each State."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents import tables as grids
from aspbudget.documents.accepted import accepted_in_words
from aspbudget.documents.blocks import REMARK, Heading, Text
from aspbudget.documents.counted import begun
from aspbudget.documents.sentences import as_sentence
from aspbudget.documents.translations import any_of_an_annex, cited_by_name, of_paragraph
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

PARAGRAPHS, THERE, CHARGED, SOURCES, ACCEPTED, STATES = "annex_paragraphs", "annex_there", "annex_charged", "annex_sources", "annex_accepted", "annex_states"


def annexes(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the annexes of a statement, the first of them on a page of its own."""
    yield _heading("answers", PARAGRAPHS, terms, breaks=True)
    yield grids.answers(statement, terms)
    if idle := grids.idle(statement, terms):
        yield Text(terms.say("answers.idle", numbers=idle), REMARK)
    if any(statement.total[1:4]):
        yield _heading("there", THERE, terms)
        yield grids.there(statement, terms)
    if any(map(any, (line.amounts for line in statement.lines))):
        yield _heading("charged", CHARGED, terms)
        yield grids.net(statement, terms)
        yield Text(terms.say("full.services"), REMARK)
        yield grids.full(statement, terms)
    yield from sources(statement, terms)
    yield from accepted(statement, terms)
    yield from states(statement, terms)


def sources(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield where the figures of the activities come from, each list of sources once with all paragraphs that rest on it."""
    found: dict[tuple[str, ...], list[str]] = {}
    for paragraph in statement.paragraphs:
        if known := tuple(dict.fromkeys(each.source for each in statement.implementing if each.paragraph == paragraph.number and each.source)):
            found.setdefault(known, []).append(paragraph.number)
    if found:
        yield _heading("sources", SOURCES, terms)
    for known, numbers in found.items():
        yield Text(" ".join(as_sentence(terms.untranslated(each)) for each in known), REMARK, _of_paragraphs(numbers, terms))


def _of_paragraphs(numbers: list[str], terms: Terms) -> str:
    """Return what leads in to what is said of one or several paragraphs."""
    if len(numbers) == 1:
        return of_paragraph(numbers[0], terms)
    if any_of_an_annex(numbers):
        return as_sentence(begun(cited_by_name(numbers, terms)))
    return terms.say("sources.paragraphs", numbers=terms.series(numbers))


def accepted(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what officers have accepted although it was doubted, with their reasons, when there is any."""
    if statement.accepted:
        yield _heading("accepted", ACCEPTED, terms)
    yield from (Text(accepted_in_words(*each, terms), REMARK) for each in statement.accepted)


def states(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the annex on what each State would be assessed in addition, when that was asked for."""
    if statement.shares:
        total, additional = add_up(each.amount for each in statement.shares), statement.total.additional
        shown = [terms.money(amount, statement.currency) if amount else terms.say("range.nothing") for amount in (total, additional)]
        yield Heading(terms.say("annex", number="{number}", title=terms.say("annex.heading")), breaks=True, key=STATES)
        yield grids.shares(statement, terms)
        yield Text(terms.say("annex.note.same" if total == additional else "annex.note", year=statement.year, total=shown[0], net=shown[1]), REMARK)


def _heading(name: str, key: str, terms: Terms, *, breaks: bool = False) -> Heading:
    return Heading(terms.say("annex", number="{number}", title=terms.say(f"annex.{name}")), breaks=breaks, key=key)
