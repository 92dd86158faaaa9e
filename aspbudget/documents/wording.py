"""Wording: which sentences and tables a statement of budgetary implications has, in the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.documents import tables as grids
from aspbudget.documents.annexes import PARAGRAPHS, STATES, THERE, annexes
from aspbudget.documents.blocks import REMARK, Heading, Paper, Text
from aspbudget.documents.counted import NEW, begun, in_brief, in_words, parted
from aspbudget.documents.opening import additional, opening, placeholders
from aspbudget.documents.references import reference
from aspbudget.documents.sentences import (
    adopting,
    as_sentence,
    counted,
    ever,
    named,
    short_section,
    year_and_later,
    yearly,
)
from aspbudget.documents.tables import baseline_name, excluded
from aspbudget.documents.translations import any_of_an_annex, cited, cited_by_name, in_language, of_paragraph
from aspbudget.statements.breakdown import added_to_assessment, share_of_section, summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Absorption, Paragraph, Statement

_MOST = 8  # paragraphs, or activities, named one by one in a sentence


def paper(statement: Statement, terms: Terms) -> Paper:
    """Return a statement as a document to be laid out."""
    title = terms.say("title", symbol=statement.symbol)
    known = placeholders(statement, terms)
    return Paper(title, known["title"], statement.prepared_by, known, tuple(blocks(statement, terms)))


def blocks(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the whole statement: what stands above its parts, the parts, and the annexes."""
    for part in (opening, requests, implementation, costs, open_costs, conclusion, annexes):
        yield from part(statement, terms)


