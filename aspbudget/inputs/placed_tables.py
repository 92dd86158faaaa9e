"""Where the tables of a workbook stand, as its file says: their sheets, their rows, and the letters of their columns by their titles."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from aspbudget.inputs.package import LINK, MAIN, elements
from aspbudget.letters import unescaped
from aspbudget.lines.addresses import letters_of, number_of
from aspbudget.lines.canonical import Placed, Tables, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.inputs.package import Package

_RANGE = re.compile(r"\$?([A-Z]+)\$?([0-9]+)(?::\$?[A-Z]+\$?([0-9]+))?")


def placed_tables(package: Package, sheets: Mapping[str, str]) -> Tables:
    """Return where the tables of a workbook stand; `sheets` gives the part of each sheet by its name."""
    return Tables(dict(_tables(package, sheets)))


def _tables(package: Package, sheets: Mapping[str, str]) -> Iterator[tuple[str, Placed]]:
    """Yield where each table stands, by its name, folded."""
    names = set(package.namelist())
    for sheet, part in sheets.items():
        folder, base = posixpath.split(part)
        links = f"{folder}/_rels/{base}.rels"
        for link in elements(package, links, LINK) if links in names else ():
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))[1:]
            if link.get("Type", "").endswith("/table") and target in names:
                yield from _table(package, sheet, target)


def _table(package: Package, sheet: str, part: str) -> Iterator[tuple[str, Placed]]:
    stated = elements(package, part, MAIN + "table", MAIN + "tableColumn")
    titles = [unescaped(each.get("name", "")) for each in stated if "ref" not in each]
    for table in (each for each in stated if "ref" in each):
        if found := _RANGE.fullmatch(table["ref"]):
            first, last = int(found[2]) + 1, int(found[3] or found[2]) - int(table.get("totalsRowCount", 0))  # there is a header, also where a program has left out that there is
            columns = {folded(title): letters_of(place) for place, title in enumerate(titles, start=number_of(found[1]))}
            yield folded(table.get("displayName", table.get("name", ""))), Placed(sheet, first, last, columns)
