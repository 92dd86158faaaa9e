"""Refusals: what is said of a value, a row or a figure that an input may not have; each once, for the check of a workbook and for the page."""

from __future__ import annotations

import re

from aspbudget.phrase import AsTyped, altered, in_a_row, phrase

REFUSALS = {
    "hold_text": "{title} is empty; it must hold text.",
    "hold_number": "{title} is empty; it must hold a number.",
    "hold_whole": "{title} is empty; it must hold a whole number.",
    "hold_date": "{title} is empty; it must hold a date.",
    "be_text": "{title} is {found}; it must be text.",
    "be_number": "{title} is {found}; it must be a number.",
    "be_whole": "{title} is {found}; it must be a whole number.",
    "be_whole_within": "{title} is {found}; it must be a whole number, {limits}.",
    "be_date": "{title} is {found}; it must be a date.",
    "be_within": "{title} is {found}; it must be {limits}.",
    "from_to": "from {low} to {high}",
    "at_most": "{high} or less",
    "at_least": "{low} or more",
    "one_of": "{title} is {found}; it must be one of: {choices}.",
    "some": "{listed} and {count} more",
    "nearest": '; did you mean "{found}"?',
    "nearest_unlike": '; did you mean "{found}", {unlike}?',
    "has_no": "which has no {letter}",
    "has_as_well": "which has {letter} as well",
    "has_instead": "which has {letter} where this has {here}",
    "too_long": "{title} is {length} characters long; at most {longest} are allowed: shorten it.",
    "unseen": '{title} is "{found}", with a character that cannot be seen{named}: type it again.',
    "no_text": '{title} is "{found}", which look-ups read as a condition or an error: write it another way.',
    "pattern": '{title} is "{found}"; it must not hold * ? or ~ or begin with = < or >, which look-ups read as patterns: write it another way.',
    "form": '{title} is "{found}"; it must be {needs}.',
    "example": '{title} is "{found}"; rows that begin so are examples, which nothing reads: give it another name.',
    "twice": '{title} "{found}" stands in row {row} already; each may stand once.',
    "twice_in_section": '{title} "{found}" stands in the section already; each may stand once.',
    "one_number": '{title} is "{found}", which a spreadsheet takes for the number "{other}" in row {row}; write one of them another way.',
    "refers": '{title} is "{found}"{here}, which is not in sheet {sheet}; it must be one of: {choices}.',
    "no_rows": "The sheet has no rows yet, but {count} cells of other sheets refer to it; fill it in.",
    "no_rows_for_one": "The sheet has no rows yet, but a cell of another sheet refers to it; fill it in.",
    "rate_empty": "{title} is empty; give it, or set {status} to {missing}.",
    "rates_empty": "{title} is empty; give it or {other}, or set {status} to {missing}.",
    "rate_missing": "{status} is {missing}, but {title} is {found}; empty it, or say where it comes from.",
    "rate_twice": "{title} is {found}, but {other} is {other_found}; empty one of the two.",
    "outside_low": "{title} is {found}, but {low_title} is {low}; {remedy}",
    "outside_high": "{title} is {found}, but {high_title} is {high}; {remedy}",
    "outside_both": "{title} is {found}, but {low_title} is {low} and {high_title} is {high}; {remedy}",
    "turned": "{found}, which makes {title} {value}",
    "wrong_way": "it seems to be the wrong way round: 1 ÷ {found} is {turned}.",
    "mend_one": "mend one of them.",
    "not_in_cycle": "{title} is {found}, which is not in {cycle}; give a day of the cycle.",
    "value_limits": "Value is {found}; {title} must be {limits}.",
    "value_year": "Value is {found}, but the cycle is {year}; {title} must be the cycle's year.",
    "broken": "{title} is {found}; {meaning}.",
    "broken_whole": "{meaning}.",
    "divides": "Value is empty or 0, but {figure} on sheet {sheet} divides by it; give it a value.",
    "not_computed_row": "{title} can't be computed for this row, because it divides by nothing or looks up something that is not there; check the row's cells.",
    "not_computed_sheets": "{title} can't be computed from the other sheets, because it divides by nothing or looks up something that is not there; fill them in.",
    "statement_years": "{title} is {found}; the statement covers {first} to {last}: give one of these years.",
    "too_many": "{alternatives} alternatives make {combinations} combinations; at most {most} are priced: name the choice of those that exclude each other, join those that stand or fall together, clear those that cost nothing, or price the draft in parts.",
    "more_than": "more than {number}",
    "not_in_section": 'Row is "{found}", which the section has not on sheet {sheet}.',
    "not_within": 'Row is "{found}", which the section with which the draft is compared has not, so that it costs something; paragraph {paragraph} is answered: {within}. Answer it: {activities}, or clear this row.',
    "cited_twice": 'Row "{found}" is cited in row {row} already; each may be cited once.',
    "answered_below": 'Answer is "{found}", but paragraph {paragraph} has no sub-paragraphs, such as {paragraph} (a); answer it here.',
    "too_much": "{amount} would be absorbed in {year} for paragraph {paragraph} on {place}, {kind}, which needs {need} there: absorb no more than that, or name the line that needs it.",
    "out_of_range": '{title} is {found}, but the rows of alternative "{alternative}" cost {amount} in {year}: give a range that holds what is priced, or correct those rows.',
}  # fmt: skip
"""The refusals that both have, by the names by which they are asked for; a gap has its value as the reader's language writes it."""


_QUOTED = re.compile(r'"\{(\w+)\}"')


def refusal(name: str, /, **parts: str) -> str:
    """Return a refusal with its gaps filled in: `refusal("be_within", title="Posts", found="-1", limits="0 or more")`; what it quotes was typed."""
    quoted = {each: AsTyped(parts[each]) for each in _QUOTED.findall(REFUSALS[name]) if each in parts}
    return phrase(REFUSALS[name], **parts | quoted)


def ending(message: str, more: str) -> str:
    """Return a refusal with something more said before its full stop, which may end it in another way, as with a question."""
    return in_a_row((altered(message, _unended), more), "") if more else message


def _unended(message: str) -> str:
    return message.removesuffix(".")
