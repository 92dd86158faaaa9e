"""The paper of the section: what its text says, in the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.blocks import (
    DRAFT,
    GROUP,
    KEY,
    NOTE,
    QUOTE,
    REASON,
    REMARK,
    Grid,
    Heading,
    Paper,
    Row,
    Text,
    plain,
)
from aspbudget.documents.bridge_words import bridge_in_words
from aspbudget.documents.justified import compared, justified
from aspbudget.documents.printed_grids import by_key, earlier, printed
from aspbudget.documents.references import numbered
from aspbudget.documents.section_text import in_language, key_in_words, of_line, places_of
from aspbudget.documents.to_confirm import accepted, reasons, to_confirm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.layout import Printed
    from aspbudget.documents.blocks import Block
    from aspbudget.documents.section_text import SectionText, Texts
    from aspbudget.documents.terms import Terms

_RESULTS = (6.6, 6.4, 4.0)


def paper(section: SectionText, terms: Terms) -> Paper:
    """Return the section as a document to be laid out, in the language of the terms."""
    why = reasons(section, terms)
    known = head(section, section.ready.workbook, terms, is_draft=bool(why))
    title = terms.say("narrative.title", section=known["section"], cycle=section.cycle)
    found = (*_opening(section, title, known, why, terms), *_body(section, terms))
    return Paper(title, known["section"], known["prepared_by"], known | {"title": title}, found)


def head(section: SectionText, document: str, terms: Terms, *, is_draft: bool) -> dict[str, str]:
    """Return what fills in the place-holders of a template: the symbol, the section, the cycle, the standing, the date and who answers for it."""
    stated = section.stated()
    return {
        "symbol": section.symbols(document).get("symbol") or terms.say("head.none"),
        "section": terms.translated("section", stated["section"]),
        "cycle": section.cycle,
        "standing": terms.say("draft") if is_draft else "",
        "date": terms.date(stated["prepared_on"]),
        "prepared_by": stated["prepared_by"],
        "reviewed_by": stated["reviewed_by"],
    }


def symbol_block(section: SectionText, document: str, known: Mapping[str, str], terms: Terms) -> Iterator[Block]:
    """Yield the lines at the head of a document: its symbol, its distribution and so on, its date, and on one line, marked, what of these is not entered."""
    row, lines = section.symbols(document), section.narrative.lines
    for name, term in lines.items():
        if row.get(name):
            yield Text(terms.say(term, name=in_language(row, name, terms) if f"{name}_{terms.language}" in row else row[name]), NOTE)
    if known["date"]:
        yield Text(terms.say("head.date", name=known["date"]), NOTE)
    if lacking := [terms.say(f"{term}.name") for name, term in lines.items() if not row.get(name)]:
        yield Text(terms.say("head.to_complete", names=terms.series(lacking)), DRAFT)


def why_a_draft(why: list[str], terms: Terms) -> Iterator[Block]:
    """Yield that a document is a draft, with its reasons in one paragraph; nothing where there are none."""
    if why:
        yield Text(" ".join(why), REASON, f"{terms.say('draft')}.")


def _opening(section: SectionText, title: str, known: Mapping[str, str], why: list[str], terms: Terms) -> Iterator[Block]:
    yield from symbol_block(section, section.ready.workbook, known, terms)
    yield Heading(title, 0)
    yield from (Text(terms.say(key, name=known[key]), NOTE) for key in ("prepared_by", "reviewed_by") if known[key])
    yield from why_a_draft(why, terms)
    yield Text(terms.say("narrative.short", sentences=" ".join(_in_short(section, terms))), QUOTE)


def _in_short(section: SectionText, terms: Terms) -> Iterator[str]:
    yield compared(section, of_line(section.proposed), of_line(section.approved), terms)
    yield from (_counted(section, layout, terms) for layout in section.other_tables)
    if missing := section.ready.standing.missing:
        yield terms.count("narrative.short.missing", len(missing))


def _counted(section: SectionText, layout: Printed, terms: Terms) -> str:
    """Return how many there are in a table of counts, such as posts, and of those how many are new."""
    totals = [(terms.translated("printed", name), of_line(section.lines(layout, figure))) for figure, name in layout.figures]
    said = [terms.say("narrative.count", name=name if not place else f"{name[:1].lower()}{name[1:]}", count=terms.amount(total)) for place, (name, total) in enumerate(totals)]
    return terms.say("narrative.counted", counts=", ".join(said))


def _body(section: SectionText, terms: Terms) -> Iterator[Block]:
    yield Heading(terms.say("narrative.heading.overview"))
    yield from _overview(section.overview(), terms) if section.overview() else [_gap("narrative.no_overview", terms)]
    yield Heading(terms.say("narrative.heading.section"))
    yield from _tables(section, terms)
    yield from bridge_in_words(section, terms)
    for key, _ in section.across:
        yield from _of_key(section, key, terms)
    for layout in section.other_tables:
        yield Heading(terms.translated("printed", layout.title))
        yield Text(_counted(section, layout, terms))
        yield printed(section, layout, terms, terms.say("narrative.table.by_key", name=terms.translated("printed", layout.title), cycle=section.cycle))
    yield Heading(terms.say("narrative.heading.to_confirm"))
    found = to_confirm(section, terms)
    yield Text(terms.count("narrative.to_confirm", len(found)))
    yield from (Text(each, REASON) for each in found)
    if settled := accepted(section, terms):
        yield Text(terms.count("narrative.accepted", len(settled)))
        yield from (Text(each, REASON) for each in settled)


def _gap(key: str, terms: Terms, **named: str) -> Text:
    return Text(terms.say(key, **named), DRAFT)


def _overview(rows: list[Texts], terms: Terms) -> Iterator[Block]:
    for row in rows:
        if row["heading"]:
            yield Heading(in_language(row, "heading", terms), 2)
        yield Text(in_language(row, "text", terms))


def _tables(section: SectionText, terms: Terms) -> Iterator[Block]:
    yield Text(terms.say("narrative.section.full" if section.full else "narrative.section"))
    if section.full:
        yield from (earlier(section, terms), Text(terms.say("narrative.legend"), REMARK))
    yield from (by_key(section, terms), Text(terms.say("narrative.footing"), REMARK))


def _of_key(section: SectionText, key: str, terms: Terms) -> Iterator[Block]:
    """Yield what the text says of one key that runs across the section: its own paragraphs, its results, its table, and each line justified."""
    called = key_in_words(section, key, terms)
    yield Heading(terms.say("narrative.heading.key", name=called))
    yield from _overview(section.overview(key), terms)
    yield Heading(terms.say("narrative.heading.results"), 2)
    if rows := section.results(key):
        yield _results(rows, called, terms)
    else:
        yield _gap("narrative.no_results", terms, name=called)
    yield Heading(terms.say("narrative.heading.resources"), 2)
    places = places_of(section, key)
    yield Text(compared(section, of_line(section.proposed, key), of_line(section.approved, key), terms))
    if places and section.full:
        yield earlier(section, terms, key)
    if places:
        yield Heading(terms.say("narrative.heading.justified"), 2)
    for place in places:
        yield Heading(terms.translated(section.layout.down, place[1]), 3)
        yield Text(justified(section, place, terms))


def _results(rows: list[Texts], called: str, terms: Terms) -> Grid:
    """Return the table of expected results with their indicators, by objective."""
    found: list[Row] = []
    before = ("", "")
    for row in rows:
        objective, result = (in_language(row, name, terms) for name in ("objective", "result"))
        if objective != before[0]:
            found.append(Row(GROUP, (terms.say("narrative.objective", objective=objective),)))
        target = in_language(row, "target", terms) if row["target"] else terms.say("format.not_entered")
        again = (objective, result) == before
        found.append(Row(KEY, ("" if again else result, in_language(row, "indicator", terms), target)))
        before = (objective, result)
    head_row = plain(*(terms.say(f"results.column.{name}") for name in ("result", "indicator", "target")))
    caption = terms.say("results.caption", name=called)
    described = terms.say("results.described", caption=caption, rows=len(rows))
    return Grid(numbered(caption, terms), (head_row,), tuple(found), _RESULTS, 0, described)
