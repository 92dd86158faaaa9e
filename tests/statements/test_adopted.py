"""Adopted drafts: their rows in the section as approved, as typed or opened, what is named as later, and where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.figures.cost import cost
from aspbudget.statements.adopted import adds, approved, foots, later, origins, unrounded
from aspbudget.statements.costing import lines, statement

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

Row = dict[str, Any]
RANGE = {"Ranges of meetings": [{"Range": "Plenary", "Session": "session", "Body": "Assembly", "First day": MONDAY.date(), "Last day": FRIDAY.date(),
          "Slots": "morning", "Language set": "six languages"}]}  # fmt: skip
PARAGRAPHS = paragraphs(p1="activities", p2="activities")


@pytest.fixture(scope="module")
def ranged(models: Catalogue) -> Ready:
    """A section in which a range stands for the meetings of a week."""
    return section(models, RANGE)


def typed_out(models: Catalogue, ranged: Ready) -> Ready:
    """Return the same section with each of the meetings typed by itself."""
    held = ranged.inputs.frames["meetings"]
    named = {"meeting": "Meeting", "session": "Session", "body": "Body", "slot": "Slot", "language_set": "Language set"}
    typed = [{title: row[name] for name, title in named.items()} | {"Day": row["day"].date()} for row in held.to_dict("records")]
    return section(models, {"Meetings": typed})


def costed_draft(folder: Path, beside: Ready, **more: pd.DataFrame) -> Costed:
    """Return a draft with a meeting on the days of the range, a post for good, one from next year, and something bought once."""
    given = {
        "paragraphs": PARAGRAPHS,
        "meetings": rows(meeting("Group", MONDAY, "afternoon")),
        "posts": rows(post("adviser", paragraph="2", last_year=2006), post("clerk", paragraph="2", first_year=2005)),
        "operating_requirements": rows(bought("move", recurrence="one-time")),
    }
    return draft(folder, beside, given | more)


def a_range_of_the_section_serves_a_draft_as_its_meetings_do(models: Catalogue, ranged: Ready, tmp_path: Path) -> None:
    found, same = (costed_draft(tmp_path, each) for each in (ranged, typed_out(models, ranged)))
    assert lines(found.figures, found.draft_rows.years) == lines(same.figures, same.draft_rows.years)


def the_section_as_approved_keeps_ranges_and_costs_what_both_do(ranged: Ready, tmp_path: Path) -> None:
    found = costed_draft(tmp_path, ranged)
    frames = approved(found)
    assert list(frames["meetings"]["meeting"]) == ["Group"]  # those of the range are opened when the workbook is read
    opened = frames | {"meetings": found.draft_rows.with_draft()["meetings"]}
    after = cost(ranged.catalogue, opened, ranged.inputs.named)
    assert foots(unrounded(ranged), adds(found), float(after.tables["section_lines"].columns["unrounded"].sum()))


def a_post_of_a_draft_brings_nothing_that_is_for_each_post_because_the_draft_gives_its_needs(models: Catalogue, tmp_path: Path) -> None:
    desks = {"Requirement": "desk", "Quantity": 2, "Quantity of each": "post"}
    held = section(models, {"Posts": [{"Post": "filled", "Posts": 3}], "Operating requirements": [desks]})
    found = draft(tmp_path, held, {"posts": rows(post("adviser")), "operating_requirements": rows(bought("desk of the adviser"))})
    after = cost(held.catalogue, approved(found), held.inputs.named)
    assert dict(zip(after.values("posts", "post"), after.frame("posts")["with_needs"], strict=True)) == {"filled": 3, "adviser": 0}
    assert dict(zip(after.values("operating_requirements", "requirement"), after.frame("operating_requirements")["needed"], strict=True)) == {"desk": 6, "desk of the adviser": 1}
    assert foots(unrounded(held), adds(found), float(after.tables["section_lines"].columns["unrounded"].sum()))


def a_row_says_which_draft_and_paragraph_asked_for_it_and_until_when(ranged: Ready, tmp_path: Path) -> None:
    found = costed_draft(tmp_path, ranged, draft_resolution=rows({"symbol": "L.1", "resolution": "A draft", "met_from": "Contingency Fund", "version": "Rev.1", "state": "adopted"}))
    assert origins(found, statement(found)) == {
        "meetings": {"Group": "L.1, Rev.1, as adopted, paragraph 1"},
        "posts": {"adviser": "L.1, Rev.1, as adopted, paragraph 2, until 2006"},
        "operating_requirements": {"move": "L.1, Rev.1, as adopted, paragraph 1"},
    }


def a_row_that_begins_later_is_named_and_not_carried(ranged: Ready, tmp_path: Path) -> None:
    found = costed_draft(tmp_path, ranged)
    assert list(later(found)) == [("Posts", "clerk", 2005)]
    assert "clerk" not in set(approved(found)["posts"]["post"])


def a_name_of_the_draft_is_carried_only_where_a_row_that_counts_needs_it(ranged: Ready, tmp_path: Path) -> None:
    price = {"price": "copier", "per": "month", "amount": 100, "currency": "EUR", "source": "a case", "status": "derived"}
    named = {"prices": rows(price, price | {"price": "other copier"})}
    alternative = rows({"alternative": "A", "counts": 0, "what": "…"})
    buying = rows(bought("copier", price="copier"), bought("other", price="other copier", alternative="A"))
    found = costed_draft(tmp_path, ranged, operating_requirements=buying, alternatives=alternative, **named)
    assert {"copier", "other copier"} & set(approved(found)["prices"]["price"]) == {"copier"}


def a_cent_that_is_missing_is_noticed() -> None:
    assert foots(1_733_342.16, 0.10, 1_733_342.26)
    assert not foots(1_733_342.16, 0.10, 1_733_342.25)
