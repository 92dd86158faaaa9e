"""Worded: the sheets of an input workbook as it names them itself: each in the language in which its titles are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.content import languages
from aspbudget.inputs.cells import folded, row_of_titles, titles_row
from aspbudget.language import Language
from aspbudget.phrase import altered

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawSheet, RawWorkbook


DRAFT = "Draft resolution"
NAMING = ("renamed", "control_totals")  # the tables whose rows name sheets and their columns


class _Tab(NamedTuple):
    """A sheet of a workbook: its table, what it is called there, empty where it is missing, the language of its titles, whether some are in another, and those that are former ones."""

    table: str
    name: str
    language: str
    mixed: bool = False
    former: frozenset[str] = frozenset()


def as_worded(catalogue: Catalogue, raw: RawWorkbook) -> Catalogue:
    """Return the models with the names of sheets, titles and choices that a workbook has; the models as they are where it has theirs."""
    if len(languages(catalogue.package)) < len(("one", "another")):
        return catalogue
    tabs = _tabs(catalogue, raw)
    own = languages(catalogue.package)[0]
    if all(tab.language == own and not tab.mixed and not tab.former and tab.name in ("", catalogue.sheets[tab.table].title) for tab in tabs):
        return catalogue
    return _worded(catalogue, tabs, _most(tabs, own))


def language_of(catalogue: Catalogue, raw: RawWorkbook) -> str | None:
    """Return the language in which most sheets of a workbook are; nothing where that is the models' own."""
    known = languages(catalogue.package)
    found = _most(_tabs(catalogue, raw), known[0]) if known else ""
    return found if found in known[1:] else None


def language_as_worded(catalogue: Catalogue, worded: Catalogue | None) -> Language | None:
    """Return the words of the language in which a workbook names most of its sheets; nothing where that is the models' own."""
    others = languages(catalogue.package)[1:]
    titles = [(table.title, own.title) for name, table in (worded.sheets if worded else {}).items() if (own := catalogue.sheets.get(name)) and own.title != table.title]
    counted = Counter(language for language in others for title, own in titles if folded(title) == folded(_words(language, catalogue.package).say(own)))
    return _words(counted.most_common(1)[0][0], catalogue.package) if counted else None


def in_another_language(catalogue: Catalogue, name: str) -> Table | None:
    """Return the sheet that a name names in any language; `None` where it names none."""
    return next((table for table in catalogue.sheets.values() if folded(name) in _names(catalogue, table.name)), None)


def is_a_draft(package: str, raw: RawWorkbook) -> bool:
    """Whether a workbook is that of a draft, which has a sheet for it."""
    said = {folded(_words(language, package).say(DRAFT)) for language in (languages(package) or (None,))}
    return any(folded(name) in said for name in raw.sheets)


def names_of_models(catalogue: Catalogue, worded: Catalogue, frames: dict[str, pd.DataFrame]) -> None:
    """Put into rows that name sheets and their columns the names of the models, in the place of those of the workbook."""
    sheets = {folded(worded.sheets[name].title): table for name, table in catalogue.sheets.items()}
    for name in (each for each in NAMING if each in frames):
        frame = frames[name] = frames[name].copy()
        for row, named in frame["sheet"].dropna().items():
            table = sheets.get(folded(named))
            if table is not None and "adds" in frame and (title := title_of_the_models(catalogue, worded, table.name, frame.at[row, "adds"])):
                frame.loc[row, "adds"] = title
            frame.loc[row, "sheet"] = table.title if table is not None else named


def with_own_title(worded: Catalogue, table: str, column: str, message: str) -> str:
    """Return what the models say of a cell, which begins with the title of its column and its value, with the title and the choice that the workbook has there."""
    known = worded.columns(table).get(column)
    if known is None:
        return message
    other = next((title for title in known.also if message.startswith(f"{title} is ")), "")
    own = f"{known.title}{message.removeprefix(other)}" if other else message
    choices = ((f'{known.title} is "{choice}"', f'{known.title} is "{wording}"') for choice, wording in zip(known.choices, known.wordings, strict=False))
    return next((f"{as_shown}{own.removeprefix(said)}" for said, as_shown in choices if own.startswith(said)), own)


def with_own_sheets(worded: Catalogue, message: str) -> str:
    """Return what the models say of a cell with the names that the workbook has for the sheets it names: `enter on sheet Virements`."""
    own = {title: table.title for table in worded.sheets.values() if (title := replace(table, tab="").title) != table.title}
    named = re.compile(rf"\bsheet ({'|'.join(sorted(map(re.escape, own), key=len, reverse=True))})\b")
    return altered(message, partial(named.sub, lambda found: f"sheet {own[found[1]]}")) if own and named.search(message) else message


def title_of_the_models(catalogue: Catalogue, worded: Catalogue, table: str, title: object) -> str:
    """Return the title that the models give a column, worked out or entered, where a workbook calls it otherwise; an empty text for any other."""
    titles = {folded(column.title): catalogue.columns(table)[name].title for name, column in worded.columns(table).items()}
    figures = [figure.title for (name, _), figure in catalogue.figures.items() if name == table]
    titles |= {folded(_words(language, catalogue.package).say(each)): each for language in languages(catalogue.package)[1:] for each in figures}
    return titles.get(folded(title), "") if isinstance(title, str) else ""


