"""Three ways: two copies of an input workbook against the one from which both were made, row by row by their keys, and cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.faults import Fault, Refused
from aspbudget.inputs.cells import titles_row
from aspbudget.inputs.inputs import WITHOUT_ROWS, is_example
from aspbudget.inputs.read import Failed, Uncalculated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawSheet, RawWorkbook

THERE, CHANGED, REMOVED = "there", "changed", "removed"  # what a row was, and is, of which one was taken out
Cells = dict[str, Any]  # the values of a row by the titles of their columns
_NOTHING: Cells = {}


class Merged(NamedTuple):
    """A cell of the merged workbook that is not as in mine: its sheet, the key of its row, its column, and its value; a row that is gone has no column."""

    sheet: str
    row: str
    column: str
    value: Any


class Conflict(NamedTuple):
    """A cell that both changed, each to something else: mine is kept. Without a column, one took the row out and the other changed it, in these `columns`."""

    sheet: str
    row: str
    column: str
    base: Any
    mine: Any
    yours: Any
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What becomes of mine: rows that yours has more or less, cells that only yours changed, and conflicts; and what was not merged, in words."""

    added: tuple[tuple[str, str, Cells], ...]
    removed: tuple[Merged, ...]
    changed: tuple[Merged, ...]
    conflicts: tuple[Conflict, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Keyed:
    """The rows of a sheet by their keys, as typed, with the titles of its columns in order, the spreadsheet row of each, and that of the titles."""

    titles: dict[str, int]
    rows: Mapping[str, Cells]
    places: dict[str, int]
    header: int = 0


def keyed(catalogue: Catalogue, table: Table, sheet: RawSheet | None, label: str) -> Keyed:
    """Return the rows of a sheet by their keys; raise `Refused` for keys that are missing or occur twice, by which rows can't be told apart."""
    columns = catalogue.columns(table.name)
    header = titles_row(sheet, tuple(columns.values())) if sheet else 0
    if sheet is None or not header:
        return Keyed({}, {}, {})
    titles = {str(title).strip(): place for place, title in sorted(sheet.cells[header].items())}
    key = titles.get(columns[catalogue.key(table.name)].title)
    rows: dict[str, Cells] = {}
    places: dict[str, int] = {}
    faults = []
    for row, cells in sorted(sheet.cells.items()):
        if row <= header:
            continue
        name = str(cells.get(key, "")).strip() if key else ""
        if not name or name in rows:
            what = f'"{name}" stands here and in row {places[name]}' if name else "This row has no key"
            faults.append(Fault(label, sheet.name, f"A{row}", f"{what}, so that it can't be merged by its key: give each row one of its own."))
            continue
        rows[name], places[name] = {title: _plain(cells.get(place)) for title, place in titles.items()}, row
    if faults:
        raise Refused(faults)
    return Keyed(titles, rows, places, header)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    return value.code if isinstance(value, Failed) else None if isinstance(value, Uncalculated) else value


def merged(catalogue: Catalogue, tables: Sequence[Table], base: RawWorkbook, mine: RawWorkbook, yours: RawWorkbook) -> Outcome:
    """Return what of yours goes into mine, given what both were made from. Raises `Refused` where rows can't be told apart by their keys."""
    both = [table for table in tables if table.title in mine.sheets.keys() & yours.sheets.keys()]
    parts = [_of_a_sheet(table, *(keyed(catalogue, table, raw.sheets.get(table.title), raw.label) for raw in (base, mine, yours))) for table in both]
    left = [*_lacking(catalogue, [table for table in tables if table not in both], base, mine, yours), *_not_merged({table.title for table in tables}, base, mine, yours)]
    return Outcome(
        tuple(each for part in parts for each in part.added), tuple(each for part in parts for each in part.removed), tuple(each for part in parts for each in part.changed),
        tuple(each for part in parts for each in part.conflicts), tuple(left),
    )  # fmt: skip


def _of_a_sheet(table: Table, base: Keyed, mine: Keyed, yours: Keyed) -> Outcome:
    added: list[tuple[str, str, Cells]] = []
    removed: list[Merged] = []
    changed: list[Merged] = []
    conflicts: list[Conflict] = []
    for name in dict.fromkeys([*mine.rows, *yours.rows]):
        was, own, other = (each.rows.get(name) for each in (base, mine, yours))
        if own is None and other is not None:
            if was is None:
                added.append((table.title, name, {title: value for title, value in other.items() if value is not None}))
            elif other != was:
                conflicts.append(Conflict(table.title, name, "", THERE, REMOVED, CHANGED, _changed(was, other)))
        elif own is not None and other is None and was is not None:
            if own == was:
                removed.append(Merged(table.title, name, "", None))
            else:
                conflicts.append(Conflict(table.title, name, "", THERE, CHANGED, REMOVED, _changed(was, own)))
        elif own is not None and other is not None:
            cells = list(_cells(table.title, name, (was or _NOTHING, own, other)))
            conflicts += [each for each in cells if isinstance(each, Conflict)]
            changed += [each for each in cells if isinstance(each, Merged)]
    return Outcome(tuple(added), tuple(removed), tuple(changed), tuple(conflicts), ())


def _changed(was: Cells, now: Cells) -> tuple[str, ...]:
    """Return the titles of the columns in which a row differs from what it was."""
    return tuple(title for title in dict.fromkeys([*was, *now]) if was.get(title) != now.get(title))


def _cells(sheet: str, name: str, rows: tuple[Cells, Cells, Cells]) -> Iterator[Merged | Conflict]:
    """Yield the cells of a row that only yours changed, and those that both did, each otherwise."""
    was, own, other = rows
    for title in dict.fromkeys([*own, *other]):
        before, one, two = was.get(title), own.get(title), other.get(title)
        if two in (one, before):
            continue
        if one == before:
            yield Merged(sheet, name, title, two)
        else:
            yield Conflict(sheet, name, title, before, one, two)


def _lacking(catalogue: Catalogue, tables: Sequence[Table], base: RawWorkbook, mine: RawWorkbook, yours: RawWorkbook) -> Iterator[str]:
    """Yield, in words, the sheets that one of both lacks and the other has with rows of its own: no row is merged there, and none is taken out for it."""
    for table in tables:
        before, own, other = ({name: row for name, row in keyed(catalogue, table, raw.sheets.get(table.title), raw.label).rows.items() if not is_example(name)}
                              for raw in (base, mine, yours))  # fmt: skip
        if other and other != before:
            yield f'sheet "{yours.sheets[table.title].name}" of {yours.label}, which {mine.label} lacks'
        if own and before:
            yield f'sheet "{mine.sheets[table.title].name}", which {yours.label} lacks'


def _not_merged(known: set[str], base: RawWorkbook, mine: RawWorkbook, yours: RawWorkbook) -> Iterator[str]:
    """Yield, in words, the sheets of yours that are no tables and that were changed there: they stay as in mine."""
    for name, sheet in yours.sheets.items():
        before, own = base.sheets.get(name), mine.sheets.get(name)
        if name not in known | WITHOUT_ROWS and (before is None or sheet.cells != before.cells) and (own is None or own.cells != sheet.cells):
            yield f'sheet "{name}" of {yours.label}, which is no table'
