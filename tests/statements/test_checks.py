"""Checks of a draft: each fault at its cell, word for word, and what is wrong with its symbol, its years and what it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import load_workbook
from support.drafting import FRIDAY, MONDAY, TUESDAY, bought, draft, head, meeting, paragraphs, post, rows, section

from aspbudget.commands.new_statement import draft_workbook
from aspbudget.faults import Refused
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.checks import MOST_OPTIONS, file_name, wrong_with
from aspbudget.statements.costed import costed
from aspbudget.statements.draft_sheets import combined

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

PLENARIES = [{"Meeting": "Plenary 1", "Day": MONDAY.date()}, {"Meeting": "Plenary 2", "Day": TUESDAY.date()}]


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with a plenary on two mornings."""
    return section(models, {"Meetings": PLENARIES})


FAULTS = {
    "a paragraph without an answer": (
        {"paragraphs": paragraphs(p1="activities", p2="")}, {"posts": [post("P")]},
        "sheet Paragraphs, cell D6: Answer is empty; it must be one of: no implication, within existing resources, activities, report or proposals, not yet determinable, see below.",
    ),
    "an activity that cites no paragraph": (
        {}, {"posts": [post("P", paragraph=None), post("Q")]}, "sheet Posts, cell B5: Paragraph is empty; it must hold text.",
    ),
    "an activity that cites an unknown paragraph": (
        {}, {"posts": [post("P", paragraph="9"), post("Q")]},
        'sheet Posts, cell B5: Paragraph is "9", which is not in sheet Paragraphs; it must be one of: 1.',
    ),
    "a paragraph called all": (
        {"paragraphs": paragraphs(pAll="activities")}, {"posts": [post("P", paragraph="All")]},
        ('sheet Paragraphs, cell A5: Paragraph is "All"; the word stands for all paragraphs together, or for none of them; '
        "give the paragraph's number, as in the text."),
    ),
    "a paragraph that leads in to none": (
        {"paragraphs": paragraphs(p1="activities", p2="see below", p20="no implication")}, {"posts": [post("P")]},
        'sheet Paragraphs, cell D6: Answer is "see below", but paragraph 2 has no sub-paragraphs, such as 2 (a); answer it here.',
    ),
    "activities of a paragraph that leads in to others": (
        {"paragraphs": rows({"paragraph": "2", "counts": 1, "answer": "see below", "text": "…"}, {"paragraph": "2 (a)", "counts": 1, "answer": "activities", "text": "…"})},
        {"posts": [post("P", paragraph="2"), post("Q", paragraph="2 (a)")]},
        'sheet Paragraphs, cell D5: Answer is "see below"; rows of other sheets cite the paragraph; clear them, or answer: activities.',
    ),
    "not yet determinable without a range": (
        {"paragraphs": paragraphs(p1="not yet determinable").assign(low=None, high=None)}, {},
        "sheet Paragraphs, cell G5: At most is empty; what can't be determined yet needs a range, from at least to at most; give both, the second the larger.",
    ),
    "not yet determinable without a reason": (
        {"paragraphs": paragraphs(p1="not yet determinable").assign(reason=None)}, {},
        "sheet Paragraphs, cell E5: Reason is empty; what is met within existing resources, or can't be determined yet, needs a reason; give it.",
    ),
    "an outsourced activity without the reason": (
        {}, {"operating_requirements": [bought("room", means="outsourced")]},
        ("sheet Operating requirements, cell O5: Reason is empty; an outsourced requirement states why pooling with the Court could not meet it "
        "(ICC-ASP/2/Res.3, annex, 8.3)."),
    ),
    "a meeting on a day outside its session": (
        {}, {"meetings": [meeting("late", FRIDAY.replace(day=13))]},
        ("sheet Meetings, cell I5: Day is 13 September 2004; the meeting is outside its session; give a day from the session's first to its last, "
        "or another session."),
    ),
    "an alternative that is unknown": (
        {"alternatives": rows({"alternative": "A", "counts": 1, "what": "…"})}, {"posts": [post("P", alternative="B")]},
        'sheet Posts, cell C5: Alternative is "B", which is not in sheet Alternatives; it must be one of: A.',
    ),
    "an alternative that is in beside another of its choice": (
        {"alternatives": rows({"alternative": "A", "counts": 1}, {"alternative": "B", "counts": 0}, {"alternative": "C", "counts": 1}, what="…", choice="length")},
        {"posts": [post("P")]},
        ["sheet Alternatives, cell B5: Included is yes; another alternative of its choice is in as well, and at most one of a choice counts; set the others to no.",
         "sheet Alternatives, cell B7: Included is yes; another alternative of its choice is in as well, and at most one of a choice counts; set the others to no."],
    ),
    "a choice of exactly one of which none is in": (
        {"alternatives": rows({"alternative": "A"}, {"alternative": "B"}, counts=0, what="…", choice="length", of_choice="exactly one")}, {"posts": [post("P")]},
        [f"sheet Alternatives, cell B{row}: Included is no; none of its choice is in, though the text keeps exactly one; set the one that counts in the amounts to yes."
         for row in (5, 6)],
    ),
    "a choice that is described in two ways": (
        {"alternatives": rows({"alternative": "A", "of_choice": "exactly one", "counts": 1}, {"alternative": "B", "of_choice": "at most one", "counts": 0}, what="…", choice="length")},
        {"posts": [post("P")]},
        'sheet Alternatives, cell E6: Of the choice is "at most one"; another alternative of its choice has exactly one; give the same in all of them.',
    ),
    "a choice without another alternative": (
        {"alternatives": rows({"alternative": "A", "counts": 1, "what": "…", "choice": "length"})}, {"posts": [post("P")]},
        'sheet Alternatives, cell D5: Choice is "length"; no other alternative is of this choice; give its name to those that exclude each other, or clear it.',
    ),
    "exactly one of no choice": (
        {"alternatives": rows({"alternative": "A", "counts": 1, "what": "…", "of_choice": "exactly one"})}, {"posts": [post("P")]},
        'sheet Alternatives, cell E5: Of the choice is "exactly one"; it is for alternatives of a choice; name the choice, or clear the cell.',
    ),
    "choices that a spreadsheet takes for one": (
        {"alternatives": rows({"alternative": "A", "choice": "10"}, {"alternative": "B", "choice": "10.0"}, counts=0, what="…")}, {"posts": [post("P")]},
        'sheet Alternatives, cell D6: Choice is "10.0", which a spreadsheet takes for the number "10" in row 5; write one of them another way.',
    ),
    "a post that starts after its last month": (
        {}, {"posts": [post("P", first_month=9, last_month=3)]},
        "sheet Posts, cell K5: Last month is 3; a post can't end before it starts; the last month must be the first month or later.",
    ),
    "an activity that ends before it starts": (
        {}, {"posts": [post("P", first_year=2005, last_year=2004)]},
        "sheet Posts, cell E5: Last year is 2004; an activity can't end before it starts; the last year must be the first year or later, or empty.",
    ),
    "activities that nothing asks for": (
        {}, {}, 'sheet Paragraphs, cell D5: Answer is "activities"; no row of any sheet cites the paragraph; add its activities, or change the answer.',
    ),
    "activities of a paragraph without implications": (
        {"paragraphs": paragraphs(p1="no implication")}, {"posts": [post("P")]},
        'sheet Paragraphs, cell D5: Answer is "no implication"; rows of other sheets cite the paragraph; clear them, or answer: activities.',
    ),
    "a price that the section has": (
        {"prices": rows({"price": "room", "per": "day", "amount": 1, "currency": "EUR", "source": "…", "status": "derived"})},
        {"posts": [post("P")]}, 'sheet Prices, cell A5: Price "room" stands in the section already; each may stand once.',
    ),
    "a provision that the section has not": (
        {"provision": rows({"provision": "p", "paragraph": "1", "sheet": "Meetings", "row": "Plenary 11"})}, {},
        'sheet Provision, cell E5: Row is "Plenary 11", which the section has not on sheet Meetings; did you mean "Plenary 1"?',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def each_fault_is_reported_at_its_cell(case: str, small_section: Ready, tmp_path: Path) -> None:
    given, sheets, messages = FAULTS[case]
    with pytest.raises(Refused) as refused:
        draft(tmp_path, small_section, given | {name: rows(*added_rows) for name, added_rows in sheets.items()})
    assert [str(fault) for fault in refused.value.faults] == [f"inputs/2004/statements/L.1.xlsx, {each}" for each in ([messages] if isinstance(messages, str) else messages)]


def a_draft_of_seven_alternatives_is_too_many(small_section: Ready, tmp_path: Path) -> None:
    names = [f"A{place}" for place in range(7)]
    alternatives = rows(*({"alternative": name, "what": "…"} for name in names), counts=1)
    posts = rows(*(post(f"P {name}", alternative=name) for name in names))
    with pytest.raises(Refused, match="7 alternatives make 128 combinations; at most 64 are priced"):
        draft(tmp_path, small_section, {"alternatives": alternatives, "posts": posts})


def a_symbol_that_is_not_the_workbooks_is_a_fault(small_section: Ready, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r'Symbol is "L.1", but the workbook is named L.2.xlsx; name it L.1.xlsx, or correct the symbol'):
        draft(tmp_path, small_section, {"posts": rows(post("P"))}, name="L.2")


def a_sheet_of_activities_that_was_deleted_is_a_fault(small_section: Ready, tmp_path: Path) -> None:
    path = tmp_path / "L.1.xlsx"
    path.write_bytes(draft_workbook(small_section, {"draft_resolution": head(), "paragraphs": paragraphs(p1="no implication")}))
    book = load_workbook(path)
    del book["Posts"], book["Prices"]  # of these, only the one may be left out: its names are those of the section
    book.save(path)
    with pytest.raises(Refused) as refused:
        costed(small_section, path, "L.1.xlsx")
    assert [(fault.sheet, fault.message[:21]) for fault in refused.value.faults] == [("Posts", "The sheet is missing;")]


@pytest.mark.parametrize(
    ("symbol", "name"), [("ICC-ASP/2/Res.7", "ICC-ASP-2-Res.7"), (" L.1 ", "L.1"), ('a:b*c?"d<e>f|g', "a-b-c--d-e-f-g"), (r"a b\c", "a-b-c")]
)
def a_workbook_is_named_after_its_symbol_without_signs_that_no_file_may_have(symbol: str, name: str) -> None:
    assert file_name(symbol) == name


Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def known(models: Catalogue) -> tuple[Catalogue, Anatomy]:
    """The section's sheets with those of a draft, and how the section is built."""
    anatomy = Anatomy(models)
    return combined(anatomy), anatomy


def wrong(known: tuple[Catalogue, Anatomy], frames: Frames, name: str = "L.1") -> list[tuple[str, str, int, str]]:
    """Return what is wrong with sheets of a draft of 2004 beyond their cells; rows of the draft have negative numbers."""
    return [(each.table.name, each.column, each.row, each.message) for each in wrong_with(*known, frames, (name, "2004"))]


def a_workbook_without_a_draft_says_which_row_it_needs(known: tuple[Catalogue, Anatomy]) -> None:
    found = wrong(known, {"draft_resolution": pd.DataFrame({"symbol": pd.Series([], dtype="str")})})
    assert found == [("draft_resolution", "symbol", 0, "The sheet is empty; it needs one row that says which draft resolution this is.")]


def a_workbook_has_one_draft(known: tuple[Catalogue, Anatomy]) -> None:
    found = wrong(known, {"draft_resolution": pd.DataFrame({"symbol": ["L.1", "L.2", None]}, index=[-5, -6, -7])})
    assert found == [("draft_resolution", "symbol", -6, "A workbook holds one draft resolution; clear this row.")]


@pytest.mark.parametrize(("year", "message"), [
    (2003, "First year is 2003; the statement covers 2004 to 2006: give one of these years."), (2004, ""), (2006, ""),
    (2007, "First year is 2007; the statement covers 2004 to 2006: give one of these years."),
])  # fmt: skip
def an_activity_begins_in_a_year_of_the_statement(known: tuple[Catalogue, Anatomy], year: int, message: str) -> None:
    found = wrong(known, {"posts": pd.DataFrame({"first_year": [float(year), None]}, index=[-5, 6])})
    assert found == ([("posts", "first_year", -5, message)] if message else [])


def named_alternatives(number: int, choice: str | None = None) -> pd.DataFrame:
    """Return alternatives of a draft, of one choice or of none."""
    rows_of = [-5 - place for place in range(number)]
    return pd.DataFrame({"alternative": [f"A{place}" for place in range(number)], "choice": choice, "of_choice": None}, rows_of, dtype=object)


@pytest.mark.parametrize(("number", "faults"), [(0, 0), (6, 0), (7, 1)])
def a_draft_has_no_more_combinations_than_are_priced(known: tuple[Catalogue, Anatomy], number: int, faults: int) -> None:
    alternatives = named_alternatives(number)
    found = wrong(known, {"alternatives": alternatives})
    assert [row for _, _, row, _ in found] == [-5 - number + 1] * faults
    assert MOST_OPTIONS == 2**6


@pytest.mark.parametrize(("number", "faults"), [(63, 0), (64, 1)])
def a_choice_makes_one_situation_for_each_of_its_alternatives_and_one_for_none(known: tuple[Catalogue, Anatomy], number: int, faults: int) -> None:
    assert len(wrong(known, {"alternatives": named_alternatives(number, "length")})) == faults


def the_alternatives_that_are_more_than_can_be_counted_are_one_fault(known: tuple[Catalogue, Anatomy]) -> None:
    (found,) = wrong(known, {"alternatives": named_alternatives(19_990)})
    assert found[3] == (
        "19,990 alternatives make more than 1,000,000 combinations; at most 64 are priced: name the choice of those that exclude each other, "
        "join those that stand or fall together, clear those that cost nothing, or price the draft in parts."
    )


def cited(*provision: tuple[str | None, str | None]) -> Frames:
    """Return sheets of a draft that cites these rows of the section, which has two plenaries; the draft has a meeting."""
    meetings = pd.DataFrame({"meeting": ["Plenary 1", "Plenary 2", "Group"], "first_year": [None, None, 2004.0]}, index=[5, 6, -5])
    rows_cited = pd.DataFrame(provision, columns=["sheet", "row"], index=[-5 - place for place, _ in enumerate(provision)]).assign(paragraph="1")
    return {"meetings": meetings, "provision": rows_cited}


def a_row_that_is_cited_is_one_of_the_section(known: tuple[Catalogue, Anatomy]) -> None:
    assert wrong(known, cited(("Meetings", "Plenary 2"), ("Meetings", None), (None, "Plenary 1"))) == []
    (found,) = wrong(known, cited(("Meetings", "Group")))
    assert found == ("provision", "row", -5, 'Row is "Group", which the section has not on sheet Meetings.')


def a_row_that_is_cited_is_on_a_sheet_of_activities(known: tuple[Catalogue, Anatomy]) -> None:
    (found,) = wrong(known, cited(("Meeting", "Plenary 1")))
    assert found[:3] == ("provision", "sheet", -5)
    assert found[3].startswith('Sheet is "Meeting"; it must be one of: ')
    assert found[3].endswith('did you mean "Meetings"?')
    (grades,) = wrong(known, cited(("Grades", "P-3")))
    assert grades[3].startswith('Sheet is "Grades"; it must be one of: ')


def a_row_is_cited_once(known: tuple[Catalogue, Anatomy]) -> None:
    assert wrong(known, cited(("Meetings", "Plenary 1"), ("Meetings", "Plenary 2"), ("Meetings", "Plenary 1"))) == [
        ("provision", "row", -7, 'Row "Plenary 1" is cited in row 5 already; each may be cited once.'),
    ]  # fmt: skip
