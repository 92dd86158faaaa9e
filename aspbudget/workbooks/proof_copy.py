"""The copy for the second engine: a finished workbook whose formulas refer to the columns of tables by the addresses of their cells.

IronCalc takes more than twice as long to read references by titles. Where the tables stand and what their columns are called is read from the
finished file, as `verify` reads it. A formula that reads the same in several rows of a column, but for the number of its row, stands there once for all of
them, as spreadsheets themselves save one: the engine reads it once, and computes it in each row. With titles it goes wrong in that, with addresses it
doesn't. A look-up that several formulas of a row have alike stands beside them once. Cells are otherwise as they were; what is around them, such as widths, conditional formats, tables and print settings, isn't there, for it has no part in computing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile, ZipInfo

from aspbudget.inputs.package import UnsafeError, open_package, own_worksheets
from aspbudget.inputs.placed_tables import placed_tables
from aspbudget.letters import as_markup, from_markup, unescaped
from aspbudget.lines.addressed import Addressed, for_rows, is_alike
from aspbudget.lines.canonical import ROW
from aspbudget.lines.looked_up import columns_beside, matches, referring
from aspbudget.lines.rows_summed import Summed, Typed, is_worth_it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from aspbudget.inputs.package import Package
    from aspbudget.lines.rows_summed import Rows, Sum

_FORMULAS = re.compile(r'(<c r="([A-Z]+)([0-9]+)"[^>]*><f)>([^<]*)')  # what is before a formula, its column, its row, and the formula
_LAST_ROW = 1_048_576  # of every sheet: how far down a formula goes on is not known where it stands first
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_PIECE = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_OF_THE_WHOLE = re.compile(r"(?:_rels/|xl/(?:_rels/|theme/)?)?[^/]+")  # parts that are of no sheet: the texts, the looks, the names, and what says where each part is
_CELLS, _CELLS_END, _ROW_END = "<sheetData>", "</sheetData>", "</row>"
_AT_ONCE = 500_000  # bytes of a sheet that are parted at once


def by_addresses(workbook: bytes, file: BinaryIO) -> None:
    """Write into a file a workbook with addresses in place of references to tables, and of each sheet its cells alone; what is no workbook is written as it is, for the engine to refuse."""
    try:
        with open_package(workbook) as package, ZipFile(file, "w") as copy:
            sheets = own_worksheets(package)
            tables, names = placed_tables(package, sheets), {part: name for name, part in sheets.items()}
            typed = _typed(package, sheets)
            for part in package.namelist():
                if name := names.get(part):
                    with copy.open(ZipInfo(part), "w") as written:
                        for piece in _addressed(package.read(part), Addressed(name, tables), Summed(name, typed)):
                            written.write(piece.encode())
                elif _OF_THE_WHOLE.fullmatch(part):
                    copy.writestr(ZipInfo(part), package.read(part))
    except UnsafeError:
        file.seek(0)
        file.truncate()
        file.write(workbook)


class _Formula(NamedTuple):
    """A formula by addresses, with `ROW` for its own row, its sums over many rows, and whether it stands once for all rows of a column."""

    text: str
    sums: tuple[Sum, ...] = ()
    alike: bool = False


class _Formulas:
    """The formulas of one sheet, each made once for all rows that have it alike; `times` says how often each stands on the sheet.

    `moved` gives, for each formula as the file has it, the look-ups that stand in cells of their own beside its row, with their columns. `shared` has what a further
    cell has in place of a formula, by its column and the formula of all rows, and by the rows that are summed where these are not all.
    """

    def __init__(self, by_addresses: Addressed, summed: Summed, times: Mapping[str, int]) -> None:
        self.summed, self._number = summed, 0
        self.shared: dict[tuple[str, str] | tuple[str, str, Rows], str] = {}
        texts = {of_rows: ROW.join(by_addresses.around_rows(from_markup(of_rows))) for of_rows in times}
        looked_up = {of_rows: found for of_rows, text in texts.items() if (found := matches(text)) and found != [text]}  # what is nothing else stands in a cell of its own
        columns = columns_beside(looked_up.values())
        self.moved = {of_rows: {match: columns[match] for match in found} for of_rows, each in looked_up.items() if (found := [match for match in each if match in columns])}
        self._known = {match: _Formula(match, alike=True) for match in columns}
        self._known |= {of_rows: self._of_rows(referring(text, columns) if of_rows in self.moved else text, times[of_rows]) for of_rows, text in texts.items()}

    def __call__(self, column: str, row: str, of_rows: str) -> str:
        """Return what the element of a formula's cell has from the `f` on."""
        return self.shared.get((column, of_rows)) or self._anew(column, row, of_rows)

    def look_ups(self, looked_up: Mapping[str, str], row: str) -> str:
        """Return the cells beside a row in which its look-ups stand."""
        each_by_column = sorted(looked_up.items(), key=lambda each: each[1])
        return "".join(f'<c r="{column}{row}"><f{self(column, row, match)}</f><v>0</v></c>' for match, column in each_by_column)

    def _anew(self, column: str, row: str, of_rows: str) -> str:
        """Return that for a formula which isn't shared by all rows of its column."""
        formula = self._known[of_rows]
        summed = self.summed.rows(formula.sums, int(row))
        place = (column, of_rows, summed) if summed else (column, of_rows)
        if again := self.shared.get(place):
            return again
        text = self.summed.over(formula.text, formula.sums, summed) if any(summed) else formula.text
        stated = ""
        if formula.alike:
            self.shared[place] = f' t="shared" si="{self._number}">'
            stated = f' t="shared" ref="{column}{row}:{column}{_LAST_ROW}" si="{self._number}"'
            self._number += 1
        return f"{stated}>{as_markup(text.replace(ROW, row))}"

    def _of_rows(self, text: str, often: int) -> _Formula:
        """Return a formula that stands so often on the sheet; one that stands there once is not shared, nor is it worth it to leave out rows."""
        if often == 1:
            return _Formula(text)
        sums = self.summed.sums(text)
        return _Formula(text, sums if sums and is_worth_it(sums, often) else (), is_alike(text.split(ROW)))


