"""Groups: the sheets of an input workbook in the order of the work, in groups that content names."""

from __future__ import annotations

from aspbudget.content import BUILT_IN
from aspbudget.declare.groups import OTHERS, STATEMENT, InputGroup, grouped, groups, in_order
from aspbudget.declare.model import Cycle, Renamed, Table
from aspbudget.models.input_sheets import INPUT_SHEETS

CYCLE, RENAMED = Table(Cycle), Table(Renamed)


def the_groups_of_a_workbook_are_those_that_the_content_hands_over() -> None:
    assert groups(BUILT_IN, "section") == INPUT_SHEETS["section"]
    assert groups(BUILT_IN, STATEMENT)[0].title == "What the draft says"


def an_organisation_without_groups_has_its_sheets_in_one() -> None:
    assert groups("river_commission", "section") == ()
    assert grouped((), (CYCLE, RENAMED)) == [(OTHERS, [CYCLE, RENAMED])]


def a_group_has_those_of_its_sheets_that_are_there_in_its_own_order_and_what_it_forgets_comes_last() -> None:
    stated = (InputGroup("Set-up", ("renamed", "venues")), InputGroup("Posts", ("posts",)))
    assert grouped(stated, (CYCLE, RENAMED)) == [("Set-up", [RENAMED]), (OTHERS, [CYCLE])]
    assert in_order(BUILT_IN, "section", (RENAMED, CYCLE)) == [CYCLE, RENAMED]
