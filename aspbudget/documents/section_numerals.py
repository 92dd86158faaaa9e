"""Numerals of the section's text: every figure that it may print, computed apart from the sentences that print them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from aspbudget.documents.numerals import numerals_in
from aspbudget.figures.printed import cycle_before, lines_of, rows_down
from aspbudget.inputs.accepted import accepted_rows
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.declare.layout import Printed
    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms
    from aspbudget.figures.printed import Amounts

_MOST = 40  # tables, rows named and sentences that a text counts


def unexplained(texts: Iterable[str], section: SectionText, terms: Terms) -> list[str]:
    """Return the numerals of texts that are neither figures of the section nor appear in the words of its inputs."""
    known = figures_in_words(section, terms) | frozenset(numerals_in(words_of_inputs(section, terms)))
    return [numeral for numeral in numerals_in(texts) if numeral not in known]


def figures_in_words(section: SectionText, terms: Terms) -> frozenset[str]:
    """Return every figure of a section that its text may print, as it is printed in a language.

    They are the lines of its printed tables and their sums over a key, a group or all, changes and shares; what each requirement costs, and of
    what quantities and prices; the bars of the bridge with what they are of each line; and how many there are of anything.
    """
    printed = chain(tables_in_words(section, terms), _requirements(section, terms), _bridge(section, terms), _counts(section, terms))
    return frozenset(numerals_in(printed))


def _money(amounts: Iterable[float], section: SectionText, terms: Terms) -> Iterator[str]:
    for amount in amounts:
        yield terms.money(amount, section.currency)
        yield terms.scaled(amount)


def tables_in_words(section: SectionText, terms: Terms) -> Iterator[str]:
    """Yield the amounts, shares and counts of the section's printed tables, with their sums."""
    layout = section.layout
    shown = {each.figure for each in layout.earlier if section.full} | {layout.figure}
    sums = {figure: _sums(section, layout, lines_of(section.figures, layout, figure)) for figure in shown}
    yield from _money((amount for found in sums.values() for amount in found.values()), section, terms)
    for each in layout.earlier if section.full else ():
        of = _sums(section, layout, lines_of(section.figures, layout, each.share_of)) if each.share_of else {}
        yield from _shares((100 * sums[each.figure][key] / base for key, base in of.items() if base), terms)
    for other in section.other_tables:
        counted = [_sums(section, other, lines_of(section.figures, other, figure)) for figure, _ in other.figures]
        yield from (terms.amount(amount) for found in counted for amount in found.values())


def _sums(section: SectionText, layout: Printed, amounts: Amounts) -> dict[tuple[str, str], int]:
    """Return the sums of a printed table's lines: of one key across or all, and of one key down, a group or all."""
    every = tuple(dict.fromkeys(down for _, down in amounts))
    found: dict[tuple[str, str], int] = {}
    for name, downs in (*_groups(section, layout), ("", every)):
        for key in ("", *dict.fromkeys(across for across, _ in amounts)):
            found[key, name] = add_up(amount for (across, down), amount in amounts.items() if down in downs and key in ("", across))
    return found


def _groups(section: SectionText, layout: Printed) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of a printed table with the keys that each adds up: one, or those of a group."""
    names: tuple[str, ...] = ()
    for row in rows_down(section.figures, layout):
        if row.kind == "key":
            names = (*names, row.label)
            yield row.label, (row.label,)
        elif row.kind == "subtotal":
            yield row.label, names
            names = ()


def _requirements(section: SectionText, terms: Terms) -> Iterator[str]:
    words = section.words
    yield from _money(chain.from_iterable((each.cost, each.full) for each in words.requirements), section, terms)
    for place in section.proposed:
        _, rest, pooled = words.made_of(place)
        yield from _money((add_up(each.cost for each in rest), add_up(each.full for each in pooled)), section, terms)
    for factor in chain.from_iterable(map(words.factors, words.requirements)):
        yield terms.money_to_the_cent(factor.value, section.currency) if factor.money else terms.number(factor.value)


def _bridge(section: SectionText, terms: Terms) -> Iterator[str]:
    found = section.bridge
    if found is None:
        return
    totals = [*(bar.total for bar in found.bars), *(group.total for group in found.groups)]
    amounts = [add_up(found.start.values()), add_up(found.end.values()), found.change, *totals]
    yield from _money((*amounts, *(abs(each) for each in amounts), *(amount for bar in found.bars for amount in bar.amounts.values())), section, terms)
    yield from _shares((share for share in map(found.per_cent, amounts) if share is not None), terms)


def _shares(shares: Iterable[float], terms: Terms) -> Iterator[str]:
    for share in shares:
        yield terms.percent(abs(share))
        yield terms.share(share)


def _counts(section: SectionText, terms: Terms) -> Iterator[str]:
    standing = section.ready.standing
    rows = [len(bar.rows) for bar in section.bridge.bars] if section.bridge else []
    most = max([_MOST, len(section.words.requirements), len(section.texts), len(section.ready.inputs.accepted), *rows])
    yield from map(terms.amount, (*range(most + 1), len(standing.illustrative), len(standing.missing)))
    yield from (terms.amount(float(found.replace(",", ""))) for found in numerals_in(standing.reasons))
    yield from (section.cycle, *(cycle_before(section.figures, each.back) for each in section.layout.earlier))


def words_of_inputs(section: SectionText, terms: Terms, document: str = "") -> Iterator[str]:
    """Yield every text of the inputs that a document may print, and the wording of their values."""
    stated = section.stated()
    yield from (*stated.values(), terms.date(stated["prepared_on"]), *section.ready.standing.reasons)
    yield from (str(text) for row in (*section.texts, section.symbols(document or section.ready.workbook)) for text in row.values())
    yield from (text for each in section.words.requirements for text in (each.key, terms.untranslated(each.key)))
    yield from (row.key for bar in (section.bridge.bars if section.bridge else ()) for row in bar.rows)
    for layout in (section.layout, *section.other_tables):
        yield from (terms.value(layout.down, row.label) for row in rows_down(section.figures, layout))
    yield from (f"{key} {heading}" for key, heading in section.across)
    yield from (text for each in accepted_rows(section.catalogue, section.ready.inputs) for text in (each.name, each.reason))
    for table, row in section.ready.standing.missing:
        yield str(section.ready.inputs.frames[table].at[row, section.catalogue.key(table)])
