"""Areas: the blocks of cells that a part of a workbook names, such as `A4:M17`, and the ones that reach a new row below them."""

from __future__ import annotations

from typing import NamedTuple

from aspbudget.lines.addresses import letters_of, place_of


class Area(NamedTuple):
    """A block of cells: its first and last row, and its first and last column, counted from 1."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def name(self) -> str:
        """The area as a workbook names it: `A4:M17`, or `A4` for one cell."""
        first, last = f"{letters_of(self.left)}{self.top}", f"{letters_of(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is one of these."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def area_of(name: str) -> Area:
    """Return the area of a name; raise `ValueError` where it names none, as whole columns."""
    ends = [place_of(corner) for corner in name.split(":")]
    (top, left), (bottom, right) = ends[0], ends[-1]
    return Area(min(top, bottom), max(top, bottom), min(left, right), max(left, right))


def areas_of(names: str) -> list[Area]:
    """Return the areas of a list of names with spaces between them, without those that name whole rows or columns."""
    found = []
    for name in names.split():
        try:
            found.append(area_of(name))
        except ValueError:
            continue
    return found


def reaching(names: str, row: int) -> str:
    """Return a list of names of areas, of which those that end just above a row reach it."""
    ending = {area.name: area._replace(bottom=row).name for area in areas_of(names) if area.bottom == row - 1}
    return " ".join(ending.get(name.replace("$", ""), name) for name in names.split())
