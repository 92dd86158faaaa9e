"""Less typing: a draft of ten paragraphs is filled in with few cells, and gives what the same draft gives that is typed out in full."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from support.workbooks import change_cells

from aspbudget.cli import DONE
from aspbudget.commands.new_statement import draft_workbook
from aspbudget.inputs.ready import prepare
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import lines

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Place

    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

SYMBOL = "ICC-ASP/3/L.9"
MOST = 120  # the cells that a draft of ten paragraphs may take
DRAFT = """The Assembly of States Parties,

1. Welcomes the entry into force of the Agreement on Privileges and Immunities;

2. Takes note of the report of the Bureau on its consultations;

3. Decides that the working group shall meet for five days in April and for five days in October;

4. Requests the Secretariat to submit a report on arrears to the Assembly at its third session;

5. Requests the Registrar to submit a report on the premises of the Court;

6. Requests the Secretariat:
(a) to prepare a report on the election of judges;
(b) to send a mission to New York to explain it;

7. Decides to establish a post of legal officer in the Secretariat;

8. Decides that the Committee shall hold a session in New York in December 2004;

9. Calls upon all States to ratify the Rome Statute;

10. Decides to remain seized of the matter.
"""
GROUP, ASSEMBLY, COMMITTEE = "Working group on structure", "Assembly, third session", "Committee on Budget and Finance"


def day(month: int, number: int) -> datetime:
    """Return a day of 2004."""
    return datetime(2004, month, number)  # noqa: DTZ001 - a date of the calendar


# What the officer types, by sheet, row and title; the rows of paragraphs and of likely requests are there already.
TYPED: dict[str, dict[int, dict[str, object]]] = {
    "Draft resolution": {5: {"Title": "Work of the Assembly", "Met from": "Contingency Fund", "Recurrence": "one-time", "Means": "own",
                             "Source": "Estimate for illustration", "Status": "illustrative"}},
    "Paragraphs": {**{row: {"Answer": "no implication"} for row in (5, 6, 15, 16)}, 7: {"Recurrence": "recurrent"}, 13: {"Recurrence": "recurrent"}},
    "Bodies": {5: {"Body": GROUP, "Decision": "ICC-ASP/3/L.9, 3"}},
    "Usual requests": {
        5: {"Body": GROUP, "First day": day(4, 19), "Last day": day(4, 23)},
        6: {"Words": 5000},
        7: {"Session": ASSEMBLY},
        8: {"Session": ASSEMBLY, "Words": 3000},
        9: {"Persons": 2, "Days": 4, "Fare": "Fare, The Hague to New York"},
        10: {"Grade": "P-3"},
        11: {"Body": COMMITTEE, "First day": day(12, 6), "Last day": day(12, 8), "Persons": 3, "Fare": "Fare, The Hague to New York"},
        12: {"Request": "Working group, October", "Paragraph": "3", "Kind": "working group", "Body": GROUP, "First day": day(10, 18), "Last day": day(10, 22)},
    },
}  # fmt: skip
CELLS = sum(len(cells) for rows in TYPED.values() for cells in rows.values())
_FILLED: list[bytes] = []


def begun(place: Place) -> Path:
    """Return the workbook that the tool makes of the draft's text."""
    text = place.root / "draft.txt"
    text.write_text(DRAFT, encoding="utf-8")
    assert place.run("new-statement", SYMBOL, "--text", str(text), "--cycle", "2004").code == 0
    return place.workspace.inputs("2004", "statements/ICC-ASP-3-L.9.xlsx")


def filled_in(place: Place) -> Path:
    """Return the workbook with what the officer types, made once and copied: the same text gives the same workbook."""
    path = place.workspace.inputs("2004", "statements/ICC-ASP-3-L.9.xlsx")
    if not _FILLED:
        _FILLED.append(_filled_in(place).read_bytes())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_FILLED[0])
    return path


def _filled_in(place: Place) -> Path:
    """Type what the officer types; a cell that is filled already isn't typed over."""
    path = begun(place)
    book = load_workbook(path)
    cells: dict[str, object] = {}
    for sheet, rows in TYPED.items():
        titles = {cell.value: cell.column_letter for cell in book[sheet][4]}
        for row, typed in rows.items():
            assert all(book[sheet][f"{titles[title]}{row}"].value is None for title in typed)
            cells |= {f"{sheet}!{titles[title]}{row}": value for title, value in typed.items()}
    change_cells(path, cells)
    return path


def section(place: Place) -> Ready:
    """Return the section of 2004."""
    found = prepare(place.workspace, "2004", lambda _: None).section
    assert found
    return found


def typed_out(found: Costed) -> dict[str, pd.DataFrame]:
    """Return the rows of the draft, by table, as they stand when each is typed by itself and nothing is left to be said elsewhere."""
    inputs = found.draft_rows.inputs
    known = found.draft_rows.anatomy
    names = ("draft_resolution", "paragraphs", *known.activities, *known.vocabulary)
    own = {name: inputs.frames[name].loc[inputs.frames[name].index < 0] for name in names}
    common = ["first_year", "recurrence", "means", "source", "status"]
    return {name: frame.drop(columns=common) if name in names[:2] else frame for name, frame in own.items() if len(frame)}


@pytest.fixture
def draft(place: Place) -> Costed:
    """The draft as it is filled in, costed."""
    path = filled_in(place)
    return costed(section(place), path, place.workspace.label(path))


