"""Brackets: what the text of a draft leaves open is proposed as a choice, and what only looks so is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.growth import in_proportion

from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.values import PATTERN, PLAIN
from aspbudget.statements.brackets import proposed
from aspbudget.statements.paragraphs import Operative, found_in

LONGEST_KEY = 255


def open_in(text: str) -> list[tuple[tuple[str, ...], bool]]:
    """Return the texts of each choice that a paragraph leaves open, and whether one must stay."""
    return [(each.texts, each.one_stays) for each in proposed([Operative("5", text)])]


CHOICES = {
    "side by side": ("for [two days] [three days];", [(("two days", "three days"), True)]),
    "without a blank": ("in [2004][2005];", [(("2004", "2005"), True)]),
    "parted by or": ("for [two days] or [three days] [;]", [(("two days", "three days"), True)]),
    "parted by ou": ("de [deux jours], [trois jours] ou [quatre jours];", [(("trois jours", "quatre jours"), True)]),
    "parted by a stroke": ("for [two days]/[three days];", [(("two days", "three days"), True)]),
    "a stroke within": ("for [two days/three days];", [(("two days", "three days"), True)]),
    "two choices": ("for [two] [three] days in [May] [June];", [(("two", "three"), True), (("May", "June"), True)]),
    "numbers after a blank": ("for [10] [15] days;", [(("10", "15"), True)]),
    "the whole paragraph": ("[Decides to meet] [Decides to report]", [(("Decides to meet", "Decides to report"), False)]),
    "within others": ("[Decides to meet for [two] [three] days]", [(("two", "three"), False)]),
    "around others": ("meet [for [two] days] [now];", [(("for [two] days", "now"), True)]),
    "options": ("Option 1: a report; Option 2: a mission;", [(("Option 1: a report", "Option 2: a mission"), True)]),
    "options with letters": ("either Option A – a report or Option B – a mission", [(("Option A – a report or", "Option B – a mission"), True)]),
    "one alone": ("for [two days];", []),
    "a list": ("[a report], [a mission] and [a seminar];", []),
    "a list with and/or": ("[a report] [and/or] [a mission];", []),
    "what joins": ("[and] [or] report;", []),
    "a symbol": ("takes note of [ICC-ASP/2/Res.3];", []),
    "and/or within": ("[a report and/or a mission];", []),
    "long words with a stroke": ("[a report on all that the Court and its States have done/a seminar];", []),
    "marks of footnotes": ("Decides[1][2] to meet;[3] [4]", []),
    "what was left out": ("Decides […] [...] to meet;", []),
    "a bracket that never closes": ("Decides [two [three] days;", []),
    "options out of order": ("as in Option 2: a mission, and Option 1: a report", []),
    "a single option": ("Option 1: a report", []),
}


@pytest.mark.parametrize("case", CHOICES)
def the_brackets_are_choices_where_they_exclude_each_other(case: str) -> None:
    text, expected = CHOICES[case]
    assert open_in(text) == expected


@pytest.mark.parametrize("text", ["[11. Decides to meet;]\n\n[11 alt. Decides to wait;]\n\n12. Ends.", "[11. Decides to meet;]\n\n[11. Decides to wait;]\n\n12. Ends."])
def a_paragraph_in_brackets_beside_another_of_its_number_is_a_choice(text: str) -> None:
    (found,) = proposed(found_in(text).paragraphs)
    assert (found.choice, found.paragraph, found.one_stays) == ("§ 11", "11", False)
    assert found.names in (("§ 11", "§ 11 alt"), ("§ 11", "§ 11 [2]"))
    assert found.texts == ("[Decides to meet;]", "[Decides to wait;]")


def a_paragraph_that_follows_another_is_no_choice() -> None:
    assert proposed(found_in("[11. Decides to meet;]\n\n[11 bis. Decides to wait;]\n\n11 alt. Ends.").paragraphs) == ()


def each_alternative_has_a_name_that_can_be_one() -> None:
    text = "[2004] [2005] [EXAMPLE 1] [a*b?] [a b] [A B]"
    (found,) = proposed([Operative("5", text)])
    assert found.names == ("2004 (§ 5)", "2005 (§ 5)", "EXAMPLE 1 (§ 5)", "a b", "a b (§ 5)", "A B (§ 5) (2)")


def each_choice_has_a_name_of_its_own() -> None:
    found = proposed([Operative("5", "[a] [b], [c] [d]"), Operative("6", "[e] [f]")])
    assert [each.choice for each in found] == ["§ 5", "§ 5 (2)", "§ 6"]


PIECES = st.sampled_from(("[", "]", "/", " ", "or", "a", "B", "1", "10", "EXAMPLE", "*", "=", "…", "Option 1:", "Option 2:", "é", "\u00a0", ";"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=25).map("".join), max_size=3))
def every_text_gives_names_that_are_keys_each_once(texts: list[str]) -> None:
    found = proposed([Operative(str(place), text) for place, text in enumerate(texts)])
    names = [name for each in found for name in each.names]
    assert len({name.casefold() for name in names}) == len(names)
    assert len({each.choice for each in found}) == len(found)
    for name in (*names, *(each.choice for each in found)):
        assert name.strip() == name
        assert name
        assert len(name) <= LONGEST_KEY
        assert not PATTERN.search(name)
        assert not PLAIN.fullmatch(name)
        assert not name.upper().startswith(EXAMPLE) or name.endswith(")")
    assert all(len(each.names) == len(each.texts) > 1 for each in found)


@pytest.mark.parametrize("piece", ["[", "]", "[a] ", "a[1]", "[1]", "[a", "[a]/", "[[a] [b]] ", "Option 1: ", "a/"])
def a_text_that_is_longer_takes_no_more_than_in_proportion(piece: str) -> None:
    def text(length: int) -> str:
        return (piece * length)[:length] + "]" * (length if piece in ("[", "[a") else 0)

    assert in_proportion(text, lambda text: proposed([Operative("5", text)]))
