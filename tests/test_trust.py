"""The table of trust, in its short form: whatever is tried, nothing comes out that must not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from trust import hostile, publishing
from trust.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.usefixtures("checked_once")
@pytest.mark.parametrize("rows", [publishing.at_any_moment, hostile.but_crafted], ids=["publishing", "hostile"])
def every_row_of_the_table_is_good(rows: Callable[..., Iterable[Row]], tmp_path: Path) -> None:
    assert [str(row) for row in rows(tmp_path, long=False) if not row.good] == []


def a_row_is_good_only_when_something_was_tried_and_all_of_it_came_out_right() -> None:
    assert Row.of("nothing", (), ("right",)).good is False
    assert Row.of("some", ("right", "right"), ("right",)).good is True
    assert Row.of("some", ("right", "wrong"), ("right",)) == Row("some", Counter(right=1, wrong=1), ("wrong",))
    assert str(Row.of("some", ("right", "wrong"), ("right",))).split() == ["some", "2", "NO", "1", "right,", "1", "wrong"]
