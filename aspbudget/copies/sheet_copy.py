"""A worksheet that is being changed: its cells where they stand in its markup, and what is written in their place."""

from __future__ import annotations

import re
from bisect import bisect_left
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.copies.areas import Area, areas_of, reaching
from aspbudget.copies.markup import (
    Element,
    Splice,
    attribute,
    cell_text,
    elements,
    named,
    qualified,
    spliced,
    with_attribute,
    within,
    words,
)
from aspbudget.inputs.stored import StoredCell
from aspbudget.letters import as_markup
from aspbudget.lines.addresses import letters_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = tuple[int, int]  # the row and the column of a cell, counted from 1
_FILLING = ("f", "v", "t")
_DEPTH_OF_ROWS = 2  # in the worksheet and its cells; where a button or a drawing stands is said by elements of the same names, which lie deeper
_EXACT = 10**15  # the whole numbers that a spreadsheet keeps to the last digit
_TRUE = ("1", "true")
_STYLE = re.compile(r"\ss\s*=\s*[\"'](\d+)")
# What follows what a sheet may have of its own, in the order in which a worksheet has its parts.
_AFTER_NOTES = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_REACHING = ("dataValidation", "conditionalFormatting")
_LISTED = (*_REACHING, "mergeCell")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Cell(NamedTuple):
    """A cell where it stands: its element, its formula, what else it holds, the number of its style, and whether anything is in it."""

    element: Element
    formula: Element | None
    values: tuple[Element, ...]
    style: int
    filled: bool


class Content(NamedTuple):
    """What is written into a cell: its kind, as in `t="b"`, and its inside as markup without a prefix: the tag `v`, or `t`, and its text."""

    kind: str = ""
    tag: str = ""
    text: str = ""


class _Written(NamedTuple):
    content: Content
    style: int


class _Row(NamedTuple):
    element: Element
    columns: list[int]


