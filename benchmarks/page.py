"""The page: what making it takes beside the main job, and what opening and changing it take in a browser beside an empty page."""

from __future__ import annotations

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Row, compare, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.workspace import Workspace

_EMPTY = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Empty</title></head><body><p>Empty</p><script>document.documentElement.dataset.agree = 'yes';</script></body></html>"
_READY = "document.documentElement.dataset.agree"
_CHANGE = """([place, table, name]) => {{ const from = performance.now();
const columns = budget.books.book(place).tables.get(table).columns[name];
budget.change({{ place, table, name, row: {row}, value: columns[{row}] * 1.01 }}); return performance.now() - from; }}"""
_FIRST = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_ROW = """() => { const from = performance.now(), { given } = budget.books.book(0).tables.get("posts");
budget.add(0, "posts", { ...Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[0]])), post: "A post more" });
const took = performance.now() - from; budget.remove(0, "posts", budget.changes.at(-1).row); return took; }"""
# A book with so many times the rows: each row again under another key, with references to rows of its own copy.
_TIMES = """([place, times]) => { const { shape } = budget.books.books[place], grown = new Set(shape.tables.filter((table) => table.grows).map((table) => table.name));
const cells = (table, column) => Array.from({ length: times }, (_, at) => table.cells[column.name].map((cell) => (at && cell && (column.key || grown.has(column.refers)) ? `${cell} ${at}` : cell))).flat();
const more = (table) => ({ ...table, length: table.length * times, cells: Object.fromEntries(table.columns.map((column) => [column.name, cells(table, column)])) });
const book = new Engine.Book({ ...shape, tables: shape.tables.map((table) => (grown.has(table.name) ? more(table) : table)) });
book.compute(); const from = performance.now(); book.compute(); return performance.now() - from; }"""
_ROUNDS = 5


def rows(workspace: Workspace, cycle: str) -> Iterator[Row]:
    """Yield what the page of a cycle with all its workbooks takes; in a browser only where Chromium is installed."""
    from aspbudget.commands.drafts import read_statements  # noqa: PLC0415 - after the commands have been measured
    from aspbudget.commands.page import pages_of  # noqa: PLC0415
    from aspbudget.commands.run import run  # noqa: PLC0415
    from aspbudget.inputs.ready import prepare  # noqa: PLC0415

    checked = prepare(workspace, cycle, _silent)
    drafts = read_statements(workspace, checked, _silent)

    def made() -> bytes:
        return pages_of(workspace, checked, drafts)(None)

    ratio = compare(lambda: seconds(made), lambda: seconds(lambda: run(workspace, cycle, _silent)), rounds=3)
    yield Row(f"the page of {cycle}, made of computed figures", f"aspbudget cost {cycle}", ratio, 0.15)
    if find_spec("playwright") and (program := next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)):
        with tempfile.TemporaryDirectory() as folder:
            yield from _in_a_browser(program, Path(folder), made())


def _in_a_browser(program: str, folder: Path, page: bytes) -> Iterator[Row]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where it is installed

    full, empty = folder / "full.html", folder / "empty.html"
    full.write_bytes(page)
    empty.write_text(_EMPTY, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])

        def opened(path: Path) -> float:
            return seconds(lambda: _open(browser, path).close())

        nothing = "opening an empty page"
        yield Row("opening the page until all figures agree", nothing, compare(lambda: opened(full), lambda: opened(empty), rounds=_ROUNDS), 20)
        first = compare(lambda: _closed(_open(browser, full), _FIRST), lambda: _closed(_open(browser, empty), _FIRST), rounds=_ROUNDS)
        yield Row("opening the page until its first figure is drawn", "drawing an empty page", first, 6)
        shown = _open(browser, full)
        for what, place, table, name, row, aim in (("a price of the section", 0, "prices", "amount", 1, 1), ("a rate of the contributions", 1, "scale", "rate", 0, 2)):
            change = _CHANGE.format(row=row)
            ratio = compare(lambda c=change, a=[place, table, name]: shown.evaluate(c, a) / 1000, lambda: opened(empty), rounds=_ROUNDS)  # type: ignore[misc]
            yield Row(f"{what} changed, until it is drawn", nothing, ratio, aim)
        yield Row("a row added, until it is drawn", nothing, compare(lambda: shown.evaluate(_ROW) / 1000, lambda: opened(empty), rounds=_ROUNDS), 1)
        for place, what in enumerate(("section", "contributions")):
            ratio = compare(lambda p=place: shown.evaluate(_TIMES, [p, 10]), lambda p=place: shown.evaluate(_TIMES, [p, 1]), rounds=_ROUNDS)  # type: ignore[misc]
            yield Row(f"ten times the rows of the {what} computed in the browser", "its rows", ratio, 12)
        browser.close()


def _open(browser: Any, path: Path) -> Any:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function(_READY)
    return page


def _closed(page: Any, asked: str) -> float:
    """Close a page, and return what it is asked for before, once it is known, in milliseconds."""
    found = float(page.wait_for_function(asked).json_value())
    page.close()
    return found


def _silent(_: str) -> None:
    """Say nothing: progress is for people."""