def a_draft_of_ten_paragraphs_takes_at_most_120_cells_where_it_took_hundreds(draft: Costed) -> None:
    given = 1 + sum(frame[["paragraph", "text", "counts"]].notna().sum().sum() for frame in [draft.draft_rows.inputs.frames["paragraphs"]])
    before = sum(int(frame.notna().sum().sum()) for frame in typed_out(draft).values()) - int(given)
    assert CELLS <= MOST < 360 < before


def a_draft_with_usual_requests_gives_what_it_gives_typed_out_in_full(draft: Costed, place: Place, tmp_path: Path) -> None:
    path = tmp_path / "ICC-ASP-3-L.9.xlsx"
    path.write_bytes(draft_workbook(draft.section, {name: frame.astype(object) for name, frame in typed_out(draft).items()}))
    whole = costed(section(place), path, "inputs/2004/statements/ICC-ASP-3-L.9.xlsx")
    assert lines(whole.figures, whole.draft_rows.years) == lines(draft.figures, draft.draft_rows.years)
    assert len(whole.standing.illustrative) == len(draft.standing.illustrative)
    assert whole.draft_rows.inputs.opened == {}


def a_statement_of_usual_requests_is_proven_and_every_row_of_it_is_listed(place: Place) -> None:
    filled_in(place)
    said = place.run("statement", "2004", SYMBOL, "--json")
    assert said.code == 0, said.out
    asked = {line["paragraph"] for line in said.document["lines"]}
    assert {"3", "4", "5", "6 (a)", "6 (b)", "7", "8"} <= asked


def cells(path: Path) -> dict[str, str]:
    """Return the letters of the columns of the sheet of usual requests, by their titles."""
    return {str(each.value): each.column_letter for each in load_workbook(path)["Usual requests"][4]}


LACKING: dict[tuple[str, int], tuple[object, str]] = {
    ("Session", 6): (None, 'Session is empty, but a request of kind "report" needs it; give it.'),
    ("Grade", 10): (None, 'Grade is empty, but a request of kind "post" needs it; give it.'),
    ("Last day", 5): (day(4, 16), ('The row stands for "Working group, paragraph 3" on sheet Ranges of meetings: Last day is 16 April 2004, before First day, '
                                   "19 April 2004; give that day or a later one.")),
}  # fmt: skip
TOO_MUCH: dict[tuple[str, int], tuple[object, str]] = {
    ("Grade", 9): ("P-3", 'Grade is filled in, but no row of a request of kind "mission" has it; clear it, or correct the kind.'),
    ("Request", 12): ("Working group, paragraph 3", 'Request "Working group, paragraph 3" stands in row 5 already; each may stand once.'),
    ("Words", 6): (2_000_000, "Words is 2,000,000; it must be from 1 to 1,000,000."),
}


@pytest.mark.parametrize("told", [LACKING, TOO_MUCH], ids=["lacking", "too much"])
def a_request_that_lacks_what_it_needs_or_says_too_much_is_told_at_its_cell(told: dict[tuple[str, int], tuple[object, str]], place: Place) -> None:
    path = filled_in(place)
    names = cells(path)
    change_cells(path, {f"Usual requests!{names[title]}{row}": value for (title, row), (value, _) in told.items()})
    said = place.run("statement", "2004", SYMBOL, "--json")
    assert sorted(said.faults) == sorted(f"Usual requests!{names[title]}{row}: {message}" for (title, row), (_, message) in told.items())


def a_value_of_an_opened_row_is_found_in_the_cell_of_its_request(draft: Costed) -> None:
    inputs = draft.draft_rows.inputs
    tables = inputs.figures.catalogue.sheets
    meetings = inputs.frames["meetings"]
    row = int(meetings.index[meetings["meeting"] == "Working group, paragraph 3, 4"][0])
    found = {name: "!".join(inputs.place(tables["meetings"], name, row)) for name in ("day", "body", "slot", "status", "first_year")}
    body, first, kind = (cell_of(draft, title) for title in ("Body", "First day", "Kind"))
    assert found == {"day": first, "body": body, "slot": kind, "status": "Draft resolution!R5", "first_year": cell_of(draft, "First year")}


def cell_of(draft: Costed, title: str) -> str:
    """Return the cell of the first request under a title."""
    inputs = draft.draft_rows.inputs
    table = inputs.figures.catalogue.sheets["usual_requests"]
    name = next(column.name for column in inputs.figures.catalogue.columns("usual_requests").values() if column.title == title)
    return "!".join(inputs.place(table, name, -5))


def a_request_of_a_draft_in_french_is_opened_as_that_of_one_in_english(place: Place, tmp_path: Path) -> None:
    text = tmp_path / "draft.txt"
    text.write_text("1. Requests the Secretariat to submit a report to the Assembly at its next session;\n", encoding="utf-8")
    for language in ("en", "fr"):
        assert place.run("new-statement", f"L.{language}", "--cycle", "2004", "--language", language, "--text", str(text)).code == DONE
    faults = place.run("check", "2004", "--json").document["faults"]
    cells = {language: {each["cell"] for each in faults if each["workbook"].endswith(f"L.{language}.xlsx")} for language in ("en", "fr")}
    assert cells["en"] == cells["fr"] != set()
    assert {each["sheet"] for each in faults} >= {"Usual requests", "Demandes courantes"}
