"""Signed workbooks: a signature is a last row of the sheet Seal, of which nothing else is altered."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from support.small_section import sealed

from aspbudget.inputs.sealed import SealedBook, read_sealed
from aspbudget.inputs.signature import new_pair, signature
from aspbudget.workbooks.signed_book import signed_book

STATED, OTHER = (signature(new_pair("").private, str, b"anything") for _ in range(2))


def book(data: bytes) -> SealedBook:
    """Return a workbook as the seal reads it."""
    return read_sealed(data, "book.xlsx", ("Seal",))


def rows(data: bytes) -> list[tuple[object, ...]]:
    """Return what the sheet of the seal holds, row by row."""
    return list(openpyxl.load_workbook(BytesIO(data))["Seal"].iter_rows(values_only=True))


def a_signature_stands_below_the_codes_after_an_empty_row() -> None:
    before, after = rows(sealed()), rows(signed_book(book(sealed()), STATED))
    assert after == [*before, (None, None), ("Signature", STATED)]


def a_signature_is_read_and_is_no_code_of_a_sheet() -> None:
    before, after = book(sealed()), book(signed_book(book(sealed()), STATED))
    assert (before.signature, after.signature) == ("", STATED)
    assert (after.codes, after.is_unaltered) == (before.codes, True)


def a_second_signature_takes_the_place_of_the_first() -> None:
    once = signed_book(book(sealed()), OTHER)
    assert signed_book(book(once), STATED) == signed_book(book(sealed()), STATED)


def a_sheet_says_how_far_it_goes_with_its_signature() -> None:
    sheet = openpyxl.load_workbook(BytesIO(signed_book(book(sealed()), STATED)), read_only=True)["Seal"]
    assert sheet.calculate_dimension() == f"A1:B{len(rows(sealed())) + 2}"
