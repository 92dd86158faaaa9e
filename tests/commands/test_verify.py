"""The command `verify`: every kind of save still verifies, and every kind of alteration is named at its cell."""

from __future__ import annotations

import re
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from support import libreoffice
from support.inputs_of_2004 import INPUT
from support.small_section import sealed, whole
from support.statements import RICH

from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Place


@pytest.fixture
def written(empty_place: Place) -> Place:
    """Return a workspace whose outputs have a small section as a run writes it."""
    empty_place.output.parent.mkdir(parents=True)
    empty_place.output.write_bytes(whole())
    return empty_place


def saved(place: Place, alter: Callable[[Any], None]) -> Path:
    """Return a copy that openpyxl has saved, altered."""
    book = openpyxl.load_workbook(BytesIO(place.output.read_bytes()))
    alter(book)
    copy = place.root / "copy.xlsx"
    book.save(copy)
    return copy


def rewritten(place: Place, part: str, pattern: bytes, replacement: bytes) -> Path:
    """Return a copy in which one place of a part was written over, as no program does."""
    copy = place.root / "copy.xlsx"
    with ZipFile(place.output) as old, ZipFile(copy, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            data, changed = re.subn(pattern, replacement, old.read(item)) if item.filename == part else (old.read(item), 1)
            assert changed == 1
            new.writestr(item, data)
    return copy


def lines(place: Place, path: Path, *options: str) -> list[str]:
    """Return what verify says of a file, each line without the blanks at its beginning."""
    return [line.strip() for line in place.run("verify", str(path), *options).out.splitlines()]


def the_workbook_itself_is_this_runs_and_unaltered(written: Place) -> None:
    answer = written.run("verify", str(written.output), "--json")
    found = answer.document
    assert (answer.code, found["answer"], found["original"], found["altered"]) == (0, "unaltered", "outputs/2004/section.xlsx", [])
    assert lines(written, written.output)[0] == f"This run's, unaltered: {written.output}, seal {found['seal']}"


def a_copy_that_openpyxl_saved_is_unaltered(written: Place) -> None:
    copy = saved(written, lambda _: None)
    assert lines(written, copy)[0].startswith("This run's, unaltered: ")


@libreoffice.needed
def a_copy_that_libreoffice_saved_is_unaltered_and_stays_signed(written: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_saved_by_libreoffice(written, written.output, tmp_path, monkeypatch)


def assert_saved_by_libreoffice(place: Place, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let LibreOffice save a file and a signed copy of it: the one is unaltered, the other signed too."""
    key, signed = place.root / "treasury", path.with_stem("signed")
    monkeypatch.setattr("sys.stdin", StringIO("\n\n"))
    place.run("new-key", str(key))
    place.run("sign", str(path), "--key", f"{key}.key", "-o", str(signed))
    copy, copy_of_signed = libreoffice.saved_together([path, signed], folder / "saved")
    assert (copy.read_bytes() != path.read_bytes(), copy_of_signed.read_bytes() != signed.read_bytes()) == (True, True)
    assert lines(place, copy)[0].startswith("This run's, unaltered: ")
    found = place.run("verify", str(copy_of_signed), "--key", f"{key}.pub", "--json")
    assert (found.code, found.document["answer"], found.document["signature"]) == (0, "unaltered", "fits")


def each_alteration_is_named_at_its_cell(written: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"]["A7"] = "Somebody"
        book["Section"]["B8"] = 123.4
        book["Objects"]["A4"] = "Another label"
        book["Checks"].sheet_state = "hidden"
        del book["Reliability"]
        book.create_sheet("My notes")["A1"] = 4

    answer = written.run("verify", str(saved(written, alter)))
    assert answer.code == 1
    assert [line.strip() for line in answer.out.splitlines()][1:-1] == [
        "Compared with outputs/2004/section.xlsx",
        "Checks: sheet hidden",
        "Reliability: sheet removed",
        "My notes: sheet added",
        "Section!B8: =SUM(B6:B7) → 123.4",
        "Objects!A4: nothing → Another label",
        "Posts!A7: Editor → Somebody",
    ]


def a_sheet_that_is_gone_comes_first_and_the_formulas_that_name_it_are_counted(written: Place) -> None:
    def alter(book: Any) -> None:
        del book["Posts"]
        book["Section"]["A5"] = "Staff"

    copy = saved(written, alter)
    found = lines(written, copy)
    following = [each for each in written.run("verify", str(copy), "--json").document["altered"] if each["kind"] == "cell" and each["before"] == each["now"]]
    assert found[0].startswith("Altered in 1 cell, 1 sheet: ")
    assert found[2] == "Posts: sheet removed"
    assert found[3].startswith("Section!A5: ")
    assert len(following) > 1
    assert found[4] == f"and, in what names it, {len(following)} formulas that read as before; --json lists them"


def a_table_that_is_gone_is_named_and_not_each_formula_that_names_its_columns(written: Place) -> None:
    def alter(book: Any) -> None:
        for name in list(book["Posts"].tables):
            del book["Posts"].tables[name]

    found = lines(written, saved(written, alter))
    assert (found[0].partition(":")[0], found[2]) == ("Altered in 1 table", "Posts: table removed")
    assert found[3].startswith("Formulas that name the columns of tables that were removed give nothing")


def a_formula_that_reads_otherwise_is_altered(written: Place) -> None:
    def alter(book: Any) -> None:
        book["Section"]["B8"] = "=SUM(B6:B6)"

    assert "Section!B8: =SUM(B6:B7) → =SUM(B6:B6)" in lines(written, saved(written, alter))


def a_row_that_is_gone_is_named_and_the_rows_below_it_are_not(written: Place) -> None:
    found = lines(written, saved(written, lambda book: book["Posts"].delete_rows(7)))
    assert found[0].startswith("Altered in 1 row: ")
    assert found[2:-1] == ["Row removed  Posts, row 7: Editor · 6 · 500"]


def a_row_or_a_column_that_somebody_hides_is_named(written: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"].row_dimensions[8].hidden = True
        book["Section"].column_dimensions["C"].hidden = True
        book["Assumptions"].column_dimensions["A"].outlineLevel = 1
        book["Assumptions"].column_dimensions["A"].hidden = True

    found = lines(written, saved(written, alter))
    assert found[0].startswith("Altered in 1 row, 2 columns: ")
    assert found[2:-1] == ["Column hidden  Section, column C", "Column put into an outline  Assumptions, column A", "Row hidden  Posts, row 8: Mission · 1 · 1250"]


def a_column_of_no_width_is_hidden(written: Place) -> None:
    copy = rewritten(written, "xl/worksheets/sheet3.xml", rb'(<col min="1" max="1" width=)"[^"]+"', rb'\g<1>"0"')
    assert "Column hidden  Section, column A" in lines(written, copy)


def a_row_above_the_hidden_one_that_is_gone_does_not_hide_others(written: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"].delete_rows(7)
        book["Posts"].row_dimensions[7].hidden = True

    found = lines(written, saved(written, alter))
    assert [each.partition(":")[0] for each in found[2:-1]] == ["Row removed  Posts, row 7", "Row hidden  Posts, row 7"]


def an_outline_that_a_reader_opens_or_closes_is_as_it_was(written: Place) -> None:
    def alter(book: Any) -> None:
        folded = [each for sheet in book for each in sheet.column_dimensions.values() if each.outlineLevel]
        assert any(each.hidden for each in folded)
        for each in folded:
            each.hidden = not each.hidden

    assert lines(written, saved(written, alter))[0].startswith("This run's, unaltered: ")


def a_seal_that_is_gone_is_said(written: Place) -> None:
    def alter(book: Any) -> None:
        del book["Seal"]

    found = lines(written, saved(written, alter))
    assert found[1:4] == ["Its sheet Seal is gone.", "Compared with outputs/2004/section.xlsx", "Every cell is as it was; the seal itself was changed."]


def a_value_beside_its_formula_that_the_formula_does_not_give_is_altered(written: Place) -> None:
    copy = rewritten(written, "xl/worksheets/sheet3.xml", rb"(<f>SUM\(B6:B7\)</f><v>)[^<]+", rb"\g<1>7")
    found = lines(written, copy)
    assert found[0].startswith("Altered in 1 cell: ")
    assert found[2].startswith("Section!B8: the formula gives ")
    assert found[2].endswith(", and the file has 7")


def the_sheets_that_differ_are_named_where_there_is_no_original(written: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"]["A7"] = "Somebody"

    copy = saved(written, alter)
    written.output.unlink()
    found = lines(written, copy)
    assert found[0].startswith("Altered: ")
    assert found[1:3] == ["1 sheet: Posts", "To see which cells, name the workbook as it was written: aspbudget verify … --against ORIGINAL"]


def an_input_is_not_ours(written: Place) -> None:
    answer = written.run("verify", str(INPUT))
    assert (answer.code, answer.out.startswith(f"Not ours: {INPUT} has no seal")) == (1, True)


def a_file_that_is_damaged_is_refused_as_every_workbook_is(written: Place) -> None:
    path = written.root / "damaged.xlsx"
    path.write_bytes(written.output.read_bytes()[:20_000])
    answer = written.run("verify", str(path))
    assert answer.code == 1
    assert "The file is damaged" in answer.out


def the_code_stands_at_the_foot_of_each_page_and_on_the_sheet_of_the_seal(written: Place) -> None:
    book = openpyxl.load_workbook(BytesIO(written.output.read_bytes()))
    code = book["Seal"]["B6"].value
    assert {f"Seal {code} · " in (sheet.oddFooter.right.text or "") for sheet in book} == {True}
    assert book.custom_doc_props["Seal"].value == code


@pytest.fixture
def document(empty_place: Place) -> Path:
    """Return a statement as it was written, among the outputs."""
    path = empty_place.output.parent / "statements" / "ICC-ASP-2-L.3.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(write_document(RICH, Terms("en")))
    return path


def reworded(path: Path, name: str = "copy.docx") -> Path:
    """Return a copy of a document with a word altered in its longest paragraph, and a number in a table."""
    found = docx.Document(str(path))
    longest = max(found.paragraphs, key=lambda each: len(each.text))
    longest.runs[-1].text += " and nothing else"
    found.tables[1].rows[1].cells[1].paragraphs[0].text = "1,234"
    found.save(str(path.with_name(name)))
    return path.with_name(name)


def a_document_is_this_runs_and_unaltered(empty_place: Place, document: Path) -> None:
    answer = empty_place.run("verify", str(document), "--json")
    assert (answer.code, answer.document["answer"], answer.document["original"]) == (0, "unaltered", "outputs/2004/statements/ICC-ASP-2-L.3.docx")


@libreoffice.needed
def a_document_that_libreoffice_saved_is_unaltered_and_stays_signed(empty_place: Place, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_saved_by_libreoffice(empty_place, document, tmp_path, monkeypatch)


def the_words_and_numbers_of_a_document_that_were_altered_are_named(empty_place: Place, document: Path) -> None:
    copy = reworded(document)
    found = lines(empty_place, copy)
    assert (found[0].partition(": ")[0], found[1]) == ("Altered in 1 paragraph, 1 cell", "Compared with outputs/2004/statements/ICC-ASP-2-L.3.docx")
    assert re.fullmatch(r"Paragraph \d+: ….{10,60} → ….{10,60} and nothing else", found[2])
    assert re.fullmatch(r"Table 2, row 2, column 2: [\d,.–-]+ → 1,234", found[3])
    document.unlink()
    found = lines(empty_place, copy)
    assert found[1] == "To see which words, name the document as it was written: aspbudget verify … --against ORIGINAL"


def a_workbook_is_not_the_original_of_a_document(empty_place: Place, document: Path) -> None:
    book = empty_place.root / "book.xlsx"
    book.write_bytes(sealed())
    copy = reworded(document)
    answer = empty_place.run("verify", str(copy), "--against", str(book))
    assert (answer.code, answer.err.strip()) == (2, f"{book} and {copy} are a workbook and a document: name the original of the one that is verified.")


def a_document_of_somebody_else_is_not_ours(empty_place: Place) -> None:
    path = empty_place.root / "letter.docx"
    docx.Document().save(str(path))
    assert empty_place.run("verify", str(path)).out.startswith(f"Not ours: {path} has no seal")


def a_document_is_signed_as_a_workbook_is(empty_place: Place, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = empty_place.root
    monkeypatch.setattr("sys.stdin", StringIO("\n\n"))
    empty_place.run("new-key", str(root / "treasury"))
    assert empty_place.run("sign", str(document), "--key", str(root / "treasury.key"), "-o", str(document.with_name("signed.docx"))).code == 0
    results = [empty_place.run("verify", str(path), "--key", str(root / "treasury.pub"), "--json").document["signature"] for path in (document.with_name("signed.docx"), reworded(document.with_name("signed.docx")))]
    assert results == ["fits", "does not fit"]
