"""Wording: which sentences and tables a statement of budgetary implications has, in the order in which it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.documents import tables as grids
from aspbudget.documents.blocks import DRAFT, NOTE, QUOTE, REASON, Heading, Paper, Text
from aspbudget.documents.tables import baseline_name, excluded, heading_name
from aspbudget.lines.adding import add_up
from aspbudget.statements.breakdown import added_to_assessment, share_of_section, summed
from aspbudget.statements.versions import ADOPTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Absorption, Activity, Line, Paragraph, Statement

_MOST = 8  # activities named in a sentence
_UNSIGNED = " not filled in"
_ABSENT = re.compile(r"[\d,]+ sheets? not in the input: (.*)")
_REASONS = {
    "missing": re.compile(r"([\d,]+) missing"),
    "illustrative": re.compile(r"([\d,]+) illustrative"),
    "waiting": re.compile(r"([\d,]+) to place have no day"),
}


def paper(statement: Statement, terms: Terms) -> Paper:
    """Return a statement as a document to be laid out."""
    title = terms.say("title", symbol=statement.symbol)
    return Paper(title, statement.title, statement.prepared_by, placeholders(statement, terms), tuple(blocks(statement, terms)))


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
    """Yield the title, who signed and when, the reasons for which the statement is a draft, and what it says in short."""
    yield Heading(terms.say("title", symbol=statement.symbol), 0)
    yield from particulars(statement, terms)
    yield Text(terms.say("short", sentences=" ".join(in_short(statement, terms))), QUOTE)


def particulars(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what stands below a title: what the draft is about, its version, who signed and when, and the reasons for which it is a draft."""
    known = placeholders(statement, terms)
    yield Text(statement.title, NOTE)
    yield Text(terms.say("subtitle", section=known["section"], cycle=statement.cycle), NOTE)
    stated = (("version", version(statement, terms)), ("rule", statement.rule))
    yield from (Text(terms.say(f"stated.{key}", name=name), NOTE) for key, name in stated if name)
    signed = [terms.say(key, name=known[key]) for key in ("prepared_by", "reviewed_by") if known[key]]
    yield from (Text(sentences, NOTE) for sentences in (*signed, known["date"]) if sentences)
    if statement.reasons:
        yield Text(f"{known['standing']}. {terms.count('draft.reasons', len(statement.reasons))}", DRAFT)
        yield from (Text(draft_reason(reason, terms), REASON) for reason in statement.reasons)


def version(statement: Statement, terms: Terms) -> str:
    """Return the version of the draft, its state and its day, in the language of a document; empty where it has none of them."""
    state = statement.state_stated and terms.say(f"state.{statement.state}")
    return ", ".join(filter(None, (statement.version, state, terms.date(statement.dated) if statement.dated else "")))


