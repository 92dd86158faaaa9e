"""Choices: which situations the alternatives of a draft leave, that each is priced as a run of its own, and that no others are."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.drafting import FRIDAY, MONDAY, TUESDAY, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.statements.choices import AT_MOST_ONE, ONE, Choice, choices, number_of_situations, situations
from aspbudget.statements.costing import statement
from aspbudget.statements.options import options
from aspbudget.statements.statement import Option

if TYPE_CHECKING:
    from pathlib import Path

    from support.drafting import Row

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

TWO, THREE, SMALL, LARGE, ALONE = "two days", "three days", "small", "large", "by itself"


def alternatives(*given: tuple[str, str, str]) -> pd.DataFrame:
    """Return alternatives, each with its name, its choice, and how many of the choice the text keeps."""
    return pd.DataFrame(given, columns=["alternative", "choice", "of_choice"]).replace("", None)


def kept(*given: tuple[str, str, str]) -> list[set[str]]:
    """Return the alternatives that are in, situation by situation."""
    return [set(each) for each in situations(choices(alternatives(*given)))]


def the_situations_of_one_choice_have_at_most_one_alternative() -> None:
    assert kept((TWO, "length", ""), (THREE, "length", AT_MOST_ONE)) == [set(), {TWO}, {THREE}]


def a_choice_of_exactly_one_leaves_no_situation_without_any() -> None:
    assert kept((TWO, "length", ONE), (THREE, "length", ONE)) == [{TWO}, {THREE}]


def an_alternative_of_no_choice_stands_or_falls_by_itself() -> None:
    assert kept((TWO, "", ""), (THREE, "", "")) == [set(), {THREE}, {TWO}, {TWO, THREE}]


@pytest.mark.parametrize(("of_choice", "number"), [(ONE, 4), ("", 9)])
def the_choices_between_two_and_two_leave_four_situations_or_nine(of_choice: str, number: int) -> None:
    found = choices(alternatives((TWO, "length", of_choice), (SMALL, "size", of_choice), (THREE, "length", of_choice), (LARGE, "size", of_choice)))
    assert found == (Choice("length", (TWO, THREE), of_choice == ONE), Choice("size", (SMALL, LARGE), of_choice == ONE))
    assert len(list(situations(found))) == number_of_situations(found) == number


def a_draft_without_alternatives_has_one_situation() -> None:
    assert kept() == [set()]


@pytest.mark.parametrize("seed", range(20))
def the_situations_are_those_of_all_combinations_that_no_choice_forbids(seed: int) -> None:
    random = Random(seed)
    needed = {name: random.choice((ONE, "", AT_MOST_ONE)) for name in ("length", "size", "way")}
    given = [(f"A{place}", name, needed.get(name, "")) for place, name in enumerate(random.choices(("", *needed), k=random.randint(0, 7)))]
    allowed = []
    for chosen in product((0, 1), repeat=len(given)):
        held = {name: [each for (_, choice, _), each in zip(given, chosen, strict=True) if choice == name] for name in needed}
        if all(sum(each) <= 1 and (sum(each) == 1 or needed[name] != ONE or not each) for name, each in held.items()):
            allowed.append({name for (name, _, _), each in zip(given, chosen, strict=True) if each})
    found = kept(*given)
    assert sorted(map(sorted, found)) == sorted(map(sorted, allowed))


ACTIVITIES: dict[str, list[Row]] = {
    "meetings": [meeting("one", FRIDAY), meeting("two", TUESDAY, alternative=TWO), meeting("three", TUESDAY, alternative=THREE),
                 meeting("three more", FRIDAY, "afternoon", alternative=THREE)],
    "posts": [post("officer", alternative=SMALL), post("officers", number=2, alternative=LARGE)],
    "operating_requirements": [bought("rooms", alternative=ALONE)],
}  # fmt: skip


def switched(chosen: tuple[str, ...], of_choice: str | None = None) -> dict[str, pd.DataFrame]:
    """Return the sheets of a draft with two choices and an alternative that stands by itself, of which the chosen ones are in."""
    of = {TWO: "length", THREE: "length", SMALL: "size", LARGE: "size", ALONE: None}
    known = [{"alternative": name, "counts": int(name in chosen), "what": "…", "choice": choice, "of_choice": choice and of_choice} for name, choice in of.items()]
    return {"paragraphs": paragraphs(p1="activities"), "alternatives": rows(*known)} | {name: rows(*each) for name, each in ACTIVITIES.items()}


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section that holds a plenary on Monday morning."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})


@pytest.mark.slow
@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.long), 5])
def each_situation_of_a_draft_costs_what_the_draft_does_with_these_switches(beside: Ready, tmp_path: Path, every: int) -> None:
    found = draft(tmp_path, beside, switched(()))
    priced = options(found.draft_rows, found.figures)
    assert len(priced) == 3 * 3 * 2
    assert {name for option in priced[::every] for name in option.alternatives} == {TWO, THREE, SMALL, LARGE, ALONE}
    for option in priced[::every]:
        alone = statement(draft(tmp_path, beside, switched(option.alternatives)))
        assert option.years == tuple(alone.in_year(year) for year in alone.years), option.alternatives
    assert len({option.years[0].full for option in priced}) > 9


def a_statement_names_its_choices_and_what_an_option_keeps_of_each(beside: Ready, tmp_path: Path) -> None:
    shown = statement(draft(tmp_path, beside, switched((TWO, LARGE), ONE)))
    assert shown.choices == (Choice("length", (TWO, THREE), one_stays=True), Choice("size", (SMALL, LARGE), one_stays=True))
    assert [shown.answers(option) for option in shown.options[:2]] == [
        (("length", TWO), ("size", SMALL)), (("length", TWO), ("size", SMALL), ("", ALONE)),
    ]  # fmt: skip
    assert shown.answers(Option((THREE,), *shown.options[0][1:])) == (("length", THREE), ("size", ""))


def the_capitals_of_a_choice_make_no_difference(beside: Ready, tmp_path: Path) -> None:
    given = switched(())
    given["alternatives"].loc[1, "choice"] = "LENGTH"
    assert statement(draft(tmp_path, beside, given)).choices[0] == Choice("length", (TWO, THREE))
