"""Spreadsheet text: a formula's tree written as Excel writes it, with Excel's own precedence."""

from __future__ import annotations

from typing import Protocol

from aspbudget.lines.formula import (
    At,
    Binary,
    Bound,
    Call,
    Cell,
    Dash,
    Gather,
    Named,
    Negative,
    Node,
    Number,
    Own,
    Sentence,
    Text,
)
from aspbudget.phrase import gaps

_STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_JOINED = 2
_NEGATIVE = 6
_WHOLE = 7

_FUNCTIONS = {
    "where": "IF({})",
    "rounded": "ROUND({})",
    "round_down": "ROUNDDOWN({})",
    "round_up": "ROUNDUP({},0)",
    "least": "MIN({})",
    "greatest": "MAX({})",
    "and": "AND({})",
    "or": "OR({})",
    "not": "NOT({})",
    "sum": "SUM({})",
    "year_of": "YEAR({})",
    "month_of": "MONTH({})",
    "new_year": "DATE({},1,1)",
    "joined": "CONCATENATE({})",
    "in_digits": "FIXED({})",
    "item": "INDEX({})",
    "place": "MATCH({},0)",
    "sum_where": "SUMIFS({})",
    "count_above": 'COUNTIF({},">0")',
    "count_filled": "COUNTA({})",
    "count_where": "COUNTIFS({})",
    "first_letters": "LEFT({})",
    "last_letters": "RIGHT({})",
    "in_number": "VALUE({})",
    "or_else": "IFERROR({})",
    "cells_from": "OFFSET({})",
}
# FIXED writes a number as the reader's spreadsheet does: what it groups and parts is found by writing numbers that have both.
_IN_SIGNS = 'SUBSTITUTE(SUBSTITUTE(FIXED({}),MID(FIXED(1000000,0),2,1),"{}"),MID(FIXED(0.5,1),2,1),"{}")'
_WHOLE_COLUMN = {"total": "SUM", "count": "COUNTA", "highest": "MAX"}
_GATHERING = {"total": "SUMIFS", "count": "COUNTIFS", "highest": "_xlfn.MAXIFS"}


class Places(Protocol):
    """How a workbook refers to the columns and assumptions that a formula uses."""

    def own(self, name: str) -> str:
        """Return the reference to a column in the formula's own row."""

    def column(self, table: str, name: str) -> str:
        """Return the reference to a whole column of a table."""

    def has(self, table: str) -> bool:
        """Return whether the workbook has the rows of a table, which it has not where there are none."""

    def named(self, name: str) -> str:
        """Return the defined name of an assumption."""

    def text(self, text: str) -> str:
        """Return a text as the cells of the workbook have it, which may be in another language."""

    def cell(self, address: str) -> str:
        """Return the address of a cell, whose sheet may have a name in another language."""

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language of the workbook."""

    def signs(self) -> tuple[str, str] | None:
        """Return what groups digits and what parts decimals in texts of the workbook; nothing where the reader's spreadsheet decides."""


def escaped(title: str) -> str:
    """Return a column's title as a reference to it is written: `Interpreter''s fare`, because ' # [ ] have a meaning."""
    return "".join(f"'{letter}" if letter in "'#[]" else letter for letter in title)


def formula(part: Node, places: Places) -> str:
    """Return a formula as a spreadsheet writes it, starting with the equals sign."""
    return f"={_text(part, places)[0]}"


