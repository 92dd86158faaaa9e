"""Variants: what a person would change of the inputs, as it is written: a cell, a row more, or a row less."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.faults import WrongUse
from aspbudget.inputs.values import PLAIN, meanings
from aspbudget.language import wordings

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY = "*"
_STATED = re.compile(r"(?P<cell>.+?)\s*(?P<sign>=|×|\*(?=\s*[0-9.,])|[+−-](?=\s*[0-9.,]+\s*%\s*$))\s*(?P<value>[^=]*)")
_FRACTION = re.compile(r"(?P<over>[0-9.,]+)\s*/\s*(?P<under>[0-9.,]+)")
_PER_CENT = 100
_PARTS = 3
ADD, REMOVE, LIKE, IN, NAMING = "add", "remove", "like", "in", "and what names it"  # the words of the grammar, each of which may be written in any language


class NoSuchCell(WrongUse):
    """A change names a sheet, a row or a column that there is not, or says no change; the message says how one is written."""


class Change(NamedTuple):
    """A change of one cell, or of a column's cells in every row (`*`): to a value, or by a factor."""

    sheet: str
    row: str
    column: str
    value: str | float | None = None
    factor: float | None = None
    workbook: str = ""

    @property
    def words(self) -> str:
        """The change as it is written: `Currencies / USD / Rate = 0.8`."""
        what = f"× {self.factor:.10g}" if self.factor is not None else f"= {self.value if isinstance(self.value, str) or self.value is None else format(self.value, '.10g')}"
        return f"{_within(self.workbook)}{self.sheet} / {self.row} / {self.column} {what}"


class NewRow(NamedTuple):
    """A row more: its sheet, its key, its cells by the titles of their columns, and the row whose other cells it has."""

    sheet: str
    row: str
    cells: Mapping[str, str | float | None]
    like: str = ""
    workbook: str = ""

    @property
    def words(self) -> str:
        """The change as it is written: `add Posts / Archivist like Legal Officer: Grade = P-2`."""
        cells = "; ".join(f"{title} = {'' if value is None else value}" for title, value in self.cells.items())
        return f"{_within(self.workbook)}{ADD} {self.sheet} / {self.row}{f' {LIKE} {self.like}' if self.like else ''}{f': {cells}' if cells else ''}"


class GoneRow(NamedTuple):
    """A row less: its sheet and its key; with `naming`, also every row of the workbook that names it, as meetings and documents name their session."""

    sheet: str
    row: str
    workbook: str = ""
    naming: bool = False

    @property
    def words(self) -> str:
        """The change as it is written: `remove Posts / Legal Officer`."""
        return f"{_within(self.workbook)}{REMOVE} {self.sheet} / {self.row}{f' {NAMING}' if self.naming else ''}"


Wanted = Change | NewRow | GoneRow


class _Grammar(NamedTuple):
    """How a row more or less, what a new row is given, and a change of a statement are written, in every language of the tool."""

    row: re.Pattern[str]
    new: re.Pattern[str]
    within: re.Pattern[str]
    gone: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    add, remove, like, within, naming = ("|".join(map(re.escape, sorted(wordings(word)))) for word in (ADD, REMOVE, LIKE, IN, NAMING))
    return _Grammar(
        re.compile(rf"(?:(?P<add>{add})|{remove})\s+(?P<sheet>.+?)\s+/\s+(?P<rest>.+)", re.IGNORECASE),
        re.compile(rf"(?P<row>.+?)(?:\s+(?:{like})\s+(?P<like>.+?))?(?:\s*:\s+(?P<cells>.*))?", re.IGNORECASE),
        re.compile(rf"(?:{within})\s+(?P<workbook>.+?)\s*:\s+(?P<change>.+)", re.IGNORECASE),
        re.compile(rf"(?P<row>.+?)(?P<naming>\s+(?:{naming}))?", re.IGNORECASE),
    )


