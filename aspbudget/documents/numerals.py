"""Numerals: every figure that a statement may print, and those of a text that no figure of the statement explains."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import chain, combinations
from operator import add
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from aspbudget.documents import counted
from aspbudget.documents.let_go import let_go
from aspbudget.documents.places import own_text
from aspbudget.documents.tables import heading_name
from aspbudget.lines.adding import add_up
from aspbudget.statements.breakdown import added_to_assessment, requirements, share_of_section
from aspbudget.statements.statement import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

NUMERAL = re.compile(r"\d[\d.,\N{NO-BREAK SPACE}]*\d|\d")
_NOTHING = Amounts()
_KEYS = ("paragraph", "across", "down", "kind")


def read_back(document: bytes) -> list[str]:
    """Return the text of every paragraph of a Word document's body, those of its tables too, without the numbers that Word counts.

    A tab parts words, and so numerals.
    """
    opened = docx.Document(BytesIO(document))
    body = opened.element
    for tab in body.xpath("//w:r/w:tab"):
        tab.tag, tab.text = qn("w:t"), "\t"
    for field in list(body.iter(qn("w:fldSimple"))):
        field.getparent().remove(field)
    texts = [own_text(each) for each in body.iter(qn("w:p"))]
    let_go(opened)
    return texts


def numerals_in(texts: Iterable[str]) -> list[str]:
    """Return every numeral of texts, as it is written there."""
    return [found for text in texts for found in _numerals(text)]


def unexplained(texts: Iterable[str], statement: Statement, terms: Terms) -> list[str]:
    """Return the numerals of texts that are neither figures of the statement nor appear in the words of its inputs."""
    known = {numeral for text in set(_words(statement)) for each in (text, terms.untranslated(text)) for numeral in _numerals(each)} | numerals(statement, terms)
    return [found for text in texts for found in _numerals(text) if found not in known]


def numerals(statement: Statement, terms: Terms) -> frozenset[str]:
    """Return every figure that a statement may print, as it is printed in a language.

    They are the sums of its lines of one year over any of their keys, from full cost to what is additional; the same by conference service;
    ranges, options, shares and rates; how many there are of anything; years, and the days of its date.
    """
    printed = (*map(terms.amount, _amounts(statement)), *map(terms.scaled, _amounts(statement)), *_others(statement, terms))
    return frozenset(chain.from_iterable(map(_numerals, printed)))


def _others(statement: Statement, terms: Terms) -> Iterator[str]:
    parts = (statement.paragraphs, statement.activities, statement.shares, statement.options, statement.reasons)
    counts = [number for part in parts for number in range(len(part) + 1)]
    counts += [int(number.replace(",", "")) for reason in statement.reasons for number in _numerals(reason) if number.replace(",", "").isdigit()]
    yield from (*map(str, counts), *map(terms.amount, counts))
    yield from map(str, statement.years)
    yield from (str(year) for each in statement.activities for year in (each.first_year, each.last_year))
    yield from map(terms.number, counted.numbers(statement))
    yield from (terms.rate(each.rate) for each in statement.shares)
    yield terms.rate(add_up(each.rate for each in statement.shares))
    yield terms.percent(share_of_section(statement))
    yield from map(terms.date, filter(None, (statement.prepared_on, statement.dated)))
    yield from (terms.amount(float(found.replace(",", ""))) for found in numerals_in(statement.reasons))
    yield from (heading_name(statement, line.across, terms) for line in statement.lines)


def _amounts(statement: Statement) -> set[float]:
    sums = chain(_sums(statement), (amounts for option in statement.options for amounts in option.years))
    amounts = {amount for each in sums for amount in each} | {each.amount for each in statement.absorptions}
    amounts |= {amount for each in statement.indications for amount in each.years}
    amounts |= {statement.section_total, *added_to_assessment(statement).values()}
    amounts |= {bound for each in statement.paragraphs for bound in (each.low, each.high)}
    amounts |= {each.amount for each in statement.shares} | {add_up(each.amount for each in statement.shares)}
    return amounts | set(_services(statement))


def _sums(statement: Statement) -> Iterator[Amounts]:
    """Yield the sums of the lines of one year over any of their other keys."""
    yield statement.total
    for keys in chain.from_iterable(combinations(_KEYS, size) for size in range(len(_KEYS) + 1)):
        names = ("year", *keys)
        sums: dict[tuple[Any, ...], Amounts] = {}
        for line in statement.lines:
            key = tuple(getattr(line, name) for name in names)
            sums[key] = Amounts(*map(add, sums.get(key, _NOTHING), line.amounts))
        yield from sums.values()


def _services(statement: Statement) -> Iterator[float]:
    """Yield what conference services, and everything else, require at full cost: by service, by place in the section, of one year."""
    found = requirements(statement)
    for names in (("service", "year"), ("year",), ("across", "down", "year")):
        sums: Counter[tuple[Any, ...]] = Counter()
        for each in found:
            sums[bool(each.service), *(getattr(each, name) for name in names)] += each.full  # type: ignore[assignment]
        yield from sums.values()


def _words(value: object) -> Iterator[str]:
    """Yield every text of a statement that comes from its inputs."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from chain.from_iterable(_words(getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_words, value))


def _numerals(text: str) -> list[str]:
    return NUMERAL.findall(text)
