"""The command `explain`: a figure is shown in words and numbers, each part further in than what it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.cli import DONE
from aspbudget.commands.explain import lines
from aspbudget.review.trace import Step

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.inputs.ready import Ready

MONTHS = Step("Posts / Director / Work-months", "12", source="inputs/2004/section.xlsx, sheet Posts, cell C5")
PRICE = Step("Price of a month", "1,000.00", source="A decision")
COST = Step("Net cost", "12,000.00", "work-months × price", "12 × 1,000.00", "Staff Regulations", (MONTHS, PRICE))
ALONE = Step("Kind of post", "full", "full where the post is filled", "full where the post is filled", "Practice")


def an_input_cell_is_one_line_with_its_source() -> None:
    assert list(lines(PRICE)) == ["Price of a month: 1,000.00  [A decision]"]


def a_figure_is_shown_in_words_in_numbers_with_its_source_and_what_it_is_made_of() -> None:
    assert list(lines(COST)) == [
        "Net cost: 12,000.00",
        "  = work-months × price",
        "  = 12 × 1,000.00",
        "  [Staff Regulations]",
        "    Posts / Director / Work-months: 12  [inputs/2004/section.xlsx, sheet Posts, cell C5]",
        "    Price of a month: 1,000.00  [A decision]",
    ]


def each_part_stands_further_in() -> None:
    whole = Step("Total", "12,000.00", "the sum", "12,000.00", "Practice", (COST,))
    assert list(lines(whole))[4:] == [f"    {line}" for line in lines(COST)]


def no_words_are_repeated_as_numbers() -> None:
    assert list(lines(ALONE)) == ["Kind of post: full", "  = full where the post is filled", "  [Practice]"]


def the_command_answers_in_text_and_in_json_with_the_same_values(place: Place, ready: Ready) -> None:
    figures = ready.figures
    (row,) = [
        row
        for row, pair in enumerate(zip(*(figures.values("section_lines", name) for name in ("sub_programme", "object")), strict=True))
        if pair == ("4100", "Travel")
    ]
    amount = figures.formatted("section_lines", "amount", row) + " EUR"
    text = place.run("explain", "2004", "4100 / Travel")
    document = place.run("explain", "2004", "4100 / Travel", "--json").document
    assert text.code == DONE
    assert text.out.splitlines()[0].endswith(f": {amount}")
    assert (document["cycle"], document["figure"], document["explanation"]["value"]) == ("2004", "4100 / Travel", amount)
    assert document["explanation"]["words"] in text.out