def requests(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield which paragraphs ask for something that costs, in a few words each, which are met as it is, and that the others ask for nothing."""
    answers = statement.practice.answers
    within = [each.number for each in statement.paragraphs if each.answer == answers.within]
    asking = [each for each in statement.paragraphs if each.answer not in (answers.none, answers.below, answers.within)]
    sentences = [_asked(asking, statement, terms)]
    if within:
        named = terms.say("requests.within.named", numbers=cited_by_name(within, terms))
        sentences.append(named if any_of_an_annex(within) else counted("requests.within", within, terms))
    if (others := len(statement.paragraphs) - len(asking) - len(within)) and asking:
        sentences.append(terms.say(f"requests.others.{'one' if others == 1 else 'many'}"))
    sentences.append(terms.say("requests.annex", annex=reference(PARAGRAPHS)))
    if left_out := [cited(each.number, terms) for each in asking if not each.counts]:
        sentences.append(counted("requests.left_out", left_out, terms))
    yield Heading(terms.say("requests.heading"))
    yield Text(" ".join(sentences))


def _asked(asking: list[Paragraph], statement: Statement, terms: Terms) -> str:
    """Return how many paragraphs there are, and which ask for something; few of them with what that is, where the workbook says it in short."""
    whole, number = len(statement.paragraphs), len(asking)
    stated = terms.say(f"requests.all.{'one' if whole == 1 else 'many'}", symbol=statement.symbol, count=terms.spelled(whole))
    if not asking:
        return f"{stated} {terms.say('requests.none')}"
    short = [in_language(each, "short", each.short, terms) for each in asking]
    numbers = [cited(each.number, terms) for each in asking]
    names = [terms.say("requests.short", number=each, short=words) if words else each for each, words in zip(numbers, short, strict=True)]
    form = "only" if whole == 1 else "one" if number == 1 else "many" if number <= _MOST else "listed"
    return f"{stated} {begun(terms.say(f'requests.{form}', numbers=terms.series(names), count=terms.spelled(number)))}"


def implementation(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield by what the requests of each paragraph would be met, counted as people say it, and why something is outsourced."""
    yield Heading(terms.say("activities.heading"))
    if not statement.implementing:
        yield Text(terms.say("activities.none"))
    for each in statement.paragraphs:
        if sentences := " ".join(_met_by(each.number, statement, terms)):
            yield Text(sentences, lead=of_paragraph(each.number, terms))
    yield from _outsourced(statement, terms)


def _met_by(number: str, statement: Statement, terms: Terms) -> Iterator[str]:
    found = [each for each in statement.implementing if each.paragraph == number]
    for way, alternative, activities in parted(found, statement):
        words = in_words(activities, terms) if way == NEW else in_brief(activities, terms)
        said = terms.say(f"activities.{way}", activities=words)
        if alternative:
            said = terms.say("activities.alternative", alternative=terms.untranslated(alternative), said=said)
        yield as_sentence(begun(said))


def _outsourced(statement: Statement, terms: Terms) -> Iterator[Text]:
    """Yield each reason why pooling could not meet what would be additional, once, with all that it is given for."""
    means = statement.practice.means.outsourced
    found = [(each.reason, each.what) for each in statement.implementing if each.means == means and not each.provided]
    for reason in dict.fromkeys(reason for reason, _ in found):
        names = [terms.untranslated(name) for name in dict.fromkeys(name for other, name in found if other == reason)]
        key = "activities.outsourced" if len(names) <= _MOST else "activities.outsourced.some"
        yield Text(counted(key, names, terms, reason=as_sentence(terms.untranslated(reason))))


def costs(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what the draft costs: the table of the four amounts of full cost, its remarks, what is absorbed, and how the rest would be met."""
    yield Heading(terms.say("costs.heading"))
    yield Text(" ".join(_relation(statement, terms)))
    if any(map(any, (line.amounts for line in statement.lines))):
        yield grids.costs(statement, terms)
        yield Text(" ".join(_remarks(statement, terms)), REMARK)
    yield from (Text(_without(each, statement, terms)) for each in statement.absorptions)
    yield Text(" ".join(_financed(statement, terms)))
    if any(added_to_assessment(statement).values()):
        yield grids.sources(statement, terms)
    yield from _choices(statement, terms)


def _relation(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield which section is concerned, with what, and what the draft requires of it at full cost and in addition."""
    total = terms.money(statement.section_total, statement.currency)
    known = named(statement, terms) | {"year": str(statement.year)}
    yield terms.say("relation.section", cycle=statement.cycle, total=total, **known)
    if not ever("full", statement):
        yield terms.say("full.none")
        return
    yield " ".join(year_and_later("full", "full", statement, terms))
    if ever("additional", statement):
        yield from year_and_later("net", "additional", statement, terms)
        yield from _kinds(statement, terms)
        if share := share_of_section(statement):
            yield terms.say("relation.share", share=terms.percent(share), **known)
    else:
        yield terms.say("net.none")
    if any(statement.total[1:4]):
        yield terms.say("relation.there", annex=reference(THERE))


def _remarks(statement: Statement, terms: Terms) -> Iterator[str]:
    baseline = baseline_name(statement, terms)
    yield terms.say("relation.prices", baseline=baseline, year=statement.year)
    yield terms.say("full.definition", baseline=baseline)


def _without(absorbed: Absorption, statement: Statement, terms: Terms) -> str:
    known = {"number": cited(absorbed.paragraph, terms), "amount": terms.money(absorbed.amount, statement.currency)}
    charged = grids.charged(statement, absorbed.across, absorbed.down, terms)
    return terms.say("absorption.without", **known, charged=charged, done_without=as_sentence(terms.untranslated(absorbed.done_without)))


def _kinds(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield how much of the additional requirements of the budget year is one-time and how much recurrent."""
    one_time, recurrent = (summed(statement, kind=kind, year=statement.year).additional for kind in (ONE_TIME, RECURRENT))
    if one_time and recurrent:
        shown = (terms.money(amount, statement.currency) for amount in (one_time, recurrent))
        yield terms.say("net.kinds", year=statement.year, **dict(zip(("one_time", "recurrent"), shown, strict=True)))
    elif one_time or recurrent:
        yield terms.say("net.one_time" if one_time else "net.recurrent", year=statement.year)


def _financed(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield how the additional requirements would be financed, and what each way adds to the assessed contributions."""
    year, *later = statement.years
    amount = statement.total.additional
    if not ever("additional", statement):
        yield terms.say("met.none")
        return
    yield terms.say(f"met.{statement.met_from}" if amount else "met.later", year=year, amount=terms.money(amount, statement.currency))
    if any(statement.in_year(other).additional for other in later):
        yield terms.say("met.years", years=yearly("additional", later, statement, terms))
    if any(added_to_assessment(statement).values()):
        yield terms.say("met.compared", year=year, table=reference(grids.SOURCES))
    if any(added_to_assessment(statement).values()) and statement.shares:
        yield terms.count("met.shares", len(statement.shares), annex=reference(STATES))


def _choices(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield the alternatives that the text leaves open, which exclude each other, and what the draft costs with each choice among them."""
    if sentences := list(_alternatives(statement, terms)):
        yield Text(" ".join(sentences))
    if statement.situations:
        form, count = "one" if len(statement.situations) == 1 else "many", terms.spelled(len(statement.situations))
        yield Text(terms.say(f"conclusion.options.{form}", count=count, table=reference(grids.OPTIONS)))
        yield grids.options(statement, terms)


def _alternatives(statement: Statement, terms: Terms) -> Iterator[str]:
    indicative = {each.alternative for each in statement.indications}
    for name, what, counts in statement.alternatives:
        if name not in indicative:
            known = {"name": terms.untranslated(name), "what": terms.untranslated(what)}
            yield terms.say(f"conclusion.alternative.{'in' if counts else 'out'}", **known)
    for choice in (each for each in statement.choices if not indicative & {*each.alternatives}):
        key = f"conclusion.choice.{'one' if choice.one_stays else 'at_most_one'}"
        alternatives = terms.series(map(terms.untranslated, choice.alternatives))
        yield terms.say(key, choice=terms.untranslated(choice.name), alternatives=alternatives)


def open_costs(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what can't be determined yet: for each such paragraph a range, on what it rests, and what it leaves out; and what is priced of it."""
    if statement.ranges:
        yield Heading(terms.say("open.heading"))
        yield from (_range(each, statement, terms) for each in statement.ranges)
        if statement.indications:
            yield Text(terms.say("open.priced", table=reference(grids.INDICATIONS)))
            yield grids.indications(statement, terms)


def _range(paragraph: Paragraph, statement: Statement, terms: Terms) -> Text:
    low, high = grids.bounds(paragraph, statement, terms)
    key = "range" if paragraph.answer == statement.practice.answers.indeterminate else "report"
    reason = in_language(paragraph, "reason", paragraph.reason, terms)
    sentences = [terms.say(f"conclusion.{key}", low=low, high=high), *excluded(paragraph.excludes, terms), *([as_sentence(reason)] if reason else [])]
    return Text(" ".join(sentences), lead=of_paragraph(paragraph.number, terms))


def conclusion(statement: Statement, terms: Terms) -> Iterator[Block]:
    """Yield what would be required should the draft be adopted, what the amounts leave out, and what is asked of the Assembly."""
    yield Heading(terms.say("conclusion.heading"))
    sentences = [additional(statement, terms)]
    if statement.excludes:
        sentences.append(counted("conclusion.excludes", [*map(terms.untranslated, statement.excludes)], terms))
    yield Text(" ".join(sentences))
    yield Text(" ".join(_action(statement, terms)))


def _action(statement: Statement, terms: Terms) -> Iterator[str]:
    """Yield what the Assembly is asked to do, and how what isn't determinable yet would come before it."""
    amount = statement.total.additional
    known = {"symbol": statement.symbol, "section": short_section(statement, terms), "year": statement.year}
    key = adopting("action", statement)
    yield terms.say(f"{key}.approve" if amount else f"{key}.note", amount=terms.money(amount, statement.currency), **known)
    if statement.ranges:
        yield counted("action.ranges", [cited(each.number, terms) for each in statement.ranges], terms)