def _text(part: Node, places: Places) -> tuple[str, int]:
    """Return a part's text and its precedence, by which brackets are put around it or not."""
    match part:
        case Number(value):
            return (f"{value:.15g}".replace("e", "E"), _WHOLE if value >= 0 else _NEGATIVE)
        case Text(text) | Dash(text):
            return _quoted(places.text(text)), _WHOLE
        case Own(name):
            return _reference(part, places.own(name))
        case Named(name):
            return places.named(name), _WHOLE
        case Cell(address):
            return places.cell(address), _WHOLE
        case Bound(operator, value):
            return f'"{operator}"&{_inside(value, places, _WHOLE)}', _WHOLE
        case Negative(value):
            return _negative(value, places)
        case Binary(operator, left, right):
            return _binary(operator, left, right, places)
        case Call(helper, arguments):
            return _call(helper, arguments, places), _WHOLE
        case At():
            return _reference(part, _at(part, places))
        case Gather():
            return _gather(part, places), _WHOLE
        case Sentence():
            return _sentence(part, places), _WHOLE
    message = f"No way to write {type(part).__name__} as a spreadsheet formula."
    raise NotImplementedError(message)


def _reference(part: Own | At, text: str) -> tuple[str, int]:
    """A formula that refers to an empty cell shows 0, so a text that may be empty is joined to an empty text."""
    return (f'{text}&""', _JOINED) if part.optional and part.kind == "text" else (text, _WHOLE)


def _argument(part: Node, places: Places) -> str:
    """MIN, MAX and MATCH pass over an empty cell, even one that IF returns, so a number that may be empty adds 0."""
    text = _text(part, places)[0]
    return f"{text}+0" if isinstance(part, (Own, At)) and part.optional and part.kind == "number" else text


def _inside(part: Node, places: Places, strength: int) -> str:
    text, own = _text(part, places)
    return text if own >= strength else f"({text})"


def _negative(value: Node, places: Places) -> tuple[str, int]:
    """Turn a sign; a product or a power is multiplied, because IronCalc 0.9.1 forgets the brackets of -(2^2)."""
    strength = _text(value, places)[1]
    if strength in (_STRENGTH["*"], _STRENGTH["^"]):
        return f"-1*{_inside(value, places, _STRENGTH['*'] + 1)}", _STRENGTH["*"]
    return f"-{_inside(value, places, _NEGATIVE)}", _NEGATIVE


def _binary(operator: str, left: Node, right: Node, places: Places) -> tuple[str, int]:
    strength = _STRENGTH[operator]
    first = _inside(left, places, strength)
    second = _inside(right, places, strength + 1)
    return f"{first}{operator}{second}", strength


def _call(helper: str, arguments: tuple[Node, ...], places: Places) -> str:
    texts = ",".join(_argument(argument, places) for argument in arguments)
    if helper == "in_digits" and (signs := places.signs()):
        return _IN_SIGNS.format(texts, *signs)
    return _FUNCTIONS[helper].format(texts)


def _sentence(part: Sentence, places: Places) -> str:
    """Return a sentence as its pieces one after the other, of which plain texts that meet are one."""
    filling, pieces, plain = dict(part.parts), [], ""
    for before, gap, _ in gaps(places.wording(part.wording)):
        filled = filling[gap] if gap else Text("")
        plain += before
        if isinstance(filled, Text):
            plain += places.text(filled.value)
        else:
            pieces += [*([_quoted(plain)] if plain else []), _argument(filled, places)]
            plain = ""
    return _FUNCTIONS["joined"].format(",".join([*pieces, *([_quoted(plain)] if plain else [])]))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _at(part: At, places: Places) -> str:
    if not places.has(part.table):
        return "NA()"  # there is no such row
    key = _argument(part.key, places)
    keys = places.column(part.table, part.by)
    return f"INDEX({places.column(part.table, part.column)},MATCH({key},{keys},0))"


def _gather(part: Gather, places: Places) -> str:
    if not places.has(part.table):
        return "0"  # the total, the count and the highest of no rows
    values = places.column(part.table, part.column)
    if not part.criteria:
        return f"{_WHOLE_COLUMN[part.how]}({values})"
    criteria = [f"{places.column(part.table, name)},{_text(value, places)[0]}" for name, value in part.criteria]
    first = [] if part.how == "count" else [values]
    return f"{_GATHERING[part.how]}({','.join(first + criteria)})"
