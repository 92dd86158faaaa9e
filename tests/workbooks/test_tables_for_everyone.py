"""Tables for everyone: a workbook without a fault has none by any of the items, and each item finds the fault that is planted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
import xlsxwriter
from look.for_everyone import accessibility
from openpyxl.styles import Alignment, Font

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

TABLE = "Lines"


class Known(NamedTuple):
    """The words by which the parts of a workbook are known in a language."""

    first: str
    draft: str
    foot: str
    legend: str
    empty: str
    here: str


WORDS = {
    "en-GB": Known("At a glance", "DRAFT", "Page &P of &N", "–  nil    ( )  negative    n/a  not available    ..  not entered", "empty", "here"),
    "fr-FR": Known("En bref", "PROJET", "Page &P sur &N", "–  néant    ( )  négatif    n.d.  non disponible    ..  non saisi", "vide", "ici"),
}


@pytest.fixture(scope="module", params=WORDS)
def language(request: pytest.FixtureRequest) -> str:
    """A language that workbooks are written in."""
    return str(request.param)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, language: str) -> Path:
    """A workbook as a reader may be given."""
    return made(tmp_path_factory.mktemp("everyone") / "good.xlsx", "Travel is all that is asked for.", language)


def made(path: Path, words: str, language: str = "en-GB") -> Path:
    """Make a workbook with a first sheet, and one with a marked-up table, its legend, and a chart with words; return its path."""
    known = WORDS[language]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Section", "author": "The office"})
        title, amount, wrapped = book.add_format({"font_size": 16}), book.add_format({"num_format": "#,##0;(#,##0);–"}), book.add_format({"text_wrap": True})
        for name in (known.first, TABLE):
            sheet = book.add_worksheet(name)
            sheet.set_tab_color("#1F3864")
            sheet.write_string(1, 0, name, title)
            sheet.write_string(2, 0, f"{known.draft} · Section", wrapped)
            sheet.set_footer(f"&L{known.draft} · Section&C&A&R{known.foot}")
        rows = [["Travel", 3, "Six trips"], ["Overtime", 0, "None"]]
        sheet.add_table(4, 0, 6, 2, {"data": rows, "columns": [{"header": each, "format": form} for each, form in (("Line", wrapped), ("Amount", amount), ("Why", wrapped))]})
        sheet.write_string(8, 0, known.legend)
        sheet.insert_chart(9, 0, chart(book), {"description": words})
    return path


def chart(book: xlsxwriter.Workbook) -> object:
    """Return a chart of the amounts."""
    found = book.add_chart({"type": "bar"})
    found.add_series({"values": f"={TABLE}!$B$6:$B$7"})
    return found


def missed(path: Path) -> list[str]:
    """Return the items that a workbook misses."""
    return [figure.what for figure in accessibility(path) if not figure.good]


def planted(good: Path, folder: Path, plant: Callable[[Workbook], object], language: str) -> list[str]:
    """Return the items that a workbook misses once a fault is planted in it."""
    path = folder / "planted.xlsx"
    shutil.copyfile(good, path)
    book = openpyxl.load_workbook(path)
    book.properties.language = language
    plant(book)
    book.save(path)
    return missed(path)


def put(cell: str, value: object, sheet: str = TABLE) -> Callable[[Workbook], object]:
    """Return what puts a value into a cell."""
    return lambda book: setattr(book[sheet][cell], "value", value)


def known(book: Workbook) -> Known:
    """Return the words of a workbook's language."""
    return WORDS[book.properties.language]


def unwrapped(book: Workbook) -> None:
    """Let a long text of the table run against the cell beside it."""
    book[TABLE]["A6"] = "Travel of the members of the Committee to its sessions"
    book[TABLE]["A6"].alignment = Alignment(wrap_text=False)


def blank_row(book: Workbook) -> None:
    """Empty a row of the table, and say what an empty cell means."""
    for cell in ("A7", "B7", "C7"):
        book[TABLE][cell] = None
    book[TABLE]["A9"] = known(book).empty


