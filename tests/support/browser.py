"""A real browser: Chromium, in which the page computes, is read and is tried to be broken."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

REQUIRED = "ASPBUDGET_REQUIRE_BROWSER"
MISSING = f"Chromium isn't installed (Debian: chromium); {REQUIRED}=1 makes this a failure"
WIDE, PHONE = {"width": 1366, "height": 900}, {"width": 360, "height": 780}
_PATIENCE = 120_000
_LEFT: list[tuple[Page, list[str]]] = []  # pages in which nothing is shown any more, each with the list of errors that it reports


@cache
def program() -> str | None:
    """Return the path of Chromium, or nothing where it isn't installed."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def needed(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that opens the browser: it takes seconds, and is skipped where Chromium may be missing."""
    return pytest.mark.slow(pytest.mark.skipif(program() is None and os.environ.get(REQUIRED) != "1", reason=MISSING)(test))


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser, and end it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where the browser is there

    assert program(), MISSING
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield browser
        _LEFT.clear()
        browser.close()


def opened(browser: Browser, path: Path, size: dict[str, int] | None = None, view: str = "") -> tuple[Page, list[str]]:
    """Open a page from disk and wait until it has computed itself; return it with the list of errors that it reports from now on.

    It is shown where one was that is closed, if there is one: that takes half of the time.
    """
    page, wrong = _LEFT.pop() if _LEFT else _empty(browser)
    wrong.clear()
    page.set_viewport_size(size or WIDE)  # type: ignore[arg-type] - it is a width and a height
    page.goto(f"{path.as_uri()}{view}")
    page.wait_for_function("document.documentElement.dataset.agree", timeout=_PATIENCE)
    return page, wrong


def _empty(browser: Browser) -> tuple[Page, list[str]]:
    """Return an empty page, and the list of the errors that it reports."""
    page, wrong = browser.new_page(), list[str]()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return page, wrong


def closed(page: Page, wrong: list[str]) -> None:
    """Let a page show nothing, so that the next one that is opened is shown in its place; not one to which anyone listens besides."""
    page.goto("about:blank")
    _LEFT.append((page, wrong))


@contextmanager
def shown(browser: Browser, path: Path) -> Iterator[Page]:
    """Open a page, and see at the end that it reported no error."""
    page, wrong = opened(browser, path)
    yield page
    assert wrong == []
    closed(page, wrong)


@contextmanager
def in_the_hand(page: Page) -> Iterator[Page]:
    """Show a page that is open as a phone does, as narrow and touched by fingers, and at the end as it was: on a wide screen, with its first view."""
    device = page.context.new_cdp_session(page)
    device.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] - a width and a height
    yield page
    device.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.set_viewport_size(WIDE)  # type: ignore[arg-type] - a width and a height
    page.evaluate("location.hash = 'glance'")
    device.detach()


def views(page: Page) -> Iterator[str]:
    """Yield the views of a page, each when it is shown."""
    for view in page.evaluate("[...document.querySelectorAll('main > section')].map((each) => each.id)"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        yield view


_AS_OPENED = """() => {
  const yours = document.getElementById("yours"), explained = document.getElementById("explained");
  budget.changes.length = 0;
  budget.applied();
  while (!yours.hidden) yours.querySelector("tbody tr td:last-child button:last-child").click();
  location.hash = "glance";
  if (!explained.hidden) explained.querySelector(".close").click();
}"""


def as_opened(page: Page) -> None:
    """Bring a page back to what it is when it is opened: without changes and variants, with nothing beside it, and its first view shown."""
    page.evaluate(_AS_OPENED)
    page.wait_for_function("!document.getElementById('glance').classList.contains('away')")
