"""Lines: a figure declared once, as a plain function whose name is the figure and whose parameters are its inputs."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.lines.compute import Context, compute
from aspbudget.lines.formula import NotAFormula, Own, node
from aspbudget.lines.meaning import meaning
from aspbudget.lines.table import TableSymbol
from aspbudget.lines.texts import Words, dates_to_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.lines.formula import Node
    from aspbudget.lines.texts import Array

CURRENCY = "currency"
MONTH = "month"  # year and month in one number, 202601, which is shown as 2026-01


@dataclass(frozen=True)
class Line:
    """One figure: its name, what it means, its unit, the source of its rule, and the function that declares it.

    Call it with columns (arrays, pandas Series, or numbers; tables as DataFrames whose index is the key) and it computes the figure for
    every row: `net_cost([100.0, 200.0], ["own", "pooled"])`. A leading axis is a scenario. A line that is not `live` is computed in
    Python alone and written to workbooks as a value. What it has `read` over other tables says which, by the parameter that names the table.
    """

    name: str
    function: Callable[..., Any]
    parameters: tuple[str, ...]
    meaning: str
    unit: str
    source: str
    live: bool = True
    label: str = ""
    read: tuple[tuple[str, str], ...] = ()

    def reading(self, **tables: str) -> Line:
        """Return the same figure over other tables than its parameters name: `rate.reading(states="first_bill")`."""
        return replace(self, read=tuple(tables.items()))

    def __call__(self, *columns: object, **named: object) -> Any:  # noqa: ANN401 - an array, or a Series of any kind
        """Compute the figure from columns given in the order of the parameters, or by their names."""
        given = inspect.signature(self.function).bind(*columns, **named).arguments
        if not self.live:
            return self.function(**given)
        return _direct(self, given)

    def tree(self, symbols: dict[str, Any]) -> Node:
        """Return the figure's formula, given a symbol for each of its parameters; raise `NotAFormula` where no spreadsheet could compute it."""
        try:
            return node(self.function(*(symbols[name] for name in self.parameters)))
        except NotAFormula as error:
            message = f"Line {self.name}: {error}"
            raise NotAFormula(message) from None


def line(*, unit: str, source: str, live: bool = True, label: str = "") -> Callable[[Callable[..., Any]], Line]:
    """Declare a figure. The function's name is the figure, its parameters are its inputs, its docstring is its meaning."""

    def declare(function: Callable[..., Any]) -> Line:
        return Line(function.__name__, function, _parameters(function), meaning(function), unit, source, live, label)

    return declare


def _parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of what a function takes: of a plain one as it was written, which there are hundreds of."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__wrapped__") or code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS):
        return tuple(inspect.signature(function).parameters)
    return tuple(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def _direct(declared: Line, given: dict[str, object]) -> Any:  # noqa: ANN401
    words = Words()
    tables = {name: _Lookup.of(value, words) for name, value in given.items() if isinstance(value, pd.DataFrame)}
    own = {name: _encoded(value, words) for name, value in given.items() if name not in tables}
    symbols: dict[str, Any] = {name: Own(name) for name in own}
    for name, table in tables.items():
        symbols[name] = TableSymbol(name, tuple(table.columns), lambda _: "any", table.key)
    rows = max((column.shape[-1] for column in own.values() if column.ndim), default=1)
    tree = declared.tree(symbols)
    result = compute(tree, Context(own, {}, tables, words, rows))
    return _decoded(result, tree, words, given)


def _encoded(value: Any, words: Words) -> Array:  # noqa: ANN401
    array = np.asarray(value)
    if array.dtype.kind == "M":
        return dates_to_days(array)
    if array.dtype.kind in "OUT":
        return words.encode(str(text) for text in array.ravel()).reshape(array.shape)
    return array.astype(float) if array.dtype.kind in "iu" else array


def _decoded(result: Array, tree: Node, words: Words, given: dict[str, object]) -> Any:  # noqa: ANN401
    if tree.kind == "text" or result.dtype.kind in "iu":
        texts = np.array(words.decode(result.ravel()), dtype=object).reshape(result.shape)
        result = texts
    index = next((value.index for value in given.values() if isinstance(value, pd.Series)), None)
    if index is None or result.ndim > 1:
        return result
    return pd.Series(np.broadcast_to(result, len(index)), index=index)


@dataclass(frozen=True)
class _Lookup:
    """A DataFrame given to a line as a table."""

    key: str
    columns: dict[str, Array]

    @classmethod
    def of(cls, frame: pd.DataFrame, words: Words) -> _Lookup:
        """Return a DataFrame as a table to look up in; its index is the key."""
        key = str(frame.index.name or "index")
        return cls(key, {key: _encoded(frame.index, words), **{str(name): _encoded(column, words) for name, column in frame.items()}})

    def column(self, name: str) -> Array:
        """Return one column of the table."""
        return self.columns[name]