class SheetCopy:
    """A worksheet that is being changed; what isn't stays letter for letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cells: dict[Place, Cell] = {}
        self._rows: dict[int, _Row] = {}
        self._columns: list[tuple[int, int, int]] = []
        self._around: list[Element] = []
        self._written: dict[Place, _Written] = {}
        self._styled: dict[Place, int] = {}
        self._formulas: dict[Place, str] = {}
        self._forgotten: set[Place] = set()
        self._areas: dict[Element, str] = {}
        self._other: list[Splice] = []
        self._drawing = ""
        self._read()

    def _read(self) -> None:
        cells: list[Cell] = []
        inside: list[Element] = []
        row = 0
        for each in elements(self.text):
            if each.name in _FILLING:
                inside.append(each)
            elif each.name == "c" and each.depth == _DEPTH_OF_ROWS + 1:
                cells.append(self._cell(each, inside))
                inside = []
            elif each.name == "row" and each.depth == _DEPTH_OF_ROWS:
                row = int(each.attributes.get("r", row + 1))
                self._rows[row] = _Row(each, [*self._placed(row, cells)])
                cells = []
            elif each.name == "col" and each.depth == _DEPTH_OF_ROWS:
                described = each.attributes
                self._columns.append((int(described["min"]), int(described["max"]), int(described.get("style", 0))))
            else:
                self._around += [each] if each.depth < 2 or each.name in _LISTED else []  # noqa: PLR2004 - the worksheet and what it is made of
        self._data = next(each for each in self._around if each.name == "sheetData")

    def _cell(self, element: Element, inside: Sequence[Element]) -> Cell:
        formula = next((each for each in inside if each.name == "f"), None)
        held = tuple(each for each in inside if each.name != "f" and each.inside < each.outside)
        filled = formula is not None or any(words(self.text, each).strip() for each in held)
        style = _STYLE.search(element.written)
        return Cell(element, formula, held, int(style[1]) if style else 0, filled)

    def _placed(self, row: int, cells: list[Cell]) -> Iterator[int]:
        """Take up the cells of a row, and yield their columns."""
        column = 0
        for cell in cells:
            address = cell.element.attributes.get("r")
            column = place_of(address)[1] if address else column + 1
            self.cells[row, column] = cell
            yield column

    def is_filled(self, place: Place) -> bool:
        """Whether anything is in a cell."""
        if place in self._written:
            return bool(self._written[place].content.tag)
        return place in self.cells and self.cells[place].filled

    def stored(self, place: Place) -> StoredCell | None:
        """Return a cell as it was stored; nothing where it held no value."""
        cell = self.cells[place]
        text = "".join(words(self.text, each) for each in cell.values)
        return StoredCell(*place, cell.element.attributes.get("t", "n"), str(cell.style), text) if text else None

    def last_row(self) -> int:
        """Return the last row in which anything is, or the first."""
        return max((row for row, column in self.cells.keys() | self._written.keys() if self.is_filled((row, column))), default=1)

    def style(self, place: Place) -> int:
        """Return the number of the style of a cell: its own, or that of its row or its column."""
        if place in self._written:
            return self._written[place].style
        if place in self.cells:
            return self._styled[place] if place in self._styled else self.cells[place].style
        row = self._rows[place[0]].element.attributes if place[0] in self._rows else {}
        if row.get("customFormat") in _TRUE:
            return int(row.get("s", 0))
        return next((style for first, last, style in self._columns if first <= place[1] <= last), 0)

    def styles_of_row(self, row: int) -> dict[int, int]:
        """Return the number of the style of each cell of a row, by its column."""
        known = {column for each in (self.cells, self._written) for number, column in each if number == row}
        return {column: self.style((row, column)) for column in sorted(known)}

    def put(self, place: Place, content: Content, style: int) -> None:
        """Write a cell anew."""
        self._written[place] = _Written(content, style)

    def restyle(self, place: Place, style: int) -> None:
        """Give a cell another style, and leave what it holds."""
        if place in self._written or place not in self.cells:
            self.put(place, self._written[place].content if place in self._written else Content(), style)
        else:
            self._styled[place] = style

    @property
    def revalued(self) -> set[Place]:
        """The cells that hold something else than they did."""
        return {place for place, written in self._written.items() if written.content.tag or (place in self.cells and self.cells[place].filled)}

    def formula(self, place: Place) -> dict[str, str]:
        """Return the attributes of the formula of a cell; none where it has none, or not any longer."""
        cell = self.cells.get(place)
        return {} if cell is None or cell.formula is None or place in self._written or place in self._formulas else cell.formula.attributes

    def formulas(self) -> dict[Place, tuple[dict[str, str], str]]:
        """Return the formulas that there are, each with its attributes and its text."""
        found = {place: cell.formula for place, cell in self.cells.items() if cell.formula and place not in self._written}
        return {place: ({}, self._formulas[place]) if place in self._formulas else (element.attributes, words(self.text, element)) for place, element in found.items()}

    def write_formula(self, place: Place, formula: str) -> None:
        """Give a cell a formula of its own, in place of one that others have too; its stored value stays."""
        self._formulas[place] = formula

    def forget_value(self, place: Place) -> None:
        """Leave out the stored value of a formula, so that a spreadsheet computes it."""
        self._forgotten.add(place)

    def reach(self, row: int) -> None:
        """Let the drop-downs, limits and colours of the row above reach a row that stands just below it."""
        for each in self._around:
            if each.name in _REACHING:
                self._let_reach(each, each.attributes.get("sqref", ""), row)
        for each in named(self.text, "sqref") if ":sqref" in self.text else ():
            self._let_reach(each, words(self.text, each), row)

    def _let_reach(self, element: Element, stated: str, row: int) -> None:
        """Let the areas that an element states, or has been given for rows before, reach a row."""
        names = self._areas.get(element, stated)
        if (further := reaching(names, row)) != names:
            self._areas[element] = further

    def filter_reaches(self, row: int) -> str:
        """Let the filter of the sheet reach a row, and return the area that it filters; an empty text where there is none."""
        found = next((each for each in self._around if each.name == "autoFilter" and each.depth == 1), None)
        areas = areas_of(found.attributes["ref"]) if found else []
        if found is None or not areas:  # which reaches it already where it is of whole columns
            return ""
        self._areas[found] = areas[0]._replace(bottom=row).name
        return self._areas[found]

    def deselect(self) -> None:
        """Let the sheet be no longer one of those that are shown selected."""
        selected = [each for each in named(self.text, "sheetView") if each.attributes.get("tabSelected") in _TRUE]
        self._other += [with_attribute(self.text, each, "tabSelected", None) for each in selected]

    def drawing_of_notes(self) -> str:
        """Return the name of the link by which the boxes of notes are found; an empty text where there are none."""
        found = [each.attributes for each in self._around if each.name == "legacyDrawing"]
        return self._drawing or next((value for said in found for name, value in said.items() if name.rpartition(":")[2] == "id"), "")

    def add_drawing_of_notes(self, link: str) -> None:
        """Say by which link the boxes of notes are found."""
        self._drawing = link
        following = [each.start for each in self._around if each.depth == 1 and each.name in _AFTER_NOTES]
        place = min(following, default=self._around[-1].outside)
        self._other.append(Splice(place, place, f'<{self._tag("legacyDrawing")} xmlns:r="{_RELATIONS}" r:id="{link}"/>'))

    def first_of_merged(self, place: Place) -> Place:
        """Return of merged cells the first, and any other cell as it is."""
        areas = areas_of(" ".join(each.attributes["ref"] for each in self._around if each.name == "mergeCell"))
        return next(((area.top, area.left) for area in areas if area.holds(*place)), place)

    def _tag(self, name: str) -> str:
        return f"{self._data.prefix}:{name}" if self._data.prefix else name

    def changed(self) -> str:
        """Return the markup of the sheet with all that is written anew."""
        splices = [*self._other, *self._areas_anew(), *self._cells_anew(), *self._partly_anew(), *self._dimension()]
        return spliced(self.text, splices) if splices else self.text

    def _areas_anew(self) -> Iterator[Splice]:
        """Yield what states how far filters, drop-downs, limits and colours reach, each once for all rows that they came to reach."""
        for each, areas in self._areas.items():
            if each.name == "sqref":
                yield Splice(each.inside, each.outside, areas)
            else:
                yield with_attribute(self.text, each, "ref" if each.name == "autoFilter" else "sqref", areas)

    def _partly_anew(self) -> Iterator[Splice]:
        """Yield what changes the style or the formula of cells that keep what they hold, or loses its stored value."""
        for place in (self._styled.keys() | self._formulas.keys() | self._forgotten) - self._written.keys():
            cell = self.cells[place]
            attributes = cell.element.attributes | ({"s": str(self._styled[place])} if place in self._styled else {})
            start = "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items() if name != "t" or place not in self._forgotten)
            closed = "/" if cell.element.inside == cell.element.end else ""
            yield Splice(cell.element.start, cell.element.inside, f"<{qualified(cell.element)}{start}{closed}>")
            if cell.formula is not None and place in self._formulas:
                yield Splice(cell.formula.start, cell.formula.end, f"<{qualified(cell.formula)}>{as_markup(self._formulas[place])}</{qualified(cell.formula)}>")
            if cell.formula is not None and place in self._forgotten:
                yield Splice(cell.formula.end, cell.element.outside, "")

    def _cells_anew(self) -> Iterator[Splice]:
        by_row: dict[int, list[int]] = {}
        for row, column in sorted(self._written):
            by_row.setdefault(row, []).append(column)
        numbers, below = sorted(self._rows), ""
        for row, columns in by_row.items():
            if row in self._rows:
                yield from self._cells_of_row(row, columns)
                continue
            made = f'<{self._tag("row")} r="{row}">{"".join(self._markup(row, column) for column in columns)}</{self._tag("row")}>'
            after = bisect_left(numbers, row)
            if after == len(numbers):
                below += made
            else:
                place = self._rows[numbers[after]].element.start
                yield Splice(place, place, made)
        if below:
            yield within(self.text, self._data, below)

    def _cells_of_row(self, row: int, columns: list[int]) -> Iterator[Splice]:
        element, known = self._rows[row]
        more = "".join(self._markup(row, column) for column in columns if not known or column > max(known))
        for column in columns:
            if column in known:
                cell = self.cells[row, column].element
                yield Splice(cell.start, cell.end, self._markup(row, column))
            elif known and column < max(known):
                place = self.cells[row, min(each for each in known if each > column)].element.start
                yield Splice(place, place, self._markup(row, column))
        if more:
            yield from self._longer(element, more)

    def _longer(self, row: Element, more: str) -> Iterator[Splice]:
        """Yield what puts cells at the end of a row, which no longer says how far it is filled."""
        if row.end == row.inside:
            attributes = "".join(f' {name}="{attribute(value)}"' for name, value in row.attributes.items() if name != "spans")
            yield Splice(row.start, row.end, f"<{qualified(row)}{attributes}>{more}</{qualified(row)}>")
        else:
            yield with_attribute(self.text, row, "spans", None)
            yield Splice(row.outside, row.outside, more)

    def _markup(self, row: int, column: int) -> str:
        (kind, tag, text), style = self._written[row, column]
        cell, attributes = self._tag("c"), {"r": f"{letters_of(column)}{row}", "s": str(style or ""), "t": kind}
        start = cell + "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
        if not tag:
            return f"<{start}/>"
        if tag == "v":
            return f"<{start}><{self._tag(tag)}>{text}</{self._tag(tag)}></{cell}>"
        return f'<{start}><{self._tag("is")}><{self._tag(tag)} xml:space="preserve">{text}</{self._tag(tag)}></{self._tag("is")}></{cell}>'

    def _dimension(self) -> Iterator[Splice]:
        """Yield what lets the stated dimension of the sheet reach all cells that are written."""
        stated = next((each for each in self._around if each.name == "dimension"), None)
        places = [place for place, written in self._written.items() if written.content.tag]
        areas = areas_of(stated.attributes["ref"]) if stated else []
        if stated is None or not areas or not places:
            return
        (area,) = areas
        rows, columns = ([*each] for each in zip(*places, strict=True))
        reached = Area(min(area.top, *rows), max(area.bottom, *rows), min(area.left, *columns), max(area.right, *columns))
        if reached != area:
            yield with_attribute(self.text, stated, "ref", reached.name)


def number(value: float) -> Content:
    """Return a number, or TRUE or FALSE, as a cell has it; what is no number by its digits is a text."""
    if isinstance(value, bool):
        return Content("b", "v", str(int(value)))
    if not isfinite(value):
        return text_of(str(value))
    return Content("", "v", repr(int(value) if value == int(value) and abs(value) < _EXACT else value))


def text_of(value: str) -> Content:
    """Return a text as a cell has it, which stays one also where it begins as a formula does; an empty one is nothing."""
    return Content("inlineStr", "t", cell_text(value)) if value else Content()
