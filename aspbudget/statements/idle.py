"""Idle: in which rows of a case a cost is nothing whatever the prices are, because nothing takes place that would cause it.

A room by the day costs needed × days × price. In the case “nothing held” there are no days, so it is nothing whether or not its price is
known yet; a price that is missing makes it nothing for now, in every case, and says nothing of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.lines.formula import Binary, Call, Negative, Number, Own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.lines.formula import Node
    from aspbudget.lines.texts import Array
    from aspbudget.statements.anatomy import Anatomy


@dataclass(frozen=True)
class Idle:
    """The rows of a table computed by case: its name in the section, and what its figures came to."""

    anatomy: Anatomy
    table: str
    computed: Mapping[str, Array]

    def column(self, name: str) -> Array | bool:
        """Return in which rows a figure is nothing: as computed where it looks at other rows, and else by what it is made of."""
        if (self.table, name) not in self.anatomy.beyond:
            return False
        if self.anatomy.looks_beyond(self.table, name):
            return np.equal(self.computed[name], 0)
        tree = self.anatomy.section.figures[self.table, name].tree
        return tree is not None and self.formula(tree)

    def formula(self, tree: Node) -> Array | bool:
        """Return in which rows a formula is nothing: a product where one of its factors is, a sum where all of its parts are."""
        match tree:
            case Number(value):
                return value == 0
            case Own(name):
                return self.column(name)
            case Negative(value) | Binary("/", value, _) | Call("rounded" | "round_down" | "round_up", (value, *_)):
                return self.formula(value)
            case Binary("*", left, right):
                return self.formula(left) | self.formula(right)
            case Binary("+" | "-", left, right) | Call("where", (_, left, right)):
                return self.formula(left) & self.formula(right)
        return False
