"""Options: what those cost that are only indicative, which lies within the range that the paragraph states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import MONDAY, bought, draft, rows, section

from aspbudget.faults import Refused
from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section with a plenary on Monday."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})


def asking(low: float | None, high: float | None, *what: dict[str, object]) -> dict[str, pd.DataFrame]:
    """Return a draft that can't be determined yet, with a range, and a room at 400 a year in an alternative that is left out."""
    stated = {"paragraph": "1", "counts": 1, "answer": "not yet determinable", "text": "…", "reason": "not known", "low": low, "high": high}
    names = dict.fromkeys(str(each["alternative"]) for each in what)
    return {
        "paragraphs": rows(stated),
        "alternatives": rows(*({"alternative": name, "counts": 0, "what": "rooms"} for name in names)),
        "operating_requirements": rows(*what),
    }


ONE_ROOM, TWO_ROOMS = bought("room", alternative="one room"), bought("rooms", alternative="two rooms", quantity=2)
LATER = bought("later room", alternative="one room later", first_year=2006)


@pytest.mark.parametrize(("low", "high", "said"), [
    (400, 800, []),
    (440, 760, []),  # within half of what a line is rounded to
    (500, 800, ['Paragraphs!F5: At least is 500, but the rows of alternative "one room" cost 400 in 2004']),
    (400, 700, ['Paragraphs!G5: At most is 700, but the rows of alternative "two rooms" cost 800 in 2004']),
    (500, 600, ['Paragraphs!F5: At least is 500, but the rows of alternative "one room" cost 400 in 2004',
                'Paragraphs!G5: At most is 600, but the rows of alternative "two rooms" cost 800 in 2004']),
])  # fmt: skip
def a_range_holds_what_is_priced_for_it(low: float, high: float, said: list[str], beside: Ready, tmp_path: Path) -> None:
    remedy = ": give a range that holds what is priced, or correct those rows."
    try:
        draft(tmp_path, beside, asking(low, high, ONE_ROOM, TWO_ROOMS))
        found = []
    except Refused as refused:
        found = [f"{each.sheet}!{each.cell}: {each.message}" for each in refused.faults]
    assert found == [f"{each}{remedy}" for each in said]


def a_paragraph_that_is_left_out_has_no_range_to_hold(beside: Ready, tmp_path: Path) -> None:
    asked = asking(500, 600, ONE_ROOM)
    with pytest.raises(Refused, match="At least is 500"):
        draft(tmp_path, beside, asked)
    left_out = asked | {"paragraphs": asked["paragraphs"].assign(counts=0)}
    assert statement(draft(tmp_path, beside, left_out)).paragraphs[0].counts == 0


def a_year_in_which_nothing_is_needed_yet_is_below_no_range(beside: Ready, tmp_path: Path) -> None:
    found = statement(draft(tmp_path, beside, asking(400, 500, LATER)))
    assert [each.years for each in found.indications] == [(0, 0, 400)]


def an_alternative_that_never_costs_anything_is_below_a_range_that_begins_above_nothing(beside: Ready, tmp_path: Path) -> None:
    free = bought("free room", alternative="free room", means="pooled with the Court")
    with pytest.raises(Refused, match=r'At least is 400, but the rows of alternative "free room" cost 0 in 2004'):
        draft(tmp_path, beside, asking(400, 500, free))
    assert statement(draft(tmp_path, beside, asking(None, 500, free))).indications[0].years == (0, 0, 0)
