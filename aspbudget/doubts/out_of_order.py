"""Out of order: the one row that breaks the order in which all others of its sheet follow the rows of another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import TEXTS, Doubt
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.doubts.evidence import Evidence

_FEWEST, _VALUES = 8, 4  # rows, and different rows to which they refer, before their order is no chance


def out_of_order(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the one row of a sheet whose object, or any other row to which it refers, comes before that of the row above, where those of all others follow the order of their sheet."""
    for table, frame in evidence.tables():
        key = evidence.catalogue.key(table.name)
        for column in evidence.columns(table, TEXTS) if key else ():
            other = evidence.inputs.frames.get(column.refers)
            if other is None or column.refers == table.name:
                continue
            order = {text: place for place, text in enumerate(other[evidence.catalogue.key(column.refers)].tolist())}
            rows = [(int(row), text) for row, text in zip(frame.index.tolist(), frame[column.name].tolist(), strict=True) if text in order]
            odd = _odd_one([order[text] for _, text in rows]) if len(rows) >= _FEWEST and len({text for _, text in rows}) >= _VALUES else None
            if odd is not None and (alike := [row for row, text in rows if text == rows[odd][1]])[1:]:  # one that has none like it was put where it is
                row, text = rows[odd]
                at = next(each for each in alike if each != row)
                message = phrase('{column} of "{name}" is {found}; the {count} other rows follow the order of sheet {sheet}, by which it would stand with row {row}.', row=str(abs(at)), column=column.title, name=evidence.name(table, row), found=text, count=str(len(rows) - 1), sheet=evidence.inputs.title(evidence.catalogue.sheets[column.refers]))
                yield Doubt(table, column.name, row, message)


def _odd_one(places: list[int]) -> int | None:
    """Return which one place has to go for the others to rise, or stay, from each to the next; nothing where none has, or more than one."""
    at = next((at for at in range(1, len(places)) if places[at] < places[at - 1]), None)
    if at is None or _longest_rise(places) < len(places) - 1:
        return None
    without = [places[:each] + places[each + 1 :] for each in (at - 1, at)]
    return at - 1 if _longest_rise(without[0]) == len(without[0]) else at


def _longest_rise(places: list[int]) -> int:
    """Return how many places can be left, at most, that don't fall from one to the next."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
