"""Anatomy: what a draft may add to, what it refers to, and what differs with what else is held, on a section of five sheets."""

from __future__ import annotations

from typing import Any

import pytest

from aspbudget.declare.layout import Printed
from aspbudget.declare.model import GENERAL, Charge, Model, Table
from aspbudget.declare.practice import NoPractice
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.line import CURRENCY, line
from aspbudget.lines.table import Crossing, Distinct
from aspbudget.models.statements import PRACTICE
from aspbudget.statements.anatomy import Anatomy, asking, placed
from aspbudget.statements.draft import YEARS
from aspbudget.statements.draft_sheets import combined, readable


class Offices(Sheet):
    """An office that pays."""

    office: str = column("Office", "Its name.", key=True)


class Items(Sheet):
    """What is paid for."""

    item: str = column("Item", "Its name.", key=True)


class Halls(Sheet):
    """A hall that can be hired."""

    hall: str = column("Hall", "Its name.", key=True)
    rent: float = column("Rent", "What it costs a day.")


class Chairs(Sheet):
    """The chairs of a hall."""

    chair: str = column("Chair", "Its name.", key=True)
    hall: str = column("Hall", "Where it stands.", refers="halls")


class Concerts(Sheet):
    """A concert, for which a hall is hired by the day."""

    concert: str = column("Concert", "Its name.", key=True)
    hall: str = column("Hall", "Where it is given.", refers="halls")
    day: float = column("Day", "When.")


class Cleaning(Sheet):
    """Cleaning of a hall on each day on which it is hired."""

    cleaning: str = column("Cleaning", "Its name.", key=True)
    hall: str = column("Hall", "Which hall.", refers="halls")
    price: float = column("Price", "For a day.")
    office: str = column("Office", "Who pays.", refers="offices")
    item: str = column("Item", "What for.", refers="items")


class Posters(Sheet):
    """Posters, which cost what they cost."""

    poster: str = column("Poster", "Its name.", key=True)
    price: float = column("Price of all", "In all.")
    office: str = column("Office", "Who pays.", refers="offices")
    item: str = column("Item", "What for.", refers="items")


class Pets(Sheet):
    """A sheet with which no cost has to do."""

    pet: str = column("Pet", "Its name.", key=True)


DAYS = Distinct("days", "Days of hire", "The days on which a hall is hired.", "concerts", ("hall", "day"))
GRID = Crossing("grid", "Grid", "Every office with every item.", (("office", "offices"), ("item", "items")))


@line(unit=CURRENCY, source="A test")
def hire(hall: Any, halls: Any) -> Any:
    """What the hall costs for the day."""
    return halls.at(hall, "rent")


@line(unit="text", source="A test")
def office(day: Any) -> Any:  # noqa: ARG001 - the same for every day
    """Who pays for hire."""
    return "hall office"


@line(unit="text", source="A test")
def item(day: Any) -> Any:  # noqa: ARG001 - the same for every day
    """What hire is."""
    return "hire"


@line(unit="days", source="A test", label="Days hired")
def days_hired(hall: Any, days: Any) -> Any:
    """On how many days the hall is hired."""
    return days.count(hall=hall)


@line(unit=CURRENCY, source="A test", label="Cost of cleaning")
def cost(price: Any, hall: Any, halls: Any) -> Any:
    """A price for each day."""
    return price * halls.at(hall, "days_hired")


@line(unit=CURRENCY, source="A test")
def price_twice(price: Any) -> Any:
    """Both sides are printed."""
    return 2 * price


TABLES = (
    Table(Offices), Table(Items), Table(Halls, (days_hired,)), Table(Chairs, follows="hall"), Table(Concerts),
    Table(DAYS, (hire, office, item), (Charge("hire"),)), Table(Cleaning, (cost,), (Charge("cost"),)), Table(Posters, (price_twice,), (Charge("price_twice"),)),
    Table(Pets), Table(GRID, collects=True),
)  # fmt: skip
PRINTED = Printed("Grid", "what is paid", "grid", (("unrounded", "Cost"),), "item", "item", "office")


@pytest.fixture(scope="module")
def small() -> Anatomy:
    """The anatomy of a concert hall's budget."""
    return Anatomy(Catalogue((GENERAL, Model("Hall", "", 1, TABLES, printed=(PRINTED,)))))


def the_activities_are_the_sheets_whose_rows_cost_something_even_through_their_days(small: Anatomy) -> None:
    assert small.charged == ("days", "cleaning", "posters")
    assert small.activities == ("concerts", "cleaning", "posters")
    assert small.derived == ("days",)


def the_vocabulary_is_what_they_refer_to_and_what_completes_it(small: Anatomy) -> None:
    assert small.vocabulary == ("offices", "items", "halls", "chairs")
    assert small.relevant == ("offices", "items", "halls", "chairs", "concerts", "days", "cleaning", "posters")
    assert small.referred == {"offices", "items", "halls", "days", "concerts"}  # of which days are counted


