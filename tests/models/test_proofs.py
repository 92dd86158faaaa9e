"""Proof against what was published: every figure that the project holds, computed anew."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from aspbudget import cli
from aspbudget.models.evidence.proofs import DIFFERS, EQUAL, FITTED, STATED, WITHIN, Proof, counted, prove
from aspbudget.models.reference import facts as reference

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def proofs() -> dict[tuple[int, str], Proof]:
    """All proofs, by year and what they prove."""
    found = {(proof.year, proof.what): proof for proof in prove()}
    assert len(found) == len(prove())
    return found


@pytest.mark.parametrize("state", ["Germany", "United Kingdom of Great Britain and Northern Ireland"])
def the_contributions_of_2020_are_equal_to_the_euro(proofs: dict[tuple[int, str], Proof], state: str) -> None:
    assert proofs[2020, f"{state}, contribution"].verdict == EQUAL


def the_rate_of_japan_is_at_22_per_cent(proofs: dict[tuple[int, str], Proof]) -> None:
    assert proofs[2008, "Japan, rate"].computed == 22


@pytest.mark.parametrize(
    ("year", "state", "loan"), [(2020, "France", "794,694"), (2021, "Venezuela (Bolivarian Republic of)", "89,087")]
)
def the_two_loan_shares_come_from_one_rule_which_is_named(
    proofs: dict[tuple[int, str], Proof], year: int, state: str, loan: str
) -> None:
    proof = proofs[year, f"{state}, contribution"]
    assert proof.verdict == FITTED
    assert proof.difference == 0
    assert proof.reason == (
        f"{loan} of it for the Host State loan: the Court's rate of 2013 ÷ 40.1062, to four decimals, of 3,585,127 euros, "
        "a rule found from this amount and one other"
    )


def a_figure_that_does_not_fit_is_listed_with_its_difference_and_a_reason(proofs: dict[tuple[int, str], Proof]) -> None:
    differing = {
        key: (proof.difference, proof.reason)
        for key, proof in proofs.items()
        if proof.verdict == DIFFERS and not proof.brief
    }
    assert {key: difference for key, (difference, _) in differing.items()} == {
        (2003, "United Nations scale of 2003, added up"): Decimal("1.087"),
        (2004, "Germany, rate"): Decimal("0.9158"),
        (2009, "Japan, contribution"): 70578,
        (2020, "All contributions, general and Host State loan"): -166,
    }
    assert all(reason for _, reason in differing.values())
    assert "all right for a base from 95,940,729 to 96,136,363" in differing[2009, "Japan, contribution"][1]


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
        EQUAL,
        "At 11,166.67 a meeting, fitted on A/C.5/69/13 and A/69/922; not every line of A/C.5/68/19 and A/C.5/70/20 comes out at it",
    )
    assert said["A/C.5/67/13, total"] == (
        EQUAL,
        "7 printed lines: 1 at a price fitted on other statements, 6 as stated. Every printed line comes out",
    )
    assert said["A/C.5/53/36, section 22, DSA"] == (
        STATED,
        "No other statement has the price: day of a member, Geneva, 1998",
    )
    assert said["A/C.5/77/18, total"] == (STATED, "8 printed lines: 8 as stated. Every printed line comes out")
    assert said["A/C.3/54/L.90, section 22, GTA P-3"] == (EQUAL, "The statement gives the price")
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
    differing = [proof.reason for proof in proofs.values() if proof.brief and proof.verdict == DIFFERS]
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


def the_command_lists_every_proof_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prove", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["verdicts"] == counted(prove())
    assert document["proofs"][0] == {
        "year": 2020,
        "what": "Germany, contribution",
        "unit": "EUR",
        "published": "16193649",
        "computed": "16193649",
        "rounding": "1",
        "reason": "",
        "source": document["proofs"][0]["source"],
        "page": "",
        "difference": "0",
        "verdict": "equal",
    }
    assert cli.main(["prove"]) == 0
    out = capsys.readouterr().out
    assert (
        "2020  Germany, contribution (EUR)\n      published 16,193,649  computed 16,193,649  difference 0  equal\n"
        in out
    )
    assert (
        "2012  A/C.5/67/13, section 2, interpretation (USD): 201,000, computed 201,000, equal\n"
        "      At 11,166.67 a meeting, fitted on A/C.5/69/13 and A/69/922;"
    ) in out
    assert "2013  A/C.5/68/19, total (USD): 762,600, computed 763,400, difference 800, differs\n" in out
    assert out.endswith(
        "206 published figures: 84 equal, 2 fitted, 51 as stated, 8 within their rounding, 61 differ.\n"
    )
