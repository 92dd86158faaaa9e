"""The command `what-if`: cells changed in a copy, computed as inputs are, and refused where a workbook would be."""

from __future__ import annotations

import json
import shutil
from random import Random
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import REPOSITORY
from support import browser
from support.section_of_2004 import LINES, MOVED, PRICE, TOTAL, printed, share_of_germany

from aspbudget.commands.page import page_of
from aspbudget.figures.printed import lines_of
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.variant import Change, NoSuchCell, parsed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

HAGUE = PRICE.row


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Currencies / USD / Rate = 0.8", Change("Currencies", "USD", "Rate", "0.8")),
        ("Currencies / USD / Rate = 1/1.25", Change("Currencies", "USD", "Rate", 0.8)),
        ("Grades / * / Standard cost × 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / * / Standard cost * 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost + 3 %", Change("Grades", "P-3", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost - 25 %", Change("Grades", "P-3", "Standard cost", None, 0.75)),
        ("Sessions / Assembly, third session / Venue = New York", Change("Sessions", "Assembly, third session", "Venue", "New York")),
        ("Posts / A / Notes = ", Change("Posts", "A", "Notes", "")),
    ],
)
def a_change_is_written_as_a_person_says_it(text: str, change: Change) -> None:
    assert parsed(text) == change


@pytest.mark.parametrize("text", ["", "USD", "Currencies / USD = 0.8", "Currencies / USD / Rate", "Currencies / USD / Rate + 3"])
def a_text_that_says_no_change_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NoSuchCell, match="is no change; write: Sheet / Row / Column = value"):
        parsed(text)


def a_factor_that_is_no_number_is_named() -> None:
    with pytest.raises(NoSuchCell, match=r'has "1\.0\.3" where a number belongs'):
        parsed("Grades / * / Standard cost × 1.0.3")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("Price / X / Amount = 1", 'There is no sheet "Price"; did you mean "Prices"?'),
        ("Prices / Interpreters day / Amount = 1", "Sheet Prices has no row \"Interpreters day\"; did you mean \"Interpreter's day\"?"),
        ("Prices / Interpreter's day / Amont = 1", 'Sheet Prices has no column "Amont"; did you mean "Amount"?'),
        ("Prices / * / Source × 2", '"Prices / * / Source × 2": Source holds no numbers; give a value with =.'),
    ],
)
def a_change_of_no_cell_is_refused_with_the_nearest_name(place: Place, change: str, message: str) -> None:
    said = place.run("what-if", "2004", change)
    assert (said.code, said.err.splitlines()[-1]) == (2, message)


def a_variant_is_shown_beside_what_is_and_no_input_is_touched(place: Place) -> None:
    before = place.input.read_bytes()
    said = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:2] == ["Variant   as written: 1 cell changed", f"  Prices!C60 Interpreter's day, The Hague: Amount {PRICE.before} → {PRICE.now}"]
    moved = sum(MOVED.values())
    total = ["Total,", "thousands", "of", "EUR", printed(TOTAL), printed(TOTAL + moved), f"({printed(-moved)})"]
    assert next(line.split() for line in lines if line.startswith("Total")) == total
    assert place.input.read_bytes() == before
    assert not place.output.exists()


def the_document_has_every_line_and_every_state_that_moved(place: Place) -> None:
    document = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--json").document
    (variant,) = document["variants"]
    now = TOTAL + sum(MOVED.values())
    assert variant["total"] == {"before": TOTAL, "now": now, "difference": sum(MOVED.values())}
    lines = {f"{line.pop('sub_programme')} / {line.pop('object')}": line for line in variant["lines"]}
    assert lines == {line: {"before": LINES[line], "now": LINES[line] + moved, "difference": moved} for line, moved in MOVED.items()}
    assert variant["cells"] == [{"sheet": "Prices", "cell": "C60", "row": "Interpreter's day, The Hague", "column": "Amount", "before": PRICE.before, "now": PRICE.now}]
    germany = next(each for each in variant["states"] if each["iso3"] == "DEU")
    assert (germany["before"], germany["now"]) == (share_of_germany(TOTAL), share_of_germany(now))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (f"{HAGUE} = 5280", f"Amount is 5,280, but Low is {PRICE.low} and High is {PRICE.high}; mend one of them."),
        (f"{HAGUE} = much", 'Amount is "much"; it must be a number.'),
        ("Sessions / Assembly, third session / Venue = Nairobi", 'Venue is "Nairobi"'),
    ],
)
def a_value_that_a_workbook_would_not_take_is_a_fault_at_its_cell(place: Place, change: str, fault: str) -> None:
    said = place.run("what-if", "2004", change, "--json")
    assert said.code == 1
    assert any(fault in each for each in said.faults)


