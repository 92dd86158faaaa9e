"""Grids: the tables of a statement, each a sum of its printed lines, with their words in one language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget.documents.blocks import GROUP, KEY, SUBTOTAL, TOTAL, Grid, Row, plain
from aspbudget.documents.counted import begun, called
from aspbudget.documents.references import numbered as with_number
from aspbudget.documents.translations import cited, in_language, of_paragraph
from aspbudget.letters import alphabetical
from aspbudget.lines.adding import add_up
from aspbudget.statements.breakdown import added_to_assessment, keys, requirements, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.breakdown import Requirement
    from aspbudget.statements.statement import Amounts, Option, Paragraph, Share, Statement

COSTS, SOURCES, OPTIONS, INDICATIONS = "table_costs", "table_sources", "table_options", "table_indications"
_PAIR = 2
_AMOUNTS = ("full", "provided", "pooled", "absorbed", "additional")
_SHORT = 150  # characters of a paragraph's text in the table of all paragraphs


def heading_name(statement: Statement, number: str, terms: Terms) -> str:
    """Return a key that runs across the section with its name: the name in the list of terms, unless the section has another for it."""
    axis = statement.axes.across
    listed, titled = terms.value(axis, number), dict(statement.headings).get(number, "")
    known = terms.original(axis, number) in (f"{number} {titled}", number)
    return listed if not titled or (known and listed != number) else f"{number} {titled}"


def baseline_name(statement: Statement, terms: Terms) -> str:
    """Return the section with which the draft is compared in words, such as `the proposed section`."""
    known = terms.value("baseline", statement.baseline)
    return known if known != statement.baseline else terms.say("relation.other", name=statement.baseline)


def answers(statement: Statement, terms: Terms) -> Grid:
    """Return the table of the operative paragraphs that ask for something: what, how it is met, at full cost and what is additional."""
    nothing = (statement.practice.answers.none, statement.practice.answers.below)
    rows = [
        Row(KEY, (cited(each.number, terms), asked(each, terms), _answer(each, statement, terms), *_full_additional(statement.paragraph(each.number), terms)))
        for each in statement.paragraphs
        if each.answer not in nothing
    ]
    if any(statement.joint):
        rows.append(Row(KEY, ("", terms.say("answers.joint"), "", *_full_additional(statement.joint, terms))))
    rows.append(Row(TOTAL, (terms.say("column.total"), "", "", *_full_additional(statement.total, terms))))
    head = plain(*(terms.say(f"column.{name}") for name in ("paragraph", "text", "answer", "full", "additional")))
    caption = captioned("answers.caption", statement, terms, year=statement.year)
    return numbered(Grid(caption, (head,), tuple(rows), (2.1, 5.7, 5.2, 2.0, 2.0), 2), terms)


def idle(statement: Statement, terms: Terms) -> str:
    """Return the paragraphs that ask for nothing as a series in which those that follow each other are a span; empty where there is none."""
    nothing = (statement.practice.answers.none, statement.practice.answers.below)
    return spanned(cited(each.number, terms) if each.answer in nothing else "" for each in statement.paragraphs)


def asked(paragraph: Paragraph, terms: Terms) -> str:
    """Return what a paragraph asks for: in a few words, where these were given, or as its text begins."""
    if short := in_language(paragraph, "short", paragraph.short, terms):
        return begun(short)
    text = dict(paragraph.translated).get(f"text_{terms.language}")
    return shortened(text) if text else terms.untranslated(shortened(paragraph.text))


def shortened(text: str) -> str:
    """Return a text, cut after a word with an ellipsis when it is long."""
    return text.rstrip(" ;,") if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;") + " …"


def spanned(numbers: Iterable[str]) -> str:
    """Return numbers as a series in which three or more that follow each other are a span: `1–3, 5`; an empty one is a gap."""
    found: list[list[str]] = [[]]
    for number in numbers:
        follows = number.isdigit() and found[-1] and found[-1][-1].isdigit() and int(number) == int(found[-1][-1]) + 1
        if number and not follows:
            found.append([])
        if number:
            found[-1].append(number)
    return ", ".join(f"{each[0]}–{each[-1]}" if len(each) > _PAIR else ", ".join(each) for each in found if each)


def _full_additional(amounts: Amounts, terms: Terms) -> tuple[str, str]:
    return terms.scaled(amounts.full), terms.scaled(amounts.additional)


def _answer(paragraph: Paragraph, statement: Statement, terms: Terms) -> tuple[str, ...]:
    answer = terms.value("answer", paragraph.answer)
    if paragraph.high:
        low, high = bounds(paragraph, statement, terms)
        key = "range" if paragraph.answer == statement.practice.answers.indeterminate else "report"
        answer = terms.say(f"answers.{key}", answer=answer, low=low, high=high)
    reason = "" if paragraph.high else in_language(paragraph, "reason", paragraph.reason, terms)  # that of a range stands with it in the text
    return (answer, *([] if paragraph.counts else [terms.say("answers.left_out")]), *filter(None, [reason]))


def bounds(paragraph: Paragraph, statement: Statement, terms: Terms) -> tuple[str, str]:
    """Return the amounts between which lies what a paragraph may cost, in words where the least is nothing."""
    low, high = (terms.money(bound, statement.currency) if bound else terms.say("range.nothing") for bound in (paragraph.low, paragraph.high))
    return low, high


def excluded(names: tuple[str, ...], terms: Terms) -> list[str]:
    """Return a sentence on what a range leaves out, by name; none where it leaves nothing out."""
    return [terms.say("range.excludes", names=terms.series(map(terms.untranslated, names)))] if names else []


def there(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what is there already for each paragraph, by name: provided for, pooled, or absorbed."""
    rows = [Row(KEY, (cited(each.number, terms), _there(each.number, statement, terms), *_three(amounts, terms)))
            for each in statement.paragraphs for amounts in [statement.paragraph(each.number)] if any(amounts[1:4])]  # fmt: skip
    if any(statement.joint[1:4]):
        rows.append(Row(KEY, ("", terms.say("answers.joint"), *_three(statement.joint, terms))))
    rows.append(Row(TOTAL, (terms.say("column.total"), "", *_three(statement.total, terms))))
    head = plain(*(terms.say(f"column.{name}") for name in ("paragraph", "there", "provided", "pooled", "absorbed")))
    caption = captioned("there.caption", statement, terms, year=statement.year)
    return numbered(Grid(caption, (head,), tuple(rows), (2.1, 8.6, 2.1, 2.1, 2.1), 3), terms)


