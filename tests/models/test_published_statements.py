"""Published statements: typed as a finance officer reads them, computed by the cost models, at prices found from others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.cases import loaded

from aspbudget.models.evidence.published_costs import Input, cost, printed
from aspbudget.models.evidence.published_lines import Line, about, lines, symbols
from aspbudget.models.evidence.published_prices import Observation, fit
from aspbudget.models.evidence.published_statements import (
    AS_STATED,
    FITTED_ON_OTHERS,
    NO_OTHER,
    PRICE_STATED,
    Outcome,
    Statement,
    outcome,
    statements,
)

FOLDER = Path(__file__).parents[1] / "cases" / "published"
FILES = {path.stem: loaded(path) for path in sorted(FOLDER.glob("*.yaml"))}
CASES = {case["statement"]: case for cases in FILES.values() for case in cases}
FOUND = {statement.name: statement for statement in statements()}
FITTED = [known.line for statement in FOUND.values() for known in statement.lines if known.evidence == FITTED_ON_OTHERS]
on_cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
on_fitted_lines = pytest.mark.parametrize("line", FITTED, ids=[f"{line.statement} {line.object}" for line in FITTED])
# The keys by which a case gives quantities, and those by which it gives their prices, for each kind of cost.
KEYS = {
    "sum": ((), ("amount",)),
    "meeting": (("meetings",), ("a meeting",)),
    "service": (("served meetings",), ("a served meeting",)),
    "document": (("documents", "words"), ("a word", "a document")),
    "equal documents": (("equal documents", "words"), ("a word", "a document")),
    "month": (("months",), ("a month",)),
}
BESIDES = {"line", "printed", "fitted on", "for", "no other statement has", "stated"}


def typed(line: dict[str, Any]) -> tuple[Input, tuple[float, ...]]:
    """Return the input of a line of a case and its prices."""
    kind = next(kind for kind, (keys, prices) in KEYS.items() if {*keys, prices[0]} <= line.keys())
    quantities, prices = KEYS[kind]
    assert line.keys() <= BESIDES | {*quantities, *prices}, line
    numbers = [line[name] for name in quantities]
    if kind == "month":
        numbers = [1, *numbers]
    return Input(kind, "", *numbers), tuple(line.get(name, 0.0) for name in prices)


def computed(line: dict[str, Any]) -> int:
    """Return what the cost models and the section make of a line of a case."""
    given, prices = typed(line)
    return printed(cost(given, *prices))


def numbers(text: str) -> list[float]:
    """Return the numbers in a text such as `18 persons for 7 days`."""
    return [float(word) for word in text.split() if word.isdigit()]


def quantities(known: Outcome) -> list[float]:
    """Return the quantities of a line, in the order in which a person says them; a lone unit goes without saying."""
    pairs = [(given.number, given.quantity) for given in known.line.inputs]
    return [number for pair in pairs for number in pair if number != 1]


def changed(line: Line) -> tuple[Line, ...]:
    """Return all lines with those of the line's own statement, and of the same documents, three times what they were."""
    own = symbols(line.statement)
    return tuple(
        replace(each, published=each.published * 3)
        if each.statement == line.statement or own & symbols(each.statement)
        else each
        for each in lines()
    )


def own(case: dict[str, Any]) -> list[tuple[dict[str, Any], Outcome]]:
    """Return the lines of a case beside those that the project holds."""
    return list(zip(case["lines"], FOUND[case["statement"]].lines, strict=True))


@on_cases
def a_published_statement_comes_out_in_every_printed_line_and_in_total(case: dict[str, Any]) -> None:
    assert [computed(line) for line in case["lines"]] == [line["printed"] for line in case["lines"]]
    assert "total" not in case or sum(map(computed, case["lines"])) == case["total"]


@on_cases
def a_case_and_the_facts_that_the_project_holds_tell_the_same(case: dict[str, Any]) -> None:
    held = FOUND[case["statement"]]
    assert (case["symbol"], case.get("total")) == (held.symbol, held.total)
    for line, known in own(case):
        assert line["line"] == f"{known.line.section} / {known.line.object}"
        assert line["printed"] == known.line.published
        if known.evidence in AS_STATED:
            assert line["amount"] == line["printed"]
            assert tuple(line.get("no other statement has", ())) == known.missing
            assert numbers(line.get("for", "")) == (quantities(known) if known.missing else [])
        else:
            given = known.line.inputs[0]
            assert typed(line)[0][2:4] == given[2:4]
            assert line.get("stated", 0) == given.stated


@on_cases
def every_price_that_a_statement_does_not_give_is_the_one_found_from_the_others_named(case: dict[str, Any]) -> None:
    for line, known in own(case):
        assert ("fitted on" in line) == (known.evidence == FITTED_ON_OTHERS)
        if "fitted on" in line:
            assert case["statement"] not in line["fitted on"]
            assert tuple(line["fitted on"]) == known.found[0].reproduced
            word, document = (*typed(line)[1], 0.0)[:2]
            assert (word, document) == pytest.approx(known.found[0].prices, abs=0.0051)


@on_cases
def a_price_a_tenth_higher_is_seen(case: dict[str, Any]) -> None:
    for line in case["lines"]:
        given, prices = typed(line)
        assert printed(cost(given, *(price * 1.1 for price in prices))) != line["printed"]


@on_fitted_lines
def no_price_is_found_from_the_statement_under_test(line: Line) -> None:
    held = changed(line)
    mine = next(each for each in held if (each.statement, each.object) == (line.statement, line.object))
    assert outcome(mine, held).computed == outcome(line, lines()).computed
    assert outcome(mine, held).found == outcome(line, lines()).found


