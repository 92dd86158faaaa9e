"""Starting rows: with what the input workbook of a new cycle begins, before anyone fills it in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget import content
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.opened_rows import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.declare.model import Assumption, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs


def all_rows(catalogue: Catalogue, tables: Iterable[Table], frames: Mapping[str, pd.DataFrame], cycle: str) -> Iterator[tuple[Table, pd.DataFrame]]:
    """Yield the tables of a new workbook with their rows: those given, those of the models, or starting rows."""
    begun = _begun(catalogue, frames, cycle)
    for table in tables:
        yield table, begun[table.name] if table.name in begun else starting_rows(catalogue, table, cycle)


def known_rows(catalogue: Catalogue, cycle: str) -> Iterator[tuple[Table, pd.DataFrame]]:
    """Yield the tables of which the models, or their files, know rows of a cycle, with these."""
    begun = _begun(catalogue, {}, cycle)
    for table in catalogue.sheets.values():
        if table.name in begun:
            yield table, begun[table.name]
        elif rows := _known(catalogue, table, cycle):
            yield table, _frame(catalogue, table, rows)


def _begun(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], cycle: str) -> dict[str, pd.DataFrame]:
    begun = catalogue.start(cycle) | {name: rows.reindex(columns=list(catalogue.columns(name))) for name, rows in frames.items()}
    return begun | ({"assumptions": _completed(catalogue, begun["assumptions"])} if "assumptions" in begun else {})


def carried_rows(catalogue: Catalogue, inputs: Inputs, cycle: str) -> dict[str, pd.DataFrame]:
    """Return what becomes of a cycle's rows in a new one by the rules of the models, by table."""
    frames = {name: as_typed(frame) for name, frame in inputs.frames.items()}
    for carry in (model.carry for model in catalogue.models if model.carry):
        frames = carry(cycle, frames, inputs.figures)
    return frames


def starting_rows(catalogue: Catalogue, table: Table, cycle: str) -> pd.DataFrame:
    """Return the rows with which a new cycle starts: what the models' files hold, or one row that is plainly an example."""
    known = _known(catalogue, table, cycle)
    return _frame(catalogue, table, known if known or table.name == "assumptions" else [_example(catalogue, table)])


def _known(catalogue: Catalogue, table: Table, cycle: str) -> list[dict[str, Any]]:
    """Return the rows of a table that the models declare or their files hold."""
    if table.name == "assumptions":
        return [_assumption(each, cycle) for each in catalogue.assumptions.values()]
    return [{"cycle": cycle}] if table.name == "cycle" else _start_file(catalogue.package, table.name)


def _frame(catalogue: Catalogue, table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(catalogue.columns(table.name)), dtype=object)


def _completed(catalogue: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of assumptions, completed by what the models say each is, and in what unit."""
    known = [catalogue.assumptions.get(str(name)) for name in rows["assumption"]]
    stated = {
        "unit": [each.unit if each else None for each in known],
        "what": [each.about if each else None for each in known],
    }
    frame = rows.astype(object)
    return frame.assign(
        **{name: frame[name].where(frame[name].notna(), pd.Series(texts, frame.index)) for name, texts in stated.items()}
    )


def _assumption(each: Assumption, cycle: str) -> dict[str, Any]:
    known: dict[str, Any] = {"status": "missing", "source": "not known yet"}
    known |= {"value": int(cycle[-4:]), "status": "derived", "source": "The year of the cycle"} if each.of_cycle else {}
    return {"assumption": each.name, "unit": each.unit, "what": each.about} | known


def _start_file(package: str, table: str) -> list[dict[str, Any]]:
    return [{name: text or None for name, text in row.items()} for row in content.rows(package, f"start_{table}.csv")]


def _example(catalogue: Catalogue, table: Table) -> dict[str, Any]:
    columns = catalogue.columns(table.name).values()
    return {column.name: _example_cell(column) for column in columns if column.required or column.example is not None}


def _example_cell(column: Column) -> object:
    if column.key:
        return f"{EXAMPLE}: {column.example or column.title.lower()}"
    if column.example is not None:
        return column.example
    if column.kind == "date":
        return datetime(2004, 9, 6, tzinfo=UTC).replace(tzinfo=None)
    return (column.choices[0] if column.choices else "…") if column.textual else (column.low or 0)