def _within(workbook: str) -> str:
    return f"{IN} {workbook}: " if workbook else ""


def parsed(text: str) -> Wanted:
    """Return the change that a person writes: of a cell, a row more, or a row less; before it, where it is of a statement, `in <its symbol>:`.

    `Prices / Fare / Amount = 900`, `Grades / * / Cost × 1.03`, `Currencies / USD / Rate = 1/1.20`, `… + 3 %`; `add Posts / Archivist like
    Legal Officer: Grade = P-2; First month = 7`; `remove Posts / Archivist`, `remove Sessions / Third and what names it`; in French `ajouter`, `comme`, `supprimer`, `et ce
    qui la nomme` and `dans`, and numbers with a decimal comma. Raises `NoSuchCell` when it says none.
    """
    if found := _grammar().within.fullmatch(text.strip()):
        return parsed(found["change"])._replace(workbook=found["workbook"])
    row = _grammar().row.fullmatch(text.strip())
    if row and "=" not in row["sheet"]:
        return _new_row(row["sheet"], row["rest"], text) if row["add"] else _gone_row(row["sheet"], row["rest"].strip())
    return _cell(text)


def _gone_row(sheet: str, rest: str) -> GoneRow:
    found = _grammar().gone.fullmatch(rest)
    return GoneRow(sheet, found["row"], naming=bool(found["naming"])) if found else GoneRow(sheet, rest)


def _new_row(sheet: str, rest: str, text: str) -> NewRow:
    found = _grammar().new.fullmatch(rest.strip())
    cells = [part.partition("=") for part in (found["cells"] or "").split(";") if part.strip()] if found else []
    if found is None or not all(sign and title.strip() for title, sign, _ in cells):
        message = f'"{text}" is no row; write: add Sheet / Row: Column = value; Column = value, or add Sheet / Row like Another row: Column = value.'
        raise NoSuchCell(message)
    return NewRow(sheet, found["row"].strip(), {title.strip(): value.strip() for title, _, value in cells}, (found["like"] or "").strip())


def listed(each: Mapping[str, Any]) -> Wanted:
    """Return a change as a list of the page has it; raise `KeyError` or `TypeError` where it has none."""
    place = str(each["sheet"]), str(each["row"])
    workbook = str(each.get("workbook", ""))
    if "added" in each:
        return NewRow(*place, {str(title): value for title, value in each["added"].items()}, workbook=workbook)
    return GoneRow(*place, workbook) if each.get("removed") else Change(*place, str(each["column"]), each["value"], None, workbook)


def _cell(text: str) -> Change:
    found = _STATED.fullmatch(text.strip())
    parts = [part.strip() for part in found["cell"].split(" / ")] if found else []
    if found is None or len(parts) != _PARTS:
        message = f'"{text}" is no change; write: Sheet / Row / Column = value, or × a factor, or + a percentage, as in "Currencies / USD / Rate = 0.80".'
        raise NoSuchCell(message)
    sheet, row, column = parts
    sign, value = found["sign"], found["value"].strip()
    if sign == "=":
        fraction = _FRACTION.fullmatch(value)
        return Change(sheet, row, column, _number(fraction["over"], text) / _number(fraction["under"], text) if fraction else value)
    if sign in ("×", "*"):
        return Change(sheet, row, column, None, _number(value, text))
    share = _number(value.removesuffix("%").strip(), text) / _PER_CENT
    return Change(sheet, row, column, None, 1 + share if sign == "+" else 1 - share)


def _number(text: str, change: str) -> float:
    found = as_number(text)
    if isinstance(found, float):
        return found
    message = f'"{change}" has "{text}" where a number belongs.'
    raise NoSuchCell(message)


def as_number(text: str) -> float | str:
    """Return a number as typed, with a decimal point or a comma; what is none, or may mean two, stays as it is."""
    if PLAIN.fullmatch(text):
        return float(text)
    meant = set(meanings(text.strip()))
    return meant.pop() if len(meant) == 1 else text
