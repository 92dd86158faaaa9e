"""Features: what a worksheet has beside its values: hidden rows and columns, merged cells, formulas, widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.inputs.package import MAIN

if TYPE_CHECKING:
    from aspbudget.faults import Fault

ROW, COLUMN, MERGED, FORMULA = (MAIN + tag for tag in ("row", "col", "mergeCell", "f"))
NOTED = {ROW, COLUMN, MERGED, FORMULA}
_TRUE = ("1", "true")
_AREA = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True)
class Features:
    """What a worksheet has beside its values; rows and columns are counted from 1.

    `hidden` is empty for a sheet that is seen, otherwise `hidden` or `veryHidden`. `folded_columns` stand in an outline, be it open or closed. A hidden sheet that is not safe to read has the faults for which it would be refused, and no cells: it may be one that nobody reads.
    """

    hidden: str = ""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    folded_columns: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    widths: tuple[tuple[int, float], ...] = ()
    unsafe: tuple[Fault, ...] = ()


@dataclass
class Noting:
    """The features noted so far, while the sheet's XML is read piece by piece; columns beyond `most` are none of an input."""

    most: int
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    folded: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)

    def element(self, tag: str, attributes: dict[str, str], place: tuple[int, int]) -> None:
        """Note an element of the sheet that is among `NOTED`, in the row and column that are being read."""
        if tag == ROW and _is_hidden(attributes, "ht"):
            self.rows.append(place[0])
        elif tag == COLUMN:
            self.column(attributes)
        elif tag == MERGED and _AREA.fullmatch(attributes.get("ref", "")):
            self.merged.append(attributes["ref"])
        elif tag == FORMULA:
            self.formulas.add(place)

    def column(self, attributes: dict[str, str]) -> None:
        """Note the columns that one element describes: whether they are hidden, other than folded away in an outline, and how wide they are."""
        columns = range(int(attributes.get("min", 1)), min(int(attributes.get("max", 0)), self.most) + 1)
        folded = attributes.get("outlineLevel", "0") != "0"  # a sign above them opens them, so that nobody overlooks them
        self.folded += columns if folded else ()
        if _is_hidden(attributes, "width"):
            self.columns += () if folded else columns
        elif "width" in attributes:
            self.widths |= dict.fromkeys(columns, float(attributes["width"]))

    def features(self, hidden: str) -> Features:
        """Return the features of the sheet."""
        formulas, widths = frozenset(self.formulas), tuple(self.widths.items())
        return Features(hidden, tuple(self.rows), tuple(self.columns), tuple(self.folded), tuple(self.merged), formulas, widths)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or made so narrow that nothing of it is seen."""
    return attributes.get("hidden") in _TRUE or (size in attributes and float(attributes[size]) == 0)
