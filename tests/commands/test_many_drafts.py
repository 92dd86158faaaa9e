"""Many drafts of a cycle: of each is kept no more than the others need, so that memory doesn't grow with all that is made of them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from conftest import REPOSITORY
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, rows, section

from aspbudget.commands import page
from aspbudget.commands.drafts import read_statements
from aspbudget.commands.in_languages import Means
from aspbudget.commands.issue import issue
from aspbudget.inputs.ready import Cycle, prepare
from aspbudget.workbooks.reconcile import Reconciliation
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.page.books import Book
    from aspbudget.statements.costed import Costed


@pytest.fixture(scope="module")
def small(models: Catalogue) -> Ready:
    """A section with one meeting."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})


@pytest.fixture
def drafts(small: Ready, tmp_path: Path) -> tuple[Costed, ...]:
    """Three drafts that each buy a room and hold a meeting."""
    given = {"operating_requirements": rows(bought("room")), "meetings": rows(meeting("Group", FRIDAY))}
    return tuple(draft(tmp_path, small, given).checked for _ in range(3))


def unproven(_: bytes, written: object) -> Reconciliation:
    """Prove nothing."""
    return Reconciliation("nothing", len(written), ())  # type: ignore[arg-type]


def a_draft_that_is_read_keeps_the_figures_of_all_rows_of_its_section_only_where_it_is_doubted() -> None:
    workspace = Workspace(REPOSITORY)
    cycle = prepare(workspace, "2004", lambda _: None, ("section",))
    for doubted in (False, True):
        found = read_statements(workspace, cycle, lambda _: None, doubted=doubted)
        assert found
        assert [each.draft_rows.inputs.figures is each.figures for each in found] == [not doubted] * len(found)


def no_table_that_is_made_of_a_draft_outlives_its_files(drafts: tuple[Costed, ...], tmp_path: Path) -> None:
    found = drafts[0]
    made = [ref(each) for each in (found.inputs, found.draft_rows.asked["meetings"], *(frame for frame in found.frames.values() if len(frame)))
            if not any(each is known for known in found.draft_rows.inputs.frames.values())]  # fmt: skip
    before = {name: frame.to_csv() for name, frame in found.frames.items()}
    issued = issue(Means(Workspace(tmp_path), lambda _: None, unproven), found, None)()
    gc.collect()
    assert len(made) > 3
    assert not [each() for each in made if each() is not None]
    assert not found.figures.contexts
    assert issued.statement.lines
    assert {name: frame.to_csv() for name, frame in found.frames.items()} == before


def a_page_never_has_the_books_of_all_drafts_at_once(drafts: tuple[Costed, ...], small: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ref[Book]] = []
    alive: list[int] = []

    def book_of(of: Costed) -> Book:
        gc.collect()
        alive.append(sum(each() is not None for each in made))
        book = whole(of)
        made.append(ref(book))
        return book

    whole = page.book_of
    monkeypatch.setattr(page, "book_of", book_of)
    pages = page.pages_of(Workspace(REPOSITORY), Cycle("2004", (small,)), drafts)
    for language in (None, "fr"):
        assert pages(language).count(b'id="statement-') == len(drafts)
    gc.collect()
    assert len(alive) == 2 * len(drafts)
    assert max(alive) <= 1  # the one before, until the next is there
    assert not [each() for each in made if each() is not None]
