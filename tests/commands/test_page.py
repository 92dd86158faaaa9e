"""The page among the files of a run: made beside the workbooks, and where it can't be made the run says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from conftest import REPOSITORY
from support.small_section import FRAMES
from support.small_section import ready as small

from aspbudget.commands import report
from aspbudget.commands.done import Put, Run
from aspbudget.commands.in_languages import Means
from aspbudget.commands.page import page_file
from aspbudget.commands.tidy import left
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import Cycle
from aspbudget.lines.browser import Unreadable
from aspbudget.page import books
from aspbudget.workbooks.reconcile import Reconciliation
from aspbudget.workspace import PAGE, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CYCLE = Cycle("2004", (small("2004", FRAMES["posts"]),))


def the_page_is_a_file_of_the_run_and_its_place_is_printed() -> None:
    page, unmade = page_file(Means(Workspace(REPOSITORY), lambda _: None), CYCLE, ())()
    (path,) = page
    assert (path, unmade, page[path][:15]) == (REPOSITORY / "outputs/2004" / PAGE, "", b"<!DOCTYPE html>")
    book = REPOSITORY / "outputs/2004/section.xlsx"
    done = Run(CYCLE, (book,), (Reconciliation("an engine", 1, ()),), (), Put({book: "section.xlsx", path: PAGE}, {}), page=(path,))
    assert "Written   budget.html" in list(report.run(done))
    assert "No page   No way." in list(report.run(replace(done, page=(), unmade="No way.")))


def a_formula_that_no_browser_reads_leaves_the_run_without_a_page_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(_: object) -> None:
        message = "No way for a browser to read Cell."
        raise Unreadable(message)

    monkeypatch.setattr(books, "reading", unread)
    assert page_file(Means(Workspace(REPOSITORY), lambda _: None), CYCLE, ())() == ({}, "No way for a browser to read Cell. The workbooks have every figure.")


def a_page_stays_as_long_as_any_workbook_of_its_cycle_does(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    inputs = tmp_path / "inputs/2025"
    inputs.mkdir(parents=True)
    (inputs / "contributions.xlsx").write_bytes(b"")
    publish({workspace.outputs("2025", PAGE): b"<!DOCTYPE html>"})
    assert left(workspace, "2025") == []
    (inputs / "contributions.xlsx").unlink()
    assert left(workspace, "2025") == [workspace.outputs("2025", PAGE)]
