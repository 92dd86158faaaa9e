"""The letter: what an organisation writes to one of those that it sends letters to, in words, and the numerals that its figures explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.declare.correspondence import NUMBER, AmountsTable, Numeral, Paragraph, RowsOfSheet
from aspbudget.documents.blocks import BODY, DRAFT, KEY, NOTE, REASON, TOTAL, Grid, Heading, Paper, Row, Text
from aspbudget.documents.numerals import numerals_in
from aspbudget.documents.opening import draft_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.correspondence import Item, Letters
    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms

_WIDTHS = (11.0, 6.0)  # centimetres: of words, and of amounts or texts


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
        yield _block(part, letter, terms)


def _why_a_draft(letter: Letter, terms: Terms) -> Iterator[Block]:
    reasons = [draft_reason(each, terms) for each in letter.occasion.reasons]
    reasons += [terms.say(f"{term}.reason") for term in letter.to_complete]
    if reasons:
        yield Text(f"{terms.say('draft')}. {terms.count('letter.draft', len(reasons))}", DRAFT)
        yield from (Text(reason, REASON) for reason in reasons)


def _block(part: Paragraph | AmountsTable | RowsOfSheet, letter: Letter, terms: Terms) -> Block:
    match part:
        case Paragraph():
            values = {name: _filled(value, letter, terms) for name, value in part.filled.items()}
            return Text(terms.say(part.term, **values), DRAFT if part.to_complete else BODY)
        case AmountsTable():
            return _amounts(part, letter, terms)
        case RowsOfSheet():
            return _rows(part, letter, terms)


def _amounts(part: AmountsTable, letter: Letter, terms: Terms) -> Grid:
    items = [item for item in part.items if letter.facts[item.figure]]
    rows = [Row(KEY, _amount(item, letter, terms)) for item in items]
    caption = terms.say("caption.units", caption=terms.say(part.term), currency=letter.occasion.currency)
    return Grid(caption, (), (*rows, Row(TOTAL, _amount(part.total, letter, terms))), _WIDTHS, 1)


def _amount(item: Item, letter: Letter, terms: Terms) -> tuple[str, str]:
    amount = letter.facts[item.figure]
    return terms.say(item.term), terms.cents(-amount if item.less else amount)


def _rows(part: RowsOfSheet, letter: Letter, terms: Terms) -> Grid:
    sheet = letter.occasion.sheets[part.table]
    pairs = zip(sheet[part.name], sheet[part.text], strict=True)
    rows = tuple(Row(KEY, (terms.value(part.group, name), text)) for name, text in pairs)
    return Grid(terms.say(part.term), (), rows, _WIDTHS[::-1], 0)


def _filled(value: Numeral | str, letter: Letter, terms: Terms) -> str:
    """Return what fills in a term: a figure in its form, or words as they are."""
    return value if isinstance(value, str) else _printed(value, letter, terms)


def _printed(numeral: Numeral, letter: Letter, terms: Terms) -> str:
    value = letter.facts[numeral.figure]
    match numeral.form:
        case "money":
            return terms.money_to_the_cent(value, letter.occasion.currency)
        case "rate":
            return terms.rate(value)
        case "day":
            return terms.date(np.datetime_as_string(value, unit="D"))
        case _:
            return str(int(value)) if numeral.form != NUMBER else terms.amount(value)


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
        match part:
            case Paragraph():
                yield from (_filled(value, letter, terms) for value in part.filled.values())
            case AmountsTable():
                yield from (terms.cents(sign * letter.facts[item.figure]) for item in (*part.items, part.total) for sign in (1, -1))
            case RowsOfSheet():
                yield from occasion.sheets[part.table][part.text]
