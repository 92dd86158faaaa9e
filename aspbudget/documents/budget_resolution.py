"""The draft resolution on the budget in words: the parts that content declares, filled in by the figures of the cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.declare.correspondence import AmountsTable, Paragraph
from aspbudget.declare.narrative import Part, PrintedTable
from aspbudget.documents.blocks import Grid, Heading, Paper
from aspbudget.documents.numerals import numerals_in
from aspbudget.documents.opening import draft_reason
from aspbudget.documents.parts import Filling, block, explaining
from aspbudget.documents.printed_grids import printed
from aspbudget.documents.references import numbered
from aspbudget.documents.section_numerals import tables_in_words, words_of_inputs
from aspbudget.documents.section_paper import head, symbol_block, why_a_draft
from aspbudget.documents.template import RESOLUTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.declare.narrative import BudgetResolution
    from aspbudget.documents.blocks import Block
    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms
    from aspbudget.inputs.ready import Ready


@dataclass(frozen=True)
class ResolutionText:
    """The draft resolution of a cycle: what content declares of it, its section, all workbooks from which it is made, and the figures that fill it in."""

    declared: BudgetResolution
    section: SectionText
    workbooks: tuple[Ready, ...]
    facts: Mapping[str, Any]

    @property
    def parts(self) -> list[Part | Paragraph | AmountsTable | PrintedTable]:
        """The parts that stand in it."""
        return [part for part in self.declared.parts if isinstance(part, Part) or part.when(self.facts)]

    @property
    def filling(self) -> Filling:
        """What fills in its parts."""
        return Filling(self.facts, self.section.currency, {})

    @property
    def to_complete(self) -> tuple[str, ...]:
        """The terms of what someone has to write, or to confirm."""
        return tuple(part.term for part in self.parts if isinstance(part, Paragraph) and part.to_complete)


def reasons(resolution: ResolutionText, terms: Terms) -> list[str]:
    """Return why the resolution is a draft, in sentences: as the workbooks are from which it is made, and because of what is to be completed."""
    found = [
        terms.say("resolution.reason", workbook=terms.translated("workbook", ready.workbook), reason=" ".join(draft_reason(each, terms) for each in ready.standing.reasons))
        for ready in resolution.workbooks
        if ready.standing.reasons
    ]
    return [*found, *(terms.say(f"{term}.reason") for term in resolution.to_complete)]


def paper(resolution: ResolutionText, terms: Terms) -> Paper:
    """Return the resolution as a document to be laid out, in the language of the terms."""
    section, why = resolution.section, reasons(resolution, terms)
    known = head(section, RESOLUTION.word, terms, is_draft=bool(why))
    title = terms.say(resolution.declared.title, year=section.cycle)
    opening = (*symbol_block(section, RESOLUTION.word, known, terms), Heading(title, 0), *why_a_draft(why, terms))
    return Paper(title, known["section"], known["prepared_by"], known | {"title": title}, (*opening, *_body(resolution, terms)))


def _body(resolution: ResolutionText, terms: Terms) -> Iterator[Block]:
    for part in resolution.parts:
        match part:
            case Part():
                yield Heading(terms.say(part.term))
            case PrintedTable():
                yield _printed(part, resolution.section, terms)
            case AmountsTable():
                yield _described(block(part, resolution.filling, terms), terms)
            case Paragraph():
                yield block(part, resolution.filling, terms)


def _printed(part: PrintedTable, section: SectionText, terms: Terms) -> Grid:
    layout = next(each for each in (section.layout, *section.other_tables) if each.title == part.layout)
    return printed(section, layout, terms, terms.say(part.term, cycle=section.cycle))


def _described(grid: Block, terms: Terms) -> Block:
    """Return a table with a number in its caption, and a description for those who can't see it."""
    if not isinstance(grid, Grid):
        return grid
    described = terms.say("narrative.described", caption=grid.caption, rows=len(grid.rows), columns=len(grid.widths), total=grid.rows[-1].cells[-1])
    return Grid(numbered(grid.caption, terms), grid.head, grid.rows, grid.widths, grid.numbers, described)


def unexplained(texts: Iterable[str], resolution: ResolutionText, terms: Terms) -> list[str]:
    """Return the numerals of texts that are neither figures of the resolution nor appear in the words of its inputs."""
    known = frozenset(numerals_in(_explaining(resolution, terms)))
    return [numeral for numeral in numerals_in(texts) if numeral not in known]


def _explaining(resolution: ResolutionText, terms: Terms) -> Iterator[str]:
    section = resolution.section
    yield from tables_in_words(section, terms)
    yield from words_of_inputs(section, terms, RESOLUTION.word)
    for part in resolution.parts:
        if isinstance(part, Paragraph | AmountsTable):
            yield from explaining(part, resolution.filling, terms)
    stated = [reason for ready in resolution.workbooks for reason in ready.standing.reasons]
    yield from (*stated, *(terms.amount(float(found.replace(",", ""))) for found in numerals_in(stated)))
    yield from (section.cycle, terms.amount(len(reasons(resolution, terms))), *(terms.amount(number) for number in range(1, len(resolution.parts))))
