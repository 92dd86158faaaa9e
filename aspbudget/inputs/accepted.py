"""Accepted: the reasons, in a column of that title, for which an officer accepts what is doubted in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.inputs.cells import is_accepted, titles_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.findings import Finding
    from aspbudget.inputs.inputs import Inputs


class Accepted(NamedTuple):
    """A row in which an officer has accepted what is doubted: its table, the sheet and the cell at which it stands, what it is called, and the reason."""

    table: Table
    sheet: str
    cell: str
    name: str
    reason: str


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


def accepted_rows(catalogue: Catalogue, inputs: Inputs) -> Iterator[Accepted]:
    """Yield the rows of checked inputs in which an officer has accepted what is doubted; of a draft its own, not those of its section."""
    for (name, row), reason in inputs.accepted.items():
        if name in catalogue.tables and name in inputs.frames and row in inputs.frames[name].index:
            table, key = catalogue.tables[name], catalogue.key(name) or catalogue.names(name)[0]
            yield Accepted(table, *inputs.place(table, key, row), str(inputs.frames[name].at[row, key]), reason)
