"""Recalculation: formulas are computed anew in a process of its own, whatever becomes of it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pytest
import xlsxwriter

from aspbudget import recalculation
from aspbudget.recalculation import Formula, NotAnswered, recalculated_apart


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
