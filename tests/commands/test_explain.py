"""The command `explain`: the answer in five lines, then what it is made of level by level; figures, statements and cells by their names."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.cli import DONE, WRONG_USE
from aspbudget.commands.explain import explained
from aspbudget.commands.explained_lines import MOST_LINES, MOST_PARTS, lines, parts_of
from aspbudget.review.explanation import Explanation
from aspbudget.review.trace import Step
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.inputs.ready import Ready

MONTHS = Step("work-months", "12", source="inputs/2004/section.xlsx, Posts!F5; derived: As filled")
PRICE = Step("price of a month", "1,000.00", source="A decision")
COST = Step("Net cost", "12,000.00 EUR", "work-months × price", "12 × 1,000.00", "Staff Regulations", (MONTHS, PRICE), 2)
FOUND = Explanation("Posts / Director / Net cost", "What the section pays.", COST, {"published": 1, "derived": 2, "illustrative": 1})


def the_answer_is_five_lines_and_how_to_go_on() -> None:
    assert list(lines(FOUND, 0)) == [
        "Figure    Posts / Director / Net cost: What the section pays.",
        "Amount    12,000.00 EUR",
        "From      work-months × price = 12 × 1,000.00",
        "Source    Staff Regulations",
        "Status    rests on 4 rows of the input: 1 illustrative, 2 derived, 1 published",
        "Next      --depth 1 shows the 2 figures of which it is made, --depth 2 one level more",
    ]


def an_input_cell_is_named_with_its_status_and_source() -> None:
    found = Explanation("Posts / Director / Work-months", "", MONTHS, {"derived": 1})
    assert list(lines(found, 0)) == [
        "Figure    Posts / Director / Work-months",
        "Amount    12",
        "From      inputs/2004/section.xlsx, Posts!F5",
        "Source    derived: As filled",
        "Status    rests on 1 row of the input: 1 derived",
    ]


def the_parts_of_a_figure_follow_further_in_level_by_level() -> None:
    whole = Step("Total", "12,000.00 EUR", "the sum", "12,000.00", "Practice", (COST,), 1)
    assert list(lines(Explanation("Total", "", whole, {}), 2))[5:] == [
        "",
        "Net cost: 12,000.00 EUR",
        "  = work-months × price",
        "  = 12 × 1,000.00",
        "  [Staff Regulations]",
        "  work-months: 12  [inputs/2004/section.xlsx, Posts!F5; derived: As filled]",
        "  price of a month: 1,000.00  [A decision]",
    ]


def the_first_of_many_parts_are_shown_and_the_others_counted() -> None:
    whole = Step("Total", "1", "the sum", made_of=(PRICE,) * (MOST_PARTS + 85), parts=MOST_PARTS + 85)
    assert len(list(parts_of(whole))) == MOST_PARTS + 1
    assert list(parts_of(whole))[-1] == "… and 85 more"


def no_explanation_is_longer_than_what_is_read() -> None:
    step = COST
    for _ in range(4):
        step = Step("Total", "1", "the sum", source="Practice", made_of=(step,) * 4, parts=4)
    shown = list(lines(Explanation("Total", "", step, {}), 9))
    assert len(shown) == MOST_LINES + 7
    assert shown[-1].endswith("lines more: ask for fewer levels, for one of these figures by its name, or for all with --json")


def no_words_are_repeated_as_numbers_and_long_ones_are_cut() -> None:
    alone = Step("kind", "full", "full " * 100, "full " * 100, "Practice")
    (line,) = (each for each in lines(Explanation("Kind", "", alone, {}), 0) if each.startswith("From"))
    assert line.endswith(" …")
    assert len(line) < 200


@pytest.fixture
def whole(place: Place) -> Place:
    """A workspace with all inputs of 2004."""
    shutil.copytree(REPOSITORY / "inputs" / "2004", place.root / "inputs" / "2004", dirs_exist_ok=True)
    return place


def the_command_answers_in_text_and_in_json_with_the_same_values(place: Place, ready: Ready) -> None:
    frame = ready.figures.frame("section_lines").set_index(["sub_programme", "object"])
    amount = f"{frame.at[('4100', 'Travel'), 'amount']:,.2f} EUR"
    text = place.run("explain", "2004", "4100 / Travel")
    document = place.run("explain", "2004", "4100 / Travel", "--json", "--depth", "1").document
    assert text.code == DONE
    assert text.out.splitlines()[1] == f"Amount    {amount}"
    assert (document["cycle"], document["figure"], document["depth"]) == ("2004", "4100 / Travel", 1)
    assert (document["name"], document["explanation"]["value"]) == ("Section / 4100 / Travel", amount)
    assert document["explanation"]["words"] in text.out
    (unrounded,) = document["explanation"]["made_of"]
    assert (unrounded["made_of"], unrounded["parts"]) == ([], 1)
    assert sum(document["rests_on"].values()) > 1


def a_name_without_its_stroke_and_quotation_marks_is_understood(place: Place) -> None:
    assert place.run("explain", "2004", "4100", "Travel", "--json").document["name"] == "Section / 4100 / Travel"


def a_name_of_several_figures_is_refused_with_each_on_a_line_of_its_own(place: Place) -> None:
    said = place.run("explain", "2004", "Travel")
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err.splitlines() == [
        '"Travel" is the name of 2 figures; give the full name of one of them:', "  Section / Travel", "  Travel / Total / Net cost",
    ]  # fmt: skip
    assert place.run("explain", "2004", "Travel", "--json").document["choices"] == ["Section / Travel", "Travel / Total / Net cost"]


@pytest.mark.slow
def a_state_a_statement_and_cells_are_explained_wherever_they_stand(whole: Place) -> None:
    names = {
        ("Germany",): "States / Germany / Payable",
        ("ICC-ASP/2/Res.7",): "Total / Additional / 2004",
        ("Res.7", "11 / Full cost"): "paragraph 11 / Full cost / 2004",
        ("contributions: Schedule!F12",): "Schedule!F12, ",
        ("Res.7: Summary!D20",): "Summary!D20, ",
    }
    for words, name in names.items():
        found = whole.run("explain", "2004", *words, "--json")
        assert found.code == DONE, found
        assert found.document["name"].startswith(name)


@pytest.mark.slow
def a_name_that_no_workbook_knows_is_refused_with_the_nearest_of_all(whole: Place) -> None:
    said = whole.run("explain", "2004", "Germny")
    assert (said.code, said.err.splitlines()) == (WRONG_USE, ['No figure is called "Germny"; did you mean DEU, Germany?'])
    assert whole.run("explain", "2004", "Res.9", "Total").err.startswith("There is no draft Res.9 in inputs/2004/statements")


def a_name_that_begins_with_the_symbol_of_a_draft_is_of_its_statement(place: Place) -> None:
    for folder in ("baselines", "statements"):
        shutil.copytree(REPOSITORY / "inputs" / "2004" / folder, place.input.parent / folder)
    for travel in ("Travel", "Voyages"):
        assert place.run("explain", "2004", f"ICC-ASP/2/Res.3 / {travel}").out.startswith("Figure    Travel / Additional / 2004: ")


@pytest.mark.usefixtures("checked_once")
def a_cell_of_the_french_workbook_is_explained_in_its_own_row() -> None:
    workspace = Workspace(REPOSITORY)
    cells = [explained(workspace, "2004", [name]).name for name in ("Schedule!E7", "Tableau des contributions!E7", "États!B7")]
    assert [name.split(", ")[1] for name in cells] == ["Albania", "South Africa", "ZAF"]
