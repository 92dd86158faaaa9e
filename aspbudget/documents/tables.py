"""Grids: the tables of a statement, each a sum of its printed lines, with their words in one language."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from aspbudget.declare.practice import ONE_TIME
from aspbudget.documents.blocks import GROUP, KEY, SUBTOTAL, TOTAL, Grid, Row, plain
from aspbudget.letters import alphabetical
from aspbudget.lines.adding import add_up
from aspbudget.statements.breakdown import added_to_assessment, keys, requirements, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.breakdown import Requirement
    from aspbudget.statements.statement import Activity, Amounts, Option, Paragraph, Share, Statement

_MOST = 10  # activities of one row of their table, which no page break splits
_AMOUNTS = ("full", "provided", "pooled", "absorbed", "additional")
_SHORT = 150  # characters of a paragraph's text in the table of all paragraphs


def heading_name(statement: Statement, number: str, terms: Terms) -> str:
    """Return a key that runs across the section with its name: the name in the list of terms, unless the section has another for it."""
    axis = statement.axes.across
    listed, called = terms.value(axis, number), dict(statement.headings).get(number, "")
    known = terms.original(axis, number) in (f"{number} {called}", number)
    return listed if not called or (known and listed != number) else f"{number} {called}"


def baseline_name(statement: Statement, terms: Terms) -> str:
    """Return the section with which the draft is compared in words, such as `the proposed section`."""
    known = terms.value("baseline", statement.baseline)
    return known if known != statement.baseline else terms.say("relation.other", name=statement.baseline)


def answers(statement: Statement, terms: Terms) -> Grid:
    """Return the table of all operative paragraphs: what each says, how it is answered, at full cost and what is additional."""
    rows = [
        Row(KEY, (each.number, shortened(each.text), _answer(each, statement, terms), *_full_additional(amounts, terms)))
        for each in statement.paragraphs
        for amounts in [statement.paragraph(each.number)]
    ]
    if any(statement.joint):
        rows.append(Row(KEY, ("", terms.say("answers.joint"), "", *_full_additional(statement.joint, terms))))
    rows.append(Row(TOTAL, (terms.say("column.total"), "", "", *_full_additional(statement.total, terms))))
    head = plain(*(terms.say(f"column.{name}") for name in ("paragraph", "text", "answer", "full", "additional")))
    return Grid(captioned("answers.caption", statement, terms, year=statement.year), (head,), tuple(rows), (2.1, 6.0, 4.7, 2.1, 2.1), 2)


def shortened(text: str) -> str:
    """Return a text, cut after a word with an ellipsis when it is long."""
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _full_additional(amounts: Amounts, terms: Terms) -> tuple[str, str]:
    return terms.scaled(amounts.full), terms.scaled(amounts.additional)


def _answer(paragraph: Paragraph, statement: Statement, terms: Terms) -> tuple[str, ...]:
    answer = terms.value("answer", paragraph.answer)
    if paragraph.high:
        low, high = bounds(paragraph, statement, terms)
        key = "range" if paragraph.answer == statement.practice.answers.indeterminate else "report"
        answer = terms.say(f"answers.{key}", answer=answer, low=low, high=high)
    left_out = not paragraph.counts and paragraph.answer != statement.practice.answers.none
    return (answer, *([terms.say("answers.left_out")] if left_out else []), *filter(None, [paragraph.reason]), *excluded(paragraph.excludes, terms))


def bounds(paragraph: Paragraph, statement: Statement, terms: Terms) -> tuple[str, str]:
    """Return the amounts between which lies what a paragraph may cost, in words where the least is nothing."""
    low, high = (terms.money(bound, statement.currency) if bound else terms.say("range.nothing") for bound in (paragraph.low, paragraph.high))
    return low, high


def excluded(names: tuple[str, ...], terms: Terms) -> list[str]:
    """Return a sentence on what a range leaves out, by name; none where it leaves nothing out."""
    return [terms.say("range.excludes", names=terms.series(names))] if names else []


def activities(statement: Statement, terms: Terms) -> Grid:
    """Return the table of activities, by operative paragraph."""
    rows = [row for each in statement.paragraphs for row in _activities_of(each.number, statement, terms)]
    head = plain(*(terms.say(f"column.{name}") for name in ("activity", "charged", "means", "years")))
    return Grid(terms.say("activities.caption"), (head,), tuple(rows), (6.8, 4.2, 3.0, 3.0), 0)


def _activities_of(number: str, statement: Statement, terms: Terms) -> Iterator[Row]:
    found = [each for each in statement.implementing if each.paragraph == number]
    if found:
        yield Row(GROUP, (terms.say("activities.group", number=number),))
    for _, alike in groupby(found, key=_apart_from_words):
        first, *others = alike
        for some in _batched([first, *others]):
            name = heading_name(statement, first.across, terms) if first.across else ""
            charged = (name, terms.value(statement.axes.down, first.down))
            said = tuple(_activity(each, terms) for each in some)
            yield Row(KEY, (said, charged, _means(first, statement, terms), _years(first, terms)))


def _apart_from_words(activity: Activity) -> Activity:
    """Return an activity without its name, words, reason and amounts, so that activities that are charged alike share a row."""
    return replace(activity, what="", words="", reason="", full=0.0, net=0.0)


def _batched(activities: list[Activity]) -> Iterator[list[Activity]]:
    """Yield activities in groups that fit on a page."""
    yield from (activities[at : at + _MOST] for at in range(0, len(activities), _MOST))


def _activity(activity: Activity, terms: Terms) -> str:
    what = activity.what
    if activity.alternative:
        what = terms.say("activities.alternative", what=what, alternative=activity.alternative)
    return terms.say("activities.words", what=what, words=activity.words) if activity.words else what


def _means(activity: Activity, statement: Statement, terms: Terms) -> tuple[str, ...]:
    provided = [terms.say("activities.provided", baseline=baseline_name(statement, terms))] if activity.provided else []
    return (terms.value("means", activity.means), *provided)


def _years(activity: Activity, terms: Terms) -> str:
    first, last = activity.first_year, activity.last_year
    single = activity.kind == ONE_TIME or first == last
    key = "years.single" if single else "years.span" if last else "years.open"
    return terms.say(key, first=first, last=last, kind=terms.value("kind", activity.kind))


def full(statement: Statement, terms: Terms) -> Grid:
    """Return the table of requirements at full cost, by year: conference services, then everything else by line."""
    found = requirements(statement)
    services = sorted({each.service for each in found} - {""}, key=lambda name: terms.order("service", name))
    rows = [
        (terms.value("service", name), [each for each in found if each.service == name]) for name in services
    ]  # fmt: skip
    others = [
        (charged(statement, *key, terms), [each for each in found if not each.service and (each.across, each.down) == key])
        for key in _in_order(statement, terms)
    ]
    blocks = [
        *_block("full.servicing", rows, statement, terms),
        *_block("full.other", [each for each in others if each[1]], statement, terms),
        Row(TOTAL, (terms.say("column.total"), *_by_year(found, statement, terms))),
    ]
    head = plain(terms.say("column.requirement"), *map(str, statement.years))
    return Grid(captioned("full.caption", statement, terms), (head,), tuple(blocks), *_widths(len(head) - 1, 2.1))


def charged(statement: Statement, across: str, down: str, terms: Terms) -> str:
    """Return a place in the section in words: its sub-programme and its object of expenditure."""
    named = {statement.axes.across: heading_name(statement, across, terms), statement.axes.down: terms.value(statement.axes.down, down)}
    return terms.say("full.charged", **named)


def _in_order(statement: Statement, terms: Terms) -> list[tuple[str, str]]:
    """Return the places of the lines in the order in which they are read."""
    return sorted(keys(statement), key=lambda pair: (pair[0], terms.order(statement.axes.down, pair[1])))


def _block(title: str, rows: list[tuple[str, list[Requirement]]], statement: Statement, terms: Terms) -> Iterator[Row]:
    if rows:
        yield Row(GROUP, (terms.say(title),))
        yield from (Row(KEY, (label, *_by_year(found, statement, terms))) for label, found in rows)
        everything = [each for _, found in rows for each in found]
        yield Row(SUBTOTAL, (terms.say("full.subtotal"), *_by_year(everything, statement, terms)))


def _by_year(found: Iterable[Requirement], statement: Statement, terms: Terms) -> list[str]:
    years = dict.fromkeys(statement.years, 0.0)
    for each in found:
        years[each.year] += each.full
    return [terms.scaled(amount) for amount in years.values()]


def absorption(statement: Statement, terms: Terms) -> Grid:
    """Return the table of each year's amounts, from full cost to what is additional."""
    years = [Row(KEY, (str(year), *map(terms.scaled, statement.in_year(year)))) for year in statement.years]
    head = plain(*(terms.say(f"column.{name}") for name in ("year", *_AMOUNTS)))
    return Grid(captioned("absorption.caption", statement, terms), (head,), tuple(years), *_widths(len(head) - 1, 2.8))


