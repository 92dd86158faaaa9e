"""Shared formulas: those that a workbook writes once for several cells, each given its own before the cell in which it stands is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formula.translate import Translator

from aspbudget.lines.addresses import letters_of

if TYPE_CHECKING:
    from aspbudget.copies.sheet_copy import Place, SheetCopy


def parted(sheet: SheetCopy, place: Place, share: str) -> None:
    """Give each cell that shares the formula of one cell a formula of its own; `share` is the number by which the sheet knows what they share."""
    found = sheet.formulas()
    formula = Translator(f"={found[place][1]}", origin=_address(place))
    for other, (said, text) in found.items():
        if other != place and not text and said.get("si") == share:
            sheet.write_formula(other, formula.translate_formula(_address(other)).removeprefix("="))


def _address(place: Place) -> str:
    return f"{letters_of(place[1])}{place[0]}"