def a_variant_is_written_as_new_inputs_and_as_a_workbook_that_says_what_it_is(place: Place) -> None:
    accepted, output = place.root / "accepted.xlsx", place.root / "variant.xlsx"
    said = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--accept", str(accepted), "-o", str(output))
    assert said.code == 0
    assert openpyxl.load_workbook(accepted)["Prices"]["C60"].value == PRICE.now
    titles = {str(cell.value) for row in openpyxl.load_workbook(output)["Section"].iter_rows(max_row=3) for cell in row if cell.value}
    assert any("VARIANT, not what is proposed: " in title for title in titles)
    again = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--accept", str(accepted))
    assert (again.code, again.err.splitlines()[-1]) == (2, f"{accepted} exists already and is never written over; move it away first, or name another file.")


def a_variant_of_two_workbooks_is_shown_but_not_written_as_one_file(place: Place) -> None:
    shutil.copyfile(REPOSITORY / "inputs/2004/contributions.xlsx", place.root / "inputs/2004/contributions.xlsx")
    changes = (f"{HAGUE} = {PRICE.now}", "Scale / DEU / Source = A table")
    shown = place.run("what-if", "2004", *changes, "--json").document["variants"][0]
    assert [(each["sheet"], each["now"]) for each in shown["cells"]] == [("Prices", PRICE.now), ("Scale", "A table")]
    said = place.run("what-if", "2004", *changes, "--accept", str(place.root / "both.xlsx"))
    assert (said.code, said.err.splitlines()[-1]) == (2, "The changes are of section and contributions, and a file holds one workbook; name the changes of one of them.")
    assert not (place.root / "both.xlsx").exists()


def a_list_without_a_change_is_refused(place: Place) -> None:
    (place.root / "none.json").write_text('{"cycle": "2004", "changes": []}', encoding="utf-8")
    assert place.run("what-if", "2004", str(place.root / "none.json")).code == 2


def a_list_that_is_none_is_refused(place: Place) -> None:
    (place.root / "broken.json").write_text("{}", encoding="utf-8")
    said = place.run("what-if", "2004", str(place.root / "broken.json"))
    assert (said.code, said.err.splitlines()[-1]) == (2, f"{place.root / 'broken.json'} is no list of changes; download one from the page of the cycle.")
    said = place.run("what-if", "2004", str(place.root / "none.json"))
    assert (said.code, said.err.splitlines()[-1].split(";")[0]) == (2, f"There is no file {place.root / 'none.json'}")


@browser.needed
def a_list_of_changes_from_the_page_gives_what_the_page_shows(place: Place, tmp_path: Path) -> None:
    checked = prepare(place.workspace, "2004", lambda _: None)
    path = tmp_path / "budget.html"
    path.write_bytes(page_of(place.workspace, checked, ()))
    random, shown = Random(11), []
    with browser.launched() as launched:
        page, _ = browser.opened(launched, path)
        for number in range(6):
            changes = [_change(page, random) for _ in range(random.choice((1, 2, 3)))]
            page.evaluate("(changes) => { budget.changes.length = 0; budget.applied(); for (const each of changes) budget.change(each); }", changes)
            with page.expect_download() as waiting:
                page.click("#changes >> text=Download")
            waiting.value.save_as(tmp_path / f"variant-{number}.json")
            shown.append(page.evaluate("[...budget.books.book(0).column('section_lines', 'amount')]"))
    lists = [str(tmp_path / f"variant-{number}.json") for number in range(6)]
    document = place.run("what-if", "2004", *lists, "--json").document
    base = lines_of(checked.workbooks[0].figures, checked.workbooks[0].layout)
    for variant, amounts in zip(document["variants"], shown, strict=True):
        moved = {(each["sub_programme"], each["object"]): each["now"] for each in variant["lines"]}
        assert [moved.get(at, amount) for at, amount in base.items()] == [round(amount) for amount in amounts]
    assert len({json.dumps(each["lines"]) for each in document["variants"]}) == 6


def _change(page: Any, random: Random) -> dict[str, object]:
    """Return a change of a rate of the section that keeps within its low and its high."""
    prices = page.evaluate("(() => { const { columns } = budget.books.book(0).tables.get('prices'); return columns.amount.map((value, row) => [row, value, columns.lowest[row], columns.highest[row], columns.status[row]]); })()")
    row, _, low, high, _ = random.choice([each for each in prices if each[3] > each[2] > 0 and each[4] != "missing"])
    return {"place": 0, "table": "prices", "name": "amount", "row": row, "value": round(low + (high - low) * random.random(), 2)}