@on_fitted_lines
def every_fitted_line_follows_the_statements_that_it_is_fitted_on(line: Line) -> None:
    names = {name for found in outcome(line, lines()).found for name in (*found.reproduced, *found.others)}
    held = tuple(replace(each, published=each.published * 3) if each.statement in names else each for each in lines())
    assert outcome(line, held).computed > outcome(line, lines()).computed


def the_cases_are_all_that_come_out_and_at_least_25_are_whole() -> None:
    come_out = {name for name, statement in FOUND.items() if statement.comes_out}
    assert set(CASES) == come_out
    assert len(FILES["reproduced"] + FILES["as_stated"]) >= 25
    assert all(
        case.keys() == {"statement", "symbol", "lines", "total"} for case in FILES["reproduced"] + FILES["as_stated"]
    )


def the_files_say_which_statements_rest_on_an_amount_for_want_of_a_price() -> None:
    assert all(FOUND[case["statement"]].count(NO_OTHER) for case in FILES["as_stated"])
    assert not any(FOUND[case["statement"]].count(NO_OTHER) for case in FILES["reproduced"] + FILES["in_part"])
    assert all(FOUND[case["statement"]].total is None for case in FILES["in_part"])


def each_way_of_knowing_a_line_is_counted() -> None:
    known = [line for case in CASES for line in FOUND[case].lines]
    assert {way: sum(line.evidence == way for line in known) for way in (FITTED_ON_OTHERS, PRICE_STATED)} == {
        FITTED_ON_OTHERS: 41,
        PRICE_STATED: 2,
    }


def the_statements_that_do_not_come_out_are_these() -> None:
    def missed(statement: Statement) -> dict[str, int]:
        return {
            each.line.object: int(each.computed - each.line.published) for each in statement.lines if not each.comes_out
        }

    whole = [statement for statement in FOUND.values() if statement.total is not None and not statement.comes_out]
    assert {statement.name: missed(statement) for statement in whole} == {
        "CEDAW-2007": {"human rights": 50},
        "CAT-2012": {"DSA": -1000, "GTA P-3 14 months": -4800},
        "HRCTTE-2013": {"GTA 24 work-months P-3": 8300, "DSA": -2000},
        "SAMOA-2013": {"interpretation": 800},
        "HIVAIDS-2015": {"interpretation": -400, "documentation": 1700},
        "REFUGEES-2016": {"documentation": -400},
        "TPNW-2016": {"pre-session documentation": 8300, "in-session documentation": 13400},
        "FMCT-2016": {"sound technician": 100},
        "NUCDIS-2017": {"pre-session": 800, "in-session": 3100},
        "PAROS-2017": {"sound technicians": -200},
        "MIGRATION-2017": {"pre-session": -1000, "in-session": -800, "post-session": 2400},
        "SMALLARMS-2020": {"pre-session": 11100, "in-session": 700, "post-session": 600},
        "DISINFO-2021": {"documentation": -100},
        "AMMO-2022": {"interpretation and documentation": -2600},
        "GAPLENARY-1990": {"pre-session": -7, "interpretation": 25, "post-session": 22, "verbatim records": -40},
    }


def every_statement_says_how_it_was_read_and_its_lines_add_up_to_its_total() -> None:
    held = about()
    assert set(held["reading"]) == {
        "read in the document",
        "machine-extracted notes",
        "machine-extracted notes of some lines only",
    }
    for name, statement in FOUND.items():
        added = sum((line.line.published for line in statement.lines), Decimal(0))
        assert statement.total in (None, added), name


def no_line_names_two_prices_but_is_used_to_find_one() -> None:
    line = next(line for line in lines() if line.statement == "AMMO-2022" and len(line.inputs) == 2)
    assert outcome(line, lines()).evidence == FITTED_ON_OTHERS
    assert not any("AMMO-2022" in found.reproduced for each in FOUND["TAX-2022"].lines for found in each.found)


def a_price_lies_in_the_middle_of_those_that_reproduce_the_most() -> None:
    meetings = [("A", 18, 201_000), ("B", 60, 670_000), ("C", 30, 334_200)]
    found = fit([Observation(name, (number, 0), amount) for name, number, amount in meetings])
    assert found.prices == pytest.approx(((669_950 + 670_049.99) / 120, 0))
    assert (found.reproduced, found.others) == (("A", "B"), ("C",))


def a_fixed_part_is_found_only_where_documents_of_several_lengths_show_it() -> None:
    equal = [Observation("A", (8500, 1), 50_900), Observation("B", (17_000, 2), 101_800)]
    assert fit(equal).prices[1] == 0
    word, document = fit([Observation("A", (21_000, 1), 64_300), Observation("B", (35_000, 1), 106_800)]).prices
    assert (word, document) == pytest.approx((42_500 / 14_000, 550), abs=0.01)


def the_prices_that_do_as_well_are_told_where_they_print_another_amount() -> None:
    line = next(each for each in FOUND["UNCLOS-PREPCOM-2015"].lines)
    assert (line.lowest, line.computed, line.highest) == (669_800, 670_000, 670_200)
    certain = [each for case in CASES for each in FOUND[case].lines if each.found and each.lowest == each.highest]
    assert len(certain) == 31


def the_equal_documents_are_rounded_one_by_one() -> None:
    assert cost(Input("equal documents", "", 3, 25_500), 2.876, 20.0) == 73_500
    assert printed(cost(Input("document", "", 3, 25_500), 2.876, 20.0)) == 73_400


def the_statements_that_disagree_leave_the_middle_and_are_named() -> None:
    found = fit([Observation("A", (10, 0), 60_000), Observation("B", (10, 0), 84_000)])
    assert found.prices == pytest.approx((7200, 0), abs=0.01)
    assert (found.reproduced, found.others) == ((), ("A", "B"))
