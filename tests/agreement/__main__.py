"""Try the page's engine on random changes of the inputs: `python -m tests.agreement 500`, from the root of the repository.

Cells are changed, rows added and rows removed, in the section and the contributions of each cycle, and every figure that the browser computes
then is compared with what Python computes. A fifth as many tries change the statements with the page's own editor: what it refuses, the check of
the workbook refuses in the same words, and what it takes has the amounts that `what-if` computes of the list. Exit code 1 says that one was another.
A few of these run with the tests.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))  # where the support of the tests stands

from support import browser
from support.page_changes import Made, changeable, changed, differences, drawn, made, try_out
from support.statement_changes import tried

from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CYCLES = ("2004", "2005", "2025")
OF_STATEMENTS = 5  # one try in so many is of a statement: each is read, checked and priced anew, which takes seconds
REPOSITORY = Path(__file__).parents[2]


def main(wanted: int) -> int:
    """Print what was tried in each book, and return whether all agreed."""
    good, random = True, Random(wanted)
    with tempfile.TemporaryDirectory() as folder, browser.launched() as chromium:
        pages = [made(Workspace(REPOSITORY), cycle, Path(folder) / f"{cycle}.html") for cycle in CYCLES]
        books = [(page, place) for page in pages for place in range(len(page.cycle.workbooks))]
        for at, (one, place) in enumerate(books):
            page, errors = browser.opened(chromium, one.path)
            tries = wanted // len(books) + (at < wanted % len(books))
            figures, growing = one.figures[place], one.growing(place)
            cells, kinds, compared, wrong = list(changeable(figures)), Counter[str](), 0, []
            for _ in range(tries):
                changes = drawn(random, cells, figures, growing)
                after = changed(figures, changes)
                try_out(page, place, changes, figures)
                found = differences(page, place, after)
                wrong += [(changes, found[:3])] if found else []
                kinds.update("added" if each.new else "cells" if each.name else "removed" for each in changes)
                compared += sum(len(after.tables[table]) for table, _ in after.catalogue.figures)
            page.close()
            good = good and not (wrong or errors)
            print(f"{one.cycle.name} {one.cycle.workbooks[place].workbook:<14} {tries:>4} tries: {dict(kinds)}; {compared:,} figures compared; {len(wrong)} tries differ", *wrong[:5], *errors[:5], sep="\n  " if wrong or errors else "", flush=True)
        drafts = [(page, place) for page in pages for place in range(len(page.cycle.workbooks), len(page.figures))]
        for one, place in drafts:
            good = of_a_statement(chromium, one, place, wanted // OF_STATEMENTS // len(drafts)) and good
    return 0 if good else 1


def of_a_statement(chromium: Browser, one: Made, place: int, tries: int) -> bool:
    """Print what came of changes of a statement, and return whether the page and Python agreed on each."""
    page, errors = browser.opened(chromium, one.path)
    found = [tried(Random(f"{place} {number}"), page, one, place) for number in range(tries)]
    page.close()
    wrong = [each for each in found if each.unlike]
    symbol = one.drafts[place - len(one.cycle.workbooks)].heading["symbol"]
    print(f"{one.cycle.name} {symbol:<14} {tries:>4} tries: {sum(each.refused for each in found)} refused; {sum(each.compared for each in found):,} amounts compared; {len(wrong)} tries differ", *([*each.steps, *each.unlike[:6]] for each in wrong), *errors[:5], sep="\n  " if wrong or errors else "", flush=True)
    return not (wrong or errors)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
