"""Wording: which sentences and tables a statement of budgetary implications has, in the order in which it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.documents import tables as grids
from aspbudget.documents.blocks import DRAFT, NOTE, QUOTE, REASON, Heading, Text
from aspbudget.documents.tables import heading_name
from aspbudget.lines.adding import add_up
from aspbudget.statements.breakdown import added_to_assessment, share_of_section, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Activity, Line, Paragraph, Statement

_MOST = 8  # activities named in a sentence
_UNSIGNED = " not filled in"
_ABSENT = re.compile(r"[\d,]+ sheets? not in the input: (.*)")
_REASONS = {
    "missing": re.compile(r"([\d,]+) missing"),
    "illustrative": re.compile(r"([\d,]+) illustrative"),
    "waiting": re.compile(r"([\d,]+) to place have no day"),
}


def blocks(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the whole statement: its title, why it is a draft, its eight parts, and the annex by State if there is one."""
    parts = (title, requests, relation, activities, full, absorption, net, sources, conclusion, annex)
    for part in parts:
        yield from part(statement, terms)


def placeholders(statement: Statement, terms: Terms) -> dict[str, str]:
    """Return the text that replaces each placeholder of a template, by its name."""
    return {
        "symbol": statement.symbol,
        "title": statement.title,
        "section": terms.value("section", statement.section),
        "cycle": statement.cycle,
        "standing": terms.say("draft") if statement.reasons else "",
        "date": terms.date(statement.prepared_on),
        "prepared_by": statement.prepared_by,
        "reviewed_by": statement.reviewed_by,
    }


