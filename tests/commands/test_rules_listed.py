"""The command `rules`: what each rule asks, where a cycle applies it, and what in the cycle conflicts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.commission import CONTENT

from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.commands.rules import UnknownRule, numbered
from aspbudget.content import BUILT_IN

if TYPE_CHECKING:
    from conftest import Place

RES3 = "ICC-ASP/2/Res.3, annex, "


@pytest.mark.parametrize(
    ("text", "number"),
    [("5.8", "regulation 5.8"), ("Financial Regulation 5.8", "regulation 5.8"), ("112 (8)", "article 112 (8)"), ("annex 8.3", f"{RES3}8.3"), ("article 112, paragraph 8", "article 112 (8)")],
)
def a_rule_is_found_by_the_end_of_its_number(text: str, number: str) -> None:
    assert numbered(text, BUILT_IN) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("regulation 5.9", '"regulation 5.9" is the number of no rule that is listed; did you mean "regulation 5.8"? aspbudget rules lists all.'),
        ("2", '"2" is the number of several rules: ICC-ASP/2/Res.3, 2; ICC-ASP/2/Res.3, annex, 2. Write the whole number.'),
    ],
)
def an_unknown_number_and_one_of_several_rules_are_refused(text: str, message: str) -> None:
    with pytest.raises(UnknownRule) as refused:
        numbered(text, BUILT_IN)
    assert str(refused.value) == message


def a_rule_is_shown_as_it_is_declared_where_there_is_no_cycle(empty_place: Place) -> None:
    said = empty_place.run("rules", "annex, 9")
    assert said.code == DONE
    assert said.out.splitlines()[-2:] == ["In conflict with it", "  Nothing was found."]
    assert empty_place.run("rules", "9.9").code == WRONG_USE


def a_content_package_without_a_list_says_so(empty_place: Place) -> None:
    (empty_place.root / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    assert empty_place.run("rules").out == "The content river_commission lists no rules: it has no reference/regulations.csv.\n"
    assert empty_place.run("rules", "--json").document == {"cycle": None, "rules": []}


def a_mandate_has_its_cells_and_what_their_rows_cost(place: Place) -> None:
    rule = place.run("rules", "5.3 (b)", "--json").document["rule"]
    assert [(each["sheet"], each["cells"], each["amount"]) for each in rule["cells"]] == [("Posts", ["Posts!K10"], 94722.07), ("Documents", ["Documents!O9"], 7374.0)]
    assert (rule["status"], rule["conflicts"]) == ("read", [])


def an_outsourced_service_without_a_reason_conflicts_with_its_rule_and_with_no_other(place: Place) -> None:
    place.change({"Conference services!M22": None})
    rules = {each["number"]: each["conflicts"] for each in place.run("rules", "--json").document["rules"]}
    assert {number: [fault["cell"] for fault in found] for number, found in rules.items() if found} == {f"{RES3}8.3": ["M22"]}


def a_transfer_without_authority_conflicts_with_the_rule_on_transfers(place: Place) -> None:
    cells = ("One", 2004, 5, "4100", "Travel", "4100", "Contractual services", 100, "Nobody", "Me", "illustrative")
    place.change({f"Transfers!{letter}5": cell for letter, cell in zip("ABCDEFGHIJK", cells, strict=True)})
    out = place.run("rules", "104.3").out
    assert "cell I5" in out.partition("In conflict with it in 2004")[2]


def a_cell_that_cites_a_paragraph_which_there_is_not_is_a_fault(place: Place) -> None:
    place.change({"Posts!K10": "ICC-ASP/2/Res.3, annex, 5.3 (c)"})
    said = place.run("check", "2004", "--json")
    assert said.code == FAULTS
    (fault,) = said.faults
    assert fault.startswith("Posts!K10: Mandate cites ICC-ASP/2/Res.3, annex, 5.3 (c), and there is no such paragraph; did you mean ")
    assert fault.endswith("? Correct the number; aspbudget rules lists those there are.")


def the_workbook_says_which_rules_it_applies_and_how_they_are_known(place: Place) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    assert place.run("cost", "2004").code == DONE
    rows = [row for row in load_workbook(place.output)["Rules applied"].iter_rows(values_only=True) if row[0]]
    known = {row[0]: row for row in rows}
    assert known[f"{RES3}9"][3:] == ("read", "ICC-ASP/2/Res.3, read in full", "Checks: Income (Decision).")
    assert "rule 103.3" not in known
