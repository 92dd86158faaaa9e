"""The catalogue: models bound together, what they charge collected by the two axes of the section, and what is found by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support import small_section
from support.journeys import GIFTS, HEADINGS, PRINTED, TRAVEL, Gifts

from aspbudget.content import BUILT_IN
from aspbudget.declare.layout import (
    BY_YEAR,
    REGISTER,
    SHEETS,
    STATEMENT_SHEETS,
    Listed,
    Pages,
    Printed,
    Schedule,
    Timetable,
)
from aspbudget.declare.model import GENERAL, SECTION, Axes, Model, ModelError, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.lines.formula import Gather, Named, Own, parts
from aspbudget.lines.line import line
from aspbudget.lines.table import Numbered, TableSymbol


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Three small models: what they have in common, and two that charge to it."""
    return Catalogue((HEADINGS, TRAVEL, GIFTS))


def a_collecting_table_has_a_line_for_each_charge_and_one_for_their_sum(bound: Catalogue) -> None:
    table = bound.tables["lines"]
    assert [each.name for each in table.lines] == ["return_fare_of_journeys", "deposit_of_journeys", "worth_of_gifts", "unrounded", "tenfold"]
    assert [bound.figures["lines", each.name].title for each in table.lines] == ["Journeys", "Journeys", "Gifts", "Unrounded", "Tenfold"]


def a_charge_is_gathered_by_the_columns_that_stand_in_for_the_axes(bound: Catalogue) -> None:
    tree = bound.figures["lines", "return_fare_of_journeys"].tree
    assert isinstance(tree, Gather)
    assert [name for name, _ in tree.criteria] == ["town", "aim"]
    assert bound.figures["lines", "return_fare_of_journeys"].looks_in == ("journeys",)


def the_axes_of_the_section_are_those_of_its_printed_table(bound: Catalogue) -> None:
    assert bound.section is PRINTED
    assert bound.axes == Axes(across="town", down="purpose")
    assert [bound.headings(axis) for axis in bound.axes] == ["towns", "purposes"]
    assert bound.heading_titles() == ("Town", "Purpose of it")


def a_catalogue_without_a_section_has_axes_without_names() -> None:
    bound = Catalogue((Model("Gifts", "", 1, (Table(Gifts),)),))
    assert (bound.section, bound.axes, bound.heading_titles(), bound.headings("town")) == (None, Axes("", ""), ("", ""), "")


def a_table_of_distinct_keys_counts_the_rows_of_its_source(bound: Catalogue) -> None:
    rows = bound.figures["days", "rows"]
    assert (rows.title, rows.line.meaning) == ("Journeys", "How many rows of sheet Journeys belong here.")
    assert [(each.name, each.kind) for each in bound.columns("days").values()] == [("on", "date"), ("carriage", "text")]


def a_table_of_numbered_rows_has_its_number_for_a_key() -> None:
    first = Numbered("largest", "Largest", "The two largest.", "place", 2)
    bound = Catalogue((Model("Largest", "", 1, (Table(first),)),))
    assert bound.key("largest") == "place"
    assert bound.columns("largest")["place"].kind == "whole"


def a_cycle_starts_with_the_rows_of_the_models_in_the_columns_of_the_sheets(bound: Catalogue) -> None:
    rows = bound.start("2005")
    assert list(rows["towns"]["town"]) == ["Town of 2005"]
    assert list(rows["gifts"].columns) == ["gift", "town", "purpose", "worth", "note"]
    assert rows["gifts"].loc[0, "worth"] == 1


def a_layout_is_found_by_its_kind(bound: Catalogue) -> None:
    assert bound.layouts(Printed) == [PRINTED]
    assert bound.layouts(Schedule) == []


def the_symbols_of_a_line_are_what_its_parameters_stand_for(models: Catalogue) -> None:
    share = next(each for each in models.tables["posts"].lines if each.name == "vacant_share")
    found = models.symbols(models.tables["posts"], share)
    assert {name: type(symbol) for name, symbol in found.items()} == {
        "category_of_grade": Own, "sub_programme": Own, "standing": Own, "vacancy_rates": TableSymbol,
        "delayed_recruitment_rate": Named, "vacancy_rate": Named,
    }  # fmt: skip
    assert isinstance(models.symbols(models.tables["posts"], models.tables["posts"].line("annual_cost"))["grades"], TableSymbol)


def a_column_that_may_be_empty_is_known_as_such_in_a_line(bound: Catalogue) -> None:
    noted = line(unit="", source="A test")(lambda note: note == "")
    symbols = bound.symbols(bound.tables["gifts"], noted)
    assert (symbols["note"].kind, symbols["note"].optional) == ("text", True)
    named = line(unit="", source="A test")(lambda gift: gift == "")
    assert not bound.symbols(bound.tables["gifts"], named)["gift"].optional


def the_models_of_a_workbook_are_bound_in_their_order_after_the_general_ones() -> None:
    contributions = catalogue("contributions")
    assert contributions.models[0] is GENERAL
    assert {model.workbook for model in contributions.models[1:]} == {"contributions"}
    assert workbooks()[0] == SECTION
    assert set(workbooks()) == {SECTION, "contributions"}
    assert contributions.package == BUILT_IN


def a_sheet_of_the_tool_is_described_by_the_models_where_they_have_words_for_it(bound: Catalogue) -> None:
    assert bound.about(REGISTER) == SHEETS[REGISTER]
    assert bound.about(BY_YEAR) == STATEMENT_SHEETS[BY_YEAR]
    assert bound.about("no such sheet") == ""
    worded = Catalogue((replace(HEADINGS, sheets={REGISTER: "What to renew."}), TRAVEL))
    assert worded.about(REGISTER) == "What to renew."


def the_section_of_the_product_is_by_sub_programme_and_object(models: Catalogue) -> None:
    orders = [model.order for model in models.models]
    assert orders == sorted(orders)
    assert models.axes == Axes("sub_programme", "object")
    assert models.heading_titles() == ("Sub-programme", "Object")
    assert len(models.layouts(Timetable)) == 1


def every_part_of_a_bound_formula_belongs_to_a_table_that_is_known(models: Catalogue) -> None:
    for (table, name), figure in models.figures.items():
        assert figure.table.name == table
        for part in parts(figure.tree) if figure.tree is not None else ():
            assert not isinstance(part, Own) or part.name in models.names(table), name


class MyPosts(Sheet):
    """A post."""

    post: str = column("Post", "Its name.", key=True)


def a_sheet_named_as_the_officers_own_is_refused_because_it_would_never_be_read() -> None:
    with pytest.raises(ModelError, match='Sheet My posts would never be read: sheets that begin with "My " or "_" are the officer\'s own'):
        Catalogue((Model("Staff", "Posts.", 1, (Table(MyPosts),)),))


def the_blocks_of_several_models_for_the_rows_of_a_table_stand_on_one_page() -> None:
    more, first = Pages("what is said of it", "posts", "programme", (Listed("More", ("months",)),)), small_section.PAGES
    found = Catalogue((GENERAL, small_section.STAFF, Model("Notes", "", 2, (), pages=(more,)))).pages()
    assert found == [replace(first, about="what the post costs; what is said of it", blocks=(*first.blocks, *more.blocks))]


def a_line_is_read_over_another_table_than_its_parameter_names(models: Catalogue) -> None:
    @line(unit="", source="A test")
    def how_many(posts: Any) -> Any:
        """How many there are."""
        return posts.count()

    found = models.symbols(models.tables["sessions"], how_many.reading(posts="grades"))
    assert {name: symbol.name for name, symbol in found.items()} == {"posts": "grades"}
