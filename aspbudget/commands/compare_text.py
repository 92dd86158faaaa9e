"""The lines of a comparison that every kind of it has: cells that moved, and lists that are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.review.changes import CHANGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.changes import Change

MOST = 20  # lines of a list that a console shows


def moved(change: Change, *, why: bool = True) -> str:
    """Return a change of the inputs in a line: where, from what to what, and its cause where that is asked for."""
    where = f"{change.place} {change.key}"
    what = f"{where}: {change.column} {' → '.join(change.in_words)}" if change.kind == CHANGED else where
    return f"{what}  [{change.cause}]" if why else what


def cut(listed: list[str]) -> Iterator[str]:
    """Yield the first lines of a list, and how many more there are."""
    yield from (f"  {text}" for text in listed[:MOST])
    if len(listed) > MOST:
        yield f"  … and {len(listed) - MOST} more; --json lists them all"
