"""Reworded: an input workbook as it would be typed in the language of another, by which two copies of one can be compared cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import ACCEPTED, NOTES
from aspbudget.inputs.cells import folded, is_accepted, is_notes, titles_row
from aspbudget.inputs.inputs import EXAMPLE, is_example
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
    words = _Words(models, as_worded(models, raw), as_worded(models, other), Language(language_of(models, other), models.package))
    tables = {words.own.sheets[name].title: table for name, table in models.sheets.items()}
    sheets = {words.wanted.sheets[tables[name].name].title if name in tables else name: words.sheet(tables[name], sheet) if name in tables else sheet
              for name, sheet in raw.sheets.items()}  # fmt: skip
    return replace(raw, sheets=sheets)


@dataclass(frozen=True)
class _Words:
    """The models as a workbook calls their sheets, as another does, and the language of that."""

    models: Catalogue
    own: Catalogue
    wanted: Catalogue
    language: Language

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
        if table.name in NAMING and own.name == "sheet":
            return lambda value, _: self._sheet_named(value)
        if table.name in NAMING and own.name == "adds":
            return lambda value, line: self._column_named(line.get(places.get("sheet", 0)), value)
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
