"""Rules of assessment as rows of parameters: each as its exact judge says, and what a rule can't say is refused by name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import libreoffice, rule_judge

from aspbudget import cli
from aspbudget.declare import Refused
from aspbudget.models.assessment.assess import NoBase, NotAssessable, assess, assessment
from aspbudget.models.assessment.contributions_start import constants
from aspbudget.models.assessment.rule_rows import members, parameters
from aspbudget.models.assessment.rules import AssessmentRule, NoRule, rule_of, rules
from aspbudget.models.reference import facts as reference
from aspbudget.workbooks.reconcile import agree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unparted")

YEARS = [(row["organisation"], int(row["year"])) for row in reference.assessed_elsewhere_years().to_dict("records")]
LAST = dict(YEARS)
SCALE = reference.scale(2022).set_index("iso3")["un_rate"].map(Fraction).to_dict()

on_every_schedule = pytest.mark.parametrize(("code", "year"), YEARS)


def words_of(rule: AssessmentRule) -> rule_judge.Words:
    exact = {name: None if (value := getattr(rule, name)) is None else Fraction(str(value)) for name in ("ceiling", "least_developed_limit", "minimum_kept", "minimum_raised")}
    return rule_judge.Words(**exact, least_developed_first=rule.least_developed_how == "first and once", decimals=rule.decimals, largest_remainder=rule.residual == "largest remainder")


def judged(rule: AssessmentRule, year: int, codes: list[str]) -> dict[str, Fraction]:
    scale = reference.scale_with_others(rule.scale_year(year)).set_index("iso3")["un_rate"].map(Fraction)
    least_developed = reference.least_developed_in(year) | set(rule.also_least_developed)
    rates = {code: scale.get(code, Fraction(0)) for code in codes}
    return rule_judge.settled(rule_judge.rates(rates, least_developed, words_of(rule), {code: Fraction(str(share)) for code, share in rule.fixed_shares.items()}), words_of(rule))


# Each rule as its exact judge says, and as it was published.


@on_every_schedule
def every_member_is_assessed_as_the_exact_judge_of_the_rule_says(code: str, year: int) -> None:
    found = assessment(year, rule=rules()[code])
    exact = judged(rules()[code], year, list(found.states.index))
    assert sum(exact.values()) == 100 or found.decimals is not None
    assert found.states["assessed"].to_dict() == {state: rule_judge.bill(rate, Fraction(str(found.base))) for state, rate in exact.items()}
    assert all(abs(Fraction(found.written_rate(found.states.loc[state, "rate"])) - rate) <= Fraction(1, 10**10) for state, rate in exact.items())


@pytest.mark.parametrize(
    ("code", "matching"),
    [("OPCW", [191, 193, 193, 193, 193]), ("ITLOS", [165, 165, 165, 166]), ("ISA", [166]), ("ILO", [187, 187]), ("FAO", [191]), ("UNFCCC", [190]),
     ("UNIDO", [165, 167]), ("UN", [192, 192, 192, 192, 28, 29]), ("CBD", [196, 196]), ("MLF", [49])],
)  # fmt: skip
def the_rows_of_the_published_schedules_come_out_to_the_unit_or_beside_it(code: str, matching: list[int]) -> None:
    published = reference.assessed_elsewhere().query("organisation == @code").astype({"published": int})
    found = []
    for year, rows in published.groupby("year"):
        computed = assess(int(year), rule=rules()[code])["assessed"].reindex(rows["iso3"])
        found.append(int((abs(computed.to_numpy() - rows["published"].to_numpy()) <= 1).sum()))
    assert found == matching


def the_courts_rule_is_what_new_workbooks_start_with() -> None:
    assert [(name, value) for name, value, *_ in sorted(parameters(rules()["Court"], 2024))] == [(name, value) for name, value, *_ in sorted(constants(2024))]
    assert assessment(2024, rule=rules()["Court"]).states.equals(assessment(2024).states)
    assert assessment(2004, 1_000_000, rule=rules()["Court"]).states.equals(assessment(2004, 1_000_000).states)


@pytest.mark.parametrize(("ceiling", "minimum"), [(5.0, 0.3), (8.0, 0.4), (10.0, 0.5), (2.0, 0.05), (30.0, 0.55)])
def a_ceiling_and_a_minimum_that_move_each_other_are_both_held_as_the_exact_judge_says(ceiling: float, minimum: float) -> None:
    rule = AssessmentRule("Mine", ceiling=ceiling, minimum_raised=minimum, members="as ITLOS")
    states = assessment(2023, 10_000_000, rule=rule).states
    exact = judged(rule, 2023, list(states.index))
    assert max(abs(Fraction(float(states.loc[state, "rate"])) - rate) for state, rate in exact.items()) < Fraction(1, 10**10)
    assert [state for state, held in states["limit"].items() if held == "ceiling"] == [state for state, rate in exact.items() if rate == ceiling]
    assert [state for state, held in states["limit"].items() if held == "minimum"] == [state for state, rate in exact.items() if rate == Fraction(str(minimum))]


OTHER_RULES = st.builds(
    AssessmentRule, code=st.just("Mine"), ceiling=st.none() | st.sampled_from([3.0, 8.0, 22.0, 40.0]), least_developed_limit=st.sampled_from([0.01, 0.5]),
    least_developed_how=st.sampled_from(["first and once", "with the others"]), minimum_kept=st.sampled_from([0.0, 0.001, 0.002]),
    minimum_raised=st.sampled_from([0.0, 0.01, 0.4]), decimals=st.none() | st.integers(2, 6), residual=st.sampled_from(["as rounded", "largest remainder"]),
    fixed_shares=st.sampled_from([{}, {"EUE": 2.5}, {"EUE": 2.5, "VAT": 30.0}]), members=st.sets(st.sampled_from(sorted(SCALE)), min_size=15, max_size=80).map(tuple),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(OTHER_RULES)
def every_rule_is_applied_as_its_exact_judge_says(rule: AssessmentRule) -> None:
    object.__setattr__(rule, "names", dict.fromkeys(rule.fixed_shares, "A party"))
    codes = list(reference.in_order(reference.scale_with_others(2022).rename(columns={"iso3": "code"}).query("code in @rule.members or code in @rule.fixed_shares"), 2022, [])["code"])
    if "EUE" in rule.fixed_shares:
        codes.append("EUE")
    try:
        exact = judged(rule, 2022, codes)
    except rule_judge.Unbearable:
        with pytest.raises(NotAssessable):
            assessment(2022, 48_123_457, rule=rule)
        return
    found = assessment(2022, 48_123_457, rule=rule)
    for state, rate in exact.items():
        assert abs(Fraction(found.written_rate(found.states.loc[state, "rate"])) - rate) <= Fraction(1, 10**10), state
    assert {state: int(each) for state, each in found.states["assessed"].items()} == {state: rule_judge.bill(exact[state], Fraction(48_123_457)) for state in found.states.index}


def a_minimum_above_the_limit_of_a_state_that_is_assessed_is_refused_with_the_state() -> None:
    torn = AssessmentRule("Mine", least_developed_limit=0.01, least_developed_how="with the others", minimum_raised=0.4, members=("AUT", "BEL", "BFA"))
    with pytest.raises(NotAssessable, match=re.escape("The minimum is 0.4 per cent, above the highest rate of Burkina Faso, 0.01; lower it, or raise that limit.")):
        assessment(2022, 1_000_000, rule=torn)
    assert len(assessment(2022, 1_000_000, rule=replace(torn, members=("AUT", "BEL"))).states) == 2


def the_name_of_a_rule_is_enough_in_a_notebook() -> None:
    assert assess(2022, rule="OPCW").equals(assess(2022, rule=rules()["OPCW"]))


# The command.


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["assess", *arguments])
        return code, *capsys.readouterr()

    return run


def the_document_is_that_of_an_assessment_with_the_rule_and_its_own_decimals(run) -> None:
    document = json.loads(run("2022", "--rule", "opcw", "--state", "FRA", "BLZ", "USA", "--json")[1])
    assert list(document) == ["year", "rule", "base", "policy", "states", "sum_of_rates", "sum_of_bills", "difference", "passes"]
    assert (document["rule"], document["base"], document["sum_of_rates"]) == ("OPCW", 68_422_157, "100.0000000000")
    assert document["states"] == [
        {"iso3": "BLZ", "state": "Belize", "un_rate": "0.001", "rate": "0.0010000000", "assessed": 684, "limit": "minimum"},
        {"iso3": "FRA", "state": "France", "un_rate": "4.318", "rate": "4.3567237011", "assessed": 2_980_964, "limit": None},
        {"iso3": "USA", "state": "United States of America", "un_rate": "22.000", "rate": "22.0000000000", "assessed": 15_052_875, "limit": "ceiling"},
    ]


def a_fixed_party_that_is_no_state_is_shown_with_its_share(run) -> None:
    document = json.loads(run("2025", "--rule", "CBD", "--state", "European Union", "--json")[1])
    assert document["states"] == [{"iso3": "EUE", "state": "European Union", "un_rate": None, "rate": "2.5000000000", "assessed": 351_966, "limit": "fixed"}]


def the_text_says_which_scale_which_members_and_how_bills_are_rounded(run) -> None:
    out = run("2023", "--rule", "OPCW", "--base", "1000000", "--state", "FRA")[1].splitlines()
    assert out[:4] == [
        "Assessed contributions, 2023",
        "Rule      OPCW, Organisation for the Prohibition of Chemical Weapons: the United Nations scale of 2023",
        "Members   those of 2022, the nearest year of which they are known",
        "Base      1,000,000 EUR, as given",
    ]
    assert out[-1].endswith("as bills are rounded to whole EUR")
    assert "193 members, 1 at the ceiling, 32 at the minimum" in out


def the_rules_that_are_known_are_listed(run) -> None:
    code, out, _ = run("--rules")
    assert code == 0
    assert "ITLOS   International Tribunal for the Law of the Sea\n        minimum_raised 0.01; residual as rounded; scale_of the year before; currency EUR; members as published\n" in out
    assert [row["code"] for row in json.loads(run("--rules", "--json")[1])["rules"]] == list(rules())


def a_year_is_needed_for_anything_but_the_list_of_rules(run) -> None:
    assert run() == (2, "", "Name the year that is assessed, such as: aspbudget assess 2025\n")


def a_base_that_is_not_known_is_asked_for_by_the_years_in_which_it_is() -> None:
    with pytest.raises(NoBase, match=r"^What OPCW assesses for 2023 is not known; give it with --base\. It is known for 2018, 2019, 2021, 2022, 2024\.$"):
        assessment(2023, rule=rules()["OPCW"])


def an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoRule, match=r'^There is no rule "OPWC"; did you mean "OPCW"\? There are: Court, OPCW, .*, UN; for one of your own, name a file, such as rule\.csv\.$'):
        rule_of("OPWC")


@pytest.mark.parametrize(("option", "value"), [("--on", "2022-01-01"), ("--host-state-loan", "5")])
def an_option_for_the_courts_states_parties_alone_is_refused_with_another_rule(run, option: str, value: str) -> None:
    assert run("2022", "--rule", "OPCW", option, value) == (2, "", f"{option} is for the Court's States Parties; leave it out with the rule OPCW.\n")


def the_members_are_those_of_the_last_year_of_which_they_are_known() -> None:
    assert members(rules()["ITLOS"], 2021) == members(rules()["ITLOS"], 2020)
    assert members(rules()["ITLOS"], 2030) == members(rules()["ITLOS"], 2023)
    assert members(rules()["ITLOS"], 2017) == members(rules()["ITLOS"], 2019)


@pytest.mark.parametrize(("code", "year", "scale"), [("FAO", 2023, 2021), ("FAO", 2024, 2023), ("CBD", 2026, 2024), ("MLF", 2022, 2020), ("ITLOS", 2019, 2018), ("UN", 2025, 2025)])
def the_scale_is_that_of_the_year_or_of_one_before(code: str, year: int, scale: int) -> None:
    assert rules()[code].scale_year(year) == scale


def the_scale_before_is_the_last_year_of_the_scale_that_was_in_force_before() -> None:
    assert [AssessmentRule("Mine", scale_of="the scale before").scale_year(year) for year in (2022, 2024, 2025)] == [2021, 2021, 2024]


# A rule of one's own.


def own(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> str:
    path = tmp_path / "rule.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def a_rule_of_ones_own_is_a_row_that_leaves_out_what_it_has_none_of(tmp_path: Path) -> None:
    rule = rule_of(own(tmp_path, "code,ceiling,decimals,residual,members\nMine,40%,2,Largest remainder,Germany; France; Kiribati\n"))
    assert rule == AssessmentRule("Mine", ceiling=40.0, decimals=2, residual="largest remainder", members=("DEU", "FRA", "KIR"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def a_file_as_a_spreadsheet_saves_it_is_read(tmp_path: Path, encoding: str) -> None:
    rule = rule_of(own(tmp_path, '\r\nceiling;members\r\n60;"Côte d’Ivoire; FRA"\r\n;\r\n', encoding=encoding))
    assert (rule.code, rule.ceiling, rule.members) == ("rule", 60.0, ("CIV", "FRA"))


def the_days_and_the_months_of_a_rule_count_as_parts_of_the_rate(tmp_path: Path) -> None:
    rule = rule_of(own(tmp_path, "members,parts_of_year\nGermany; France; Italy,France 6 months; Italy 73 days\n"))
    states = assess(2022, 1_000_000, rule=rule)
    total = Fraction("6.111") + Fraction("4.318") / 2 + Fraction("3.189") / 5
    assert [round(float(rate), 8) for rate in states["rate"]] == [round(float(rate * 100 / total), 8) for rate in (Fraction("2.159"), Fraction("6.111"), Fraction("0.6378"))]
    assert (states.loc["FRA", "months"], states.loc["ITA", "days"]) == (6, 73)


def a_fixed_sum_comes_on_top_of_the_base(tmp_path: Path) -> None:
    rule = rule_of(own(tmp_path, "fixed_sums,members\nEuropean Union (EUE) 60000,as OPCW\n"))
    found = assessment(2022, 1_000_000, rule=rule)
    assert (found.states.loc["EUE", "assessed"], found.states.loc["EUE", "rate"], found.states.loc["EUE", "limit"]) == (60_000, 0, "fixed")
    assert found.sum_of_bills == 1_060_000 + found.difference
    assert abs(found.difference) < 100


PARAMETERS = (
    "code, organisation, ceiling, ceiling_from, least_developed_limit, least_developed_how, also_least_developed, minimum_kept, minimum_raised, decimals, "
    "residual, fixed_shares, fixed_sums, scale_of, budget_period, currency, members, parts_of_year, source, status, note"
)
WRONG = {
    'ceiling\n"2,5"': ['cell A2: ceiling is "2,5"; it must be a number above 0 and up to 100, with a point before decimals, or none.'],
    "celing\n2": [f'cell A1: A rule has no parameter "celing"; did you mean "ceiling"? There are: {PARAMETERS}.'],
    "ceiling,ceiling\n2,3": ['cell B1: Column "ceiling" stands here a second time; delete one of the two.'],
    "ceiling\n2,3": ["cell B2: This cell stands under no title; clear it, or give it a title."],
    "ceiling\n2\n3": ["cell A3: This is a second rule; keep one rule in a file."],
    "ceiling\n": ["The file holds no rule; it must hold the titles of the columns in its first row, and the rule in the second."],
    "decimals,residual\n7,largest": [
        'cell A2: decimals is "7"; it must be a whole number from 0 to 6, or none where rates are not rounded.',
        'cell B2: residual is "largest"; it must be one of: as rounded; largest remainder; largest remainder, equal rates equal bills.'],
    "fixed_shares\nEurope (EUE) 160": ['cell A2: fixed_shares is "Europe (EUE) 160"; "Europe (EUE) 160" must be a party and a number above 0 and up to 100, such as European Union (EUE) 2.5.'],
    "fixed_shares\nEuropean Union (EUE) 60; Holy See 40": ["cell A2: The fixed shares are 100 per cent together, which leaves nothing to share; they must be below 100."],
    "fixed_shares\nGermany 5; DEU 6": ['cell A2: fixed_shares is "Germany 5; DEU 6"; DEU stands in it twice; name each party once.'],
    "fixed_shares\nEurope 5": ['cell A2: fixed_shares is "Europe 5"; "Europe" names no State; give its name in English or French, or its three-letter code.'],
    "fixed_shares,members\nGermany 5,DEU; FRA": ["cell B2: DEU stands in members and has a fixed share or sum; keep one of the two."],
    "fixed_shares,fixed_sums\nGermany 5,Germany 500": ["cell B2: DEU stands in fixed_shares and in fixed_sums; keep one of the two."],
    "members\nFRA; France": ['cell A2: members is "FRA; France"; FRA stands in it twice; name each party once.'],
    "parts_of_year\nKiribati 13 months": ['cell A2: parts_of_year is "Kiribati 13 months"; 13 months are outside the year; they must be from 1 to 12.'],
    "parts_of_year\nKiribati 366 days": ['cell A2: parts_of_year is "Kiribati 366 days"; 366 days are outside the year; they must be from 1 to 365.'],
    "parts_of_year\nhalf": ['cell A2: parts_of_year is "half"; "half" must be a State and its months or days, such as Kiribati 11 months.'],
    "least_developed_limit\n0.01": ["A limit of least developed countries has both least_developed_limit and least_developed_how, first and once or with the others; give both or none."],
    "ceiling,minimum_raised\n2,3": ["cell B2: The minimum is 3 per cent, above a limit of 2; lower it, or raise the limit."],
    "scale_of\nthe year before the period": ["cell A2: The scale is that of the year before the budget period; give one such period in budget_period, such as 2022-2023."],
    "budget_period\n2023-2022": ['cell A2: budget_period is "2023-2022"; it must be the first and the last year of one budget, such as 2022-2023.'],
    "currency\neuro": ['cell A2: currency is "euro"; it must be a currency\'s three letters, such as EUR.'],
    "ceiling_from\n07": ['cell A2: ceiling_from is "07"; it must be a year, such as 2007.'],
    'ceiling\n"2': ["The cells can't be told apart (unexpected end of data); save the rule as CSV."],
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def a_word_that_no_rule_can_say_is_refused_at_its_cell(tmp_path: Path, run, text: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(Refused) as error:
        rule_of(path)
    assert [str(fault).removeprefix(f"{path}, ").removeprefix(f"{path}: ") for fault in error.value.faults] == WRONG[text]
    code, _, _ = run("2023", "--rule", path, "--base", "100", "-o", "made.xlsx")
    assert (code, sorted(each.name for each in tmp_path.iterdir())) == (1, ["rule.csv"])


@pytest.mark.parametrize(
    ("text", "message"),
    [("ceiling,members\n5,Germany; France; Italy", "Every State is at its limit and 85.0000 per cent is left that no State can bear; raise the limits of the rule, or assess more States."),
     ("minimum_raised\n0.6", "The lowest rates alone come to 115.8000 per cent, which no base can be; lower the minimum, or assess fewer States."),
     ("members\nas published", "No published rows say who the members of rule are; name them in members, or write United Nations there.")],
)  # fmt: skip
def a_rule_that_cannot_reach_100_is_refused_and_nothing_written(tmp_path: Path, run, text: str, message: str) -> None:
    assert run("2023", "--rule", own(tmp_path, text), "--base", "1000", "-o", "made.xlsx") == (2, "", message + "\n")
    assert not (tmp_path / "made.xlsx").exists()


def a_file_that_is_not_there_is_refused(run) -> None:
    assert run("2023", "--rule", "none.csv")[2].startswith("none.csv: No such file or directory; name a file with a rule, such as rule.csv, or one of: Court, OPCW, ")


# The workbook.


def the_workbook_has_the_same_bills_and_the_parameters_of_the_rule(run, tmp_path: Path) -> None:
    document = json.loads(run("2023", "--rule", "UNIDO", "-o", "unido.xlsx", "--json")[1])
    assert document["files"] == ["unido.xlsx"]
    assert document["checks"][0]["different"] == 0
    book = openpyxl.load_workbook(tmp_path / "unido.xlsx", data_only=True)
    rows = [[cell.value for cell in row] for row in book["States"].iter_rows()]
    titles = next(row for row in rows if "Code" in row)
    bills = {row[titles.index("Code")]: row[titles.index("Contribution (EUR)")] for row in rows[rows.index(titles) + 1 :] if row[titles.index("Code")]}
    assert bills == {state["iso3"]: state["assessed"] for state in document["states"]}
    named = {row[0].value: row[1].value for row in book["Assumptions"].iter_rows()}
    assert [named[name] for name in ("minimum_kept", "least_developed_limit", "least_developed_first", "rate_decimals", "ceiling_applies")] == [0.001, 0.01, 0, 3, 0]


@pytest.mark.parametrize(
    ("name", "message"),
    [("there.xlsx", "there.xlsx exists already and is never written over; move it away first, or name another file."),
     ("made.csv", '"made.csv" is not the name of a workbook; let it end with .xlsx.'), ("no/made.xlsx", "There is no folder no; make it first, or name another.")],
)  # fmt: skip
def a_workbook_is_never_written_over_another_file(run, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "there.xlsx").write_text("mine", encoding="utf-8")
    assert run("2023", "--rule", "ITLOS", "-o", name)[::2] == (2, message + "\n")
    assert [each.name for each in tmp_path.iterdir()] == ["there.xlsx"]
    assert (tmp_path / "there.xlsx").read_text(encoding="utf-8") == "mine"


# Between them these have every kind of parameter: a ceiling, limits, a minimum that is kept or raised, decimals, remainders, a fixed share.
KINDS = ("ITLOS", "ILO", "UNIDO", "CBD")


MANY, FEW = 15, 25  # the States of the highest and of the lowest rates, in workbooks that have a third of the rows


def with_few(code: str, folder: Path) -> Path:
    """Write a published rule with fewer members as a rule of one's own, so that its workbook is small and has the same formulas."""
    rule = reference.assessment_rules().set_index("code", drop=False).loc[code].to_dict()
    scale = reference.scale(rules()[code].scale_year(LAST[code])).set_index("iso3")["un_rate"].map(Fraction)
    states = scale[scale.index.isin(members(rules()[code], LAST[code]) - {"EUE"})].sort_values(ascending=False).index
    path = folder / f"{code}.csv"
    pd.DataFrame([rule | {"members": "; ".join([*states[:MANY], *states[-FEW:]])}]).to_csv(path, index=False)
    return path


