"""Costing a statement: its printed lines, every combination of its alternatives, and what it says, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import REPOSITORY
from support.drafting import MONDAY, bought, draft, head, meeting, paragraphs, post, rows, section

from aspbudget.figures.cost import cost
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import lines, statement
from aspbudget.statements.options import options
from aspbudget.statements.statement import JOINT, Amounts, added

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section that buys a room for 400, and in which a plenary is held."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}], "Operating requirements": [{"Requirement": "room"}]})


@pytest.fixture(scope="module")
def found(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 1 buys five hours from 2005 on, in A two rooms, and in B an officer; paragraph 2 is left out; 3 isn't known yet."""
    given = {
        "draft_resolution": head(prepared_by="A. Officer", prepared_on=pd.Timestamp(2003, 9, 10)),
        "paragraphs": paragraphs(p1="activities", p2="activities", p3="not yet determinable").assign(counts=[1, 0, 1]),
        "alternatives": rows({"alternative": "A", "counts": 1, "what": "rooms"}, {"alternative": "B", "counts": 0, "what": "an officer"}),
        "operating_requirements": rows(
            bought("hours", quantity=5, price="hour", first_year=2005), bought("rooms", quantity=2, alternative="A", recurrence="one-time"),
            bought("out", paragraph="2", quantity=9),
        ),
        "posts": rows(post("Officer", alternative="B")),
    }  # fmt: skip
    return draft(tmp_path_factory.mktemp("costing"), small_section, given)


def a_line_that_holds_nothing_in_a_year_is_not_printed(found: Costed) -> None:
    shown = lines(found.figures, found.draft_rows.years)
    assert [(each.paragraph, each.down, each.year, each.kind, each.amounts) for each in shown] == [
        ("1", "Contractual services", 2004, "one-time", Amounts(800, additional=800)),
        ("1", "Contractual services", 2005, "recurrent", Amounts(200, additional=200)),
        ("1", "Contractual services", 2006, "recurrent", Amounts(200, additional=200)),
    ]
    assert {each.across for each in shown} == {"4100"}


def each_combination_of_alternatives_is_priced_year_by_year(found: Costed) -> None:
    prices = {each.alternatives: tuple(amounts.additional for amounts in each.years) for each in options(found.draft_rows, found.figures)}
    # The hours are 150, printed 200, in 2005 and 2006; the rooms 800 in 2004; the officer 30,000 and then 108,000 twice.
    assert prices == {
        (): (0, 200, 200), ("A",): (800, 200, 200), ("B",): (30_000, 108_200, 108_200), ("A", "B"): (30_800, 108_200, 108_200),
    }  # fmt: skip


def the_option_that_is_chosen_is_what_the_statement_says(found: Costed) -> None:
    shown = statement(found)
    chosen = next(each for each in options(found.draft_rows, found.figures) if each.alternatives == ("A",))
    assert chosen.years == tuple(map(shown.in_year, shown.years))


def a_draft_without_alternatives_has_no_combinations(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    none = draft(tmp_path_factory.mktemp("none"), small_section, {"posts": rows(post("Officer"))})
    assert options(none.draft_rows, none.figures) == ()


def the_statement_says_what_the_draft_and_its_section_are(found: Costed) -> None:
    shown = statement(found)
    assert (shown.symbol, shown.title, shown.cycle, shown.currency, shown.met_from) == ("L.1", "A draft", "2004", "EUR", "Contingency Fund")
    assert shown.section == "A case"
    assert (shown.prepared_by, shown.reviewed_by, shown.prepared_on) == ("A. Officer", "", "10 September 2003")
    assert shown.years == (2004, 2005, 2006)
    assert shown.headings == (("4100", "Conference of the Assembly"), ("4200", "Secretariat of the Assembly"), ("4500", "Committee on Budget and Finance"))
    assert shown.alternatives == (("A", "rooms", True), ("B", "an officer", False))
    # A team for the plenary is 22,600, and a room 400.
    assert shown.section_total == 23_000


def each_paragraph_says_its_answer_and_whether_it_counts(found: Costed) -> None:
    shown = [(each.number, each.answer, each.reason, each.low, each.high, each.counts) for each in statement(found).paragraphs]
    assert shown == [
        ("1", "activities", "", 0, 0, True), ("2", "activities", "", 0, 0, False), ("3", "not yet determinable", "not known", 100, 200, True),
    ]  # fmt: skip


def the_joint_lines_come_after_those_of_paragraphs(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    held = rows(meeting("One", MONDAY), meeting("Two", MONDAY, "afternoon", paragraph="2"))
    both = draft(tmp_path_factory.mktemp("joint"), small_section, {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": held})
    shown = [each for each in lines(both.figures, both.draft_rows.years) if each.year == 2004]
    assert [(each.paragraph, each.amounts.full, each.amounts.additional) for each in shown] == [("1", 22_600, 22_600), ("2", 22_600, 0), (JOINT, -22_600, 0)]


@pytest.fixture(scope="module")
def real(ready: Ready) -> Costed:
    """The statement of ICC-ASP/2/Res.7, which is in the repository."""
    path = REPOSITORY / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.7.xlsx"
    return costed(ready, path, "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx")


def every_combination_of_alternatives_is_what_a_run_of_its_own_gives(real: Costed) -> None:
    priced = {option.alternatives: option for option in statement(real).options}
    names = list(real.draft_rows.inputs.frames["alternatives"]["alternative"])
    for held, option in priced.items():
        chosen = [float(name in held) for name in names]
        frames = dict(real.frames)
        frames["alternatives"] = frames["alternatives"].assign(counts=chosen)
        alone = cost(real.figures.catalogue, frames, real.draft_rows.inputs.named)
        shown = lines(alone, real.draft_rows.years)
        assert option.years == tuple(added(line.amounts for line in shown if line.year == year) for year in real.draft_rows.years)
    assert len(priced) == 8  # the working group meets in one way of three, or not at all; the office is there or not


def every_table_of_a_statement_foots(real: Costed) -> None:
    shown = statement(real)
    numbers = [each.number for each in shown.paragraphs]
    by_paragraph = [shown.paragraph(number) for number in (*numbers, JOINT)]
    assert tuple(map(sum, zip(*by_paragraph, strict=True))) == shown.total
    assert added(map(shown.in_year, shown.years)) == shown.of()
    for line in shown.lines:
        assert line.amounts.full == sum(line.amounts[1:])
        assert all(amount % 100 == 0 for amount in line.amounts)
