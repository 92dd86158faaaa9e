"""Accepted: what an officer says in column Accepted of a row is read, and no figure is."""

from __future__ import annotations

from support.inputs_of_2004 import MODELS, typed
from support.workbooks import TITLES, changed

from aspbudget.inputs.check import check


def a_column_accepted_is_read_by_row_and_changes_no_figure() -> None:
    cells = {f"Posts!Z{TITLES}": " ACCEPTED ", "Posts!Z5": " reclassified ", "Posts!Z6": "  "}
    inputs = check(MODELS, changed(typed(), cells), "2004")
    assert inputs.accepted == {("posts", 5): "reclassified"}
    assert check(MODELS, typed(), "2004").accepted == {}
    assert "Accepted" not in inputs.frames["posts"].columns