def a_figure_that_counts_days_depends_on_more_than_its_own_row_and_so_does_what_looks_there(small: Anatomy) -> None:
    assert {("halls", "days_hired"), ("cleaning", "cost"), ("days", "hire"), ("days", "rows")} <= small.beyond
    assert ("posters", "price_twice") not in small.beyond


def the_concerts_make_the_days_and_what_serves_them_is_charged_by_the_day(small: Anatomy) -> None:
    assert small.feeders == ("concerts",)
    assert small.serving == ("cleaning",)
    assert small.local == ("posters",)
    assert small.by_case == ("halls", "concerts", "days", "cleaning")


def the_days_are_made_of_the_keys_of_concerts(small: Anatomy) -> None:
    assert small.derived_from("concerts") == [DAYS]
    assert small.derived_from("posters") == []


def a_line_looks_up_what_depends_on_one_row_or_reaches_what_depends_on_more(small: Anatomy) -> None:
    assert small.looked_up("days", "hire", "halls")
    assert not small.reached("days", "hire", "halls")
    assert small.reached("cleaning", "cost", "halls")
    assert not small.looked_up("cleaning", "cost", "halls")
    assert small.reached("halls", "days_hired", "days")


def a_column_is_described_by_its_title_and_its_unit(small: Anatomy) -> None:
    assert small.described("concerts", "hall") == ("Hall", "text")
    assert small.described("cleaning", "cost") == ("Cost of cleaning", CURRENCY)
    assert small.described("posters", "first_year") == ("First year", "year")
    assert small.described("posters", "origin") == ("Whose row", "text")
    assert small.described("posters", "not_known_yet") == ("Not known yet", "")


def each_charge_comes_with_its_table(small: Anatomy) -> None:
    found = [(table.name, charge.cost) for table, charge in small.charges(("posters", "cleaning", "concerts"))]
    assert found == [("posters", "price_twice"), ("cleaning", "cost")]


def an_organisation_without_statements_has_no_practice() -> None:
    with pytest.raises(NoPractice):
        _ = Anatomy(Catalogue((GENERAL,), package="aspbudget.declare")).practice


def the_anatomy_of_the_section_is_found_in_its_formulas(models: Catalogue) -> None:
    anatomy = Anatomy(models)
    assert anatomy.practice is PRACTICE
    assert anatomy.feeders == ("meetings",)
    assert anatomy.serving == ("conference_services",)
    assert anatomy.shared_by == {"meetings": ("session",)}
    assert set(anatomy.local) == {"posts", "temporary_assistance", "overtime", "documents", "travel", "operating_requirements"}
    assert ("sessions", "working_days") in anatomy.beyond
    assert ("sessions", "length") not in anatomy.beyond


@pytest.fixture(scope="module")
def whole(models: Catalogue) -> Catalogue:
    """The section's sheets with those of a draft."""
    return combined(Anatomy(models))


def every_activity_of_a_draft_says_who_asks_for_it_and_from_when(models: Catalogue, whole: Catalogue) -> None:
    anatomy = Anatomy(models)
    for name in anatomy.activities:
        assert {"paragraph", "alternative", "first_year", "last_year", "recurrence"} <= whole.columns(name).keys()
        assert set(YEARS) <= set(whole.tables[name].rules)
        ours, theirs = ({(rule.holds.name, rule.at) for rule in each.tables[name].rules} for each in (models, whole))
        # What was approved, and what is a holiday, is known of the section alone.
        assert ours - theirs <= {("outsourcing_is_within_the_framework", "means"), ("on_no_holiday", "day")}
    assert "paragraph" not in whole.columns("prices")
    assert "paragraph" not in models.columns("posts")


def a_paragraph_answers_for_the_activities_of_this_section(whole: Catalogue) -> None:
    answered = [rule.holds for rule in whole.tables["paragraphs"].rules if rule.at == "answer"]
    assert len(answered) == 3
    assert {"meetings", "posts", "provision"} <= set(answered[0].parameters)


def no_sheet_with_which_a_draft_has_nothing_to_do_is_beside_it(whole: Catalogue) -> None:
    assert not {"section_lines", "approved", "performance"} & whole.tables.keys()


def the_sheets_of_a_draft_come_first_then_activities_then_names(models: Catalogue, whole: Catalogue) -> None:
    names = [table.name for table in readable(whole, Anatomy(models))]
    assert names[:4] == ["draft_resolution", "paragraphs", "alternatives", "provision"]
    assert names.index("meetings") < names.index("travel") < names.index("prices")


def a_placed_row_says_whose_it_is_as_well(models: Catalogue) -> None:
    sheet = models.tables["posts"].sheet
    asked, placed_ = ({each.name for each in kind(sheet).columns()} for kind in (asking, placed))
    assert placed_ - asked == {"origin"}
    assert asked - {each.name for each in sheet.columns()} == {"paragraph", "alternative", "first_year", "last_year"}
    assert placed(sheet).table() == "posts"