def _tabs(catalogue: Catalogue, raw: RawWorkbook) -> tuple[_Tab, ...]:
    sheets = {folded(name): name for name in raw.sheets}
    return tuple(_tab(catalogue, table, raw, sheets) for table in catalogue.sheets.values())


def _tab(catalogue: Catalogue, table: Table, raw: RawWorkbook, sheets: dict[str, str]) -> _Tab:
    title = table.title
    name = title if title in raw.sheets else next((sheets[each] for each in _names(catalogue, table.name) if each in sheets and each != folded(title)), "")
    if not name:
        return _Tab(table.name, name, languages(catalogue.package)[0])
    language, mixed = _language(catalogue, table.name, raw.sheets[name])
    return _Tab(table.name, name, language, mixed, _former(catalogue, table.name, language, raw.sheets[name]))


def _former(catalogue: Catalogue, table: str, language: str, sheet: RawSheet) -> frozenset[str]:
    """Return the former titles of columns that a sheet has in the place of those of today."""
    if not any(column.formerly for column in catalogue.columns(table).values()):
        return frozenset()
    columns = columns_in(catalogue, table, language)
    titles = {folded(title) for title in sheet.cells.get(titles_row(sheet, tuple(columns.values())), {}).values()}
    return frozenset(title for column in columns.values() if folded(column.title) not in titles for title in map(folded, column.formerly) if title in titles)


def _as_formerly(columns: dict[str, Column], former: frozenset[str]) -> dict[str, Column]:
    """Return columns with the former titles that a sheet has of them."""
    found = {name: next((title for title in column.formerly if folded(title) in former), "") for name, column in columns.items()}
    return {name: column.but(title=found[name]) if found[name] else column for name, column in columns.items()}


def _language(catalogue: Catalogue, table: str, sheet: RawSheet) -> tuple[str, bool]:
    """Return the language in which most titles of a sheet are, the models' own where as many are in that, and whether others are in another one."""
    found: dict[str, set[str]] = {}
    for language in languages(catalogue.package):
        known = _titles(catalogue, table, language)
        titles = {folded(title) for title in sheet.cells.get(row_of_titles(sheet, known), {}).values()}
        found[language] = titles.intersection(known)
        if len(found[language]) == len(known) or (found[language] == titles and 2 * len(titles) > len(known)):
            break
    most = max(found, key=lambda language: len(found[language]))
    return most, any(titles - found[most] for titles in found.values())


def _most(tabs: tuple[_Tab, ...], own: str) -> str:
    counted = Counter(tab.language for tab in tabs if tab.name)
    return max(counted, key=lambda language: (counted[language], language == own)) if counted else own


@lru_cache(maxsize=16)
def _words(language: str | None, package: str) -> Language:
    """Return the words of a language, which take their time to be read."""
    return Language(language, package)


@lru_cache(maxsize=64)
def _worded(catalogue: Catalogue, tabs: tuple[_Tab, ...], language: str) -> Catalogue:
    """Return the models with the sheets of a workbook, in whose language a sheet that is missing is named."""
    said = _words(language, catalogue.package)
    names = {tab.table: tab.name or str(said.say(catalogue.sheets[tab.table].title)) for tab in tabs}
    return catalogue.as_called(names, {tab.table: _as_formerly(columns_in(catalogue, tab.table, tab.language if tab.name else language), tab.former) for tab in tabs})


@lru_cache(maxsize=1024)
def _titles(catalogue: Catalogue, table: str, language: str) -> tuple[str, ...]:
    """Return the titles of the columns of a sheet in a language, as titles are compared; in the models' own, in which most sheets are, no list of words is read for them."""
    titles = [column.title for column in catalogue.columns(table).values()]
    own = language == languages(catalogue.package)[0]
    return tuple(folded(title if own else _words(language, catalogue.package).say(title)) for title in titles)


@lru_cache(maxsize=1024)
def columns_in(catalogue: Catalogue, table: str, language: str) -> dict[str, Column]:
    """Return the columns of a sheet with their titles and choices in a language."""
    return {name: _column(column, _words(language, catalogue.package)) for name, column in catalogue.columns(table).items()}


def _column(column: Column, said: Language) -> Column:
    titles = {language: str(_words(language, said.package).say(column.title)) for language in languages(said.package)}
    title = titles.pop(said.language)
    choices = () if said.language == said.of_inputs else tuple(str(said.say(choice)) for choice in column.choices)
    return column.but(title=title, also=tuple(each for each in titles.values() if folded(each) != folded(title)), wordings=choices)


@lru_cache(maxsize=1024)
def _names(catalogue: Catalogue, table: str) -> tuple[str, ...]:
    """Return what a sheet is called in every language, as names are compared."""
    title = catalogue.sheets[table].title
    return tuple(folded(_words(language, catalogue.package).say(title)) for language in languages(catalogue.package))
