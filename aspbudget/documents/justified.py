"""Justified lines: what each line of the section is made of and why it moved, in sentences of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.review.justification import LARGEST, multiplied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms
    from aspbudget.figures.printed import Place
    from aspbudget.review.bridge import Bar
    from aspbudget.review.justification import Factor, Requirement


def justified(section: SectionText, place: Place, terms: Terms) -> str:
    """Return the justification of a line: the amount, how it compares with what was approved, what it is for, and why it moved."""
    return " ".join((compared(section, section.proposed[place], section.approved.get(place, 0), terms), *_made_of(section, place, terms), *_moved(section, place, terms)))


def compared(section: SectionText, proposed: int, approved: int, terms: Terms) -> str:
    """Return a sentence on what is proposed, beside what was approved where that is known."""
    amount, before = (terms.money(each, section.currency) for each in (proposed, approved))
    if not proposed and not approved:
        return terms.say("justified.nothing")
    if not section.approved:
        return terms.say("justified.amount", amount=amount)
    year = section.before(terms)
    if not approved or not proposed:
        return terms.say("justified.came" if proposed else "justified.went", amount=amount, before=before, year=year)
    if proposed == approved:
        return terms.say("justified.same", amount=amount, year=year)
    change, share = abs(proposed - approved), terms.percent(abs(proposed - approved) / approved * 100)
    key = "more" if proposed > approved else "less"
    return terms.say(f"justified.{key}", amount=amount, change=terms.money(change, section.currency), share=share, year=year)


def _made_of(section: SectionText, place: Place, terms: Terms) -> Iterator[str]:
    named, rest, pooled = section.words.made_of(place)
    items = [requirement(section, each, terms) for each in named]
    if rest:
        items.append(terms.count("justified.rest", len(rest), amount=terms.money(add_up(each.cost for each in rest), section.currency)))
    if items:
        yield terms.say("justified.for", items=terms.mark("semicolon").join(items))
    if pooled:
        yield terms.count("justified.pooled", len(pooled), amount=terms.money(add_up(each.full for each in pooled), section.currency))


def requirement(section: SectionText, each: Requirement, terms: Terms) -> str:
    """Return a requirement in words: its name as it was entered, the quantities and the price of which its cost is made, and the cost."""
    factors = section.words.factors(each)
    times = multiplied(factors, each.cost)
    telling = [factor for factor in factors if factor.value and not (times and factor.value == 1)]
    telling = [] if times and len(telling) == 1 else telling  # one thing at its price: the cost says both
    said = (" × " if times else ", ").join(_factor(section, factor, terms) for factor in telling)
    amount = terms.money(each.cost, section.currency)
    return terms.say("justified.item" if said else "justified.item.alone", name=terms.untranslated(each.key), factors=said, amount=amount)


def _factor(section: SectionText, factor: Factor, terms: Terms) -> str:
    title = terms.translated("factor", factor.title)
    value = terms.money_to_the_cent(factor.value, section.currency) if factor.money else terms.number(factor.value)
    return terms.say("justified.factor", title=f"{title[:1].lower()}{title[1:]}", value=value)


def _moved(section: SectionText, place: Place, terms: Terms) -> Iterator[str]:
    bars = [bar for bar in (section.bridge.bars if section.bridge else ()) if bar.amounts.get(place, 0)]
    if bars:
        yield terms.say("justified.moved", items=terms.mark("semicolon").join(_bar(section, bar, place, terms) for bar in bars))


def _bar(section: SectionText, bar: Bar, place: Place, terms: Terms) -> str:
    cause = terms.translated("cause", bar.cause.title)
    amount = terms.money(bar.amounts[place], section.currency)
    rows = [row.key for row in bar.rows if row.place == place]
    named = rows_in_words(rows, terms)
    return terms.say("justified.cause" if rows else "justified.cause.alone", cause=f"{cause[:1].lower()}{cause[1:]}", amount=amount, rows=named)


def rows_in_words(rows: Sequence[str], terms: Terms) -> str:
    """Return the names of rows as they were entered, the first of them, and how many more there are."""
    names = [terms.untranslated(name) for name in dict.fromkeys(rows)]
    shown, more = terms.mark("semicolon").join(names[:LARGEST]), len(names) - LARGEST
    return terms.count("justified.rows", more, names=shown) if more > 0 else shown
