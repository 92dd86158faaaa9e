"""Binding: tables, lines and assumptions found by their names, in the order in which they need each other, and what is refused."""

from __future__ import annotations

import pytest

from aspbudget.declare.model import GENERAL, Assumption, Model, ModelError, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.lines.formula import At, Gather, Named, NotAFormula, Own, parts
from aspbudget.lines.line import CURRENCY, Line, line
from aspbudget.lines.table import Crossing, Distinct


class Grades(Sheet):
    """A grade and what it costs."""

    grade: str = column("Grade", "The grade.", key=True)
    standard_cost: float = column("Standard cost", "A year of it.", unit="EUR", rate=True)
    remark: str = column("Remark", "Anything.", required=False)


class Posts(Sheet):
    """A post and how long it is filled."""

    post: str = column("Post", "The post.", key=True)
    grade: str = column("Grade", "Its grade.", refers="grades")
    months: float = column("Work-months", "How long it is filled.", low=0, high=12)


class Places(Sheet):
    """A town."""

    town: str = column("Town", "The town.", key=True)


@line(unit=CURRENCY, source="Staff Regulations")
def net_cost(gross_cost, vacancy_rate):
    """The cost less what vacancies save."""
    return gross_cost * (1 - vacancy_rate)


@line(unit=CURRENCY, source="Staff Regulations", label="Cost before vacancies")
def gross_cost(grade, months, grades):
    """A share of the standard cost."""
    return grades.at(grade, "standard_cost") * months / 12


@line(unit=CURRENCY, source="Staff Regulations")
def total_cost(grade, posts):
    """What all posts of the grade cost."""
    return posts.total("net_cost", grade=grade)


def declared(*lines: str, name: str = "circular") -> Line:
    """Return a line of a name that needs others of these names, so that circles can be made."""
    return Line(name, lambda *figures: sum(figures[1:], figures[0]), tuple(lines), "Made up.", "number", "A test")


def model(*tables: Table, title: str = "Staff") -> Model:
    """Return a model of these tables, with one assumption."""
    rate = Assumption("vacancy_rate", "share", "The share of time in which posts are vacant.", 0, 1)
    return Model(title, "Posts.", 1, tables, (rate,))


@pytest.fixture
def bound() -> Catalogue:
    """Return a small catalogue whose lines are declared in the wrong order."""
    return Catalogue((model(Table(Grades, (total_cost,)), Table(Posts, (net_cost, gross_cost))),))


def every_figure_comes_after_those_that_it_needs(bound: Catalogue) -> None:
    assert list(bound.figures) == [("posts", "gross_cost"), ("posts", "net_cost"), ("grades", "total_cost")]


def a_parameter_is_a_column_or_an_assumption_or_a_table_by_its_name(bound: Catalogue) -> None:
    gross, net = bound.figures["posts", "gross_cost"].tree, bound.figures["posts", "net_cost"].tree
    assert {part.name for part in parts(gross) if isinstance(part, Own)} == {"grade", "months"}
    assert {(part.table, part.by, part.column) for part in parts(gross) if isinstance(part, At)} == {
        ("grades", "grade", "standard_cost")
    }
    assert [part.name for part in parts(net) if isinstance(part, Named)] == ["vacancy_rate"]
    total = bound.figures["grades", "total_cost"].tree
    assert isinstance(total, Gather)
    assert total.column == "net_cost"


def a_lookup_in_an_optional_column_knows_that_cells_may_be_empty() -> None:
    noted = Line("noted", lambda grade, grades: grades.at(grade, "remark"), ("grade", "grades"), "m", "text", "s")
    bound = Catalogue((model(Table(Grades), Table(Posts, (noted,))),))
    assert bound.figures["posts", "noted"].tree.optional
    assert bound.figures["posts", "noted"].kind == "text"


def a_column_has_its_title_with_its_unit(bound: Catalogue) -> None:
    assert bound.title("posts", "gross_cost", "EUR") == "Cost before vacancies (EUR)"
    assert bound.title("posts", "net_cost", "CHF") == "Net cost (CHF)"
    assert bound.title("posts", "months", "EUR") == "Work-months"


def a_table_knows_its_columns_its_key_and_its_model(bound: Catalogue) -> None:
    assert bound.names("posts") == ("post", "grade", "months", "net_cost", "gross_cost")
    assert bound.key("posts") == "post"
    assert bound.model("posts").title == "Staff"
    assert bound.tables["posts"].about == "A post and how long it is filled."


