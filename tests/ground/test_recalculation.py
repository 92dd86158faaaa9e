"""Recalculation: formulas are computed anew in a process of its own, whatever becomes of it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from aspbudget import recalculation
from aspbudget.recalculation import Formula, NotAnswered, recalculated_apart, tables_without_titles


def workbook(*formulas: tuple[str, object]) -> bytes:
    """Return a workbook whose first column has these formulas with these stored values."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Posts")
        for row, (text, stored) in enumerate(formulas):
            sheet.write_formula(row, 0, text, None, stored)
    return data.getvalue()


def the_stored_value_and_the_one_computed_now_come_together() -> None:
    data = workbook(("=1+1", 5), ('="a"&"b"', "a"), ("=1/0", 1), ("=2>1", True), ('="#N/A"', "#N/A"))
    found = recalculated_apart(data, [("Posts", row, 1) for row in range(1, 6)])
    assert found == [
        Formula("=1+1", 5.0, 2.0, failed=False), Formula('="a"&"b"', "a", "ab", failed=False), Formula("=1/0", 1.0, "#DIV/0!", failed=True),
        Formula("=2>1", True, True, failed=False), Formula('="#N/A"', "#N/A", "#N/A", failed=False),
    ]  # fmt: skip


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook of which one part was written otherwise."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(made, "w") as copy:
        for item in package.infolist():
            content = package.read(item)
            assert item.filename != part or old in content
            copy.writestr(item, content.replace(old, new) if item.filename == part else content)
    return made.getvalue()


def saved_by_exceljs() -> bytes:
    """Return a workbook with a table, as exceljs saves it: no row of titles is stated, and an empty text has no value."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Posts")
        sheet.add_table("A1:A3", {"name": "Posts", "columns": [{"header": "Post"}], "data": [["Director"], ["Officer"]]})
        sheet.write_formula("C1", "=COUNTA(Posts[Post])", None, 2)
        sheet.write_formula("C2", '=""', None, "")
    untitled = rewritten(data.getvalue(), "xl/tables/table1.xml", b' totalsRowShown="0"', b' totalsRowShown="1" headerRowCount="0"')
    return rewritten(untitled, "xl/worksheets/sheet1.xml", b"<v></v>", b"")


def a_workbook_that_exceljs_saved_is_computed_with_the_rows_of_titles_of_its_tables() -> None:
    data = saved_by_exceljs()
    assert tables_without_titles(data)
    assert not tables_without_titles(workbook(("=1", 1)))
    count, empty = recalculated_apart(data, [("Posts", 1, 3), ("Posts", 2, 3)])
    assert (count.stored, count.recalculated) == (2.0, 2.0)
    assert empty.recalculated == ""


@pytest.mark.parametrize("data", [b"", b"no workbook", workbook((f"={'(' * 4000}1{')' * 4000}", 1))])
def an_answer_that_the_engine_cannot_give_is_an_error_of_ours(data: bytes) -> None:
    with pytest.raises(NotAnswered):
        recalculated_apart(data, [("Posts", 1, 1)])


def an_engine_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalculation, "_LONGEST", 0.001)
    with pytest.raises(NotAnswered, match="TimeoutExpired"):
        recalculated_apart(workbook(("=1", 1)), [("Posts", 1, 1)])


def the_process_loads_the_engine_and_nothing_else_of_the_tool() -> None:
    code = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='other'); print([name for name in sys.modules if name.startswith('aspbudget') or name == 'pandas'])"
    assert subprocess.run([sys.executable, "-P", "-c", code, recalculation.__file__], capture_output=True, check=True, text=True).stdout.strip() == "[]"
