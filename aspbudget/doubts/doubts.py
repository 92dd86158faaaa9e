"""All doubts about an input workbook, at their cells, apart from those that an officer has accepted with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.doubts.across_sheets import at_odds, out_of_date
from aspbudget.doubts.control_totals import off_control
from aspbudget.doubts.dearest_rows import dearest_rows
from aspbudget.doubts.expected_values import unlike_expected
from aspbudget.doubts.missing_rows import missing_rows
from aspbudget.doubts.names_and_sources import unlike_what_is_said
from aspbudget.doubts.names_in_common import unlike_their_names
from aspbudget.doubts.odd_numbers import odd_numbers
from aspbudget.doubts.out_of_order import out_of_order
from aspbudget.doubts.overwritten import overwritten_formulas
from aspbudget.doubts.paired_rows import unlike_their_pairs
from aspbudget.doubts.within_columns import out_of_line
from aspbudget.doubts.within_rows import out_of_place
from aspbudget.faults import Remark
from aspbudget.inputs.worded import language_as_worded
from aspbudget.phrase import in_a_row, phrase

if TYPE_CHECKING:
    from aspbudget.doubts.evidence import Doubt, Evidence

_COMPARED = (off_control, unlike_expected, overwritten_formulas, out_of_date, missing_rows)
_WITHIN = (out_of_line, out_of_place, at_odds, out_of_order, odd_numbers, unlike_what_is_said, unlike_their_pairs, unlike_their_names, dearest_rows)  # what is as it was in the cycle before is not asked about again


class Doubted(NamedTuple):
    """The doubts about a workbook, in the order of its sheets and rows: those that are open, and those that an officer has accepted."""

    open: tuple[Doubt, ...]
    accepted: tuple[Doubt, ...]


def doubts(evidence: Evidence) -> Doubted:
    """Return the doubts about a workbook, the first of each cell; of a draft those about its own rows, not about its section's."""
    evidence = evidence.of_own_rows()
    found: dict[tuple[str, str, int], Doubt] = {}
    for kind in (*_COMPARED, *_WITHIN):
        for each in kind(evidence):
            if (kind in _WITHIN and evidence.is_as_before(each)) or (kind is dearest_rows and any(each.row == row and each.table.name == name for name, _, row in found)):
                continue  # what a row costs follows from its cells: one of them that is doubted is enough
            found.setdefault((each.table.name, each.column, each.row) if each.row else (each.table.name, each.missing or each.message, 0), each)
    order = {name: place for place, name in enumerate(evidence.catalogue.sheets)}
    own = [each for each in found.values() if not (evidence.inputs.section and each.row >= 0)]
    listed = sorted(own, key=lambda each: (order[each.table.name], abs(each.row)))
    accepted = [each for each in listed if reason(evidence, each)]
    return Doubted(tuple(each for each in listed if each not in accepted), tuple(accepted))


def reason(evidence: Evidence, doubt: Doubt) -> str:
    """Return why an officer accepts what is doubted: what column Accepted says in its row or, of a row that is not there, where it names it."""
    reasons = {row: text for (table, row), text in evidence.inputs.accepted.items() if table == doubt.table.name}
    if doubt.missing:
        return next((text for text in reasons.values() if doubt.missing.casefold() in text.casefold()), "")
    return reasons.get(doubt.row, "")


def asked(evidence: Evidence, doubt: Doubt) -> Remark:
    """Return an open doubt as `at_its_cell` does; that of a row that is not there says where it is accepted, for it has no row to do so in."""
    if not doubt.missing:
        return at_its_cell(evidence, doubt)
    where = phrase('To accept that, name "{row}" in the reason, in any row of the sheet.', row=doubt.missing)
    return at_its_cell(evidence, doubt._replace(message=in_a_row([doubt.message, where])))


def at_its_cell(evidence: Evidence, doubt: Doubt) -> Remark:
    """Return a doubt as a sentence with its workbook, sheet and cell, in the language of the workbook; one about a whole sheet has no cell."""
    inputs = evidence.inputs
    sheet, cell = inputs.place(doubt.table, doubt.column, doubt.row) if doubt.row else (inputs.title(doubt.table), "")
    language = language_as_worded(evidence.catalogue, inputs.worded)
    return Remark(inputs.label, sheet, cell, str(language.say(doubt.message)) if language else doubt.message)
