"""Reworded: an input workbook as it would be typed in the language of another, by which two copies of one can be compared cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import ACCEPTED, NO, NOTES, YES
from aspbudget.inputs.cells import folded, is_accepted, is_notes, titles_row
from aspbudget.inputs.inputs import EXAMPLE, is_example
from aspbudget.inputs.own_texts import own_texts
from aspbudget.inputs.values import switched
from aspbudget.inputs.worded import NAMING, as_worded, in_another_language, language_of, title_of_the_models
from aspbudget.language import Language, wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawSheet, RawWorkbook


def in_words_of(models: Catalogue, raw: RawWorkbook, other: RawWorkbook) -> RawWorkbook:
    """Return a workbook with the names of sheets, titles and choices that another has; what officers typed stays as it is.

    Its rows stay where they are, and each sheet keeps its own name, so that a fault in it is told where it stands.
    """
    own = as_worded(models, raw)
    words = _Words(models, own, as_worded(models, other), Language(language_of(models, other), models.package), _texts(models, raw, other, _cycle(own, raw)))
    tables = {words.own.sheets[name].title: table for name, table in models.sheets.items()}
    sheets = {words.wanted.sheets[tables[name].name].title if name in tables else name: words.sheet(tables[name], sheet) if name in tables else sheet
              for name, sheet in raw.sheets.items()}  # fmt: skip
    return replace(raw, sheets=sheets)


def _cycle(own: Catalogue, raw: RawWorkbook) -> str:
    """Return the cycle that a workbook names; an empty text where it has no such cell."""
    sheet = raw.sheets.get(own.sheets["cycle"].title) if "cycle" in own.sheets else None
    if sheet is None:
        return ""
    columns = own.columns("cycle")
    header = titles_row(sheet, tuple(columns.values()))
    place = next((place for place, title in sheet.cells.get(header, {}).items() if folded(title) == folded(columns["cycle"].title)), 0)
    return next((str(line[place]) for row, line in sorted(sheet.cells.items()) if row > header and place in line), "")


def _texts(models: Catalogue, raw: RawWorkbook, other: RawWorkbook, cycle: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return what becomes of the models' own texts in a workbook, by table and column."""
    own, wanted = (own_texts(models, cycle, Language(language_of(models, each), models.package)) for each in (raw, other))
    return {at: {own.get(at, {}).get(text, text): wanted.get(at, {}).get(text, text) for text in (*own.get(at, {}), *wanted.get(at, {}))} for at in (*own, *wanted)}


@dataclass(frozen=True)
class _Words:
    """The models as a workbook calls their sheets, as another does, the language of that, and how it words the models' own texts."""

    models: Catalogue
    own: Catalogue
    wanted: Catalogue
    language: Language
    texts: Mapping[tuple[str, str], Mapping[str, str]]

    def sheet(self, table: Table, sheet: RawSheet) -> RawSheet:
        columns, wanted = self.own.columns(table.name), self.wanted.columns(table.name)
        header = titles_row(sheet, tuple(columns.values()))
        names = {folded(column.title): name for name, column in columns.items()}
        titles = sheet.cells.get(header, {})
        changes: dict[int, Callable[[object, Mapping[int, object]], object]] = {}
        place_of = {names[folded(title)]: place for place, title in titles.items() if folded(title) in names}
        for name, place in place_of.items():
            if change := self._change(table, columns[name], wanted[name], place_of):
                changes[place] = change
        cells = {row: {place: changes[place](value, line) if place in changes and row > header else value for place, value in line.items()} for row, line in sheet.cells.items()}
        if header:
            cells[header] = {place: wanted[names[folded(title)]].title if folded(title) in names else self._own(title) for place, title in titles.items()}
        return replace(sheet, cells=cells)

    def _own(self, title: object) -> object:
        """Return the title of a column of the officer's own in the language, where it is one that the tool knows."""
        return self.language.say(NOTES) if is_notes(title) else self.language.say(ACCEPTED) if is_accepted(title) else title

    def _change(self, table: Table, own: Column, wanted: Column, places: Mapping[str, int]) -> Callable[[object, Mapping[int, object]], object] | None:
        """Return what becomes of the values of a column, given their rows; nothing where they stay as they are."""
        if own.choices:
            offered = {folded(each): word for words in (own.choices, own.offered) for each, word in zip(words, wanted.offered, strict=True)}
            return lambda value, _: offered.get(folded(value), value) if isinstance(value, str) else value
        if own.is_switch:
            return lambda value, _: value if (said := switched(value)) is None else self.language.say(YES if said else NO)
        if table.name in NAMING and own.name == "sheet":
            return lambda value, _: self._sheet_named(value)
        if table.name in NAMING and own.name == "adds":
            return lambda value, line: self._column_named(line.get(places.get("sheet", 0)), value)
        if texts := self.texts.get((table.name, own.name)):
            return lambda value, _: texts.get(value, value) if isinstance(value, str) else value
        return self._example if own.key else None

    def _example(self, key: object, _: Mapping[int, object]) -> object:
        if not is_example(key):
            return key
        word = max((each for each in wordings(EXAMPLE) if str(key).startswith(each)), key=len)
        return f"{self.language.say(EXAMPLE)}{str(key).removeprefix(word)}"

    def _sheet_named(self, name: object) -> object:
        table = in_another_language(self.models, name) if isinstance(name, str) else None
        return name if table is None else self.wanted.sheets[table.name].title

    def _column_named(self, sheet: object, title: object) -> object:
        """Return the title of a column, entered or worked out, of a sheet that a row names."""
        table = in_another_language(self.models, sheet) if isinstance(sheet, str) else None
        known = title_of_the_models(self.models, self.own, table.name, title) or title if table else title
        titles = {self.models.columns(table.name)[name].title: column.title for name, column in self.wanted.columns(table.name).items()} if table else {}
        return titles.get(str(known)) or self.language.say(known) if isinstance(known, str) else title