def _addressed(sheet: bytes, by_addresses: Addressed, summed: Summed) -> Iterator[str]:
    """Yield, piece by piece, a sheet with its cells alone and their formulas by addresses, those that are alike in the rows of a column once.

    Its formulas are gone through twice, for only then is it known how often each stands there; a long sheet is parted each time, so that it is never in memory in
    all its parts, nor as text, of which each letter takes as much room as its rarest.
    """
    head, begin, end = _around_cells(sheet)
    parted = lru_cache(maxsize=1)(lambda begin, end: _FORMULAS.split(sheet[begin:end].decode()))
    pieces, known = list(_pieces(sheet, begin, end)), dict[str, str]()
    alike = [known.setdefault(each, each) for piece in pieces for each in map(for_rows, parted(*piece)[4::5], parted(*piece)[3::5])]
    formulas, of_all, looked_up = _Formulas(by_addresses, summed, Counter(alike)), iter(alike), dict[str, str]()
    yield head.decode()
    for piece in pieces:
        first, *more = parted(*piece)
        made = [first]
        for before, column, row, after in zip(more[::5], more[1::5], more[2::5], more[4::5], strict=True):
            of_rows = next(of_all)
            made += before, formulas(column, row, of_rows)
            looked_up |= formulas.moved.get(of_rows, {})
            if looked_up and _ROW_END in after:
                rest_of_row, ending, further = after.partition(_ROW_END)
                made += rest_of_row, formulas.look_ups(looked_up, row), ending, further
                looked_up = {}
            else:
                made.append(after)
        yield "".join(made)
    if pieces:
        yield f"{_CELLS_END}</worksheet>"


def _pieces(sheet: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a sheet's cells begin and end, each of whole rows."""
    while begin < end:
        found = sheet.find(_ROW_END.encode(), begin + _AT_ONCE, end)
        to = found + len(_ROW_END) if found >= 0 else end
        yield begin, to
        begin = to


def _around_cells(sheet: bytes) -> tuple[bytes, int, int]:
    """Return the beginning of a sheet, with nothing of how it looks, is printed or may be filled in, and where its cells begin and end; all of one without cells."""
    begin, end = sheet.find(_CELLS.encode()), sheet.rfind(_CELLS_END.encode())
    if begin < 0:
        return sheet, 0, 0
    return sheet[: sheet.index(b">", sheet.index(b"<worksheet")) + 1], begin, end


def _typed(package: Package, sheets: Mapping[str, str]) -> Callable[[str, str], Typed]:
    """Return what tells, of a workbook, what was typed into a column of a sheet; it reads that when it is asked."""

    @cache
    def texts() -> list[str]:
        found = _TEXT.findall(package.read(_TEXTS).decode()) if _TEXTS in package.namelist() else []
        return [unescaped(from_markup("".join(_PIECE.findall(each)))) for each in found]

    @cache
    def typed(sheet: str, column: str) -> Typed:
        cells = re.findall(rf'<c r="{column}([0-9]+)"([^>]*)>(?:<v>([0-9]+)</v></c>)?'.encode(), package.read(sheets[sheet]))
        shared = {int(row): texts()[int(place)] for row, kind, place in cells if place and b' t="s"' in kind}
        return Typed(shared, frozenset(int(row) for row, kind, _ in cells if int(row) not in shared and not kind.endswith(b"/")))

    return typed
