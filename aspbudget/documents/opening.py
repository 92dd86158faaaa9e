"""The opening of a statement: the symbols above its title, the title, why it is a draft, and the box that says it in short."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from aspbudget.documents import tables as grids
from aspbudget.documents.blocks import BOX, NOTE, REASON, REMARK, SUBTITLE, SYMBOL, Heading, Text
from aspbudget.documents.counted import begun
from aspbudget.documents.sentences import adopting, counted, named, short_section, year_and_later
from aspbudget.documents.tables import excluded
from aspbudget.documents.translations import cited, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

_UNSIGNED = " not filled in"
_ABSENT = re.compile(r"[\d,]+ sheets? not in the input: (.*)")
_REASONS = {
    "missing": re.compile(r"([\d,]+) missing"),
    "illustrative": re.compile(r"([\d,]+) illustrative"),
    "waiting": re.compile(r"([\d,]+) to place have no day"),
}


def placeholders(statement: Statement, terms: Terms) -> dict[str, str]:
    """Return the text that replaces each placeholder of a template, by its name."""
    return {
        "symbol": statement.symbol,
        "document": statement.document or terms.say("head.of", symbol=statement.symbol),
        "title": in_language(statement, "resolution", statement.title, terms, marked=False),
        "section": terms.value("section", statement.section),
        "cycle": statement.cycle,
        "standing": terms.say("draft") if statement.reasons else "",
        "date": terms.date(statement.prepared_on),
        "prepared_by": statement.prepared_by,
        "reviewed_by": statement.reviewed_by,
    }


def opening(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what stands before the parts of a statement."""
    yield from symbols(statement, terms)
    yield Heading(terms.say("title", symbol=statement.symbol), 0)
    yield from particulars(statement, terms)
    yield from why_a_draft(statement.reasons, terms)
    yield from box(statement, terms)


def symbols(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield the lines above the title: whose document it is, its symbol, agenda item, distribution, date, rule and original language."""
    known = placeholders(statement, terms)
    rule = terms.say("head.rule", name=terms.untranslated(statement.rule)) if statement.rule else ""
    section = terms.say("subtitle", section=short_section(statement, terms), cycle=statement.cycle)
    left = (terms.say("head.issuer"), terms.untranslated(statement.item), section, rule)
    right = (statement.document, _stated("distribution", statement.distribution, terms), known["date"], _stated("original", statement.original, terms))
    for one, other in zip_longest(filter(None, left), filter(None, right), fillvalue=""):
        yield Text(f"{one}\t{other}" if other else one, SYMBOL)


def _stated(name: str, value: str, terms: Terms) -> str:
    return terms.say(f"head.{name}", name=terms.translated(name, value)) if value else ""


def particulars(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what stands below a title: what the draft is about, its version, and who signed."""
    yield Text(in_language(statement, "resolution", statement.title, terms), SUBTITLE)
    if stated := version(statement, terms):
        yield Text(terms.say("stated.version", name=stated), NOTE)
    yield from signed(statement, terms)


def signed(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield who prepared a statement, and who reviewed it, in one line."""
    people = {"prepared_by": statement.prepared_by, "reviewed_by": statement.reviewed_by}
    if said := [terms.say(key, name=name) for key, name in people.items() if name]:
        yield Text(". ".join(said), REMARK)


def version(statement: Statement, terms: Terms) -> str:
    """Return the version of the draft, its state and its day, in the language of a document; empty where it has none of them."""
    state = statement.state_stated and terms.say(f"state.{statement.state}")
    return ", ".join(filter(None, (statement.version, state, terms.date(statement.dated) if statement.dated else "")))


def why_a_draft(reasons: Iterable[str], terms: Terms) -> Iterator[Text]:
    """Yield that a document is a draft, with the reasons for it in one paragraph."""
    if sentences := " ".join(draft_reason(each, terms) for each in _unsigned_together(reasons)):
        yield Text(sentences, REASON, f"{terms.say('draft')}.")


def _unsigned_together(reasons: Iterable[str]) -> Iterator[str]:
    """Yield reasons with all that is not filled in as one of them, where the first of these stands."""
    every = list(reasons)
    unsigned = [each for each in every if each.endswith(_UNSIGNED)]
    together = ", ".join(each.removesuffix(_UNSIGNED) for each in unsigned) + _UNSIGNED
    yield from dict.fromkeys(together if each in unsigned else each for each in every)


def draft_reason(reason: str, terms: Terms) -> str:
    """Return in a sentence why an output is a draft; the run says it in a few words."""
    for key, form in _REASONS.items():
        if found := form.fullmatch(reason):
            number = int(found[1].replace(",", ""))
            return terms.count(f"reason.{key}", number)
    if found := _ABSENT.fullmatch(reason):
        return counted("reason.absent", found[1].split(", "), terms)
    if reason.endswith(_UNSIGNED):
        names = [terms.value("signed", name) for name in reason.removesuffix(_UNSIGNED).split(", ")]
        return counted("reason.unsigned", names, terms)
    return terms.say("reason.alone") if reason.startswith("reviewed by the same") else reason


# In short.


def box(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield the lines of the box: the amount, of what full cost is made up, what is in no amount, the source of funds, and the choices."""
    lines = {
        "amount": [additional(statement, terms)],
        "of_which": made_up(statement, terms),
        "without": left_open(statement, terms),
        "met_from": _met_from(statement, terms),
        "choices": _choices(statement, terms),
    }
    yield from (Text(" ".join(said), BOX, terms.say(f"box.{name}")) for name, sentences in lines.items() if (said := list(sentences)))


def additional(statement: Statement, terms: Terms) -> str:
    """Return what adopting the draft would add, in the budget year and in later years."""
    return " ".join(year_and_later(adopting("conclusion", statement), "additional", statement, terms, **named(statement, terms)))


def made_up(statement: Statement, terms: Terms, key: str = "short.full") -> Iterator[str]:
    """Yield of what the full cost of the budget year is made up, where it is more than what is additional; `key` is the term that says it."""
    total = statement.total
    if total.full != total.additional:
        parts = {name: amount for name, amount in total._asdict().items() if name != "full" and amount}
        baseline = grids.baseline_name(statement, terms)
        said = [terms.say(f"short.{name}", amount=terms.money(amount, statement.currency), baseline=baseline) for name, amount in parts.items()]
        yield terms.say(key, full=terms.money(total.full, statement.currency), parts=terms.series(said), year=statement.year)


def left_open(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield what is in no amount: what has no price, by name, and what can't be determined yet, as a range."""
    if statement.excludes:
        yield counted("conclusion.excludes", [*map(terms.untranslated, statement.excludes)], terms)
    for each in statement.ranges:
        low, high = grids.bounds(each, statement, terms)
        yield " ".join((terms.say("short.range", number=cited(each.number, terms), low=low, high=high), *excluded(each.excludes, terms)))


def _met_from(statement: Statement, terms: Terms) -> Iterator[str]:
    if statement.total.additional:
        yield f"{terms.value('source', statement.met_from)}."


def _choices(statement: Statement, terms: Terms) -> Iterator[str]:
    amounts = [each.years[0].additional for each in statement.situations]
    if amounts:
        low, high = (terms.money(amount, statement.currency) if amount else terms.say("range.nothing") for amount in (min(amounts), max(amounts)))
        yield begun(terms.say("short.choices" if low != high else "short.choices.same", low=low, high=high, year=statement.year))
