"""Consolidated statements: drafts by themselves, in the order of adoption and together; what they share is counted once."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, head, meeting, paragraphs, rows, section

from aspbudget.faults import Refused
from aspbudget.statements.consolidated import Consolidated, WrongOrder, consolidated, parted
from aspbudget.statements.costing import statement
from aspbudget.statements.statement import Amounts, added

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

DIFFERENT = (
    'inputs/2004/statements/L.2.xlsx, sheet Prices, cell C5: Amount of "lamp" is 60.5, but 50 in inputs/2004/statements/L.1.xlsx, Prices!C5: '
    "two drafts of one statement have it alike; correct one of them, or give one of the two rows another name."
)
SLOTS = {"L.1": "morning", "L.2": "afternoon"}


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section with a plenary on Monday, and bodies that may meet beside each other."""
    bodies = [{"Body": f"group {symbol}", "Decision": "ICC-ASP/2/Res.3, annex, 4"} for symbol in SLOTS]
    return section(models, {"Bodies": bodies, "Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})


def named(folder: Path, beside: Ready, symbol: str, **given: pd.DataFrame) -> Costed:
    """Return a draft of this symbol."""
    return draft(folder, beside, {"draft_resolution": head(symbol=symbol)} | given, symbol)


@pytest.fixture(scope="module")
def halves(beside: Ready, tmp_path_factory: pytest.TempPathFactory) -> tuple[Costed, ...]:
    """Two drafts that each add a meeting of the same name, in the two halves of one day."""
    folder = tmp_path_factory.mktemp("halves")
    return tuple(named(folder, beside, symbol, meetings=rows(meeting("Group", FRIDAY, slot, body=f"group {symbol}"))) for symbol, slot in SLOTS.items())


def provided(folder: Path, beside: Ready) -> tuple[Costed, ...]:
    """Return two drafts that cite the plenary, of which the second also buys a room."""
    cited = rows({"provision": "plenary", "paragraph": "1", "sheet": "Meetings", "row": "Plenary"})
    return (named(folder, beside, "L.1", provision=cited), named(folder, beside, "L.2", provision=cited, operating_requirements=rows(bought("room"))))


def foots(found: Consolidated) -> bool:
    """Whether the drafts by themselves and their joint effect are the whole, by year and by line, and so are the drafts in turn."""
    years = found.whole.years
    apart = all(added((*(each.in_year(year) for each in found.drafts), found.joint(year))) == found.whole.in_year(year) for year in years)
    by_line = added(line.amounts for line in found.joint_lines() if line.year == years[0]) == found.joint(years[0])
    in_turn = all(added(each.in_order[place] for each in found.drafts) == found.whole.in_year(year) for place, year in enumerate(years) if found.ordered)
    return apart and by_line and in_turn


def a_team_that_two_drafts_share_is_counted_once(halves: tuple[Costed, ...]) -> None:
    found = consolidated(halves, ())
    apart = [each.in_year(2004).additional for each in found.drafts]
    assert (apart, found.joint(2004).additional, found.whole.total.additional) == ([7_200, 7_200], -7_200, 7_200)
    assert [each.in_order[0].additional for each in found.drafts] == [7_200, 0]
    assert foots(found)


def a_range_says_what_it_leaves_out_though_its_activities_are_in_no_amount(beside: Ready, tmp_path: Path) -> None:
    price = {"price": "Office, month", "per": "month", "amount": None, "currency": "EUR", "source": "not known", "status": "missing"}
    open_ended = {"paragraphs": paragraphs(p1="not yet determinable").assign(low=0), "prices": rows(price), "alternatives": rows({"alternative": "office", "counts": 0, "what": "…"})}
    drafts = (named(tmp_path, beside, "L.1", **open_ended, operating_requirements=rows(bought("office", price="Office, month", alternative="office"))), named(tmp_path, beside, "L.2", paragraphs=paragraphs(p1="no implication")))
    found = consolidated(drafts)
    assert [each.excludes for each in found.whole.paragraphs] == [("Office",), ()]
    assert found.whole.excludes == ()


def a_draft_by_itself_is_its_own_statement(halves: tuple[Costed, ...]) -> None:
    found = consolidated(halves, ("L.2", "L.1"))
    assert [[each.in_year(year) for year in found.whole.years] for each in found.drafts] == [
        [said.in_year(year) for year in said.years] for said in map(statement, reversed(halves))
    ]
    assert list(found.drafts[0].in_order) == [found.drafts[0].in_year(year) for year in found.whole.years]


def the_order_in_which_drafts_are_named_changes_no_total(halves: tuple[Costed, ...]) -> None:
    found = consolidated(halves)
    assert found.whole == consolidated(halves[::-1]).whole
    assert not found.ordered


def a_row_of_the_section_that_two_drafts_cite_is_provided_for_once(beside: Ready, tmp_path: Path) -> None:
    drafts = provided(tmp_path, beside)
    found = [consolidated(each, order) for each in permutations(drafts) for order in permutations(("L.1", "L.2"))]
    assert all(each.whole == found[0].whole and foots(each) for each in found)
    plenary = statement(drafts[0]).total
    assert plenary.full == plenary.provided > 0
    assert found[0].joint(2004) == Amounts(-plenary.full, -plenary.provided)
    assert [each.in_order[0] for each in found[0].drafts] == [plenary, Amounts(400, additional=400)]
    assert [each.in_order[0] for each in found[1].drafts] == [added((plenary, Amounts(400, additional=400))), Amounts()]


def a_price_that_two_drafts_have_alike_stands_once(beside: Ready, tmp_path: Path) -> None:
    price = {"price": "lamp", "amount": 50, "per": "unit", "currency": "EUR", "source": "a case", "status": "derived"}
    given = [named(tmp_path, beside, symbol, prices=rows(price | {"source": symbol}), operating_requirements=rows(bought("lamp", price="lamp", quantity=4)))
             for symbol in SLOTS]  # fmt: skip
    found = consolidated(given)
    assert (found.whole.total.additional, found.joint(2004)) == (400, Amounts())
    assert list(found.found.figures.frame("operating_requirements")["requirement"]) == ["lamp (L.1)", "lamp (L.2)"]


def a_price_that_two_drafts_have_otherwise_is_refused_in_the_one_and_names_the_other(beside: Ready, tmp_path: Path) -> None:
    price = {"price": "lamp", "per": "unit", "currency": "EUR", "source": "a case", "status": "derived"}
    given = [named(tmp_path, beside, symbol, prices=rows(price | {"amount": amount}), operating_requirements=rows(bought("lamp", price="lamp")))
             for symbol, amount in (("L.1", 50), ("L.2", 60.5))]  # fmt: skip
    with pytest.raises(Refused) as refused:
        consolidated(given)
    assert [str(each) for each in refused.value.faults] == [DIFFERENT]


def a_body_that_two_drafts_put_into_one_slot_is_refused_at_both_cells(beside: Ready, tmp_path: Path) -> None:
    given = [named(tmp_path, beside, symbol, meetings=rows(meeting("Group", FRIDAY))) for symbol in SLOTS]
    with pytest.raises(Refused) as refused:
        consolidated(given)
    rule = ("the body has another meeting in this slot of the day; give one of them another slot, another day or another body, or clear it. This is so only "
            "together with the other drafts: inputs/2004/statements/")  # fmt: skip
    assert [(each.workbook[-8:], each.message.partition(";")[2].strip()) for each in refused.value.faults] == [
        ("L.1.xlsx", f"{rule}L.2.xlsx."), ("L.2.xlsx", f"{rule}L.1.xlsx."),
    ]  # fmt: skip


def a_paragraph_that_is_left_out_stays_a_switch_and_what_alternatives_leave_out_is_gone(beside: Ready, tmp_path: Path) -> None:
    one = named(tmp_path, beside, "L.1", paragraphs=paragraphs(p1="activities", p2="activities").assign(counts=[1, 0]),
                alternatives=rows({"alternative": "A", "counts": 0, "what": "…"}),
                operating_requirements=rows(bought("room"), bought("hour", paragraph="2"), bought("other", alternative="A")))  # fmt: skip
    found = consolidated((one, named(tmp_path, beside, "L.2", operating_requirements=rows(bought("room")))))
    assert [each.number for each in found.whole.paragraphs] == ["L.1, 1", "L.1, 2", "L.2, 1"]
    assert [each.what for each in found.whole.activities] == ["room (L.1)", "hour", "room (L.2)"]
    assert (found.whole.total.additional, found.whole.alternatives) == (800, ())


@pytest.mark.parametrize(("order", "message"), [
    (("L.1",), "The order of adoption leaves out L.2; name every draft once."),
    (("L.1", "L.2", "L.1"), "The order of adoption names L.1 twice; name each draft once."),
    (("L.1", "L.9"), "The order of adoption names L.9, which is not one of the drafts."),
])  # fmt: skip
def an_order_of_adoption_names_every_draft_once(halves: tuple[Costed, ...], order: tuple[str, ...], message: str) -> None:
    with pytest.raises(WrongOrder, match=f"^{message}"):
        consolidated(halves, order)


def a_number_with_a_comma_is_parted_from_its_draft() -> None:
    assert parted("L.5, annex, 4", ("L.5", "L.51")) == ("L.5", "annex, 4")


def a_meeting_that_two_drafts_pay_for_by_doing_without_is_absorbed_no_more_than_needed(beside: Ready, tmp_path: Path) -> None:
    team = {"absorbed": "team", "paragraph": "1", "sub_programme": "4100", "object": "Temporary assistance for meetings", "first_year": 2004,
            "recurrence": "recurrent", "amount": 7_200, "done_without": "a reception"}  # fmt: skip
    given = [named(tmp_path, beside, symbol, absorbed=rows(team), meetings=rows(meeting("Group", FRIDAY, slot, body=f"group {symbol}")))
             for symbol, slot in SLOTS.items()]  # fmt: skip
    found = consolidated(given, ())
    assert [(each.in_year(2004).absorbed, each.in_year(2004).additional) for each in found.drafts] == [(7_200, 0), (7_200, 0)]
    assert (found.whole.total.absorbed, found.whole.total.additional) == (7_200, 0)
    assert foots(found)
