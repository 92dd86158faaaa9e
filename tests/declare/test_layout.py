"""Layouts: an amount is printed in the scale of its table, and a table knows what it is about."""

from __future__ import annotations

import pytest

from aspbudget.declare.layout import SHEETS, STATEMENT_SHEETS, THOUSANDS, Printed, Scale, Shown, Timetable, beside_scale
from aspbudget.language import Language

UNITS, MILLIONS = Scale(), Scale(1_000_000, 2)


def the_amounts_have_one_decimal_a_dash_for_nothing_and_parentheses_below_it() -> None:
    assert [THOUSANDS.text(amount) for amount in (0, 100, 1_234_500, -12_000)] == ["–", "0.1", "1,234.5", "(12.0)"]


@pytest.mark.parametrize(
    ("scale", "name", "unit", "text"),
    [
        (UNITS, "units", "EUR", "1,733,449.50"),
        (THOUSANDS, "thousands", "thousands of EUR", "1,733.4"),
        (MILLIONS, "millions", "millions of EUR", "1.73"),
    ],
)
def a_scale_has_a_name_a_unit_and_its_decimals(scale: Scale, name: str, unit: str, text: str) -> None:
    assert (scale.name, scale.unit("EUR"), scale.text(1_733_449.5)) == (name, unit, text)


@pytest.mark.parametrize(
    ("currency", "unit", "beside"),
    [("EUR", "milliers d’euros", "d’euros"), ("USD", "milliers de dollars des États-Unis", "de dollars des États-Unis"), ("KES", "milliers de KES", "de KES")],
)
def a_currency_follows_its_scale_as_french_has_it(currency: str, unit: str, beside: str) -> None:
    french = Language("fr")
    assert (french.say(THOUSANDS.unit(currency)), french.say(beside_scale(currency)), str(beside_scale(currency))) == (unit, beside, currency)


def no_loss_is_printed_with_a_minus_sign() -> None:
    assert (UNITS.text(-0.5), THOUSANDS.text(-1_234_500), Scale(1, 0).text(-7)) == ("(0.50)", "(1,234.5)", "(7)")


def a_printed_table_is_about_its_first_line_and_shows_the_year_before_where_it_has_it() -> None:
    figures = (("amount", "Amount"), ("unrounded", "Unrounded"))
    table = Printed("Section", "The section.", "section_lines", figures, "object", "group", "sub_programme", divide=1_000, digits=1)
    assert (table.figure, table.scale, table.last_year) == ("amount", THOUSANDS, "")
    earlier = (Shown("spent", "Spent", back=2), Shown("approved", "Approved", back=1), Shown("amount", "Proposed"))
    full = Printed("Section", "", "section_lines", figures, "object", "group", "sub_programme", earlier=earlier)
    assert full.last_year == "approved"


def a_timetable_places_its_rows_by_their_period_day_and_part() -> None:
    served = (("teams", ("morning_teams", "afternoon_teams")),)
    grid = Timetable(
        "Calendar", "", "meetings", "meeting", "sessions", "session", ("first_day", "last_day"), "day", "slot",
        ("morning", "afternoon"), "days", served, ("sessions", "rooms"), ("meetings_to_place", "number"),
    )  # fmt: skip
    assert grid.columns == ("session", "day", "slot", "meeting")


def no_sheet_that_the_tool_adds_is_called_like_another() -> None:
    names = [*SHEETS, *STATEMENT_SHEETS]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(about.endswith(".") for about in (SHEETS | STATEMENT_SHEETS).values())
    assert max(map(len, names)) <= 31
