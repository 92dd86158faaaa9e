"""Sums over the rows that concern them: `SUMIFS` over thousands of rows, of which those left out have another text in the column that is compared.

A consolidated statement of fifty drafts sums 13,500 times over all 4,750 activities of all drafts, each time for one paragraph. Whether a row has the text that
is asked for is plain where both were typed, so that an engine that compares row with row can be spared most of them; what it computes is the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.canonical import ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BLOCK = 32  # rows are left out by so many, so that sums for the paragraphs of one draft are written alike
MANY = 8 * BLOCK  # rows, from which on some may be left out
_WORTH_IT = 10_000  # rows that are compared in all cells of a column with a formula, from which on it is worth it to ask what was typed
_SUM = "SUMIFS("
_WORDS = r'"(?:[^"]|"")*"'
_CELLS = r"(?:'(?:[^']|'')*'!)?\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+"
_SUMS = re.compile(rf"(?P<other>{_WORDS}|'(?:[^']|'')*'!)|\bSUMIFS\({_CELLS}(?:,{_CELLS},(?:{_WORDS}|[^,()\"]+))+\)")
_ENDS = re.compile(rf"({_WORDS})|\$([0-9]+):(\$[A-Z]+\$)([0-9]+)(?=[,)])")
_COMPARED = re.compile(rf"{_WORDS}|,(?:'(?P<sheet>(?:[^']|'')*)'!)?\$(?P<column>[A-Z]+)\$[0-9]+:\$(?P=column)\$[0-9]+,\$?(?P<own>[A-Z]+){ROW}(?=[,)])")
_PLAIN = re.compile(r"[^\W\d_][^*?~]*")  # neither a number nor a sign of comparing, and with nothing that stands for other letters
_TRUTHS = ("true", "false")


class Typed(NamedTuple):
    """What was typed into a column of a sheet: its texts by their rows, from above, and the rows of all else that it has, such as formulas and numbers."""

    texts: Mapping[int, str]
    others: frozenset[int]


class Sum(NamedTuple):
    """A sum in a formula: where it stands, its first and its last row, the columns that are compared, and from which column of the formula's own row."""

    start: int
    end: int
    first: int
    last: int
    compared: tuple[str, str]
    own: str


Rows = tuple[tuple[int, int] | None, ...]


def is_worth_it(sums: tuple[Sum, ...], cells: int) -> bool:
    """Whether so many cells with these sums compare so many rows that it is worth it to leave some out."""
    return cells * max(each.last - each.first for each in sums) > _WORTH_IT


@dataclass(frozen=True)
class Summed:
    """The formulas of one sheet; `typed` is asked what was typed into a column of a sheet."""

    sheet: str
    typed: Callable[[str, str], Typed]
    _found: dict[tuple[tuple[str, str], int, int], dict[str, tuple[int, int]]] = field(default_factory=dict)

    def sums(self, formula: str) -> tuple[Sum, ...]:
        """Return the sums over many rows in a formula by addresses, with `ROW` for its own row, of which each asks for the text of a cell in that row."""
        return tuple(each for found in _SUMS.finditer(formula) if not found["other"] and (each := self._sum(found))) if _SUM in formula else ()

    def rows(self, sums: tuple[Sum, ...], row: int) -> Rows:
        """Return the first and the last row that concern each sum where its formula stands in a row; `None` where that isn't plain."""
        return tuple(self._concern(each, row) for each in sums)

    @staticmethod
    def over(formula: str, sums: tuple[Sum, ...], rows: Rows) -> str:
        """Return a formula whose sums are over these rows alone."""
        made: list[str] = []
        done = 0
        for each, ends in zip(sums, rows, strict=True):
            text = formula[each.start : each.end]
            made += formula[done : each.start], _between(text, *ends) if ends else text
            done = each.end
        return "".join((*made, formula[done:]))

    def _sum(self, found: re.Match[str]) -> Sum | None:
        ends = {(int(each[2]), int(each[4])) for each in _ENDS.finditer(found[0]) if not each[1]}
        compared = next((each for each in _COMPARED.finditer(found[0]) if each["own"]), None)
        if compared is None or len(ends) > 1:
            return None
        first, last = ends.pop()
        sheet = self.sheet if compared["sheet"] is None else compared["sheet"].replace("''", "'")
        return Sum(found.start(), found.end(), first, last, (sheet, compared["column"]), compared["own"]) if last - first >= MANY else None

    def _concern(self, each: Sum, row: int) -> tuple[int, int] | None:
        """Return the first and the last row of the blocks that hold a text; the first block where none does."""
        asked = self.typed(self.sheet, each.own).texts.get(row, "").casefold()
        place = each.compared, each.first, each.last
        if place not in self._found:
            self._found[place] = self._blocks(*place)
        if not self._found[place] or not _PLAIN.fullmatch(asked) or asked in _TRUTHS:
            return None
        return self._found[place].get(asked, (each.first, each.first + BLOCK - 1))

    def _blocks(self, compared: tuple[str, str], first: int, last: int) -> dict[str, tuple[int, int]]:
        """Return the first and the last row of the blocks that hold each text of a column; nothing where it has anything but texts."""
        typed, found = self.typed(*compared), dict[str, tuple[int, int]]()
        if any(first <= row <= last for row in typed.others):
            return {}
        for row, text in typed.texts.items():
            if first <= row <= last:
                start = row - (row - first) % BLOCK
                found[text.casefold()] = found.get(text.casefold(), (start, last))[0], min(start + BLOCK - 1, last)
        return found


def _between(text: str, first: int, last: int) -> str:
    """Return a sum whose columns are those between two rows; words in it stay as they are."""
    return _ENDS.sub(lambda found: found[1] or f"${first}:{found[3]}{last}", text)
