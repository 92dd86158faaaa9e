"""Accepted: the reasons, in a column of that title, for which an officer accepts what is doubted in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.inputs.cells import is_accepted, titles_row

if TYPE_CHECKING:
    from aspbudget.inputs.findings import Finding


def accepted(finding: Finding) -> dict[tuple[str, int], str]:
    """Return the reasons by table and row of its frame; an empty cell accepts nothing, nor does a column that the model has itself."""
    found: dict[tuple[str, int], str] = {}
    for table in finding.catalogue.sheets.values():
        sheet, columns = finding.raw.sheets.get(table.title), tuple(finding.catalogue.columns(table.name).values())
        header = titles_row(sheet, columns) if sheet and not any(is_accepted(column.title) for column in columns) else 0
        places = [place for place, title in sheet.cells.get(header, {}).items() if is_accepted(title)] if sheet else []
        for place in places[:1]:
            for row, cells in sheet.cells.items() if sheet else ():
                if row > header and (reason := str(cells.get(place, "")).strip()):
                    found[table.name, -row if finding.section else row] = reason
    return found