def in_short(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield what a reader must know who reads no further: what is additional, the rest of full cost, and what is in no amount."""
    total, named = statement.total, _named(statement, terms)
    yield from year_and_later(_adopting("conclusion", statement), "additional", statement, terms, **named)
    if total.full != total.additional:
        shown = {name: terms.money(amount, statement.currency) if amount else terms.say("range.nothing") for name, amount in total._asdict().items()}
        yield terms.say("short.full", **shown, baseline=named["baseline"])
    for each in statement.ranges:
        low, high = grids.bounds(each, statement, terms)
        yield " ".join((terms.say("short.range", number=each.number, low=low, high=high), *excluded(each.excludes, terms)))


def _adopting(key: str, statement: Statement) -> str:
    """Return the terms by which something is said of a draft: what adopting it would mean, or what its adoption means once it was adopted."""
    return f"{key}.adopted" if statement.state == ADOPTED else key


def _named(statement: Statement, terms: Terms) -> dict[str, str]:
    return {"symbol": statement.symbol, "section": terms.value("section", statement.section), "baseline": baseline_name(statement, terms)}


def requests(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what the draft requests, in its own words, and the table of all its paragraphs with their answers."""
    asking = [each for each in statement.paragraphs if each.answer not in (statement.practice.answers.none, statement.practice.answers.below)]
    left_out = [each.number for each in asking if not each.counts]
    yield Heading(terms.say("requests.heading"))
    yield Text(counted("requests", [each.number for each in asking], terms, symbol=statement.symbol))
    for each in _with_lead_in(statement.paragraphs, asking):
        yield Text(terms.say("requests.quote", number=each.number, text=each.text.rstrip(" ;,")), QUOTE)
    yield Text(terms.count("requests.all", len(statement.paragraphs), year=statement.year))
    if left_out:
        yield Text(counted("requests.left_out", left_out, terms))
    yield grids.answers(statement, terms)


def _with_lead_in(paragraphs: tuple[Paragraph, ...], asking: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that ask for something, each after the one whose words lead in to it: 1 before 1 (a)."""
    leading = {each.number.rpartition(" (")[0] for each in asking}
    return [each for each in paragraphs if each in asking or each.number in leading]


def counted(key: str, names: list[str], terms: Terms, **values: object) -> str:
    """Return the form of a term for a series of numbers or names."""
    series = terms.series(names) if names else ""
    return terms.count(key, len(names), numbers=series, names=series, **values)


def relation(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the section and its parts that are concerned, and how much the draft would add."""
    section = terms.value("section", statement.section)
    total = terms.money(statement.section_total, statement.currency)
    baseline = baseline_name(statement, terms)
    sentences = [terms.say("relation.section", section=section, cycle=statement.cycle, baseline=baseline, total=total)]
    charged: tuple[Line | Activity, ...] = (*statement.lines, *statement.implementing)
    subs = {each.across for each in charged} - {""}
    if subs:
        sentences.append(counted("relation.headings", [heading_name(statement, sub, terms) for sub in sorted(subs)], terms))
    provided = add_up(each.provided for each in statement.implementing)
    if provided:
        sentences.append(terms.count("relation.provided", provided, baseline=baseline))
    if share := share_of_section(statement):
        sentences.append(terms.say("relation.share", year=statement.year, share=terms.percent(share)))
    sentences.append(terms.say("relation.prices", baseline=baseline, year=statement.year))
    yield Heading(terms.say("relation.heading", baseline=baseline))
    yield Text(" ".join(sentences))


def activities(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the activities by which the requests would be implemented."""
    yield Heading(terms.say("activities.heading"))
    yield Text(terms.count("activities", len(statement.implementing)))
    if statement.implementing:
        yield grids.activities(statement, terms)


def full(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the requirements at full cost, and what full cost is."""
    yield Heading(terms.say("full.heading"))
    if not _ever("full", statement):
        yield Text(terms.say("full.none"))
        return
    yield Text(" ".join(year_and_later("full", "full", statement, terms)))
    yield Text(terms.say("full.definition", baseline=baseline_name(statement, terms)))
    yield grids.full(statement, terms)


def _ever(field: str, statement: Statement) -> bool:
    """Whether an amount is other than 0 in any year."""
    return any(getattr(statement.in_year(year), field) for year in statement.years)


def year_and_later(key: str, field: str, statement: Statement, terms: Terms, **named: str) -> Iterator[str]:
    """Yield an amount of the budget year in a sentence, and those of later years in another, if there are any."""
    year, *later = statement.years
    amount = getattr(statement.total, field)
    yield terms.say(f"{key}.year" if amount else f"{key}.year.none", year=year, amount=terms.money(amount, statement.currency), **named)
    if any(getattr(statement.in_year(other), field) for other in later):
        yield terms.say(f"{key}.later", years=_yearly(field, later, statement, terms))


def _yearly(field: str, years: Iterable[int], statement: Statement, terms: Terms) -> str:
    amounts = {year: getattr(statement.in_year(year), field) for year in years}
    shown = {year: terms.money(amount, statement.currency) for year, amount in amounts.items() if amount}
    return terms.series([terms.say("years.amount", amount=amount, year=year) for year, amount in shown.items()])


def absorption(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what is provided for, pooled and absorbed, by doing without what, and why something is outsourced.

    Activities are named here where they are few; the table of activities marks all of them.
    """
    yield Heading(terms.say("absorption.heading"))
    taken = any(_ever(field, statement) for field in ("provided", "pooled", "absorbed"))
    if not taken:
        yield Text(terms.say("absorption.none" if _ever("full", statement) else "absorption.nothing"))
    else:
        yield Text(" ".join(_taken_off(statement, terms)))
    yield from (Text(_without(each, statement, terms)) for each in statement.absorptions)
    names = [each.what for each in statement.implementing if each.provided]
    pooled = [each.what for each in statement.implementing if each.means == statement.practice.means.pooled and not each.provided]
    for key, found in (("absorption.provides", names), ("absorption.pool", pooled)):
        if 0 < len(set(found)) <= _MOST:
            yield Text(counted(key, list(dict.fromkeys(found)), terms))
    yield from _explained(statement, terms)
    if taken:
        yield grids.absorption(statement, terms)


def _taken_off(statement: Statement, terms: Terms) -> Iterator[str]:
    total, baseline = statement.total, baseline_name(statement, terms)
    for name in ("provided", "pooled", "absorbed"):
        if amount := getattr(total, name):
            yield terms.say(f"absorption.{name}", amount=terms.money(amount, statement.currency), year=statement.year, baseline=baseline)
    if not _ever("absorbed", statement):
        yield terms.say("absorption.not_absorbed")


def _without(absorbed: Absorption, statement: Statement, terms: Terms) -> str:
    named = {"number": absorbed.paragraph, "amount": terms.money(absorbed.amount, statement.currency)}
    charged = grids.charged(statement, absorbed.across, absorbed.down, terms)
    return terms.say("absorption.without", **named, charged=charged, done_without=_sentence(absorbed.done_without))


def _explained(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield each reason once, with all that it is given for."""
    outsourced = [(each.reason, each.what) for each in statement.implementing if each.means == statement.practice.means.outsourced]
    within = [(each.reason, each.number) for each in statement.paragraphs if each.answer == statement.practice.answers.within]
    for key, found in (("absorption.outsourced", outsourced), ("absorption.within", within)):
        for reason in dict.fromkeys(reason for reason, _ in found):
            names = list(dict.fromkeys(name for other, name in found if other == reason))
            yield Text(counted(key, names, terms, reason=_sentence(reason)))


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


def _sentence(text: str) -> str:
    """Return a text as typed, with a full stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def net(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the additional requirements by line of the section, by year and by kind."""
    yield Heading(terms.say("net.heading"))
    if _ever("additional", statement):
        yield Text(" ".join((*year_and_later("net", "additional", statement, terms), *_kinds(statement, terms))))
    else:
        yield Text(terms.say("net.none"))
    if any(map(any, (line.amounts for line in statement.lines))):
        yield grids.net(statement, terms)


def _kinds(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield how much of the additional requirements of the budget year is one-time and how much recurrent."""
    one_time, recurrent = (summed(statement, kind=kind, year=statement.year).additional for kind in (ONE_TIME, RECURRENT))
    if one_time and recurrent:
        shown = (terms.money(amount, statement.currency) for amount in (one_time, recurrent))
        yield terms.say("net.kinds", year=statement.year, **dict(zip(("one_time", "recurrent"), shown, strict=True)))
    elif one_time or recurrent:
        yield terms.say("net.one_time" if one_time else "net.recurrent", year=statement.year)


def sources(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield how the additional requirements would be financed, and what each way adds to the assessed contributions."""
    year, *later = statement.years
    amount = statement.total.additional
    yield Heading(terms.say("met.heading"))
    if not _ever("additional", statement):
        yield Text(terms.say("met.none"))
        return
    key = f"met.{statement.met_from}" if amount else "met.later"
    sentences = [terms.say(key, year=year, amount=terms.money(amount, statement.currency))]
    if any(statement.in_year(other).additional for other in later):
        sentences.append(terms.say("met.years", years=_yearly("additional", later, statement, terms)))
    yield Text(" ".join(sentences))
    if any(added_to_assessment(statement).values()):
        shares = [terms.count("met.shares", len(statement.shares))] if statement.shares else []
        yield Text(" ".join([terms.say("met.compared", year=year), *shares]))
        yield grids.sources(statement, terms)


def conclusion(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what would be required should the draft be adopted, what the amounts leave out, the choices, and what is asked of the Assembly."""
    named = _named(statement, terms)
    yield Heading(terms.say("conclusion.heading"))
    yield Text(" ".join((*year_and_later(_adopting("conclusion", statement), "additional", statement, terms, **named), *_kinds(statement, terms))))
    if statement.excludes:
        yield Text(counted("conclusion.excludes", list(statement.excludes), terms))
    for each in statement.ranges:
        yield from _range(each, statement, terms)
    indicative = {each.alternative for each in statement.indications}
    for name, what, counts in statement.alternatives:
        if name not in indicative:
            yield Text(terms.say(f"conclusion.alternative.{'in' if counts else 'out'}", name=name, what=what))
    for choice in (each for each in statement.choices if not indicative & {*each.alternatives}):
        key = f"conclusion.choice.{'one' if choice.one_stays else 'at_most_one'}"
        yield Text(terms.say(key, choice=choice.name, alternatives=terms.series(choice.alternatives)))
    if statement.situations:
        yield Text(terms.count("conclusion.options", len(statement.situations)))
        yield grids.options(statement, terms)
    yield Text(" ".join(_action(statement, terms)))


def _range(paragraph: Paragraph, statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield between what amounts lies what is not yet determinable, what that leaves out, and what it would cost on each assumption."""
    low, high = grids.bounds(paragraph, statement, terms)
    key = "range" if paragraph.answer == statement.practice.answers.indeterminate else "report"
    said = terms.say(f"conclusion.{key}", number=paragraph.number, low=low, high=high, reason=_sentence(paragraph.reason))
    yield Text(" ".join((said, *excluded(paragraph.excludes, terms))))
    if any(each.paragraph == paragraph.number for each in statement.indications):
        yield grids.indications(paragraph.number, statement, terms)


def _action(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield what the Assembly is asked to do, and how what isn't determinable yet would come before it."""
    amount = statement.total.additional
    named = {"symbol": statement.symbol, "section": terms.value("section", statement.section), "year": statement.year}
    key = _adopting("action", statement)
    yield terms.say(f"{key}.approve" if amount else f"{key}.note", amount=terms.money(amount, statement.currency), **named)
    if statement.ranges:
        yield counted("action.ranges", [each.number for each in statement.ranges], terms)


def annex(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what each State would be assessed in addition, when that was asked for."""
    if statement.shares:
        total = add_up(each.amount for each in statement.shares)
        shown = [terms.money(amount, statement.currency) for amount in (total, statement.total.additional)]
        yield Heading(terms.say("annex.heading"), breaks=True)
        yield grids.shares(statement, terms)
        yield Text(terms.say("annex.note", year=statement.year, total=shown[0], net=shown[1]), NOTE)
