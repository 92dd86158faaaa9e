"""Assessing from the reference data alone: on the command line, and from a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

import aspbudget
from aspbudget import assess, cli
from aspbudget.models.assessment.assess import NoBase, NotAssessable, assessment
from aspbudget.models.reference.facts import NoScale, UnknownState

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unparted")
WRONG_USE = 2


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command in an empty folder, and return its exit code, output and error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return code, *capsys.readouterr()

    return run


# The document.


def the_document_is_exactly_what_is_promised(run) -> None:
    code, out, err = run("assess", "2020", "--json", "--state", "DEU", "AFG")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "year": 2020,
        "base": 145140800,
        "policy": "as rounded",
        "states": [
            {"iso3": "AFG", "state": "Afghanistan", "un_rate": "0.007", "rate": "0.0100", "assessed": 14514,
             "limit": "least developed country"},
            {"iso3": "DEU", "state": "Germany", "un_rate": "6.090", "rate": "11.1572", "assessed": 16193649, "limit": None},
        ],
        "sum_of_rates": "99.9998",
        "sum_of_bills": 145140517,
        "difference": -283,
        "passes": 2,
    }  # fmt: skip


def a_workbook_without_a_last_year_has_no_sheet_that_compares_with_it(run, tmp_path: Path) -> None:
    assert run("assess", "2024", "-o", str(tmp_path / "assessed.xlsx"))[0] == 0
    names = openpyxl.load_workbook(tmp_path / "assessed.xlsx", read_only=True).sheetnames
    assert ("Schedule" in names, "Against last year" in names) == (True, False)


def a_state_at_the_ceiling_says_so(run) -> None:
    document = json.loads(run("assess", "2009", "--json", "--state", "jpn")[1])
    assert [(state["rate"], state["limit"]) for state in document["states"]] == [("22.0000", "ceiling")]
    without = json.loads(run("assess", "2009", "--json", "--state", "JPN", "--no-ceiling")[1])
    assert float(without["states"][0]["rate"]) > 22
    assert without["states"][0]["limit"] is None


def a_host_state_loan_is_assessed_apart(run) -> None:
    document = json.loads(run("assess", "2020", "--json", "--host-state-loan", "3585100")[1])
    assert document["host_state_loan"] == 3585100
    loans = {state["iso3"]: state["loan"] for state in document["states"]}
    assert (loans["DEU"], loans["GBR"]) == (0, 0)
    assert loans["FRA"] > 0
    assert sum(loans.values()) == pytest.approx(3585100, abs=200)


def a_state_that_joins_during_the_year_says_for_how_many_months(run) -> None:
    document = json.loads(run("assess", "2007", "--json")[1])
    assert [(state["iso3"], state["months"]) for state in document["states"] if "months" in state] == [("JPN", 3)]
    assert sum(state["assessed"] for state in document["states"]) == document["sum_of_bills"]


def a_state_that_leaves_during_the_year_says_for_how_many_days(run) -> None:
    document = json.loads(run("assess", "2019", "--json")[1])
    assert [(state["iso3"], state["days"], state["rate"]) for state in document["states"] if "days" in state] == [("PHL", 75, "0.0771")]
    assert list(assess(2019).columns) == ["state", "un_rate", "rate", "limit", "assessed", "days"]


def the_first_bill_is_that_of_the_states_on_its_day(run) -> None:
    first = json.loads(run("assess", "2024", "--on", "2024-01-01", "--json", "--state", "DEU")[1])
    second = json.loads(run("assess", "2024", "--json", "--state", "DEU")[1])
    assert (first["on"], first["states"][0]["rate"], first["states"][0]["assessed"]) == ("2024-01-01", "11.7074", 21482985)
    assert ("on" in second, second["states"][0]["rate"]) == (False, "11.7060")
    assert run("assess", "2024", "--on", "2024-01-01")[1].startswith("Assessed contributions, 2024, with the States as on 2024-01-01\n")
    assert json.loads(run("assess", "2024", "--on", "2024-02-01", "--json", "--state", "DEU")[1])["states"] == second["states"]


def a_loan_says_how_many_states_share_it(run) -> None:
    assert "Loan      3,585,127 EUR for the Host State, shared by 69 States\n" in run("assess", "2025", "--host-state-loan", "3585127")[1]


@pytest.mark.parametrize("policy", ["largest remainder", "Largest Remainder, equal rates equal bills"])
def a_policy_is_named_in_words(run, policy: str) -> None:
    document = json.loads(run("assess", "2020", "--json", "--policy", policy)[1])
    assert (document["policy"], document["sum_of_rates"]) == (policy.lower(), "100.0000")


def a_base_may_have_cents_and_the_difference_is_named_with_them(run) -> None:
    document = json.loads(run("assess", "2020", "--json", "--base", "145140800.25")[1])
    assert (document["base"], document["difference"]) == (145140800.25, -283.25)


def the_states_can_be_included_and_excluded(run) -> None:
    with_usa = json.loads(run("assess", "2025", "--json", "--include", "USA", "--exclude", "DEU", "FRA")[1])
    codes = {state["iso3"] for state in with_usa["states"]}
    assert "USA" in codes
    assert not {"DEU", "FRA"} & codes


# The table for people.


def the_table_shows_states_sums_and_where_the_base_comes_from(run) -> None:
    code, out, _ = run("assess", "2020", "--state", "DEU")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Assessed contributions, 2020"
    assert lines[1].startswith("Base      145,140,800 EUR, published: ICC-ASP/18/Res.1")
    assert lines[2] == "Policy    as rounded"
    assert lines[5].split() == ["DEU", "Germany", "6.090", "11.1572", "16,193,649"]
    assert lines[7:] == [
        "123 States, 8 at the limit of least developed countries (LDC)",
        "Sum of rates                 99.9998",
        "Sum of bills             145,140,517",
        "Base                     145,140,800",
        "Difference                      -283  as rates are rounded to four decimals and bills to the euro",
    ]


def the_table_names_months_and_limits(run) -> None:
    out = run("assess", "2007", "--base", "100000000", "--state", "JPN")[1]
    assert "5,500,000  3 months  ceiling\n" in out
    assert "Base      100,000,000 EUR, as given" in out
    said = "105 States, 1 at the limit of least developed countries (LDC), 1 at the ceiling, which no amounts by State prove Sum of rates"
    assert said in " ".join(out.split())


@pytest.mark.parametrize(
    ("named", "code", "of_the_time"),
    [("South Korea", "KOR", "Republic of Korea"), ("Czech Republic", "CZE", "Czechia"), ("Holland", "NLD", "Netherlands"),
     ("Royaume-Uni", "GBR", "United Kingdom of Great Britain and Northern Ireland"), ("germany", "DEU", "Germany"), ("Macedonia", "MKD", "North Macedonia")],
)  # fmt: skip
def a_state_is_shown_by_any_of_its_names_under_that_of_the_year(run, named: str, code: str, of_the_time: str) -> None:
    found = json.loads(run("assess", "2020", "--json", "--state", named)[1])["states"]
    assert [(state["iso3"], state["state"]) for state in found] == [(code, of_the_time)]


def a_state_is_included_and_excluded_by_its_name(run) -> None:
    found = json.loads(run("assess", "2025", "--json", "--include", "Turquie", "--exclude", "Allemagne", "France")[1])
    codes = {state["iso3"] for state in found["states"]}
    assert ("TUR" in codes, {"DEU", "FRA"} & codes) == (True, set())


def the_names_of_a_schedule_are_those_of_its_year_in_the_order_in_which_it_is_settled() -> None:
    old, new = assess(2007, 1e8)["state"], assess(2025)["state"]
    assert (old["MKD"], old["NLD"], old["SRB"]) == ("The former Yugoslav Republic of Macedonia", "Netherlands", "Serbia")
    assert (new["MKD"], new["NLD"], new["CZE"]) == ("North Macedonia", "Netherlands (Kingdom of the)", "Czechia")
    assert assess(2006, 1e8)["state"]["SRB"] == "Serbia and Montenegro"


# What is refused.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2030"], ("There is no United Nations scale for 2030; the nearest known is that of 2025-2027. "
         "Use it on purpose (assess --scale 2027), or add the rates of the period to un_scale.csv.")),
        (["2028", "--scale", "2030"], ("There is no United Nations scale for 2030; the nearest known is that of 2025-2027. "
         "Use it on purpose (assess --scale 2027), or add the rates of the period to un_scale.csv.")),
        (["2013"], ("What was assessed for 2013 is not known; give it with --base. It is known for 2007, 2009, 2011, 2012, 2017, "
         "2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025.")),
        (["2020", "--base", "-1"], "The base is -1 euros; it must be 0 or more, and below 1,000,000,000,000."),
        (["2013", "--base", "1", "--host-state-loan", "5"], "No State assessed for 2013 shares in the Host State loan; leave out --host-state-loan."),
        (["2024", "--on", "2023-12-01"], "The day 2023-12-01 is not in 2024; give a day of the year that is assessed, such as 2024-01-01."),
        (["2020", "--host-state-loan", "-5"], "The Host State loan is -5 euros; it must be 0 or more, and below 1,000,000,000,000."),
        (["2020", "--policy", "rounded"], ('"rounded" is no residual policy; it must be one of: as rounded; largest remainder; '
         'largest remainder, equal rates equal bills; did you mean "as rounded"?')),
        (["2020", "--include", "DEUT"], ('"DEUT" names no State; give its name in English or French, or its three-letter code; '
         'did you mean "DEU, Germany"?')),
        (["2004", "--base", "1", "--include", "South Sudan"], "South Sudan (SSD) has no rate in the scale of 2004, so it can't be assessed."),
        (["2020", "--exclude", "USA"], "United States of America (USA) is not assessed for 2020, so there is nothing to exclude."),
        (["2020", "--state", "USA"], ("United States of America (USA) is not a State Party, so it is not assessed for 2020; "
         "to see what it would be assessed, add --include USA.")),
        (["2025", "--state", "Turkey"], ("Türkiye (TUR) is not a State Party, so it is not assessed for 2025; "
         "to see what it would be assessed, add --include TUR.")),
        (["2025", "--state", "Swaziland"], ("Eswatini (SWZ) is not a State Party, so it is not assessed for 2025; "
         "to see what it would be assessed, add --include SWZ.")),
        (["2020", "--state", "Ukraine"], ("Ukraine (UKR) is not a State Party on 1 January 2020, so it is not assessed for 2020; "
         "to see what it would be assessed, add --include UKR.")),
        (["2025", "--state", "Holy See"], "Holy See (VAT) is not a State Party, so it is not assessed for 2025; the scale of the year has no rate for it."),
        (["2025", "--exclude", "Germany", "--state", "DEU"], "Germany (DEU) is left out of the States assessed for 2025."),
        (["2020", "--state", "DEX"], '"DEX" names no State; give its name in English or French, or its three-letter code.'),
        (["2020", "--state", "Deutschland"], '"Deutschland" names no State; give its name in English or French, or its three-letter code.'),
    ],
)  # fmt: skip
def a_year_state_or_amount_that_cannot_be_assessed_is_refused_as_wrong_use(
    run, arguments: list[str], message: str
) -> None:
    assert run("assess", *arguments) == (WRONG_USE, "", f"{message}\n")
    code, out, err = run("assess", *arguments, "--json")
    assert (code, json.loads(out), err) == (WRONG_USE, {"error": message}, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["2020", "--base", "1,234"],
            '"1,234" is not an amount in euros; write it with digits alone, as 190968300 or 190968300.50',
        ),
        (["2020", "--base", "nan"], '"nan" is not an amount in euros'),
        (["2024", "--on", "1.1.2024"], '"1.1.2024" is not a day; write it as 2024-01-01'),
        (["2024", "--on", "2024-02-30"], '"2024-02-30" is not a day; write it as 2024-01-01'),
        (["next"], '"next" is not a year; write it as 2025'),
    ],
)
def an_argument_that_is_no_number_is_refused(run, arguments: list[str], message: str) -> None:
    code, out, err = run("assess", *arguments)
    assert (code, out) == (WRONG_USE, "")
    assert message in err


def no_state_left_to_assess_is_refused() -> None:
    states = assess(2020).index
    with pytest.raises(NotAssessable, match=r"^No State is left to assess; exclude fewer States\.$"):
        assess(2020, exclude=states)
    few = states.difference(["AFG", "DEU", "GBR"])
    message = (
        r"^Every State is at its limit and 55\.9900 per cent is left that no State can bear; exclude fewer States\.$"
    )
    with pytest.raises(NotAssessable, match=message):
        assess(2020, exclude=few)


# From a notebook.


def the_package_offers_assess_as_a_plain_table() -> None:
    found = assess(2025, base=190_968_300)
    assert isinstance(found, pd.DataFrame)
    assert list(found.columns) == ["state", "un_rate", "rate", "limit", "assessed"]
    assert (found.index.name, len(found)) == ("iso3", 125)
    assert repr(found.loc[["DEU"], ["un_rate", "rate", "assessed"]]).splitlines() == [
        "      un_rate     rate  assessed",
        "iso3                            ",
        "DEU     5.692  12.0283  22970240",
    ]
    assert found["assessed"].dtype == "int64"


def the_base_is_that_of_the_courts_budget_when_none_is_given() -> None:
    assert assess(2025).equals(assess(2025, base=190_968_300))


@pytest.mark.slow
def a_single_line_makes_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    bars = assess(2025).nlargest(15, "assessed").plot.barh("state", "assessed")
    assert len(bars.patches) == 15


def a_single_code_is_a_state_too() -> None:
    assert "DEU" not in assess(2025, exclude="DEU").index


@pytest.mark.parametrize(
    ("asked", "error"),
    [({"year": 2030}, NoScale), ({"year": 2013}, NoBase), ({"year": 2020, "include": ["XXX"]}, UnknownState),
     ({"year": 2020, "base": float("nan")}, NotAssessable), ({"year": 2020, "base": float("inf")}, NotAssessable)],
)  # fmt: skip
def each_mistake_has_an_error_of_its_own(asked: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        assess(**asked)


def a_name_that_the_package_lacks_is_an_attribute_error() -> None:
    assert "assess" in aspbudget.__all__
    with pytest.raises(AttributeError, match="has no attribute 'asses'"):
        _ = aspbudget.asses


def the_sums_are_those_of_the_states_shown_and_of_all_of_them() -> None:
    found = assessment(2025)
    assert found.sum_of_bills == found.states["assessed"].sum()
    assert found.as_dict(["DEU"])["sum_of_bills"] == found.sum_of_bills


def a_state_that_is_both_included_and_excluded_is_refused() -> None:
    with pytest.raises(UnknownState) as error:
        assess(2024, include=["Germany"], exclude=["DEU"])
    assert str(error.value) == '"DEU" is both among the States to include and among those to exclude; leave it out of one of the two.'


def the_scale_of_another_year_is_used_on_purpose_and_said_so(run) -> None:
    code, out, _ = run("assess", "2028", "--scale", "2025", "--base", "1000000")
    assert code == 0
    assert out.splitlines()[1] == "Scale     that of 2025, used on purpose in place of that of 2028"
    found = assessment(2024, 1_000_000, scale=2025)
    assert found.as_dict()["scale"] == 2025
    rates = found.sheets["scale"]
    assert set(rates["source"]) == {"The scale of 2025, in place of that of 2024"}
    assert set(rates["status"]) == {"illustrative"}
    assert found.states.at["DEU", "un_rate"] == 5.692
    assert "scale" not in assessment(2024, 1_000_000).as_dict()
