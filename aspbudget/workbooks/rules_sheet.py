"""The sheet of the rules and decisions that a workbook applies: what each asks, how that is known, and where it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.layout import RULES_APPLIED
from aspbudget.figures.regulations import CHECK, FIGURE, TEXT, citations, regulations
from aspbudget.inputs.cited import cells_citing
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks.book import Group
from aspbudget.workbooks.listing import Head, Listing
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aspbudget.figures.regulations import Citation
    from aspbudget.inputs.cited import Citing
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.workbooks.book import Book

_ABOUT = "The rules and decisions that this workbook applies, in the office's own words: none is quoted. Those known from memory are to be confirmed against their text."
_HEADS = (Head("Rule", 24), Head("Of", 24), Head("What it asks", 46), Head("Known", 12), Head("How it is known", 30), Head("Where it is applied", 46))
_MOST = 12
_KINDS = ((FIGURE, "Figures"), (CHECK, "Checks"), (TEXT, "Texts"))


def write_rules_applied(book: Book, inputs: Inputs) -> None:
    """Write the rules that the models of a workbook or the cells of its input cite; nothing where the content lists no rules."""
    catalogue = book.places.catalogue
    places, cells = citations(catalogue.models), cells_citing(catalogue, inputs)
    applied = {number: _where([each for each in places if each.number == number], cells.get(number, ())) for number in regulations(catalogue.package)}
    rows = [(*rule[:5], applied[number]) for number, rule in regulations(catalogue.package).items() if applied[number]]
    if rows:
        Listing(RULES_APPLIED, _ABOUT, _HEADS, rows, group=Group.WORKINGS).write(book)


def _where(places: Sequence[Citation], cells: Sequence[Citing]) -> str:
    """Return where a rule is applied in a workbook: its figures, checks and texts by their sheets, and the cells that cite it."""
    parts = [phrase("{kind}: {places}.", kind=title, places=in_a_row(_sheets([each for each in places if each.kind == kind]), "; "))
             for kind, title in _KINDS if any(each.kind == kind for each in places)]  # fmt: skip
    return in_a_row([*parts, *([phrase("Cells of the input: {cells}.", cells=in_a_row(map(_cells, cells), "; "))] if cells else [])])


def _sheets(places: Sequence[Citation]) -> list[str]:
    """Return the sheets of places, each with the titles there."""
    found: dict[str, list[str]] = {}
    for each in places:
        found.setdefault(each.sheet, []).append(each.title)
    return [phrase("{sheet} ({titles})", sheet=sheet, titles=in_a_row(titles, ", ")) if (titles := list(dict.fromkeys(filter(None, known)))) else sheet for sheet, known in found.items()]


def _few(cells: Sequence[str]) -> str:
    shown, more = in_a_row(cells[:_MOST], ", "), len(cells) - _MOST
    return phrase("{cells} and {count} more", cells=shown, count=more) if more > 0 else shown


def _cells(citing: Citing) -> str:
    return phrase("{sheet} ({cells})", sheet=citing.sheet, cells=_few([Shown(cell.rpartition("!")[2]) for cell in citing.cells]))
