"""Comparing what is asked for: two workbooks of contributions, State by State, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.compare_text import MOST, listed
from aspbudget.commands.console import Console
from aspbudget.declare.layout import Scale
from aspbudget.phrase import AsTyped, phrase
from aspbudget.terminal import strong
from aspbudget.verbs import Row, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.shared_out import Moved, SharedOut

_TITLES = ("Change", "by its rate", "by the sum", "by the rest")


def lines(found: SharedOut) -> Iterator[str]:
    """Yield what moved: cells of the inputs, then the rows that moved most, with what moved them, and last all together."""
    old, new = found.old.inputs, found.new.inputs
    words = Console.of(found.new.catalogue, new)
    yield from listed(found.changes, words, why=False)
    if not found.changes:
        yield words("The inputs are the same.")
        yield ""
    line = "From {old} to {new}: {title}, {currency}"
    yield strong(words(phrase(line, old=AsTyped(old.label), new=AsTyped(new.label), title=found.title, currency=new.cycle["currency"])))
    yield ""
    shown = [row for row in found.rows if row.change][:MOST]
    more = len([row for row in found.rows if row.change]) - len(shown)
    titles, total = Row("", [found.old.cycle, found.new.cycle, *map(words, _TITLES)]), _row("All", found.total, words)._replace(strong=True)
    yield from table([titles, *(_row(row.name, row, words) for row in shown), total])
    if more:
        yield words(phrase("{count} more moved by less; --json lists them all.", count=more))


def _row(label: str, row: Moved, words: Console) -> Row:
    amounts = (row.before, row.now, row.change, row.by_rate, row.by_sum, row.by_rest)
    return Row(words.name(label, "state"), [words(Scale(1, 0).text(each)) for each in amounts])
