"""The letter: what an organisation writes to one of those that it sends letters to, in words, and the numerals that its figures explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.declare.correspondence import Paragraph
from aspbudget.documents.blocks import DRAFT, NOTE, REASON, Heading, Paper, Text
from aspbudget.documents.numerals import numerals_in
from aspbudget.documents.opening import draft_reason
from aspbudget.documents.parts import Filling, block, explaining

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.correspondence import AmountsTable, Letters, RowsOfSheet
    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms


@dataclass(frozen=True)
class Occasion:
    """What the letters of a cycle share: who declares them, the cycle, its currency, its signatures and date, and why they are drafts.

    `sheets` are the input sheets that letters print, by their tables.
    """

    letters: Letters
    cycle: str
    currency: str
    heading: Mapping[str, str]
    reasons: tuple[str, ...]
    sheets: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, by key and by name in each language, and every figure of the run about it, by name."""

    occasion: Occasion
    key: str
    names: Mapping[str, str]
    facts: Mapping[str, Any]

    @property
    def parts(self) -> list[Paragraph | AmountsTable | RowsOfSheet]:
        """The parts that stand in this letter."""
        return [part for part in self.occasion.letters.parts if part.when(self.facts)]

    @property
    def filling(self) -> Filling:
        """What fills in its parts."""
        return Filling(self.facts, self.occasion.currency, self.occasion.sheets)

    @property
    def to_complete(self) -> tuple[str, ...]:
        """The terms of what an office has to write itself, for which the letter is a draft."""
        return tuple(part.term for part in self.parts if isinstance(part, Paragraph) and part.to_complete)

    @property
    def is_draft(self) -> bool:
        """Whether it says DRAFT: what it is made from is a draft, or something is to be completed."""
        return bool(self.occasion.reasons or self.to_complete)


def paper(letter: Letter, terms: Terms) -> Paper:
    """Return a letter as a document to be laid out, in the language of the terms."""
    occasion = letter.occasion
    title = terms.say(occasion.letters.subject, year=occasion.cycle)
    known = {
        "symbol": f"{letter.key} {occasion.cycle}",
        "addressee": terms.name(letter.names[terms.language]),
        "title": title,
        "section": terms.value("section", occasion.heading["section"]),
        "cycle": occasion.cycle,
        "standing": terms.say("draft") if letter.is_draft else "",
        "date": terms.date(occasion.heading["prepared_on"]),
        "prepared_by": occasion.heading["prepared_by"],
        "reviewed_by": occasion.heading["reviewed_by"],
    }
    return Paper(title, known["addressee"], known["prepared_by"], known, tuple(_blocks(letter, known, terms)))


def _blocks(letter: Letter, known: Mapping[str, str], terms: Terms) -> Iterator[Block]:
    yield Heading(known["title"], 0)
    yield Text(terms.say("letter.addressee", name=known["addressee"]), NOTE)
    if known["date"]:
        yield Text(terms.say("letter.place", date=known["date"]), NOTE)
    yield from _why_a_draft(letter, terms)
    for part in letter.parts:
        yield block(part, letter.filling, terms)


def _why_a_draft(letter: Letter, terms: Terms) -> Iterator[Block]:
    reasons = [draft_reason(each, terms) for each in letter.occasion.reasons]
    reasons += [terms.say(f"{term}.reason") for term in letter.to_complete]
    if reasons:
        yield Text(f"{terms.say('draft')}. {terms.count('letter.draft', len(reasons))}", DRAFT)
        yield from (Text(reason, REASON) for reason in reasons)


# What explains its numerals.


def unexplained(texts: Iterable[str], letter: Letter, terms: Terms) -> list[str]:
    """Return the numerals of texts that are neither figures of the letter nor appear in the words of its inputs."""
    known = frozenset(numerals_in(_explaining(letter, terms)))
    return [numeral for numeral in numerals_in(texts) if numeral not in known]


def _explaining(letter: Letter, terms: Terms) -> Iterator[str]:
    """Yield all that a letter may print that holds numerals: its figures in their forms, and the words of its inputs."""
    occasion = letter.occasion
    yield from (letter.names[terms.language], occasion.cycle, *occasion.heading.values(), terms.date(occasion.heading["prepared_on"]))
    yield from (terms.amount(float(found.replace(",", ""))) for found in numerals_in(occasion.reasons))
    yield from (*occasion.reasons, terms.amount(len(occasion.reasons) + len(letter.to_complete)))
    for part in letter.parts:
        yield from explaining(part, letter.filling, terms)
