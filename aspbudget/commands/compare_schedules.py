"""Comparing what is asked for: two workbooks of contributions, State by State, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.compare_text import MOST, cut, moved
from aspbudget.declare.layout import Scale
from aspbudget.review.changes import CAME, CHANGED, WENT
from aspbudget.terminal import strong
from aspbudget.verbs import Row, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.shared_out import Moved, SharedOut

_TITLES = ("Change", "by its rate", "by the sum", "by the rest")


def lines(found: SharedOut) -> Iterator[str]:
    """Yield what moved: cells of the inputs, then the rows that moved most, with what moved them, and last all together."""
    for title, kind in (("Cells that moved", CHANGED), ("Rows added", CAME), ("Rows discontinued", WENT)):
        if listed := [each for each in found.changes if each.kind == kind]:
            yield strong(title)
            yield from cut([moved(each, why=False) for each in listed])
            yield ""
    if not found.changes:
        yield "The inputs are the same."
        yield ""
    yield strong(f"From {found.old.inputs.label} to {found.new.inputs.label}: {found.title}, {found.new.inputs.cycle['currency']}")
    yield ""
    shown = [row for row in found.rows if row.change][:MOST]
    more = len([row for row in found.rows if row.change]) - len(shown)
    yield from table([Row("", [found.old.cycle, found.new.cycle, *_TITLES]), *(_row(row.name, row) for row in shown), _row("All", found.total)._replace(strong=True)])
    if more:
        yield f"{more} more moved by less; --json lists them all."


def _row(label: str, row: Moved) -> Row:
    text = Scale(1, 0).text
    return Row(label, [text(row.before), text(row.now), *map(text, (row.change, row.by_rate, row.by_sum, row.by_rest))])