def title(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the title, who signed and when, and the reasons for which the statement is a draft."""
    known = placeholders(statement, terms)
    yield Heading(terms.say("title", symbol=statement.symbol), 0)
    yield Text(statement.title, NOTE)
    yield Text(terms.say("subtitle", section=known["section"], cycle=statement.cycle), NOTE)
    signed = [terms.say(key, name=known[key]) for key in ("prepared_by", "reviewed_by") if known[key]]
    yield from (Text(sentences, NOTE) for sentences in (*signed, known["date"]) if sentences)
    if statement.reasons:
        yield Text(f"{known['standing']}. {terms.count('draft.reasons', len(statement.reasons))}", DRAFT)
        yield from (Text(_draft_reason(reason, terms), REASON) for reason in statement.reasons)


def requests(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what the draft requests, in its own words, and the table of all its paragraphs with their answers."""
    asking = [each for each in statement.paragraphs if each.answer != statement.practice.answers.none]
    left_out = [each.number for each in asking if not each.counts]
    yield Heading(terms.say("requests.heading"))
    yield Text(_counted("requests", [each.number for each in asking], terms, symbol=statement.symbol))
    for each in _with_lead_in(statement.paragraphs, asking):
        yield Text(terms.say("requests.quote", number=each.number, text=each.text.rstrip(" ;,")), QUOTE)
    yield Text(terms.count("requests.all", len(statement.paragraphs)))
    if left_out:
        yield Text(_counted("requests.left_out", left_out, terms))
    yield grids.answers(statement, terms)


def _with_lead_in(paragraphs: tuple[Paragraph, ...], asking: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that ask for something, each after the one whose words lead in to it: 1 before 1 (a)."""
    leading = {each.number.rpartition(" (")[0] for each in asking}
    return [each for each in paragraphs if each in asking or each.number in leading]


def _counted(key: str, names: list[str], terms: Terms, **values: object) -> str:
    """Return the form of a term for a series of numbers or names."""
    series = terms.series(names) if names else ""
    return terms.count(key, len(names), numbers=series, names=series, **values)


def relation(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the section and its parts that are concerned, and how much the draft would add."""
    section = terms.value("section", statement.section)
    total = terms.money(statement.section_total, statement.currency)
    sentences = [terms.say("relation.section", section=section, cycle=statement.cycle, total=total)]
    charged: tuple[Line | Activity, ...] = (*statement.lines, *statement.activities)
    subs = {each.across for each in charged} - {""}
    if subs:
        sentences.append(_counted("relation.headings", [heading_name(statement, sub, terms) for sub in sorted(subs)], terms))
    provided = add_up(each.provided for each in statement.activities)
    if provided:
        sentences.append(terms.count("relation.provided", provided))
    if share := share_of_section(statement):
        sentences.append(terms.say("relation.share", year=statement.years[0], share=terms.percent(share)))
    yield Heading(terms.say("relation.heading"))
    yield Text(" ".join(sentences))


def activities(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the activities by which the requests would be implemented."""
    yield Heading(terms.say("activities.heading"))
    yield Text(terms.count("activities", len(statement.activities)))
    if statement.activities:
        yield grids.activities(statement, terms)


def full(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the requirements at full cost."""
    yield Heading(terms.say("full.heading"))
    total = statement.total.full
    if not total:
        yield Text(terms.say("full.none"))
        return
    yield Text(terms.say("full.total", **_over_years("full", statement, terms)))
    yield grids.full(statement, terms)


def _over_years(field: str, statement: Statement, terms: Terms) -> dict[str, str]:
    """Return the total of an amount and the series of its years, those with nothing left out."""
    return {
        "total": terms.money(getattr(statement.total, field), statement.currency),
        "years": _yearly(field, statement.years, statement, terms),
    }


def _yearly(field: str, years: Iterable[int], statement: Statement, terms: Terms) -> str:
    amounts = {year: getattr(statement.in_year(year), field) for year in years}
    shown = {year: terms.money(amount, statement.currency) for year, amount in amounts.items() if amount}
    return terms.series([terms.say("years.amount", amount=amount, year=year) for year, amount in shown.items()])


def absorption(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what would be absorbed and how, what is pooled, and why something is outsourced.

    Activities are named here where they are few; the table of activities marks all of them.
    """
    yield Heading(terms.say("absorption.heading"))
    total = statement.total
    yield Text(" ".join(_absorbed(statement, terms)))
    names = [each.what for each in statement.activities if each.provided]
    pooled = [each.what for each in statement.activities if each.means == statement.practice.means.pooled and not each.provided]
    for key, found in (("absorption.provided", names), ("absorption.pool", pooled)):
        if 0 < len(set(found)) <= _MOST:
            yield Text(_counted(key, list(dict.fromkeys(found)), terms))
    yield from _explained(statement, terms)
    if total.absorbed:
        yield grids.absorption(statement, terms)


def _absorbed(statement: Statement, terms: Terms) -> Iterator[str]:
    total = statement.total
    if not total.absorbed:
        yield terms.say("absorption.none" if total.full else "absorption.nothing")
        return
    yield terms.say("absorption.total", total=terms.money(total.absorbed, statement.currency))
    for name in ("provision", "pooled", "shared"):
        if amount := getattr(total, name):
            yield terms.say(f"absorption.{name}", amount=terms.money(amount, statement.currency))


def _explained(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield each reason once, with all that it is given for."""
    outsourced = [(each.reason, each.what) for each in statement.activities if each.means == statement.practice.means.outsourced]
    within = [(each.reason, each.number) for each in statement.paragraphs if each.answer == statement.practice.answers.within]
    for key, found in (("absorption.outsourced", outsourced), ("absorption.within", within)):
        for reason in dict.fromkeys(reason for reason, _ in found):
            names = list(dict.fromkeys(name for other, name in found if other == reason))
            yield Text(_counted(key, names, terms, reason=_sentence(reason)))


def _draft_reason(reason: str, terms: Terms) -> str:
    """Return in a sentence why a statement is a draft; the run says it in a few words."""
    for key, form in _REASONS.items():
        if found := form.fullmatch(reason):
            number = int(found[1].replace(",", ""))
            return terms.count(f"reason.{key}", number)
    if found := _ABSENT.fullmatch(reason):
        return _counted("reason.absent", found[1].split(", "), terms)
    if reason.endswith(_UNSIGNED):
        names = [terms.value("signed", name) for name in reason.removesuffix(_UNSIGNED).split(", ")]
        return _counted("reason.unsigned", names, terms)
    return terms.say("reason.alone") if reason.startswith("reviewed by the same") else reason


def _sentence(text: str) -> str:
    """Return a text as typed, with a full stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def net(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the net additional requirements by line of the section, by year and by kind."""
    yield Heading(terms.say("net.heading"))
    if statement.total.net:
        sentences = terms.say("net.total", **_over_years("net", statement, terms))
        yield Text(f"{sentences} {_kinds(statement, terms)}")
    else:
        yield Text(terms.say("net.none"))
    if any(map(any, (line.amounts for line in statement.lines))):
        yield grids.net(statement, terms)


def _kinds(statement: Statement, terms: Terms) -> str:
    one_time, recurrent = (summed(statement, kind=kind).net for kind in (ONE_TIME, RECURRENT))
    if not (one_time and recurrent):
        return terms.say("net.one_time" if one_time else "net.recurrent")
    shown = (terms.money(amount, statement.currency) for amount in (one_time, recurrent))
    return terms.say("net.kinds", **dict(zip(("one_time", "recurrent"), shown, strict=True)))


def sources(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield how the net requirements would be financed, and what each way adds to the assessed contributions."""
    year, *later = statement.years
    amount = statement.in_year(year).net
    yield Heading(terms.say("met.heading"))
    if not statement.total.net:
        yield Text(terms.say("met.none"))
        return
    key = f"met.{statement.met_from}" if amount else "met.later"
    sentences = [terms.say(key, year=year, amount=terms.money(amount, statement.currency))]
    if any(statement.in_year(other).net for other in later):
        sentences.append(terms.say("met.years", years=_yearly("net", later, statement, terms)))
    yield Text(" ".join(sentences))
    if any(added_to_assessment(statement).values()):
        shares = [terms.count("met.shares", len(statement.shares))] if statement.shares else []
        yield Text(" ".join([terms.say("met.compared", year=year), *shares]))
        yield grids.sources(statement, terms)


def conclusion(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what would be required should the draft be adopted, what the amounts leave out, and the choices among alternatives."""
    named = {"symbol": statement.symbol, "section": terms.value("section", statement.section)}
    yield Heading(terms.say("conclusion.heading"))
    if statement.total.net:
        yield Text(f"{terms.say('conclusion.total', **named, **_over_years('net', statement, terms))} {_kinds(statement, terms)}")
    else:
        yield Text(terms.say("conclusion.none", **named))
    yield from _ranges(statement, terms)
    for name, what, counts in statement.alternatives:
        yield Text(terms.say(f"conclusion.alternative.{'in' if counts else 'out'}", name=name, what=what))
    for choice in statement.choices:
        key = f"conclusion.choice.{'one' if choice.one_stays else 'at_most_one'}"
        yield Text(terms.say(key, choice=choice.name, alternatives=terms.series(choice.alternatives)))
    if statement.options:
        yield Text(terms.count("conclusion.options", len(statement.options)))
        yield grids.options(statement, terms)


def _ranges(statement: Statement, terms: Terms) -> Iterator[Text]:
    for each in statement.paragraphs:
        if each.answer == statement.practice.answers.indeterminate:
            low, high = (terms.money(bound, statement.currency) for bound in (each.low, each.high))
            reason = _sentence(each.reason)
            yield Text(terms.say("conclusion.range", number=each.number, low=low, high=high, reason=reason))


def annex(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what each State would be assessed in addition, when that was asked for."""
    if statement.shares:
        total = add_up(each.amount for each in statement.shares)
        shown = [terms.money(amount, statement.currency) for amount in (total, statement.in_year(statement.years[0]).net)]
        yield Heading(terms.say("annex.heading"), breaks=True)
        yield grids.shares(statement, terms)
        yield Text(terms.say("annex.note", year=statement.years[0], total=shown[0], net=shown[1]), NOTE)
