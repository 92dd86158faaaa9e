"""A workbook that is being changed: parts of which something changes are written anew, and all others are copied byte for byte."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.copies.areas import Area, area_of
from aspbudget.copies.dependents import Formula, Named, dependents
from aspbudget.copies.markup import Element, Splice, attribute, elements, named, spliced, with_attribute, within, words
from aspbudget.copies.package_copy import RELATIONS, PackageCopy
from aspbudget.copies.sheet_copy import Content, Place, SheetCopy, number, text_of
from aspbudget.copies.styles_copy import EMPTY, StylesCopy
from aspbudget.inputs.beside_cells import FROM_1900, FROM_1904, beside_cells, number_of_day
from aspbudget.inputs.inputs import IN_USE
from aspbudget.inputs.package import own_worksheets
from aspbudget.inputs.stored import values
from aspbudget.language import wordings
from aspbudget.letters import composed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.beside_cells import Shown

_STYLES = "styles"
_FORMULAS = re.compile(r"<(?:\w+:)?f[\s/>]")
_STORED = re.compile(r"(</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)<(?:\w+:)?v>[^<]*</(?:\w+:)?v>")
_DAY, _MOMENT, _TIME, _DURATION = "yyyy-mm-dd", "yyyy-mm-dd h:mm:ss", "h:mm:ss", "[hh]:mm:ss"
# What stands before the settings of calculation in a workbook.
_BEFORE_SETTINGS = ("sheets", "functionGroups", "externalReferences", "definedNames")


class BookCopy(PackageCopy):
    """A workbook that is being changed, by its sheets and cells.

    Raises `UnsafeError` when it is opened where it is no workbook, or not safe to read.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._given: dict[tuple[str, Place], Any] = {}
        self._sheets: dict[str, SheetCopy] = {}
        self.parts = {composed(name): part for name, part in own_worksheets(self._package).items()}

    @property
    def names(self) -> list[str]:
        """The names of the sheets that have cells, in order."""
        return [*self.parts]

    def sheet(self, name: str) -> SheetCopy:
        """Return a sheet by its name."""
        if name not in self._sheets:
            self._sheets[name] = SheetCopy(self.text(self.parts[name]))
        return self._sheets[name]

    @cached_property
    def styles(self) -> StylesCopy:
        """The styles of the workbook."""
        return StylesCopy(self.text(self._styles))

    @cached_property
    def _styles(self) -> str:
        for part in self.linked(self.book, _STYLES):
            return part
        part = "xl/styles.xml"  # where a reader looks for it
        if not self.has(part):
            self.add(part, _STYLES, EMPTY)
        self.link(self.book, _STYLES, part)
        return part

    @cached_property
    def _epoch(self) -> datetime:
        stated = [each.attributes.get("date1904") for each in named(self.text(self.book), "workbookPr")]
        return FROM_1904 if stated and stated[0] in ("1", "true") else FROM_1900

    @cached_property
    def _shown(self) -> Shown:
        return beside_cells(self._package)

    def value(self, sheet: str, place: Place) -> Any:  # noqa: ANN401 - whatever a cell may hold
        """Return what a cell holds by now, of a formula its stored value; nothing of one that has none."""
        copied = self.sheet(sheet)
        if (sheet, place) in self._given:
            return self._given[sheet, place]
        stored = copied.stored(place) if copied.is_filled(place) else None
        return next((found.value for found in values([stored], self._shown)), None) if stored else None

    def put(self, sheet: str, place: Place, value: Any, style: int | None = None) -> None:  # noqa: ANN401 - whatever a cell may hold
        """Put a value into a cell, which keeps its style unless another is given; a text stays one, and a day is shown as one."""
        copied = self.sheet(sheet)
        self._part_shared(copied, place)
        self._given[sheet, place] = value
        style = copied.style(place) if style is None else style
        content, code = self._content(value)
        if code and not self.styles.shows_days(style):
            style = self.styles.formatted(style, code)
        copied.put(place, content, style)

    def _content(self, value: Any) -> tuple[Content, str]:  # noqa: ANN401 - as above
        """Return a value as a cell has it, and the code by which a day or a time is shown."""
        value = value.item() if hasattr(value, "item") else value  # numpy's own numbers
        if value is None or isinstance(value, str):
            return text_of(value or ""), ""
        if isinstance(value, date | time | timedelta):
            whole = isinstance(value, datetime) and value.time() == time()
            code = _DURATION if isinstance(value, timedelta) else _TIME if isinstance(value, time) else _MOMENT if isinstance(value, datetime) and not whole else _DAY
            return number(number_of_day(value, self._epoch)), code
        return number(value), ""

    def fill(self, sheet: str, place: Place, colour: str) -> None:
        """Colour a cell, which keeps what it holds."""
        copied = self.sheet(sheet)
        copied.restyle(place, self.styles.filled(copied.style(place), colour))

    def reach(self, sheet: str, row: int) -> None:
        """Let the tables of a sheet, with their filters, reach a row that stands just below them."""
        for part in self.linked(self.parts[sheet], "table"):
            text = self.text(part)
            table = next(each for each in elements(text) if each.depth == 0)
            area = area_of(table.attributes["ref"])
            if area.top < row == area.bottom + 1:
                further = area._replace(bottom=row).name
                filters = [each for each in named(text, "autoFilter") if each.depth == 1]
                self.write(part, spliced(text, [with_attribute(text, each, "ref", further) for each in (table, *filters)]))

    def dress(self, sheet: str, row: int) -> None:
        """Give a new row the look of the one above it, but for one of titles, and let tables, filters, drop-downs and colours of the sheet reach it."""
        copied = self.sheet(sheet)
        self.reach(sheet, row)
        tables = self._tables(sheet)
        if not any(area.top == row - 1 for area in tables):
            for column, style in copied.styles_of_row(row - 1).items():
                copied.put((row, column), Content(), style)
        if any(area.top < row - 1 <= area.bottom for area in tables):
            copied.reach(row)
        if area := copied.filter_reaches(row):
            self._filtered(sheet, area)

    def _tables(self, sheet: str) -> list[Area]:
        """Return the areas of the tables of a sheet."""
        tables = [next(each for each in elements(self.text(part)) if each.depth == 0) for part in self.linked(self.parts[sheet], "table")]
        return [area_of(table.attributes["ref"]) for table in tables]

    def _filtered(self, sheet: str, area: str) -> None:
        """Say which area the filter of a sheet has, also by the name that a spreadsheet keeps for it."""
        text, number_of_sheet = self.text(self.book), str(self.all_names.index(sheet))
        for each in named(text, "definedName"):
            said = each.attributes
            if said.get("name") == "_xlnm._FilterDatabase" and said.get("localSheetId") == number_of_sheet:
                before = words(text, each).rpartition("!")[0]
                ends = ":".join(re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", end) for end in area.split(":"))
                self.write(self.book, spliced(text, [Splice(each.inside, each.outside, attribute(f"{before}!{ends}"))]))
                return

    @property
    def all_names(self) -> list[str]:
        """The names of all sheets in order, also of those that are only a chart."""
        return [composed(each.attributes.get("name", "")) for each in named(self.text(self.book), "sheet")]

    def put_first(self, name: str, text: str) -> None:
        """Put a new sheet before all others, and let it be the one that is shown."""
        part = self.free("xl/worksheets/sheet{}.xml")
        self.add(part, "worksheet", text)
        link = self.link(self.book, "worksheet", part)
        book = self.text(self.book)
        sheets = named(book, "sheet")
        identity = 1 + max((int(each.attributes.get("sheetId", 0)) for each in sheets), default=0)
        (whole,) = named(book, "sheets")
        tag = f"{whole.prefix}:sheet" if whole.prefix else "sheet"
        first = f'<{tag} xmlns:r="{RELATIONS}" name="{attribute(name)}" sheetId="{identity}" r:id="{link}"/>'
        later = [with_attribute(book, each, "localSheetId", str(int(local) + 1)) for each in named(book, "definedName") if (local := each.attributes.get("localSheetId"))]
        shown = [_shown_first(book, each) for each in named(book, "workbookView")]
        self.write(self.book, spliced(book, [within(book, whole, first, first=True), *later, *shown]))
        for other in self.names:
            if "tabSelected" in self.text(self.parts[other]):
                self.sheet(other).deselect()
        self.parts = {name: part} | self.parts

    def _part_shared(self, sheet: SheetCopy, place: Place) -> None:
        """Give formulas that share that of a cell their own, before it is written over."""
        formula = sheet.formula(place)
        if formula.get("t") != "shared" or "ref" not in formula:
            return
        from aspbudget.copies.shared_formulas import parted  # noqa: PLC0415 - it takes its time to load, and few workbooks have such formulas

        parted(sheet, place, formula.get("si", ""))

    def data(self) -> bytes:
        """Return the workbook with all that was changed; the stored values of formulas that depend on changed cells are left out."""
        changed = {name: places for name, sheet in self._sheets.items() if (places := sheet.revalued)}
        if changed:
            self._forget(changed)
        for name, sheet in self._sheets.items():
            self.write(self.parts[name], sheet.changed())
        if "styles" in self.__dict__:
            self.write(self._styles, self.styles.changed())
        return self.packed()

    def _forget(self, changed: dict[str, set[Place]]) -> None:
        """Leave out the stored values of formulas that depend on changed cells, which a spreadsheet computes when it opens the workbook."""
        with_formulas = [name for name, part in self.parts.items() if _FORMULAS.search(self.text(part))]
        unread = [name for name in with_formulas if name in wordings(IN_USE)]  # such a sheet has formulas by the thousand
        for name in unread:
            self.write(self.parts[name], _STORED.sub(r"\1", self.text(self.parts[name])))
        formulas = [each for name in with_formulas if name not in unread for each in _formulas(name, self.sheet(name))]
        found = dependents(formulas, changed, unread, self._named(with_tables=any("[" in (each.text or "") for each in formulas))) if formulas else []
        for each in found:
            self.sheet(each.sheet).forget_value(each.place)
        if found or unread:
            self._calculate()

    def _named(self, *, with_tables: bool) -> Named:
        text = self.text(self.book)
        defined: dict[str, str] = {}
        for each in named(text, "definedName"):  # of which several, each for a sheet, may have one name
            name = each.attributes.get("name", "").casefold()
            defined[name] = f"{defined[name]},{words(text, each)}" if name in defined else words(text, each)
        tables = {}
        for sheet, part in self.parts.items():
            for table in self.linked(part, "table") if with_tables else ():
                said = next(each for each in elements(self.text(table)) if each.depth == 0).attributes
                tables[said.get("displayName", "").casefold()] = sheet.casefold(), area_of(said["ref"])
        return Named(defined, tables)

    def _calculate(self) -> None:
        """Let a spreadsheet compute all formulas when it opens the workbook."""
        text = self.text(self.book)
        if settings := named(text, "calcPr"):
            self.write(self.book, spliced(text, [with_attribute(text, settings[0], "fullCalcOnLoad", "1")]))
            return
        before = max((each for each in elements(text) if each.depth == 1 and each.name in _BEFORE_SETTINGS), key=lambda each: each.end)
        tag = f"{before.prefix}:calcPr" if before.prefix else "calcPr"
        self.write(self.book, spliced(text, [Splice(before.end, before.end, f'<{tag} calcId="0" fullCalcOnLoad="1"/>')]))

def _shown_first(book: str, view: Element) -> Splice:
    kept = "".join(f' {name}="{attribute(value)}"' for name, value in view.attributes.items() if name not in ("activeTab", "firstSheet"))
    tag = f"{view.prefix}:{view.name}" if view.prefix else view.name
    return Splice(view.start, view.inside, f"<{tag}{kept}{'/' if book[view.start : view.inside].endswith('/>') else ''}>")


def _formulas(name: str, sheet: SheetCopy) -> Iterator[Formula]:
    """Yield the formulas of a sheet; of several that share one, its text stands at the first of them."""
    found = sheet.formulas()
    shared = {said["si"]: (place, text) for place, (said, text) in found.items() if said.get("t") == "shared" and "si" in said and text}
    for place, (said, text) in found.items():
        stands, whole = (place, text) if text else shared.get(said.get("si", ""), (place, None))
        row, column = place
        fills = area_of(said["ref"]) if said.get("t") in ("array", "dataTable") and "ref" in said else Area(row, row, column, column)
        yield Formula(name, place, fills, whole, stands)
