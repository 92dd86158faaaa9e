"""Names of figures: lines, totals, columns of earlier years, rows, assumptions and States are found by what people call them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.commands.names_in_languages import in_other_languages
from aspbudget.figures.printed import groups_down
from aspbudget.inputs.ready import prepare
from aspbudget.lines.line import CURRENCY
from aspbudget.review.explanation import explain
from aspbudget.review.names import Names, SeveralFigures, UnknownFigure
from aspbudget.review.trace import Formula, trace
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.inputs.ready import Ready

PRINTED = "4100 / Temporary assistance for meetings"


@pytest.fixture(scope="module")
def names(ready: Ready) -> Names:
    """The names of the figures of the section of 2004."""
    return Names.of(ready.figures)


@pytest.fixture(scope="module")
def in_french(ready: Ready, names: Names) -> Names:
    """The same names, with the words of the French workbook."""
    return replace(names, wordings=lambda texts: in_other_languages(ready.figures, ready.inputs, texts))


@pytest.fixture(scope="module")
def contributions() -> Ready:
    """The contributions of 2004."""
    return prepare(Workspace(REPOSITORY), "2004", lambda _: None, ("contributions",)).workbooks[0]


def value(ready: Ready, names: Names, name: str) -> float:
    """Return the amount of a figure by its name."""
    return float(trace(ready.figures, ready.inputs, names.find(name).asked, 0).value.split()[0].replace(",", ""))


def total(ready: Ready, chosen: Callable[[str, str], bool]) -> float:
    """Return the total of the printed lines of some sub-programmes and objects."""
    frame = ready.figures.frame("section_lines")
    return float(sum(row.amount for row in frame.itertuples() if chosen(row.sub_programme, row.object)))


def a_figure_is_found_in_either_order_and_without_capitals(names: Names) -> None:
    first = names.find(PRINTED)
    assert names.find("temporary assistance for meetings / 4100") == first
    assert names.find(" 4100/TEMPORARY  ASSISTANCE FOR MEETINGS ") == first
    assert names.find(f"Section / {PRINTED}") == first


@pytest.mark.parametrize(
    ("name", "full", "chosen"),
    [
        ("Total", "Section / Total", lambda _across, _down: True),
        ("section", "Section / Total", lambda _across, _down: True),
        ("4100", "Section / 4100 / Total", lambda across, _down: across == "4100"),
        ("Total / 4100", "Section / 4100 / Total", lambda across, _down: across == "4100"),
        ("Hospitality / Total", "Section / Hospitality", lambda _across, down: down == "Hospitality"),
    ],
)
def a_total_is_that_of_its_lines(name: str, full: str, chosen: Callable[[str, str], bool], names: Names, ready: Ready) -> None:
    assert names.find(name).name == full
    assert value(ready, names, name) == total(ready, chosen)


@pytest.mark.parametrize("name", ["Subtotal staff", "staff", "Section / Subtotal staff"])
def a_subtotal_is_that_of_its_group(name: str, names: Names, ready: Ready) -> None:
    group = groups_down(ready.figures, ready.layout)["staff"]
    assert value(ready, names, name) == total(ready, lambda _across, down: down in group)
    assert value(ready, names, f"4200 / {name.removeprefix('Section / ')}") == total(ready, lambda across, down: down in group and across == "4200")


def the_staffing_table_is_named_with_its_title_or_by_a_grade(names: Names, ready: Ready) -> None:
    posts = ready.figures.frame("staffing_lines")
    assert names.find("P-3").name == names.find("Staffing / P-3").name == "Staffing / P-3"
    assert value(ready, names, "Staffing") == posts["established"].sum()
    assert value(ready, names, "Staffing / Total / Of which new") == posts["new_posts"].sum()
    assert value(ready, names, "P-3") == posts.loc[posts["grade"] == "P-3", "established"].sum()


def a_column_of_a_sheet_has_a_total_where_amounts_add_up(names: Names, ready: Ready) -> None:
    found = names.find("Posts / Net cost")
    assert isinstance(found.asked, Formula)
    assert (found.name, found.asked.unit) == ("Posts / Total / Net cost", CURRENCY)
    assert value(ready, names, "Posts / Net cost") == pytest.approx(ready.figures.frame("posts")["net_cost"].sum())
    assert not names.sought("Posts / Grade")


def an_input_cell_an_assumption_and_what_a_row_costs_have_names_too(names: Names, ready: Ready) -> None:
    row = ready.figures.frame("posts")["post"].tolist().index("Legal Officer")
    assert names.find("Posts / Legal Officer / Grade").asked == ("posts", "grade", row)
    assert names.find("Posts / Legal Officer").asked == ("posts", "net_cost", row)
    rates = ready.figures.values("assumptions", "assumption")
    assert names.find("Vacancy rate").asked == ("assumptions", "value", rates.index("vacancy_rate"))
    assert names.find("Vacancy rate").about == ready.catalogue.assumptions["vacancy_rate"].about


@pytest.mark.parametrize("name", ["Germany", "DEU", "Allemagne", "Schedule / Germany", "States / Allemagne / Payable", "States / DEU / Payable", "States / Germany / Payable"])
def a_state_is_found_by_any_of_its_names(name: str, contributions: Ready) -> None:
    found = Names.of(contributions.figures).find(name)
    row = contributions.figures.frame("states")["state"].tolist()
    assert found.name == "States / Germany / Payable"
    assert found.asked[:2] == ("states", "payable")
    assert row


def every_state_rests_on_a_few_lines_and_not_on_thousands(contributions: Ready) -> None:
    found = explain(contributions.figures, contributions.inputs, Names.of(contributions.figures), "Germany", 1)
    assert found.step.parts == len(found.step.made_of) < 10
    assert not any(part.made_of for part in found.step.made_of)
    assert sum(found.statuses.values()) > 100


def a_name_of_several_figures_lists_them(names: Names) -> None:
    with pytest.raises(SeveralFigures) as error:
        names.find("Travel")
    assert str(error.value) == '"Travel" is the name of 2 figures; give the full name of one of them:'
    assert error.value.choices == ("Section / Travel", "Travel / Total / Net cost")
    assert [names.find(each).name for each in error.value.choices] == list(error.value.choices)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("4100 / Temporary assistance for meeting", f'; did you mean "{PRINTED}"?'),
        ("Posts / Legal Oficer / Full cost", '; did you mean "Posts / Legal Officer / Full cost"?'),
        ("Vacancy rat", '; did you mean "Vacancy rate"?'),
        ("Subtotal stafff", '; did you mean "subtotal staff"?'),
        ("zzzzzz", "; name one as in: 4100 / Travel."),
        ("", "; name one as in: 4100 / Travel."),
    ],
)
def an_unknown_figure_is_refused_with_the_nearest_known_one(name: str, hint: str, names: Names) -> None:
    with pytest.raises(UnknownFigure) as error:
        names.find(name)
    assert str(error.value) == f'No figure is called "{name}"{hint}'


def an_assumption_is_found_on_its_sheet_by_its_title_and_by_its_key(names: Names) -> None:
    for name in ("Assumptions / Vacancy rate", "Assumptions / vacancy_rate", "vacancy rate / assumptions / value", "Vacancy rate"):
        assert names.find(name).name == "Assumptions / vacancy_rate / Value"


def a_row_of_rates_is_about_its_rate(names: Names) -> None:
    assert names.find("Currencies / USD").name == "Currencies / USD / Rate"
    assert names.find("Grades / P-3").name == "Grades / P-3 / Standard cost"


def a_row_that_is_about_no_one_column_is_answered_with_its_numbers_or_else_with_its_texts(names: Names) -> None:
    with pytest.raises(SeveralFigures) as several:
        names.find("Staffing lines / USG, 4100")
    assert several.value.choices == ("Staffing lines / USG, 4100 / Posts", "Staffing lines / USG, 4100 / Of which new")
    with pytest.raises(SeveralFigures) as several:
        names.find("Objects / Travel")
    assert several.value.choices == ("Objects / Travel / Object", "Objects / Travel / Group")


def a_row_named_with_its_sheet_goes_before_a_column_of_the_same_name(contributions: Ready) -> None:
    assert Names.of(contributions.figures).find("States / Germany").name == "States / Germany / Payable"


def a_name_that_is_unknown_is_not_proposed_itself(names: Names) -> None:
    with pytest.raises(UnknownFigure) as unknown:
        names.find("Change")
    assert 'did you mean "change"' not in str(unknown.value)


def a_state_without_a_row_is_said_to_have_none(contributions: Ready) -> None:
    with pytest.raises(UnknownFigure, match=r"^No figure is called \"Côte d’Ivoire\"; CIV, Côte d'Ivoire has no row in the inputs of this cycle\.$"):
        Names.of(contributions.figures).find("Côte d’Ivoire")


def an_unknown_state_is_refused_with_the_nearest_one(contributions: Ready) -> None:
    with pytest.raises(UnknownFigure, match=r'^No figure is called "Germny"; did you mean DEU, Germany\?$'):
        Names.of(contributions.figures).find("Germny")


def each_row_on_which_a_figure_rests_is_counted_by_its_status_each_row_once(ready: Ready, names: Names) -> None:
    found = explain(ready.figures, ready.inputs, names, "Vacancy rate")
    frame = ready.inputs.frames["assumptions"]
    assert found.statuses == {frame.set_index("assumption").at["vacancy_rate", "status"]: 1}
    whole = explain(ready.figures, ready.inputs, names, "Total")
    part = explain(ready.figures, ready.inputs, names, "4100")
    assert all(part.statuses.get(status, 0) <= whole.statuses.get(status, 0) for status in part.statuses)
    assert list(whole.statuses) == [status for status in ("published", "derived", "illustrative", "missing") if status in whole.statuses]


@pytest.mark.parametrize(
    ("french", "name"),
    [
        ("4100 / Voyages", "Section / 4100 / Travel"),
        ("Conférence de l'Assemblée / voyages", "Section / 4100 / Travel"),
        ("4100 Conférence de l’Assemblée", "Section / 4100 / Total"),
        ("Postes / Director of the Secretariat / Classe", "Posts / Director of the Secretariat / Grade"),
        ("Postes / Directeur du Secrétariat / Classe", "Posts / Director of the Secretariat / Grade"),
        ("Taux de vacance", "Assumptions / vacancy_rate / Value"),
        ("Hypothèses / Taux de vacance", "Assumptions / vacancy_rate / Value"),
        ("Hypothèses / Taux de vacance / Valeur", "Assumptions / vacancy_rate / Value"),
        ("Prix / Journée d’interprète", "Prices / Interpreter's day / Amount"),
        ("4100 / Travel", "Section / 4100 / Travel"),
    ],
)
def a_figure_is_found_by_what_the_french_workbook_calls_it(french: str, name: str, in_french: Names) -> None:
    assert in_french.find(french).name == name


def a_french_name_that_no_figure_has_is_refused_with_the_nearest_one(in_french: Names) -> None:
    with pytest.raises(UnknownFigure, match='No figure is called "4100 / Voyage"; did you mean "4100 / Voyages"'):
        in_french.find("4100 / Voyage")


def a_french_name_of_two_figures_names_both(in_french: Names) -> None:
    with pytest.raises(SeveralFigures) as several:
        in_french.find("Voyages")
    assert several.value.choices == ("Section / Travel", "Travel / Total / Net cost")


def a_french_name_is_unknown_to_names_without_wordings(names: Names) -> None:
    with pytest.raises(UnknownFigure):
        names.find("4100 / Voyages")
