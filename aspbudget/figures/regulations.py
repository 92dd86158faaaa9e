"""Regulations: the rules and decisions of an organisation that its figures rest on, each with what it asks, and where it is cited.

A content package lists them in `reference/regulations.csv`, in the office's own words; those instruments of which it lists every paragraph
are `whole` in `reference/instruments.csv`. Rules of assessment, by which members pay, are something else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.declare.correspondence import Paragraph, known_letters
from aspbudget.declare.model import ModelError
from aspbudget.declare.sheet import sentence
from aspbudget.faults import nearest
from aspbudget.figures.citations import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aspbudget.declare.model import Model, Table

LISTED, INSTRUMENTS = "reference/regulations.csv", "reference/instruments.csv"
READ, DERIVED, FROM_MEMORY = "read", "derived", "from memory"
# What applies a rule: figures, checks or texts of the models; rows of the inputs, as their mandate; or nothing.
FIGURES, MANDATES, READING = "figures", "mandates", "reading"
FIGURE, CHECK, TEXT, EXAMPLE = "figure", "check", "text", "example"
_QUOTES = frozenset('"“”„«»‹›')


class Regulation(NamedTuple):
    """A rule or a decision: its number, what it belongs to, what it asks in the office's own words, how that is known, and what applies it."""

    number: str
    instrument: str
    asks: str
    status: str
    source: str
    applied: str


class Citation(NamedTuple):
    """Where a rule is cited: by a figure, a check or a text, on which sheet, by what name and under what title, and with which source.

    `demands` is what is wrong where a check fails.
    """

    number: str
    kind: str
    table: str
    sheet: str
    name: str
    title: str
    source: str = ""
    demands: str = ""


@cache
def regulations(package: str) -> Mapping[str, Regulation]:
    """Return the rules that a content package lists, by number; none where it has no list. Raise `ModelError` for a row that is no rule."""
    rows = [Regulation(**row) for row in content.rows(package, LISTED)]
    if wrong := [f"{LISTED}, {row.number}: {why}" for place, row in enumerate(rows) for why in _wrong(row, rows[:place])]:
        raise ModelError("\n".join(wrong))
    return {row.number: row for row in rows}


def _wrong(row: Regulation, before: Sequence[Regulation]) -> Iterator[str]:
    """Yield what is wrong with a row of the list."""
    if cited(row.number) != (row.number,):
        yield "it is not written as a citation is found, such as regulation 5.8 or article 112 (8)."
    if row.number in (each.number for each in before):
        yield "it has two rows; keep one of them."
    if row.status not in (READ, DERIVED, FROM_MEMORY) or row.applied not in (FIGURES, MANDATES, READING):
        yield f"its status is {READ}, {DERIVED} or {FROM_MEMORY}, and it is applied by {FIGURES}, {MANDATES} or for {READING}."
    if not (row.instrument and row.asks and row.source):
        yield "say what it belongs to, what it asks, and how that is known."
    if _QUOTES & set(row.asks):
        yield "what it asks is in quotation marks; say it in the office's own words."


@cache
def wholes(package: str) -> tuple[str, ...]:
    """Return the instruments of which a content package lists every paragraph, as they are cited."""
    return tuple(row["cited_as"] for row in content.rows(package, INSTRUMENTS) if row["whole"] == "yes")


def lacking(package: str, text: str) -> tuple[str, ...]:
    """Return the paragraphs that a text cites and that there are not: of instruments of which every paragraph is listed."""
    known = regulations(package)
    return tuple(each for each in cited(text) if each not in known and each.startswith(tuple(f"{whole}," for whole in wholes(package))))


def citations(models: Sequence[Model], package: str = "") -> list[Citation]:
    """Return every citation of a rule by models: of their figures, checks and texts, and of the examples that they give.

    With a content package, also those of its letters.
    """
    found: list[Citation] = []
    for model in models:
        found += [each for table in model.tables for each in _of_table(table)]
        for assumption in model.assumptions:
            found += _in(assumption.about, TEXT, "assumptions", "Assumptions", assumption.name, assumption.title)
    return [*found, *(_of_letters(package) if package else ())]


def _of_table(table: Table) -> Iterator[Citation]:
    """Yield the citations of a table: of its lines, its rules, its columns, and what it says of itself."""
    name, sheet = table.name, table.title
    for line in (*table.lines, *table.in_year):
        yield from _in(f"{line.source}; {line.meaning}", FIGURE, name, sheet, line.name, line.label or sentence(line.name), line.source)
    columns = {each.name: each for each in table.sheet.columns()} if table.entered else {}
    for rule in table.rules:
        title, holds = columns[rule.at].title if rule.at in columns else "", rule.holds
        yield from _in(f"{holds.source}; {holds.meaning}", CHECK, name, sheet, holds.name, title, holds.source, holds.meaning)
    yield from _in(table.about, TEXT, name, sheet, "", "")
    for column, each in columns.items():
        yield from _in(each.about, TEXT, name, sheet, column, each.title)
        yield from _in(str(each.example), EXAMPLE, name, sheet, column, each.title)


def _of_letters(package: str) -> Iterator[Citation]:
    """Yield the citations of the letters of a content package, with the words that fill them in."""
    letters, terms = known_letters(package), content.terms(package)
    for part in letters.parts if letters else ():
        filled = {name: text for name, text in part.filled.items() if isinstance(text, str)} if isinstance(part, Paragraph) else {}
        wording = next(iter(terms[part.term].values()))
        for name, text in filled.items():
            wording = wording.replace(f"{{{name}}}", text)
        yield from _in(wording, TEXT, letters.table if letters else "", "Letters", part.term, part.term)


def _in(text: str, *where: str) -> Iterable[Citation]:
    """Return the citations of a text, each with where it is cited; most texts cite nothing, and models have thousands."""
    return [Citation(number, *where) for number in cited(text)]


def unlisted(models: Sequence[Model], package: str) -> list[str]:
    """Return a sentence for each citation of a rule that the list lacks, or that doesn't say that the rule is known from memory alone.

    A content package without a list cites what it likes.
    """
    known = regulations(package)
    if not known:
        return []
    found = []
    for each in citations(models):
        where = f"Sheet {each.sheet}, {each.name or 'its text'}"
        if each.number not in known:
            found.append(f"{where}: {LISTED} lacks {each.number}, which it cites{nearest(each.number, known) or '.'} Add its row, or correct the citation.")
        elif each.source and known[each.number].status == FROM_MEMORY and FROM_MEMORY not in each.source:
            found.append(f"{where}: {each.number} is known from memory alone, so say in its source: ({FROM_MEMORY}).")
    return found


def unapplied(models: Sequence[Model], package: str) -> list[str]:
    """Return a sentence for each rule that is listed as applied by figures and that no model cites, or as for reading and that one does."""
    citing = {each.number for each in citations(models, package) if each.kind != EXAMPLE}
    found = []
    for number, each in regulations(package).items():
        if each.applied == FIGURES and number not in citing:
            found.append(f"{number}: no figure, check or text cites it; say that it is applied by {MANDATES}, or for {READING}.")
        if each.applied == READING and number in citing:
            found.append(f"{number}: it is cited, so it is applied by {FIGURES}.")
    return found
