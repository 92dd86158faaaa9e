"""What is to be confirmed of a section's text: what isn't entered, what isn't translated, and which figures are missing or illustrative."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import in_words
from aspbudget.documents.accepted import accepted_in_words, sheet_as_called
from aspbudget.documents.foreign import parted
from aspbudget.documents.numerals import numerals_in
from aspbudget.documents.opening import draft_reason
from aspbudget.documents.section_numerals import figures_in_words
from aspbudget.documents.section_text import key_in_words, untranslated
from aspbudget.documents.sentences import counted
from aspbudget.inputs.accepted import accepted_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms

_SMALL = 1_000  # smaller numbers, and years, are words of a text more often than figures of a budget


def reasons(section: SectionText, terms: Terms) -> list[str]:
    """Return why the text is a draft, in sentences: as its section is, and because some of its own words are not settled or not there."""
    found = [draft_reason(each, terms) for each in section.ready.standing.reasons]
    if section.unsettled:
        found.append(terms.count("confirm.unsettled", section.unsettled))
    lacking = [*_not_entered(section, terms), *_not_translated(section, terms)]
    return [*found, *([terms.count("confirm.lacking", len(lacking))] if lacking else [])]


def to_confirm(section: SectionText, terms: Terms) -> list[str]:
    """Return all that is to be confirmed before the text is issued, a sentence each."""
    marks = any(language for each in section.words.requirements for _, language in parted(terms.untranslated(each.key)))
    names = [terms.say("confirm.names")] if marks else []
    return [*_not_entered(section, terms), *_not_translated(section, terms), *names, *_typed(section, terms), *_figures(section, terms)]


def _not_entered(section: SectionText, terms: Terms) -> Iterator[str]:
    names = section.narrative
    if not section.overview():
        yield terms.say("confirm.overview")
    if without := [key_in_words(section, key, terms) for key, _ in section.across if not section.results(key)]:
        yield counted("confirm.results", without, terms)
    if open_ended := [str(row["indicator"]) for row in section.rows(names.results) if not row["target"]]:
        yield counted("confirm.targets", [terms.untranslated(each) for each in open_ended], terms)
    if lines := [terms.say(f"{term}.name") for name, term in names.lines.items() if not section.symbols(section.ready.workbook).get(name)]:
        yield counted("confirm.head", lines, terms)


def _not_translated(section: SectionText, terms: Terms) -> Iterator[str]:
    if number := untranslated([*section.texts, section.symbols(section.ready.workbook)], terms):
        yield terms.count("confirm.untranslated", number)


def _typed(section: SectionText, terms: Terms) -> Iterator[str]:
    """Yield the larger numerals of the officers' texts that are no figures of the section, so that they don't follow when it moves."""
    known = figures_in_words(section, terms) | {section.cycle}
    texts = [str(text) for row in section.texts for name, text in row.items() if not name.endswith(tuple(f"_{each}" for each in terms.others)) and name != "source"]
    typed = dict.fromkeys(each for each in numerals_in(texts) if each not in known and _is_large(each))
    if typed:
        yield counted("confirm.typed", list(typed), terms)


def _is_large(numeral: str) -> bool:
    digits = "".join(each for each in numeral if each.isdigit())
    is_a_year = numeral.isdigit() and len(numeral) == len("2004")
    return int(digits) >= _SMALL and not is_a_year


def _figures(section: SectionText, terms: Terms) -> Iterator[str]:
    standing, inputs = section.ready.standing, section.ready.inputs
    for table, row in standing.missing:
        known = section.catalogue.tables[table]
        name = str(inputs.frames[table].at[row, section.catalogue.key(table)])
        yield terms.say("confirm.missing", sheet=sheet_as_called(known.title, terms), name=terms.untranslated(name))
    sheets = Counter(section.catalogue.tables[table].title for table, _ in standing.illustrative)
    if sheets:
        shown = [terms.say("confirm.sheet", sheet=sheet_as_called(sheet, terms), count=terms.amount(number)) for sheet, number in sheets.items()]
        yield terms.count("confirm.illustrative", len(standing.illustrative), sheets=terms.mark("semicolon").join(shown))


def accepted(section: SectionText, terms: Terms) -> list[str]:
    """Return what an officer has accepted although it was doubted, a sentence each with the reason; nothing of it is left to be confirmed."""
    return [accepted_in_words(each.table.title, in_words(each.name), each.reason, terms) for each in accepted_rows(section.catalogue, section.ready.inputs)]
