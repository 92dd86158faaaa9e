"""Hidden: sheets that are passed over because nobody sees them or a program made them, and what is hidden but counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.faults import Remark, allowed
from aspbudget.inputs.read import shown
from aspbudget.lines.addresses import letters_of
from aspbudget.phrase import AsTyped, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.declare.model import Table
    from aspbudget.inputs.findings import Finding

# Sheets that programs put into a workbook by themselves, whether or not one sees them: Excel's check of older formats, Apple Numbers, WPS,
# libraries without a licence, and add-ins of accounts, simulations and data providers, which keep their settings and caches there. What
# Excel calls Recovered_Sheet1 is none of them: it may hold what stood in a table.
MADE_BY_PROGRAMS = (
    "compatibility report", "export summary", "wpsreserved_", "evaluation warning", "evaluation version", "xdo_metadata", "bexrepositorysheet",
    "riskserializationdata", "cb_data_", "ds_internal_", "_xltb_storage_", "__fdscache__", "_ciqhiddencachesheet", "__snloffice", "_ricmap",
)  # fmt: skip

_HIDDEN = (
    "{count:,} hidden sheet, no table of the template, is passed over: {names}.",
    "{count:,} hidden sheets, no table of the template, are passed over: {names}.",
)
_MADE = ("{count:,} sheet, made by a program, is passed over: {names}.", "{count:,} sheets, made by a program, are passed over: {names}.")
_ROWS_OF_HIDDEN = ("The sheet is hidden; its {count:,} row is counted.", "The sheet is hidden; its {count:,} rows are counted.")
_HIDDEN_ROWS = ("{count:,} hidden row ({names}) is counted.", "{count:,} hidden rows ({names}) are counted.")
_HIDDEN_COLUMNS = ("{count:,} hidden column ({names}) is counted.", "{count:,} hidden columns ({names}) are counted.")


def is_made_by_a_program(sheet: str) -> bool:
    """Whether a sheet is, by its name, one that a program has put there."""
    return sheet.casefold().startswith(MADE_BY_PROGRAMS)


def passed_over(finding: Finding, strangers: Iterable[str]) -> set[str]:
    """Return those of the unknown sheets that nobody is asked about, because they are hidden or made by a program, and say which."""
    hidden = [name for name in strangers if finding.raw.sheets[name].features.hidden]
    made = [name for name in strangers if name not in hidden and is_made_by_a_program(name)]
    _say(finding, _HIDDEN, hidden)
    _say(finding, _MADE, made)
    return {*hidden, *made}


def _say(finding: Finding, wordings: tuple[str, str], names: list[str]) -> None:
    if names:
        message = counted(*wordings, len(names), names=allowed(AsTyped(shown(name)) for name in sorted(names)))
        finding.remarks.append(finding.in_own_words(Remark(finding.raw.label, "", "", message)))


def hidden_but_counted(finding: Finding, table: Table, rows: Iterable[int]) -> None:
    """Say which of a table's rows and columns, or whether the whole sheet, a person who looks at it doesn't see; all of them count."""
    features, label = finding.raw.sheets[table.title].features, finding.raw.label
    filled = [abs(row) for row in rows]
    unseen = sorted(set(filled) & set(features.hidden_rows))
    letters = {letter: name for name, letter in finding.letters[table.name].items()}
    columns = [letter for letter in map(letters_of, features.hidden_columns) if letter in letters]
    titles = [f"{letter} {finding.catalogue.columns(table.name)[letters[letter]].title}" for letter in columns]
    messages = [counted(*_ROWS_OF_HIDDEN, len(filled))] if features.hidden and filled else []
    messages += [counted(*_HIDDEN_ROWS, len(unseen), names=allowed(map(str, unseen)))] if unseen else []
    messages += [counted(*_HIDDEN_COLUMNS, len(titles), names=allowed(map(AsTyped, titles)))] if titles and filled else []
    finding.remarks += [finding.in_own_words(Remark(label, table.title, "", message)) for message in messages]
