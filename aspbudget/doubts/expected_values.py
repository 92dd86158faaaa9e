"""Expected values: what differs from the cycle before, carried over, or from what the models know, in a way in which slips of the hand differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.doubts.evidence import NUMBERS, TEXTS, WHOLE_SHEET, Doubt, shown
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence, Expected

_FAR = 5.0  # how many times as much, or as little, is no decision but a slip, until someone says so
_FEW, _SHARE, _OTHERS = 3, 0.2, 4  # so many numbers of a column, at most, and such a share of them, differ where so many others are as they were


def unlike_expected(evidence: Evidence) -> Iterator[Doubt]:
    """Yield cells that differ from what was expected of their row, and rows that were expected and are not there."""
    for table, frame in evidence.tables():
        key = evidence.catalogue.key(table.name)
        expected = [each for each in evidence.expected if table.name in each.rows] if key else []
        keyed = frame.reset_index(names="sheet_row").set_index(key) if expected else frame
        for each in expected:
            compared = _Compared(evidence, table, keyed, each)
            yield from _cells(compared)
            yield from _exchanged(compared)
            yield from _unlike_the_others(compared)
            if each.agreed:
                yield from _gone(evidence, table, keyed, each)


@dataclass(frozen=True)
class _Compared:
    """The rows of a table, by their keys, beside what was expected of them; each column of both is asked for several times, and found once."""

    evidence: Evidence
    table: Table
    frame: pd.DataFrame
    expected: Expected

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows as they were expected."""
        return self.expected.rows[self.table.name]

    @cached_property
    def both(self) -> list[Any]:
        """The keys of rows that are there and expected."""
        return list(self.frame.index.intersection(self.rows.index).tolist())

    @cached_property
    def texts(self) -> list[Column]:
        """The columns of texts that are compared."""
        return [column for column in self.evidence.columns(self.table, TEXTS) if column.name in self.rows]

    @cached_property
    def numbers(self) -> list[Column]:
        """The columns of numbers that are compared."""
        return [column for column in self.evidence.columns(self.table, NUMBERS) if column.name in self.rows]

    @cached_property
    def now(self) -> _ByKey:
        """What the rows say."""
        return _ByKey(self.frame)

    @cached_property
    def then(self) -> _ByKey:
        """What was expected of them."""
        return _ByKey(self.rows)

    @cached_property
    def decided(self) -> set[str]:
        """The keys of rows of which a word was cleared or filled in since."""
        pairs = [(self.now[column.name], self.then[column.name]) for column in self.texts] if self.both else []
        return {str(key) for now, then in pairs for key in self.both if _is_empty(now[key]) != _is_empty(then[key])}


