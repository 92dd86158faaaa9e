"""The browser's reading: a formula's tree as plain data, which the page's own engine computes again from the cells that it is given."""

from __future__ import annotations

from aspbudget.faults import WrongUse
from aspbudget.lines.formula import At, Binary, Bound, Call, Dash, Gather, Named, Negative, Node, Number, Own, Text

Reading = float | str | list["Reading"]

EQUAL = "is"  # a criterion that is no bound: the very value, and not one that is equal on 15 digits


class Unreadable(WrongUse):
    """A formula has a part that the browser's engine can't compute; the message names it."""


def reading(part: Node) -> Reading:
    """Return a formula as the browser reads it: a number as it is, all else as a list whose first item says what it is.

    `net_cost * 2` is `["*", ["own", "net_cost"], 2.0]`; `grades.at(grade, "cost")` is `["at", "grades", "cost", "grade", ["own", "grade"]]`.
    """
    match part:
        case Number(value):
            return value
        case Text(text):
            return ["text", text]
        case Dash(text):
            return ["dash", text]
        case Own(name):
            return ["own", name]
        case Named(name):
            return ["named", name]
        case Negative(value):
            return ["minus", reading(value)]
        case Binary(operator, left, right):
            return [operator, reading(left), reading(right)]
        case Call(helper, arguments):
            return [helper, *map(reading, arguments)]
        case At(table, column, by, key):
            return ["at", table, column, by, reading(key)]
        case Gather(how, table, column, criteria):
            return [how, table, column, [[name, *_criterion(value)] for name, value in criteria]]
    message = f"No way for a browser to read {type(part).__name__}."
    raise Unreadable(message)


def _criterion(value: Node) -> list[Reading]:
    return [value.operator, reading(value.value)] if isinstance(value, Bound) else [EQUAL, reading(value)]