def net(statement: Statement, terms: Terms) -> Grid:
    """Return the table of requirements by line of the section: the amounts of the budget year, and what is additional in later years."""
    rows: list[Row] = []
    pairs = _in_order(statement, terms)
    for sub in dict.fromkeys(pair[0] for pair in pairs):
        rows += _heading(sub, [name for other, name in pairs if other == sub], statement, terms)
    rows.append(Row(TOTAL, (terms.say("column.total"), *_cells(statement, terms))))
    year, *later = statement.years
    groups = (("", 1), (str(year), len(_AMOUNTS)), (terms.say("net.by_year"), len(later)))
    head = plain(*(terms.say(f"column.{name}") for name in ("charge", *_AMOUNTS)), *map(str, later))
    numbers = [*[1.8] * (len(_AMOUNTS) - 1), 2.1, *[1.6] * len(later)]  # what is additional has the longest title
    widths = (17 - add_up(numbers), *numbers)
    return Grid(captioned("net.caption", statement, terms), (groups if later else groups[:2], head), tuple(rows), widths, len(numbers))


def _heading(sub: str, names: list[str], statement: Statement, terms: Terms) -> Iterator[Row]:
    yield Row(GROUP, (heading_name(statement, sub, terms),))
    for name in names:
        yield Row(KEY, (terms.value(statement.axes.down, name), *_cells(statement, terms, across=sub, down=name)))
    yield Row(SUBTOTAL, (terms.say("full.subtotal"), *_cells(statement, terms, across=sub)))


