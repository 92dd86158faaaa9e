"""The letters of this organisation: each figure that they print is one of the run, and each case has its parts."""

from __future__ import annotations

import pytest
from support.assessments import of_the_court
from support.letters import ALL, PLAIN_LETTER

from aspbudget.content import terms
from aspbudget.declare.correspondence import AmountsTable, NoLetters, Numeral, Paragraph, known_letters, letters
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.facts import facts
from aspbudget.models.correspondence import LETTERS
from aspbudget.models.payment_details import PaymentDetails

PARTS = LETTERS.parts
CASES = {
    "plain": [],
    "joins": ["letter.joins"],
    "leaves": ["letter.leaves"],
    "credited": ["letter.is_credited"],
    "nothing": ["letter.pays_nothing"],
    "in arrears": ["letter.arrears", "letter.account", "letter.vote"],
    "paid": ["letter.no_arrears", "letter.settled", "letter.overpaid"],
    "to complete": ["letter.no_due_date", "letter.no_payment_details"],
}  # fmt: skip


def printed() -> set[str]:
    """Return every figure that a letter prints, or that decides what it says."""
    paragraphs = [value for part in PARTS if isinstance(part, Paragraph) for value in part.filled.values()]
    tables = [item.figure for part in PARTS if isinstance(part, AmountsTable) for item in (*part.items, part.total)]
    return {*tables, *(each.figure for each in paragraphs if isinstance(each, Numeral)), *LETTERS.given.values(), *(name for name, _ in LETTERS.listed)}


def every_figure_that_a_letter_prints_is_one_of_the_run() -> None:
    found = facts(of_the_court(2024, {}), LETTERS.table)
    columns = {f"accounts.{name}" for name in catalogue(LETTERS.workbook).names("accounts")}
    assert printed() - set(next(iter(found.values()))) - columns == set()


def every_case_of_the_tests_knows_all_that_decides_what_a_letter_says() -> None:
    assert {name for name in printed() if name not in PLAIN_LETTER.facts} == set()
    assert all(part.term in terms() for part in PARTS)


@pytest.mark.parametrize("name", CASES)
def each_case_has_the_parts_of_its_own_and_no_other_has(name: str) -> None:
    every = {term for terms_of in CASES.values() for term in terms_of}
    assert [part.term for part in ALL[name].parts if part.term in every] == CASES[name]


@pytest.mark.parametrize("name", ALL)
def each_letter_says_one_thing_of_what_is_payable_and_one_of_earlier_years(name: str) -> None:
    said = [part.term for part in ALL[name].parts]
    assert sum(term in ("letter.pays", "letter.pays_nothing", "letter.is_credited") for term in said) == 1
    assert sum(term in ("letter.not_entered", "letter.no_arrears", "letter.arrears") for term in said) == 1


def a_content_without_letters_is_refused_in_words() -> None:
    assert known_letters("river_commission") is None
    with pytest.raises(NoLetters, match=r"^The content river_commission has no letters\.$"):
        letters("river_commission")


def no_figure_is_computed_from_the_details_of_payment() -> None:
    table = catalogue("contributions").tables[PaymentDetails.table()]
    assert (table.optional, table.lines, table.rules) == (True, (), ())
    assert [figure for figure in catalogue("contributions").figures.values() if table.name in figure.looks_in] == []
