"""The bridge in words: from what was approved to what is proposed, a paragraph for each group of causes, and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.blocks import GROUP, KEY, SUBTOTAL, TOTAL, Grid, Heading, Row, Text, plain
from aspbudget.documents.justified import rows_in_words
from aspbudget.documents.references import numbered
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms
    from aspbudget.review.bridge import Bar, Bridge, Group

_WIDTHS = (10.4, 3.5, 3.1)


def bridge_in_words(section: SectionText, terms: Terms) -> Iterator[Block]:
    """Yield why the section moved: from where to where, by group of causes with the rows that moved most, and the table of all of them."""
    yield Heading(terms.say("narrative.heading.bridge"))
    found = section.bridge
    if found is None:
        yield Text(terms.say("bridge.none", reason=terms.translated("uncompared", str(section.found))))
        return
    yield Text(_change(section, found, terms))
    for group in found.groups:
        if bars := [bar for bar in group.bars if any(bar.amounts.values())]:
            yield Text(_group(section, group, bars, terms))
    yield _table(section, found, terms)


def _change(section: SectionText, found: Bridge, terms: Terms) -> str:
    start, end = (terms.money(add_up(amounts.values()), section.currency) for amounts in (found.start, found.end))
    sentences = [terms.say(f"bridge.{_start(found)}", year=_earlier(section), amount=start)]
    if not found.change:
        sentences.append(terms.say("bridge.same", year=section.cycle))
    else:
        share = found.per_cent(abs(found.change))
        key = f"bridge.{'more' if found.change > 0 else 'less'}"
        change = terms.money(abs(found.change), section.currency)
        shown = terms.say("bridge.share", amount=change, share=terms.percent(share)) if share is not None else change
        sentences.append(terms.say(key, year=section.cycle, amount=end, change=shown))
    return " ".join(sentences)


def _start(found: Bridge) -> str:
    """Return the end of the terms that say what the bridge starts from: what was approved, or the earlier section as it is costed today."""
    return "approved" if found.approved else "costed"


def _earlier(section: SectionText) -> str:
    """Return the cycle from which the bridge starts."""
    return "" if isinstance(section.found, str) else section.found.between.old.cycle


def _group(section: SectionText, group: Group, bars: list[Bar], terms: Terms) -> str:
    total = terms.money(group.total, section.currency)
    causes = terms.mark("semicolon").join(_bar(section, bar, terms) for bar in bars)
    if not group.title:
        return terms.say("bridge.causes", causes=causes)
    return terms.say("bridge.group", group=terms.translated("cause_group", group.title), total=total, causes=causes)


def _bar(section: SectionText, bar: Bar, terms: Terms) -> str:
    title, amount = terms.translated("cause", bar.cause.title), terms.money(bar.total, section.currency)
    named = rows_in_words([row.key for row in bar.rows], terms)
    return terms.say("bridge.cause" if named else "bridge.cause.alone", cause=f"{title[:1].lower()}{title[1:]}", amount=amount, rows=named)


def _table(section: SectionText, found: Bridge, terms: Terms) -> Grid:
    rows = [Row(TOTAL, (terms.say(f"bridge.row.{_start(found)}", year=_earlier(section)), terms.scaled(add_up(found.start.values())), ""))]
    for group in found.groups:
        if group.title:
            rows.append(Row(GROUP, (terms.translated("cause_group", group.title),)))
        rows += [Row(KEY, (terms.translated("cause", bar.cause.title), *_amounts(found, bar.total, terms))) for bar in group.bars]
        if group.title:
            rows.append(Row(SUBTOTAL, (terms.say("full.subtotal"), *_amounts(found, group.total, terms))))
    rows.append(Row(TOTAL, (terms.say("bridge.row.change"), *_amounts(found, found.change, terms))))
    rows.append(Row(TOTAL, (terms.say("bridge.row.end", year=section.cycle), terms.scaled(add_up(found.end.values())), "")))
    head = plain(*(terms.say(f"bridge.column.{name}") for name in ("cause", "amount", "share")))
    caption = terms.in_scale(terms.say("bridge.caption", year=section.cycle), section.currency)
    described = terms.say("narrative.described", caption=caption, rows=len(rows), columns=len(head), total=rows[-1].cells[1])
    return Grid(numbered(caption, terms), (head,), tuple(rows), _WIDTHS, 2, described)


def _amounts(found: Bridge, amount: int, terms: Terms) -> tuple[str, str]:
    share = found.per_cent(amount)
    return terms.scaled(amount), terms.mark("nothing") if share is None else terms.share(share)
