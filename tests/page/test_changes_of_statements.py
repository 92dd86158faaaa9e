"""Changes of statements: random ones, made with the page's own editor, are refused in the words of the workbook's check, or have the amounts that Python computes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from support import browser
from support.statement_changes import tried

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.page_changes import Made

pytestmark = pytest.mark.usefixtures("once_a_file")
FAR, NEAR = 2, 3  # the places of a statement compared with another section, and of one compared with the section
TRIES = range(3, 8)  # of those of `python -m tests.agreement`, some that are refused and some that are taken


@browser.needed
@pytest.mark.parametrize("place", [FAR, NEAR], ids=["compared with another section", "compared with the section"])
def every_change_of_a_statement_is_taken_or_refused_as_python_does(shown_of_2004: Page, page_of_2004: Made, place: int) -> None:
    found = [tried(Random(f"{place} {number}"), shown_of_2004, page_of_2004, place) for number in TRIES]
    assert [each for each in found if each.unlike] == []
    assert any(each.refused for each in found)
    assert any(each.compared for each in found)
