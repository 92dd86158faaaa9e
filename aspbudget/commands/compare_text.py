"""The lines of a comparison that every kind of it has: cells that moved, and lists that are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.phrase import phrase
from aspbudget.review.changes import CAME, CHANGED, WENT
from aspbudget.terminal import strong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.commands.console import Console
    from aspbudget.review.changes import Change

MOST = 20  # lines of a list that a console shows


def listed(changes: Sequence[Change], words: Console, *, why: bool = True) -> Iterator[str]:
    """Yield the changes of the inputs by their kind, each in a line: where, from what to what, and its cause where that is asked for."""
    titles = {CHANGED: words("Cells that moved"), CAME: words("Rows added"), WENT: words("Rows discontinued")}
    for kind, title in titles.items():
        if found := [_moved(each, words, why=why) for each in changes if each.kind == kind]:
            yield strong(title)
            yield from cut(found, words)
            yield ""


def _moved(change: Change, words: Console, *, why: bool) -> str:
    where = f"{change.place} {words.name(change.key)}"
    what = f"{where}: {words(change.column)} {' → '.join(map(words.name, change.in_words))}" if change.kind == CHANGED else where
    return f"{what}  [{words(change.cause)}]" if why else what


def cut(lines: list[str], words: Console) -> Iterator[str]:
    """Yield the first lines of a list, and how many more there are."""
    yield from (f"  {text}" for text in lines[:MOST])
    if len(lines) > MOST:
        yield f"  {words(phrase('… and {count} more; --json lists them all', count=len(lines) - MOST))}"
