"""Proof against what was published: every figure that the project holds, computed anew."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from conftest import ENDLESS

from aspbudget import cli, terminal
from aspbudget.models.evidence import command
from aspbudget.models.evidence.proof import DIFFERS, EQUAL, FITTED, RESTATED, STATED, WITHIN, Proof, counted
from aspbudget.models.evidence.proofs import prove
from aspbudget.models.reference import facts as reference

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def every_proof() -> tuple[Proof, ...]:
    """All proofs."""
    return prove()


@pytest.fixture(scope="module")
def proofs(every_proof: tuple[Proof, ...]) -> dict[tuple[int, str], Proof]:
    """All proofs, by year and what they prove."""
    found = {(proof.year, proof.what): proof for proof in every_proof}
    assert len(found) == len(every_proof)
    return found


@pytest.mark.parametrize("state", ["Germany", "United Kingdom of Great Britain and Northern Ireland"])
def the_contributions_of_2020_are_equal_to_the_euro(proofs: dict[tuple[int, str], Proof], state: str) -> None:
    assert proofs[2020, f"{state}, contribution"].verdict == EQUAL


def the_rate_of_japan_is_at_22_per_cent(proofs: dict[tuple[int, str], Proof]) -> None:
    assert proofs[2008, "Japan, rate"].computed == 22


@pytest.mark.parametrize(
    ("year", "state", "loan"), [(2020, "France", "794,694"), (2021, "Venezuela (Bolivarian Republic of)", "89,087")]
)
def the_two_amounts_published_with_the_loan_are_predicted_by_what_its_payers_were_assessed(
    proofs: dict[tuple[int, str], Proof], year: int, state: str, loan: str
) -> None:
    proof = proofs[year, f"{state}, contribution"]
    assert (proof.verdict, proof.difference) == (EQUAL, 0)
    assert proof.reason == f"{loan} of it for the Host State loan, deduced from what its payers were assessed in 2018, 2019, 2021 and 2022"


@pytest.mark.parametrize(
    ("year", "verdicts"),
    [(2018, {EQUAL: 93, FITTED: 10, DIFFERS: 20}), (2019, {EQUAL: 111, FITTED: 11, DIFFERS: 1}),
     (2021, {EQUAL: 111, FITTED: 12}), (2022, {EQUAL: 111, FITTED: 12})],
)  # fmt: skip
def every_row_of_the_courts_schedules_that_can_be_is_equal_to_the_euro(
    proofs: dict[tuple[int, str], Proof], year: int, verdicts: dict[str, int]
) -> None:
    rows = [proof for proof in proofs.values() if proof.group == f"the Court, every State, {year}"]
    assert {verdict: number for verdict, number in counted(rows).items() if number} == verdicts
    assert all(proof.reason for proof in rows if proof.verdict == DIFFERS)
    assert len(rows) == 123


@pytest.mark.parametrize(
    ("group", "verdicts"),
    [("OPCW, every State, 2024", {EQUAL: 190, DIFFERS: 3}), ("ITLOS, every State, 2019", {EQUAL: 165, DIFFERS: 1}), ("ISA, every State, 2021", {EQUAL: 165, DIFFERS: 2}),
     ("ILO, every State, 2018", {EQUAL: 154, DIFFERS: 33}), ("FAO, every State, 2022", {EQUAL: 191, DIFFERS: 3}), ("UNFCCC, every State, 2024", {EQUAL: 111, DIFFERS: 86}),
     ("UNIDO, every State, 2023", {EQUAL: 161, DIFFERS: 9}), ("UN, every State, 2023", {EQUAL: 189, DIFFERS: 4}), ("UN, every State, 2025", {EQUAL: 17, DIFFERS: 176}),
     ("CBD, every State, 2026", {EQUAL: 195, RESTATED: 1}), ("MLF, every State, 2021", {EQUAL: 49})],
)  # fmt: skip
def the_rows_of_other_organisations_are_predicted_by_their_rules_and_those_that_differ_say_why(
    proofs: dict[tuple[int, str], Proof], group: str, verdicts: dict[str, int]
) -> None:
    rows = [proof for proof in proofs.values() if proof.group == group]
    assert {verdict: number for verdict, number in counted(rows).items() if number} == verdicts
    assert all(proof.reason for proof in rows if proof.verdict == DIFFERS)
    assert all(abs(proof.difference) <= 1 for proof in rows if proof.reason.startswith(("Amounts are", "The base is")))


def the_rows_that_differ_are_within_a_euro_but_for_germany_and_japan(proofs: dict[tuple[int, str], Proof]) -> None:
    rows = [proof for proof in proofs.values() if proof.group in {f"the Court, every State, {year}" for year in (2018, 2019, 2021, 2022)}]
    far = {(proof.year, proof.what.partition(",")[0]): proof.difference for proof in rows if abs(proof.difference) > 1}
    assert far == {(2018, "Germany"): -2, (2018, "Japan"): -6, (2019, "Japan"): 4}


def a_row_that_the_earlier_rule_missed_is_equal(proofs: dict[tuple[int, str], Proof]) -> None:
    missed = [(2018, "Spain"), (2021, "Estonia"), (2022, "Japan"), (2022, "Republic of Korea")]
    assert [proofs[year, f"{state}, assessed, as the statistics have it"].difference for year, state in missed] == [0] * 4


def a_figure_that_does_not_fit_is_listed_with_its_difference_and_a_reason(proofs: dict[tuple[int, str], Proof]) -> None:
    differing = {
        key: (proof.difference, proof.reason)
        for key, proof in proofs.items()
        if proof.verdict == DIFFERS and not proof.brief
    }
    assert {key: difference for key, (difference, _) in differing.items()} == {
        (2003, "United Nations scale of 2003, added up"): Decimal("1.087"),
        (2004, "Germany, rate"): Decimal("0.9151"),
        (2009, "Japan, contribution"): 70578,
        (2009, "All general contributions"): -170015,
        (2020, "All contributions, general and Host State loan"): -267,
    }
    assert all(reason for _, reason in differing.values())
    assert "States that joined later are assessed 177,063: on top of it, it would be 96,407,048" in differing[2009, "All general contributions"][1]
    assert "all right for a base from 95,937,723 to 96,136,363" in differing[2009, "Japan, contribution"][1]


def every_published_amount_and_total_is_proven(proofs: dict[tuple[int, str], Proof]) -> None:
    held = reference.published_contributions()
    published = [*held["published_eur"], *held["published_percent"], *reference.published_totals()["published"]]
    assert sorted(Decimal(text) for text in published if text) == sorted(
        proof.published
        for proof in proofs.values()
        if not proof.brief and not proof.what.startswith(("Approved", "United Nations scale"))
    )
    assert all(proof.source for proof in proofs.values())


def the_lines_and_totals_of_published_statements_are_listed_with_what_each_proves(
    proofs: dict[tuple[int, str], Proof],
) -> None:
    said = {what: (proof.verdict, proof.reason) for (_, what), proof in proofs.items()}
    assert said["A/C.5/67/13, section 2, interpretation"] == (
        RESTATED,
        "At 11,166.67 a meeting, fitted on A/C.5/69/13 and A/69/922; not every line of A/C.5/68/19 and A/C.5/70/20 comes out at it",
    )
    assert said["A/C.5/67/13, total"] == (
        RESTATED,
        "7 printed lines: 1 at a price fitted on other statements, 6 as stated. Every printed line comes out",
    )
    assert said["A/C.5/53/36, section 22, DSA"] == (
        STATED,
        "No other statement has the price: day of a member, Geneva, 1998",
    )
    assert said["A/C.5/77/18, total"] == (STATED, "8 printed lines: 8 as stated. Every printed line comes out")
    assert said["A/C.3/54/L.90, section 22, GTA P-3"] == (RESTATED, "The statement gives the price")
    assert said["A/C.5/76/15, section 2, documentation"] == (
        DIFFERS,
        "At 3.1165 a word and 553.39 a document, fitted on A/C.5/76/12 and A/C.5/76/13. The prices that do as well give 27,000 to 27,100",
    )
    assert said["A/C.5/45/72, total"][1] == (
        "5 printed lines: 1 at a price fitted on other statements, 3 as stated, "
        "1 as stated because no other statement has the price. "
        "Not reproduced: pre-session, interpretation, post-session, verbatim records. "
        "The lines are printed to the dollar; the total to the hundred"
    )


def every_line_that_differs_says_at_what_price_or_why(proofs: dict[tuple[int, str], Proof]) -> None:
    differing = [proof.reason for proof in proofs.values() if proof.group == "statements of budgetary implications" and proof.verdict == DIFFERS]
    said = ("At ", "Printed to less", "No other statement", "1 printed line", "Not reproduced")
    assert all(any(words in reason for words in said) for reason in differing)


@pytest.mark.parametrize(
    ("published", "computed", "rounding", "verdict"),
    [("10", "10.000", "1", EQUAL), ("10", "10.49", "1", WITHIN), ("10", "10.5", "1", DIFFERS), ("10", "9.5", "1", WITHIN),
     ("12300000", "12349999", "100000", WITHIN), ("12300000", "12350000", "100000", DIFFERS)],
)  # fmt: skip
def a_verdict_follows_the_rounding_of_what_was_published(
    published: str, computed: str, rounding: str, verdict: str
) -> None:
    assert (
        Proof(2020, "a figure", "EUR", Decimal(published), Decimal(computed), Decimal(rounding), "", "a source").verdict
        == verdict
    )


@pytest.mark.parametrize(("less", "verdict"), [("found_from_it", FITTED), ("taken_as_stated", STATED), ("restates", RESTATED)])
def an_equal_figure_that_is_no_prediction_says_so(less: str, verdict: str) -> None:
    equal, other = (Proof(2020, "a figure", "EUR", Decimal(10), Decimal(each), Decimal(1), "", "", **{less: True}) for each in (10, 12))
    assert (equal.verdict, other.verdict) == (verdict, DIFFERS)


def a_line_for_which_another_statement_prints_the_same_amount_for_the_same_quantities_restates_it(
    proofs: dict[tuple[int, str], Proof],
) -> None:
    verdicts = counted(proof for proof in proofs.values() if proof.group == "statements of budgetary implications")
    assert verdicts == {EQUAL: 35, RESTATED: 32, FITTED: 0, STATED: 51, WITHIN: 0, DIFFERS: 57}


def the_figures_that_only_restate_an_input_are_counted_apart(proofs: dict[tuple[int, str], Proof]) -> None:
    assert proofs[2008, "Japan, rate"].verdict == RESTATED
    assert {proof.verdict for proof in proofs.values() if proof.group == "budgets of the Court"} == {RESTATED}


def the_command_prints_its_verdict_first_by_source_and_each_figure_when_asked(
    every_proof: tuple[Proof, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "PAGE", ENDLESS)
    assert command.proofs is prove
    monkeypatch.setattr(command, "proofs", lambda: every_proof)  # as it has just found them
    assert cli.main(["prove", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["verdicts"] == counted(every_proof)
    assert document["by_source"]["the Court, every State, 2021"] == {EQUAL: 111, RESTATED: 0, FITTED: 12, STATED: 0, WITHIN: 0, DIFFERS: 0}
    germany = next(proof for proof in document["proofs"] if proof["what"] == "Germany, contribution")
    assert germany == {
        "year": 2020,
        "what": "Germany, contribution",
        "unit": "EUR",
        "published": "16193649",
        "computed": "16193649",
        "rounding": "1",
        "reason": "",
        "source": germany["source"],
        "page": "",
        "group": "the Court, other published amounts",
        "difference": "0",
        "verdict": "equal",
    }
    assert [proof.as_dict() for proof in every_proof] == document["proofs"]
    assert cli.main(["prove"]) == 0
    short = capsys.readouterr().out
    assert short.splitlines()[:3] == [
        (
            "5,322 published figures: 4,174 predicted and equal, 49 that restate an input or a figure of the same quantity elsewhere, 45 fitted, "
            "51 as stated, 7 within their rounding, 996 differ."
        ),
        "",
        "The Court, every State, 2017 (weak evidence): 123 differ of 123",
    ]
    assert "The Court, every State, 2021: 111 equal, 12 fitted of 123\n" in short
    assert "      Differ: Germany by 2 euros, Japan by 6 euros, 18 rows by one euro. What the statistics leave out of 2018" in short
    assert (
        "ITLOS, every State, 2022: 163 equal, 3 differ of 166\n"
        "      Differ: Democratic Republic of the Congo by 1,197 euros. The row of the Democratic Republic of the Congo also holds what Congo is assessed.\n"
        "      Differ: 2 rows by one euro. Amounts are recovered from dollars at one rate a year, and the base is found from the rows.\n"
    ) in short
    assert short.endswith("Each figure, with its source and the reason where it differs: aspbudget prove --all\n")
    assert cli.main(["prove", "--all"]) == 0
    out = capsys.readouterr().out
    assert (
        "2020  Germany, contribution (EUR)\n      published 16,193,649  computed 16,193,649  difference 0  equal\n"
        in out
    )
    assert "2019  Philippines, assessed, as the statistics have it (EUR): 109,093, computed 109,093, equal\n" in out
    assert (
        "2012  A/C.5/67/13, section 2, interpretation (USD): 201,000, computed 201,000, restated\n"
        "      At 11,166.67 a meeting, fitted on A/C.5/69/13 and A/69/922;"
    ) in out
    assert "2013  A/C.5/68/19, total (USD): 762,600, computed 763,400, difference 800, differs\n" in out
