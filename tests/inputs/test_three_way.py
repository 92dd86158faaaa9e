"""Three ways: random pairs of edits merged, and compared with a plain merge of rows by key written for this test alone."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from aspbudget.declare.model import GENERAL, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import Catalogue
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.inputs.three_way import Conflict, merged

if TYPE_CHECKING:
    from aspbudget.inputs.three_way import Outcome

Rows = dict[str, dict[str, Any]]


class Things(Sheet):
    """A thing."""

    thing: str = column("Thing", "Its name.", key=True)
    price: float = column("Price", "What it costs.")
    colour: str = column("Colour", "How it looks.", required=False)


CATALOGUE = Catalogue((GENERAL, Model("Things", "", 1, (Table(Things),))))
TABLES = tuple(table for table in CATALOGUE.sheets.values() if table.name == "things")
TITLES = ["Thing", "Price", "Colour"]


def workbook(rows: Rows, label: str = "base.xlsx") -> RawWorkbook:
    """Return a workbook as typed with these things."""
    cells: dict[int, dict[int, Any]] = {4: dict(enumerate(TITLES, 1))}
    for row, (name, values) in enumerate(rows.items(), 5):
        cells[row] = {1: name, **{place: value for place, title in ((2, "Price"), (3, "Colour")) if (value := values.get(title)) is not None}}
    return RawWorkbook(label, "", {"Things": RawSheet("Things", cells)})


def outcome(base: Rows, mine: Rows, yours: Rows) -> Outcome:
    """Return what becomes of my things."""
    return merged(CATALOGUE, TABLES, workbook(base), workbook(mine, "mine.xlsx"), workbook(yours, "yours.xlsx"))


def applied(mine: Rows, found: Outcome) -> Rows:
    """Return my things with what is merged."""
    rows = {name: dict(values) for name, values in mine.items() if name not in {each.row for each in found.removed}}
    for each in found.changed:
        rows[each.row][each.column] = each.value
    return rows | {name: {title: value for title, value in cells.items() if title != "Thing"} for _, name, cells in found.added}


def plainly(base: Rows, mine: Rows, yours: Rows) -> tuple[Rows, set[tuple[str, str]]]:
    """Return things merged row by row in the plainest way, and the row and column of each conflict, in which mine stays."""
    rows, conflicts = {}, set()
    for name in {*base, *mine, *yours}:
        was, own, other = (side.get(name) for side in (base, mine, yours))
        if was is not None and (own is None or other is None):
            if own is None and other is None:
                continue
            left = own if own is not None else other
            if left != was:
                conflicts.add((name, ""))
                if own is not None:
                    rows[name] = own
            continue
        if own is None or other is None:
            rows[name] = own if own is not None else other
            continue
        rows[name] = {}
        for title in ("Price", "Colour"):
            before, one, two = ((each or {}).get(title) for each in (was, own, other))
            rows[name][title] = two if one == before else one
            if before not in (one, two) and one != two:
                conflicts.add((name, title))
    return {name: {title: value for title, value in values.items() if value is not None} for name, values in rows.items()}, conflicts


def edited(chance: Random, rows: Rows) -> Rows:
    """Return things with a few edits of chance: cells changed, rows removed and added."""
    found = {name: dict(values) for name, values in rows.items()}
    for _ in range(chance.randint(0, 5)):
        name = chance.choice(sorted(found) or ["pen"])
        match chance.randint(0, 3):
            case 0:
                found.pop(name, None)
            case 1:
                found[chance.choice(["ink", "cup", "map"])] = {"Price": float(chance.randint(1, 3))}
            case _ if name in found:
                found[name][chance.choice(["Price", "Colour"])] = chance.choice([1.0, 2.0, None])
    return found


def the_merge_of_500_random_pairs_of_edits_is_that_of_a_plain_one() -> None:
    chance = Random(7)
    start: Rows = {name: {"Price": float(place), "Colour": "red"} for place, name in enumerate(("pen", "desk", "lamp", "door"), 1)}
    seen = set()
    for _ in range(500):
        mine, yours = edited(chance, start), edited(chance, start)
        found = outcome(start, mine, yours)
        rows, conflicts = plainly(start, mine, yours)
        shown = {name: {title: value for title, value in values.items() if value is not None and title != "Thing"} for name, values in applied(mine, found).items()}
        assert (shown, {(each.row, each.column) for each in found.conflicts}) == (rows, conflicts), (mine, yours)
        seen |= {bool(found.added), bool(found.removed) + 2, bool(found.changed) + 4, bool(found.conflicts) + 6}
    assert seen == set(range(8)), "every kind of outcome occurs, and each of them is missing at times"


def a_conflict_has_what_a_cell_was_and_is_on_both_sides() -> None:
    found = outcome({"pen": {"Price": 1.0}}, {"pen": {"Price": 2.0}}, {"pen": {"Price": 3.0}})
    assert found.conflicts == (Conflict("Things", "pen", "Price", 1.0, 2.0, 3.0),)


def a_row_that_one_took_out_and_the_other_changed_is_a_conflict() -> None:
    assert outcome({"pen": {"Price": 1.0}}, {}, {"pen": {"Price": 3.0}}).conflicts == (Conflict("Things", "pen", "", "there", "removed", "changed", ("Price",)),)
    assert outcome({"pen": {"Price": 1.0}}, {"pen": {"Price": 3.0}}, {}).conflicts == (Conflict("Things", "pen", "", "there", "changed", "removed", ("Price",)),)


def a_row_without_a_key_or_with_that_of_another_is_a_fault_at_its_cell() -> None:
    twice = workbook({"pen": {"Price": 1.0}})
    twice.sheets["Things"].cells[6] = {1: "pen", 2: 2.0}
    twice.sheets["Things"].cells[7] = {2: 5.0}
    with pytest.raises(Refused) as refused:
        merged(CATALOGUE, TABLES, workbook({}), twice, workbook({}))
    assert [str(fault) for fault in refused.value.faults] == [
        'base.xlsx, sheet Things, cell A6: "pen" stands here and in row 5, so that it can\'t be merged by its key: give each row one of its own.',
        "base.xlsx, sheet Things, cell A7: This row has no key, so that it can't be merged by its key: give each row one of its own.",
    ]


def a_sheet_that_is_no_table_and_changed_in_the_other_copy_is_said_to_be_left() -> None:
    other = workbook({}, "yours.xlsx")
    other = replace(other, sheets=other.sheets | {"My sums": RawSheet("My sums", {1: {1: 5.0}})})
    found = merged(CATALOGUE, TABLES, workbook({}), workbook({}), other)
    assert found.left == ('sheet "My sums" of yours.xlsx, which is no table',)


@pytest.mark.parametrize("name", ["Start here", "Commencer ici"])
def a_sheet_that_opens_a_workbook_in_any_language_is_not_said_to_be_left(name: str) -> None:
    base = workbook({})
    yours = replace(base, sheets=base.sheets | {name: RawSheet(name, {1: {1: "What is left to do"}})})
    assert merged(CATALOGUE, TABLES, base, base, yours).left == ()