class _ByKey(dict[str, dict[Any, Any]]):
    """The values of each column by the keys of their rows, which a frame asked for one cell at a time is slow to give."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self._frame, self._rows = frame, frame.index.tolist()

    def __missing__(self, name: str) -> dict[Any, Any]:
        found = self[name] = dict(zip(self._rows, self._frame[name].tolist(), strict=True))
        return found


def _cells(compared: _Compared) -> Iterator[Doubt]:
    """Yield the cells of rows that are there and expected; of a row of which a word was cleared or filled in, quantities follow that decision."""
    evidence, table, expected, both = compared.evidence, compared.table, compared.expected, compared.both
    quantities = [key for key in both if key not in compared.decided]
    for column, keys in (*((each, both) for each in compared.texts), *((each, quantities) for each in compared.numbers)):
        now, then = compared.now[column.name], compared.then[column.name]
        for key in keys:
            found, before = now[key], then[key]
            if (why := _why(found, before, known=not expected.complete)) and _is_there(evidence, column, before):
                message = phrase("{column} is {found}; {origin} has {before}: {why}.", column=column.title, found=shown(column, found), origin=expected.origin, before=shown(column, before), why=why)
                yield Doubt(table, column.name, int(str(compared.frame.at[key, "sheet_row"])), message)


def _unlike_the_others(compared: _Compared) -> Iterator[Doubt]:
    """Yield the few numbers of a column that differ where those of nearly all other rows are as they were; of another version of the cycle one that differs is enough."""
    expected = compared.expected
    if not expected.complete:
        return
    keys = compared.frame.index.intersection(compared.rows.index).difference(list(compared.decided)).tolist()
    for column in compared.numbers:
        now, then = compared.now[column.name], compared.then[column.name]
        pairs = {key: (now[key], then[key]) for key in keys if not (_is_empty(now[key]) or _is_empty(then[key]))}
        differ = {key: pair for key, pair in pairs.items() if not _same(*pair)}
        same = len(pairs) - len(differ)
        few = same >= _OTHERS and len(differ) <= min(_FEW, _SHARE * len(pairs))
        for key, (found, before) in differ.items() if few or (len(differ) == 1 and not expected.agreed) else ():
            if not _why(found, before, known=False) and (before, found) not in differ.values():  # what is said of it already
                more = phrase("; the other {count} that both have are the same", count=str(same)) if same > 1 else ""
                message = phrase("{column} is {found}; {origin} has {before}{more}.", column=column.title, found=shown(column, found), origin=expected.origin, before=shown(column, before), more=more)
                yield Doubt(compared.table, column.name, int(str(compared.frame.at[key, "sheet_row"])), message)


def _exchanged(compared: _Compared) -> Iterator[Doubt]:
    """Yield the numbers of two rows of which each has what was expected of the other."""
    for column in compared.numbers:
        now, then = compared.now[column.name], compared.then[column.name]
        moved = {(now[key], then[key]): key for key in compared.both if not (_is_empty(now[key]) or _is_empty(then[key]) or _same(now[key], then[key]))}
        for (found, before), key in moved.items():
            if other := moved.get((before, found)):
                parts = {"column": column.title, "found": shown(column, found), "other": str(other), "before": shown(column, before), "origin": compared.expected.origin}
                message = phrase('{column} is {found} and that of "{other}" {before}; {origin} has them the other way round: were two rows exchanged?', **parts)
                yield Doubt(compared.table, column.name, int(str(compared.frame.at[key, "sheet_row"])), message)


def _is_there(evidence: Evidence, column: Column, before: Any) -> bool:  # noqa: ANN401 - whatever cells hold
    """Whether what a cell referred to is still a row, so that it is another one by choice; what is gone is doubted where it is gone."""
    rows = evidence.inputs.frames.get(column.refers)
    return not column.refers or rows is None or before in set(rows[evidence.catalogue.key(column.refers)])


def _why(found: Any, before: Any, *, known: bool) -> str:  # noqa: ANN401 - whatever cells hold
    """Return why two different values of a cell are doubted: how they differ, where it is as slips do; an empty text where it isn't."""
    if _is_empty(found) or _is_empty(before) or _same(found, before):
        return ""
    if isinstance(found, str):
        return phrase("it is another one")
    if _digits(found) == _digits(before):
        return phrase("the same digits in another order")
    if known:
        return phrase("it differs")
    larger, smaller = max(abs(found), abs(before)), min(abs(found), abs(before))
    if not smaller or larger / smaller >= _FAR:
        return phrase("{times:,.3g} times as much" if abs(found) > abs(before) else "{times:,.3g} times as little", times=larger / smaller) if smaller else ""
    return ""


def _is_empty(value: Any) -> bool:  # noqa: ANN401 - whatever cells hold
    return value == "" if isinstance(value, str) else value is None or bool(value != value)  # noqa: PLR0124 - an empty cell is unequal to itself


def _same(found: Any, before: Any) -> bool:  # noqa: ANN401 - whatever cells hold
    """Whether two values of a cell are one as they are shown: 101.5 that was typed, and 101.5 that was worked out and is a hair beside it."""
    return found == before or (not isinstance(found, str) and f"{found:.10g}" == f"{before:.10g}")


def _digits(value: float) -> list[str]:
    """Return the digits of a number in order of size, without the zeros at its ends."""
    return sorted(f"{abs(value):.10g}".replace(".", "").strip("0"))


def _gone(evidence: Evidence, table: Table, frame: pd.DataFrame, expected: Expected) -> Iterator[Doubt]:
    """Yield the rows that were expected and are neither there nor renamed."""
    if not (expected.complete or len(frame.index.intersection(expected.rows[table.name].index)) > len(expected.rows[table.name]) / 2):
        return
    if not any(name == table.name for name, _ in evidence.counting):
        return
    renamed = evidence.inputs.frames.get("renamed")
    former = set() if renamed is None else set(renamed.loc[renamed["sheet"] == table.title, "before"])
    for key in expected.rows[table.name].index.difference(frame.index):
        if key not in former:
            yield Doubt(table, evidence.catalogue.key(table.name), WHOLE_SHEET, phrase('"{name}" is not there; {origin} has it.', name=str(key), origin=expected.origin), str(key))
