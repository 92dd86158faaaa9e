"""Canonical formulas: one text for all the ways in which programs spell a formula that means the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROW = "\0"  # in place of the number of the formula's own row
_CELL = r"\$?[A-Za-z]{1,3}\$?(?:[0-9]{1,7}|\0)"
_PARTS = re.compile(
    r"(?=[\"'$\w\s])(?:"  # signs of arithmetic and the like are passed over at once
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<table>[^\W\d][\w.]*+)\[(?P<inside>(?:[^\[\]']++|'.|\[(?:[^\[\]']++|'.)*+\])*+)\]"
    rf"|(?:(?P<sheet>'(?:[^']|'')*'|[^\W\d][\w.]*+)!)?(?P<cell>{_CELL})(?::(?P<last>{_CELL}))?(?![\w(.!\[])"
    r"|(?P<number>[0-9]+\.?[0-9]*(?:[Ee][+-]?[0-9]+)?)"
    r"|(?P<sheet_of_name>'(?:[^']|'')*'|[^\W\d][\w.]*+)!"
    r"|(?P<word>[^\W\d][\w.]*+)(?P<empty>\(\))?"
    r"|\s+)"
)
_SPECIFIERS = re.compile(r"\[((?:[^\[\]']|'.)+)\]")
_OWN = "#this row"
_ESCAPED = re.compile(r"'(.)")
_NEWER = re.compile(r"_XL(FN|WS|PM|UDF)\.")
_TRUTHS = ("TRUE", "FALSE")


class Placed(NamedTuple):
    """Where a table stands in a workbook: its sheet, its first and last row below the titles, and the letters of its columns by their titles, folded."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, str]


class Columns(NamedTuple):
    """Columns of a table to which a formula refers, by their letters: of all its rows, or of the formula's own."""

    table: Placed
    letters: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class Tables:
    """Where the tables of a workbook stand, by their names, folded."""

    placed: Mapping[str, Placed] = field(default_factory=dict)
    _known: dict[tuple[str, str], Columns | None] = field(default_factory=dict)

    def columns(self, name: str, inside: str) -> Columns | None:
        """Return the columns of a table that a formula names between brackets; `None` where there is no such table or column, or more is named."""
        if (name, inside) not in self._known:
            self._known[name, inside] = self._columns(name, inside)
        return self._known[name, inside]

    def _columns(self, name: str, inside: str) -> Columns | None:
        table = self.placed.get(folded(name))
        parts = [_ESCAPED.sub(r"\1", each) for each in (_SPECIFIERS.findall(inside) if "[" in inside else [inside])]
        own = any(folded(each) == _OWN for each in parts)
        titles = [folded(each) for each in parts if folded(each) != _OWN]
        if table is None or not titles or any(each not in table.columns for each in titles):
            return None
        return Columns(table, tuple(table.columns[each] for each in titles), own)


def number_text(value: float) -> str:
    """Return a number as programs agree on it: with the fifteen digits that every spreadsheet keeps."""
    return f"{value:.15g}" if value else "0"


def folded(title: str) -> str:
    """Return a title of a column or the name of a table as it is looked up: without regard to the size of letters."""
    return title.casefold()


@dataclass(frozen=True)
class Canonical:
    """The formulas of one sheet in their canonical form.

    References to a table's columns become the addresses of their cells, `tables` being where each stands; a sheet's own name before an
    address, the $ of addresses, blanks, the marks of newer functions and the size of letters don't count. `row` gives for a row of a sheet the one that
    it is counted as, so that formulas can be compared where rows were added or removed.
    """

    sheet: str
    tables: Tables
    row: Callable[[str, int], int] = field(default=lambda _, row: row)
    _known: dict[str, list[str]] = field(default_factory=dict)
    _parts: dict[tuple[str | None, str], str] = field(default_factory=dict)

    def __call__(self, formula: str, row: int) -> str:
        """Return the canonical form of a formula that stands in a row, counted from 1; `ROW` in it is the number of that row."""
        around = self.around(formula)
        return around[0] if len(around) == 1 else str(self.row(self.sheet, row)).join(around)

    def around(self, formula: str) -> list[str]:
        """Return what stands in the canonical form of a formula before, between and after the numbers of its own row."""
        around = self._known.get(formula)
        if around is None:
            around = self._known[formula] = _PARTS.sub(self._part, formula.removeprefix("=")).split(ROW)
        return around

    def _part(self, found: re.Match[str]) -> str:
        """Return a part of a formula in its canonical form; the same parts, such as a function or a cell, come again in many formulas."""
        alike = found.lastgroup, found[0]
        part = self._parts.get(alike)
        if part is None:
            part = self._parts[alike] = self._anew(found)
        return part

    def _anew(self, found: re.Match[str]) -> str:
        match found.lastgroup:
            case "inside":
                return self._columns(found["table"], found["inside"]) or found[0].upper()
            case "cell" | "last":
                sheet = _unquoted(found["sheet"]) if found["sheet"] else self.sheet
                ends = [self._cell(sheet, each) for each in (found["cell"], found["last"]) if each]
                return f"{self._before(sheet)}{':'.join(ends)}"
            case "word" | "empty":
                return self._word(found["word"], found["empty"] or "")
            case "number":
                return number_text(float(found["number"]))
            case "sheet_of_name":
                return self._before(_unquoted(found["sheet_of_name"]))
        return found["text"] or ""

    def _before(self, sheet: str) -> str:
        return "" if sheet == self.sheet or sheet.upper() == self.sheet.upper() else f"{sheet.upper()}!"

    def _cell(self, sheet: str, address: str) -> str:
        plain = address.replace("$", "").upper()
        if plain.endswith(ROW):
            return plain
        letters = plain.rstrip("0123456789")
        return f"{letters}{self.row(sheet, int(plain[len(letters) :]))}"

    def _columns(self, name: str, inside: str) -> str:
        """Return the cells of columns of a table, or of one of its columns in the formula's own row; nothing where there is no such table or column."""
        found = self.tables.columns(name, inside)
        if found is None:
            return ""
        first, last = (ROW, ROW) if found.own else (str(self.row(found.table.sheet, each)) for each in (found.table.first, found.table.last))
        ends = (f"{found.letters[0]}{first}", f"{found.letters[-1]}{last}")
        return f"{self._before(found.table.sheet)}{ends[0] if ends[0] == ends[1] else ':'.join(ends)}"

    @staticmethod
    def _word(word: str, empty: str) -> str:
        plain = _NEWER.sub("", word.upper())
        return plain if plain in _TRUTHS else f"{plain}{empty}"


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
