"""Proof against what was published: every figure that the project holds, computed anew."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from aspbudget import cli
from aspbudget.models import reference
from aspbudget.models.evidence import DIFFERS, EQUAL, FITTED, WITHIN, Proof, counted, prove


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
    differing = {key: (proof.difference, proof.reason) for key, proof in proofs.items() if proof.verdict == DIFFERS}
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
        proof.published for proof in proofs.values() if not proof.what.startswith(("Approved", "United Nations scale"))
    )
    assert all(proof.source for proof in proofs.values())


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
    assert out.endswith("31 published figures: 17 equal, 2 fitted, 8 within their rounding, 4 differ.\n")
