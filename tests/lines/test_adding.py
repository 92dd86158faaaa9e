"""Adding: from the first amount to the last, whatever the `sum` of this Python does."""

from __future__ import annotations

import builtins
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.inputs.ready import prepare
from aspbudget.lines.adding import add_up
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aspbudget.workbooks.cycle_book import Emitted

SUM = builtins.sum


def compensated(amounts: Iterable[object], start: object = 0) -> object:
    """Add as Python does since 3.12: what rounding loses is kept apart, and added at the end."""
    every = list(amounts)
    if not every or not all(type(each) in (int, float) for each in [*every, start]) or not any(type(each) is float for each in every):
        return SUM(every, start)
    total, lost = float(start), 0.0
    for each in every:
        more = total + each
        lost += (total - more) + each if abs(total) >= abs(each) else (each - more) + total
        total = more
    return total + lost


def from_the_first(amounts: Iterable[object], start: object = 0) -> object:
    """Add as Python did before."""
    return reduce(add, amounts, start)


def the_amounts_are_added_from_the_first_to_the_last() -> None:
    assert add_up([0.1] * 10) == 0.9999999999999999
    assert compensated([0.1] * 10) == 1.0


def the_whole_numbers_stay_whole_and_none_add_up_to_nothing() -> None:
    assert (repr(add_up([1, 2])), repr(add_up([]))) == ("3", "0")


def the_first_of_them_may_be_given() -> None:
    assert add_up(["b", "c"], "a") == "abc"


@pytest.mark.parametrize("as_on", [from_the_first, compensated])
def a_section_has_the_same_bytes_however_python_adds(as_on: Callable[..., object], emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "sum", as_on)
    again = prepare(Workspace(REPOSITORY), "2004", lambda _: None).workbooks[0]
    assert write_workbook(again.figures, again.inputs).data == emitted.data