@libreoffice.needed
def the_second_spreadsheet_agrees_with_every_cell_of_the_workbook_of_each_kind_of_rule(run, tmp_path: Path) -> None:
    for code in KINDS:
        assert run(str(LAST[code]), "--rule", str(with_few(code, tmp_path)), "--base", "10123457", "-o", f"{code}.xlsx")[0] == 0
    assert_the_same_to_libreoffice([tmp_path / f"{code}.xlsx" for code in KINDS], 2000)


@libreoffice.needed
@pytest.mark.long
def the_second_spreadsheet_agrees_with_every_cell_of_the_workbook_of_each_rule(run, tmp_path: Path) -> None:
    for code in sorted(LAST):
        assert run(str(LAST[code]), "--rule", code, "-o", f"{code}.xlsx")[0] == 0
    assert_the_same_to_libreoffice([tmp_path / f"{code}.xlsx" for code in sorted(LAST)], 5000)


def assert_the_same_to_libreoffice(paths: Sequence[Path], cells: int) -> None:
    for path, computed in zip(paths, libreoffice.recalculated_together(paths), strict=True):
        stored = libreoffice.cells(path)
        assert len(computed) > cells
        assert {place: value for place, value in computed.items() if not agree(value, stored.get(place, ""))} == {}, path.name
