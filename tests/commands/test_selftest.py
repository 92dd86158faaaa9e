"""The command `selftest`: what it says of a workbook into which nothing can be planted."""

from __future__ import annotations

from aspbudget.commands.selftest import Result, _lines


def a_workbook_of_which_no_cell_moves_a_figure_says_so() -> None:
    assert list(_lines(Result("statements/Res.3.xlsx", []), 12)) == [
        "",
        "0 errors planted into statements/Res.3.xlsx, one at a time",
        "None of its rows has a cell on which a figure depends.",
    ]
