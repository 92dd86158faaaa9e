"""Merging on the command line: a new workbook of two copies, which is read as before, with conflicts marked and listed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.cut_section import cut_section
from support.workbooks import Literal, change_cells

from aspbudget.cli import DONE, WRONG_USE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

NEXT = "Next      put it in the place of the one that was sent, in inputs, and run: aspbudget check"


@pytest.fixture
def copies(place: Place) -> tuple[Path, Path, Path]:
    """A cut section of 2004 as it was sent, and two copies of it."""
    base, mine, yours = (place.root / f"{name}.xlsx" for name in ("sent", "mine", "yours"))
    for path in (base, mine, yours):
        path.write_bytes(cut_section())
    return base, mine, yours


def a_merged_workbook_has_what_both_changed_and_is_read_as_any_other(place: Place, copies: tuple[Path, Path, Path]) -> None:
    _, mine, yours = copies
    change_cells(mine, {"Posts!C5": 2})
    change_cells(yours, {"Posts!C6": 3, "Travel!C5": 5})
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in copies]
    target = place.root / "merged.xlsx"
    said = place.run("merge", *map(str, copies), "-o", str(target))
    assert (said.code, said.out) == (DONE, f"Taken     2 cells changed, 0 rows added and 0 rows removed in the other copy\nWritten   {target}\n{NEXT}\nNothing was in conflict.\n")
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in copies] == before
    book = openpyxl.load_workbook(target)
    assert [book["Posts"]["C5"].value, book["Posts"]["C6"].value, book["Travel"]["C5"].value] == [2, 3, 5]
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE


def a_conflict_keeps_mine_is_marked_at_its_cell_and_listed_on_a_sheet_of_the_officers_own(place: Place, copies: tuple[Path, Path, Path]) -> None:
    _, mine, yours = copies
    change_cells(mine, {"Posts!C5": 2})
    change_cells(yours, {"Posts!C5": 3})
    target = place.root / "merged.xlsx"
    said = place.run("merge", *map(str, copies), "-o", str(target))
    message = "Posts of Director of the Secretariat: it was 1, is 2 here, which stays, and 3 in the other copy."
    assert said.out.splitlines()[-2:] == ["Next      look at each conflict on its first sheet, then delete that sheet", NEXT.replace("Next", "Then")]
    assert said.out.splitlines()[1:3] == [f"Conflicts 1, in which {mine} is kept", f"  Posts!C5: {message}"]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "My conflicts"
    assert (book["Posts"]["C5"].value, book["Posts"]["C5"].comment.text) == (2, f"Conflict: {message}")
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE
    document = place.run("merge", *map(str, copies), "-o", str(place.root / "again.xlsx"), "--json").document
    assert document["conflicts"] == [{"sheet": "Posts", "row": "Director of the Secretariat", "column": "Posts", "base": 1, "mine": 2, "yours": 3}]


def a_row_that_the_other_copy_added_is_in_the_table_and_costs(place: Place, copies: tuple[Path, Path, Path]) -> None:
    *_, yours = copies
    book = openpyxl.load_workbook(yours)
    sheet = book["Posts"]
    last = max(row[0].row for row in sheet.iter_rows() if row[0].value is not None)
    for cell in sheet[last]:
        sheet.cell(last + 1, cell.column).value = cell.value
    sheet.cell(last + 1, 1).value = "Archivist"
    book.save(yours)
    target = place.root / "merged.xlsx"
    assert "1 row added" in place.run("merge", *map(str, copies), "-o", str(target)).out
    merged = openpyxl.load_workbook(target)["Posts"]
    assert merged.cell(last + 1, 1).value == "Archivist"
    assert all(table.ref.endswith(str(last + 1)) for table in merged.tables.values())


def a_row_that_one_took_out_and_the_other_changed_is_said_with_what_was_changed(place: Place, copies: tuple[Path, Path, Path]) -> None:
    base, mine, yours = copies
    book = openpyxl.load_workbook(mine)
    book["Travel"].delete_rows(8)
    book.save(mine)
    change_cells(yours, {"Travel!C8": 5, "Travel!D8": 2})
    row = openpyxl.load_workbook(base)["Travel"]["A8"].value
    said = place.run("merge", *map(str, copies), "-o", str(place.root / "merged.xlsx")).out
    assert f"sheet Travel: {row}: the row is removed here, which stays; the other copy changed Persons, Trips of it." in " ".join(said.split())
    said = place.run("merge", str(base), str(yours), str(mine), "-o", str(place.root / "turned.xlsx")).out
    assert f"Travel!A8: {row}: Persons, Trips of it changed here, which stays; the other copy removed the row." in " ".join(said.split())
    base.write_bytes(cut_section(french=True))
    document = place.run("merge", *map(str, copies), "-o", str(place.root / "french.xlsx"), "--json").document
    assert [(each["mine"], each["columns"]) for each in document["conflicts"]] == [("removed", ["Personnes", "Voyages"])]
    assert "l’autre copie en a modifié" in str([cell.value for line in openpyxl.load_workbook(place.root / "french.xlsx").worksheets[0] for cell in line])


def a_workbook_is_never_written_over_and_three_of_different_kinds_are_refused(place: Place, copies: tuple[Path, Path, Path]) -> None:
    said = place.run("merge", *map(str, copies), "-o", str(copies[1]))
    assert (said.code, said.err.splitlines()[-1]) == (WRONG_USE, f"{copies[1]} exists already and is never written over; move it away first, or name another file.")
    other = openpyxl.Workbook()
    other.save(place.root / "other.xlsx")
    said = place.run("merge", str(copies[0]), str(copies[1]), str(place.root / "other.xlsx"), "-o", str(place.root / "merged.xlsx"))
    assert said.code == WRONG_USE
    assert said.err.splitlines()[-1].endswith("are not three copies of one input workbook: name the one that was sent, yours, and the other.")


@pytest.mark.parametrize("french", [{"yours"}, {"mine"}, {"mine", "yours"}, {"sent"}], ids=lambda names: "-".join(sorted(names)))
def a_merge_of_copies_in_two_languages_is_in_that_of_the_workbook_that_was_sent(place: Place, copies: tuple[Path, Path, Path], french: set[str]) -> None:
    for path in copies:
        if path.stem in french:
            path.write_bytes(cut_section(french=True))
    posts, travel = ({True: fr, False: en} for en, fr in (("Posts", "Postes"), ("Travel", "Voyages")))
    mine, yours = ("mine" in french, "yours" in french)
    change_cells(copies[1], {f"{posts[mine]}!C5": 2, f"{travel[mine]}!Q5": "publié" if mine else "published"})
    change_cells(copies[2], {f"{posts[yours]}!C5": 3, f"{posts[yours]}!C6": 4, f"{posts[yours]}!D6": "établi" if yours else "established"})
    target = place.root / "merged.xlsx"
    said = place.run("merge", *map(str, copies), "-o", str(target))
    sent = "sent" in french
    message = "Posts of Director of the Secretariat: it was 1, is 2 here, which stays, and 3 in the other copy."
    taken, kept = "Taken     2 cells changed, 0 rows added and 0 rows removed in the other copy", f"Conflicts 1, in which {copies[1]} is kept"
    if sent:
        taken = "Repris    2 cellules modifiées, 0 lignes ajoutées et 0 lignes supprimées dans l’autre copie"
        kept = f"Conflits  1, pour lesquels {copies[1]} est conservé"
        message = "Postes de Director of the Secretariat\N{NO-BREAK SPACE}: au départ 1, ici 2, qui est conservé, et 3 dans l’autre copie."
    assert said.out.splitlines()[:3] == [taken, kept, f"  {posts[sent]}!C5: {message}"]
    book = openpyxl.load_workbook(target)
    sheet = book[posts[sent]]
    assert [sheet["C5"].value, sheet["C6"].value, sheet["D6"].value, book[travel[sent]]["Q5"].value] == [2, 4, *(("établi", "publié") if sent else ("established", "published"))]
    assert sheet["C5"].comment.text == (f"Conflit\N{NO-BREAK SPACE}: {message}" if sent else f"Conflict: {message}")
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE


def a_sheet_that_one_copy_lacks_stays_as_it_is_and_is_said(place: Place, copies: tuple[Path, Path, Path]) -> None:
    _, mine, yours = copies
    for path, sheet in ((mine, "Overtime"), (yours, "Travel")):
        book = openpyxl.load_workbook(path)
        del book[sheet]
        book.save(path)
    change_cells(yours, {"Overtime!B5": 77})
    said = place.run("merge", *map(str, copies), "-o", str(place.root / "merged.xlsx"))
    assert said.out.splitlines()[:3] == [
        "Taken     0 cells changed, 0 rows added and 0 rows removed in the other copy",
        f'Left out  sheet "Overtime" of {yours}, which {mine} lacks: it stays as in {mine}',
        f'Left out  sheet "Travel", which {yours} lacks: it stays as in {mine}',
    ]


def a_text_that_begins_as_a_formula_does_is_merged_as_text(place: Place, copies: tuple[Path, Path, Path]) -> None:
    change_cells(copies[2], {"Posts!M5": Literal("=1+1")})
    target = place.root / "merged.xlsx"
    assert place.run("merge", *map(str, copies), "-o", str(target)).code == DONE
    cell = openpyxl.load_workbook(target)["Posts"]["M5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def a_conflict_of_french_copies_is_said_in_french(place: Place, copies: tuple[Path, Path, Path]) -> None:
    sent, mine, yours = copies
    for path in copies:
        path.write_bytes(cut_section(french=True))
    for path, value in ((mine, 2), (yours, 3)):
        change_cells(path, {"Postes!C5": value})
    target = place.root / "merged.xlsx"
    lines = place.run("merge", str(sent), str(mine), str(yours), "-o", str(target)).out.splitlines()
    assert [line[:10] for line in lines if not line.startswith(" ")] == ["Repris    ", "Conflits  ", "Écrit     ", "Ensuite   ", "Enfin     "]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "_Conflits"
    kind, sheet, cell, message = (str(each.value).replace("\u00a0", " ") for each in book["_Conflits"][3])
    assert (kind, sheet, cell) == ("Conflit", "Postes", "C5")
    assert message == "Postes de Director of the Secretariat : au départ 1, ici 2, qui est conservé, et 3 dans l’autre copie."
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE, "the sheet is the officer's own"