def blank_column(book: Workbook) -> None:
    """Empty a column of the table, and say what an empty cell means."""
    for cell in ("C6", "C7"):
        book[TABLE][cell] = None
    book[TABLE]["A10"] = known(book).empty


def added_sheet(name: str, *cells: str) -> Callable[[Workbook], object]:
    """Return what adds a sheet, with a title unless it is blank."""

    def add(book: Workbook) -> None:
        sheet = book.create_sheet(name)
        sheet.sheet_properties.tabColor = "FF1F3864"
        for cell in cells:
            sheet[cell] = "A title"
            sheet[cell].font = Font(sz=16)

    return add


def moved_table(book: Workbook) -> None:
    """Let the table begin a column further to the right."""
    book[TABLE].tables["Table1"].ref = "B5:C7"
    book[TABLE].tables["Table1"].tableColumns = book[TABLE].tables["Table1"].tableColumns[1:]


NUMBERS, LEGEND = "numbers outside a marked-up table", "sheets with signs for numbers and no legend"
DRAWN = "charts and pictures without words that say what they show"
FAULTS: dict[str, Callable[[Workbook], object]] = {
    "readers' sheets without a marked-up table": added_sheet("Lone", "A2"),
    NUMBERS: put("B20", 7),
    "titles of columns that are empty, or alike": put("C5", "line"),
    "merged cells in marked-up tables": lambda book: book[TABLE].merge_cells("A6:B6"),
    "blank rows in marked-up tables": blank_row,
    "blank columns in marked-up tables": blank_column,
    LEGEND: put("A9", "–  nil"),
    "empty cells in tables that nothing explains": put("C6", None),
    "blank sheets": added_sheet("Lone"),
    "names of sheets that are alike, or mean nothing": added_sheet("Sheet2", "A2"),
    "sheets without a title": lambda book: setattr(book[TABLE]["A2"], "font", Font(sz=10)),
    "sheets that open elsewhere than at A1": lambda book: setattr(book[TABLE].sheet_view.selection[0], "activeCell", "C9"),
    "workbook opened elsewhere than at the first sheet": lambda book: setattr(book, "active", 1),
    "notes by a sign instead of words": put("A6", "Travel*"),
    "tables that don't begin at the left edge": moved_table,
    "pages whose head or foot says what no cell does": lambda book: setattr(book[TABLE].oddHeader.center, "text", "For members alone"),
    "text in tables that is neither wrapped nor has room": unwrapped,
    "links that don't say where they lead": lambda book: setattr(book[TABLE]["A3"], "value", known(book).here) or setattr(book[TABLE]["A3"], "hyperlink", "#A1"),
    "lowest contrast of letters": lambda book: setattr(book[TABLE]["A6"], "font", Font(color="FFAAAAAA")),
    "properties of the file that are missing": lambda book: setattr(book.properties, "title", None),
}


def a_workbook_without_a_fault_has_none(good: Path, tmp_path: Path, language: str) -> None:
    assert planted(good, tmp_path, lambda _: None, language) == []


def a_workbook_in_the_words_of_another_language_than_it_says_misses_what_is_known_by_words(good: Path, tmp_path: Path, language: str) -> None:
    (other,) = (each for each in WORDS if each != language)
    assert {LEGEND, "readers' sheets without a marked-up table"} <= set(planted(good, tmp_path, lambda _: None, other))


def every_item_has_a_fault_that_is_planted(good: Path) -> None:
    assert {figure.what for figure in accessibility(good)} == {*FAULTS, DRAWN}


@pytest.mark.parametrize("item", FAULTS)
def each_item_finds_what_is_planted(good: Path, tmp_path: Path, language: str, item: str) -> None:
    assert item in planted(good, tmp_path, FAULTS[item], language)


@pytest.mark.parametrize("words", ["", "A chart"])
def a_chart_without_a_finding_in_words_is_found(tmp_path: Path, words: str) -> None:
    assert DRAWN in missed(made(tmp_path / "chart.xlsx", words))
    assert DRAWN not in missed(made(tmp_path / "words.xlsx", "Travel is all that is asked for."))