def _three(amounts: Amounts, terms: Terms) -> list[str]:
    return [terms.scaled(amount) for amount in amounts[1:4]]


def _there(number: str, statement: Statement, terms: Terms) -> str:
    means = statement.practice.means.pooled
    found = [each for each in statement.implementing if each.paragraph == number and (each.provided or each.means == means)]
    return begun(called(found, terms)) if found else terms.say("there.engaged")


def costs(statement: Statement, terms: Terms) -> Grid:
    """Return the table of the budget year's amounts by heading of the section, such as its sub-programmes: from full cost to what is additional."""
    year = {"year": statement.year}
    rows = [Row(KEY, (heading_name(statement, across, terms), *map(terms.scaled, summed(statement, across=across, **year))))
            for across in sorted({across for across, _ in keys(statement)})]  # fmt: skip
    rows.append(Row(TOTAL, (terms.say("column.total"), *map(terms.scaled, statement.total))))
    head = plain(*(terms.say(f"column.{name}") for name in (statement.axes.across, *_AMOUNTS)))
    caption = captioned("costs.caption", statement, terms, year=statement.year)
    return numbered(Grid(caption, (head,), tuple(rows), *_widths(len(head) - 1, 2.2)), terms, COSTS)


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
    return numbered(Grid(captioned("full.caption", statement, terms), (head,), tuple(blocks), *_widths(len(head) - 1, 2.1)), terms)


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
    caption = captioned("net.caption", statement, terms)
    return numbered(Grid(caption, (groups if later else groups[:2], head), tuple(rows), widths, len(numbers)), terms)


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
    return numbered(Grid(captioned("met.caption", statement, terms), (head,), tuple(rows), (11.0, 6.0), 1), terms, SOURCES)


def options(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what the draft requires by choice among its alternatives: at full cost in the budget year, and in addition."""
    rows = [Row(KEY, _option(each, statement, terms)) for each in statement.situations]
    year, *later = statement.years
    groups = (("", 1), (str(year), 2), (terms.say("net.by_year"), len(later)))
    head = plain(*(terms.say(f"column.{name}") for name in ("alternatives", "full", "additional")), *map(str, later))
    caption = captioned("options.caption", statement, terms)
    return numbered(Grid(caption, (groups if later else groups[:2], head), tuple(rows), *_widths(len(head) - 1, 2.4)), terms, OPTIONS)


def indications(statement: Statement, terms: Terms) -> Grid:
    """Return the table of what may follow from reports, or can't be determined yet, on each assumption, by paragraph and year."""
    rows: list[Row] = []
    for number in (each.number for each in statement.paragraphs):
        found = [each for each in statement.indications if each.paragraph == number]
        rows += [Row(GROUP, (of_paragraph(number, terms).rstrip("."),))] * bool(found)
        rows += [Row(KEY, (terms.untranslated(each.what), *map(terms.scaled, each.years))) for each in found]
    head = plain(terms.say("column.assumption"), *map(str, statement.years))
    return numbered(Grid(captioned("indications.caption", statement, terms), (head,), tuple(rows), *_widths(len(head) - 1, 2.1)), terms, INDICATIONS)


def _option(option: Option, statement: Statement, terms: Terms) -> tuple[str, ...]:
    kept = [_kept(terms.untranslated(choice), terms.untranslated(alternative), terms) for choice, alternative in statement.answers(option)]
    joined = terms.mark("semicolon").join(kept) if statement.choices else terms.series(kept or [terms.say("options.without")])
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
    return numbered(Grid(caption, (head,), tuple(rows), (10.0, 3.5, 3.5), 2), terms)


def _state(share: Share, statement: Statement, terms: Terms) -> str:
    """Return the name of a State in the language of the terms: that of the budget year, where the organisation has such names."""
    names = statement.practice.names
    return terms.name(names.title(share.code, statement.years[0], terms.language) if names else share.state)


def numbered(grid: Grid, terms: Terms, key: str = "") -> Grid:
    """Return a table with a number that Word counts, described for those who can't see it by its columns; texts refer to it by its key."""
    columns = terms.series([text for text, _ in grid.head[-1]])
    return replace(grid, caption=with_number(grid.caption, terms), described=terms.say("table.described", columns=columns), key=key)


def captioned(key: str, statement: Statement, terms: Terms, **named: object) -> str:
    """Return the caption of a table, with the scale and the currency of its amounts."""
    return terms.in_scale(terms.say(key, **named), statement.currency)


def _widths(numbers: int, width: float) -> tuple[tuple[float, ...], int]:
    """Return the widths of a column of words and so many of numbers, which share a page, and how many are numbers."""
    return (17 - numbers * width, *([width] * numbers)), numbers
