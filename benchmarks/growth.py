"""Growth: what grows with the rows of an input, at two sizes; four times as many rows may take little more than four times as long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from aspbudget.figures.rules import broken_rules
from benchmarks import many
from benchmarks.measure import Row, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

_MEETINGS, _ACCOUNTS = "meetings", "accounts"
_FEW, _TIMES = 500, 4
_AIM, _ROUNDS = 5, 3


def rows(catalogue: Catalogue, inputs: Inputs) -> Iterator[Row]:
    """Yield how many times as long each piece of work takes on four times as many rows, which at random break many rules."""
    for work, of, name in (("rows that break a rule", _Grown.rules, _MEETINGS), ("names of rows", _Grown.names, _MEETINGS), ("rows within bounds", _Grown.rules, _ACCOUNTS)):
        few, more = (_Grown(catalogue, inputs, name, size) for size in (_FEW, _FEW * _TIMES))
        ratio = compare(_processor(more, of), _processor(few, of), _ROUNDS)
        yield Row(f"{work}, of {_FEW * _TIMES:,} {name}", f"of {_FEW:,} {name}", ratio, _AIM)


class _Grown:
    """The inputs of a section with as many rows of a table as wanted."""

    def __init__(self, catalogue: Catalogue, inputs: Inputs, table: str, size: int) -> None:
        self.catalogue, self.inputs, self.table, self.size = catalogue, inputs, table, size
        self.frames = inputs.frames | {table: many.table(catalogue, inputs.frames, table, size)}
        self.figures, _ = self.rules()

    def rules(self) -> tuple:
        """Find every row that breaks a rule, with its message."""
        return broken_rules(self.catalogue, self.frames, self.inputs.named, set())

    def names(self) -> list[str]:
        """Return what identifies each row."""
        return [self.figures.key_of(self.table, row) for row in range(self.size)]


def _processor(grown: _Grown, work: Callable[[_Grown], object]) -> Callable[[], float]:
    """Return a function that does a piece of work and returns the seconds of processor that it took, whatever else the machine does."""

    def taken() -> float:
        start = time.process_time()
        work(grown)
        return time.process_time() - start

    return taken