def _cells(statement: Statement, terms: Terms, **fields: str) -> list[str]:
    year, *later = (summed(statement, year=year, **fields) for year in statement.years)
    return [terms.scaled(amount) for amount in (*year, *(each.additional for each in later))]


def sources(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what each way of financing the requirements adds to the contributions of the first year."""
    rows = [
        Row(KEY, (terms.say("met.proposed", source=name) if source == statement.met_from else name, terms.scaled(added)))
        for source, added in added_to_assessment(statement).items()
        for name in [terms.value("source", source)]
    ]
    head = plain(terms.say("column.source"), terms.say("column.added"))
    return Grid(captioned("met.caption", statement, terms), (head,), tuple(rows), (11.0, 6.0), 1)


def options(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what the draft requires by choice among its alternatives: at full cost in the budget year, and in addition."""
    rows = [Row(KEY, _option(each, statement, terms)) for each in statement.situations]
    year, *later = statement.years
    groups = (("", 1), (str(year), 2), (terms.say("net.by_year"), len(later)))
    head = plain(*(terms.say(f"column.{name}") for name in ("alternatives", "full", "additional")), *map(str, later))
    caption = captioned("options.caption", statement, terms)
    return Grid(caption, (groups if later else groups[:2], head), tuple(rows), *_widths(len(head) - 1, 2.4))


def indications(number: str, statement: Statement, terms: Terms) -> Grid:
    """Return the table of what the report of a paragraph may lead to, or what can't be determined yet, on each assumption, by year."""
    rows = [Row(KEY, (each.what, *map(terms.scaled, each.years))) for each in statement.indications if each.paragraph == number]
    head = plain(terms.say("column.assumption"), *map(str, statement.years))
    return Grid(captioned("indications.caption", statement, terms, number=number), (head,), tuple(rows), *_widths(len(head) - 1, 2.1))


def _option(option: Option, statement: Statement, terms: Terms) -> tuple[str, ...]:
    kept = [_kept(choice, alternative, terms) for choice, alternative in statement.answers(option)]
    joined = terms.say("format.semicolon").join(kept) if statement.choices else terms.series(kept or [terms.say("options.without")])
    return (joined, *map(terms.scaled, (option.years[0].full, *(each.additional for each in option.years))))


def _kept(choice: str, alternative: str, terms: Terms) -> str:
    """Return what is kept of a choice, or an alternative that stands by itself."""
    if not choice:
        return alternative
    return terms.say("options.choice", choice=choice, alternative=alternative or terms.say("options.none"))


def shares(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what each State would be assessed in addition, in whole units of the currency, in the order of the alphabet."""
    named = sorted(((_state(each, statement, terms), each) for each in statement.shares), key=lambda pair: alphabetical(pair[0]))
    rows = [Row(KEY, (name, terms.rate(each.rate), terms.amount(each.amount))) for name, each in named]
    sums = (add_up(each.rate for each in statement.shares), add_up(each.amount for each in statement.shares))
    rows.append(Row(TOTAL, (terms.say("column.total"), terms.rate(sums[0]), terms.amount(sums[1]))))
    head = plain(*(terms.say(f"column.{name}") for name in ("state", "rate", "amount")))
    caption = terms.say("annex.caption", year=statement.year)
    caption = terms.say("caption.units", caption=caption, currency=statement.currency)
    return Grid(caption, (head,), tuple(rows), (10.0, 3.5, 3.5), 2)


def _state(share: Share, statement: Statement, terms: Terms) -> str:
    """Return the name of a State in the language of the terms: that of the budget year, where the organisation has such names."""
    names = statement.practice.names
    return terms.name(names.title(share.code, statement.years[0], terms.language) if names else share.state)


def captioned(key: str, statement: Statement, terms: Terms, **named: object) -> str:
    """Return the caption of a table, with the scale and the currency of its amounts."""
    return terms.say(f"caption.{terms.scale.name}", caption=terms.say(key, **named), currency=statement.currency)


def _widths(numbers: int, width: float) -> tuple[tuple[float, ...], int]:
    """Return the widths of a column of words and so many of numbers, which share a page, and how many are numbers."""
    return (17 - numbers * width, *([width] * numbers)), numbers