def a_circle_of_figures_is_named_from_its_first_to_its_last() -> None:
    lines = (declared("second", name="first"), declared("third", name="second"), declared("second", name="third"))
    with pytest.raises(ModelError) as refused:
        Catalogue((model(Table(Posts, lines)),))
    assert str(refused.value) == ("Figures need each other in a circle: posts.second → posts.third → posts.second.")


def a_circle_through_two_tables_is_named() -> None:
    share = Line("share", lambda posts, grade: posts.total("cost", grade=grade), ("posts", "grade"), "m", "", "s")
    cost = Line("cost", lambda grades, grade: grades.at(grade, "share"), ("grades", "grade"), "m", "", "s")
    with pytest.raises(ModelError) as refused:
        Catalogue((model(Table(Grades, (share,)), Table(Posts, (cost,))),))
    assert str(refused.value) == ("Figures need each other in a circle: grades.share → posts.cost → grades.share.")


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        ("month", 'Line made of posts needs month, which is nothing known; did you mean "months"?'),
        (
            "vacancy_rates",
            'Line made of posts needs vacancy_rates, which is nothing known; did you mean "vacancy_rate"?',
        ),
        ("grade_s", 'Line made of posts needs grade_s, which is nothing known; did you mean "grades"?'),
        ("gros_cost", 'Line made of posts needs gros_cost, which is nothing known; did you mean "gross_cost"?'),
        ("zzz", "Line made of posts needs zzz, which is nothing known"),
    ],
)
def an_unknown_name_is_refused_with_the_nearest_known_one(parameter: str, message: str) -> None:
    with pytest.raises(NotAFormula) as refused:
        Catalogue((model(Table(Grades), Table(Posts, (gross_cost, declared(parameter, name="made")))),))
    assert str(refused.value).removesuffix(".") == message


@pytest.mark.parametrize(
    ("models", "message"),
    [
        ((model(Table(Places)), Model("Other", "", 2, (Table(Places),))), "Two models declare the table places."),
        (
            (model(Table(Places)), Model("Other", "", 2, (), (Assumption("vacancy_rate", "", ""),))),
            "Two models declare the assumption vacancy_rate.",
        ),
    ],
)
def no_name_is_declared_twice(models: tuple[Model, ...], message: str) -> None:
    with pytest.raises(ModelError) as refused:
        Catalogue(models)
    assert str(refused.value) == message


def a_line_that_no_spreadsheet_can_say_is_named_when_it_is_bound() -> None:
    rounded = Line("rounded", round, ("months",), "m", "number", "s")
    with pytest.raises(NotAFormula, match=r"^Line rounded: A line can't use round; use money\(amount\)"):
        Catalogue((model(Table(Posts, (rounded,))),))


def a_line_that_is_not_live_has_no_formula() -> None:
    kept = Line("kept", lambda months: months, ("months",), "m", "number", "s", live=False)
    figure = Catalogue((model(Table(Posts, (kept,))),)).figures["posts", "kept"]
    assert (figure.tree, figure.kind) == (None, "number")


def a_table_of_distinct_keys_has_the_columns_of_its_source() -> None:
    held = Distinct("held", "Held", "A grade that someone holds.", "posts", ("grade",))
    bound = Catalogue((model(Table(Grades), Table(held), Table(Posts)),))
    assert [each.title for each in bound.columns("held").values()] == ["Grade"]
    assert not bound.tables["held"].entered
    with pytest.raises(TypeError, match=r"^Table held has no input sheet: its rows are derived\.$"):
        _ = bound.tables["held"].sheet


def a_crossing_has_the_keys_of_its_tables_under_its_own_names() -> None:
    crossing = Crossing("grid", "Grid", "Every post in every town.", (("who", "posts"), ("where", "places")))
    bound = Catalogue((model(Table(Posts), Table(Places), Table(crossing)),))
    assert {name: each.title for name, each in bound.columns("grid").items()} == {"who": "Post", "where": "Town"}
    assert bound.key("grid") == ""


def the_catalogue_of_the_product_binds_every_model_and_every_line() -> None:
    found = catalogue()
    assert found.models[0] is GENERAL
    assert [each.order for each in found.models] == sorted(each.order for each in found.models)
    assert len(found.figures) == sum(len(table.lines) for table in found.tables.values()) > 0
