"""What cells refer to is what openpyxl has of it: days, formats and shared texts."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from aspbudget.inputs.beside_cells import FROM_1900, FROM_1904, beside_cells, day_of, duration_of
from aspbudget.inputs.formats import DAYS, DURATIONS, PER_CENT, is_day, is_duration, is_per_cent
from aspbudget.inputs.package import open_package

_NUMBERS = [0, 0.5, 0.9999999999, 1, 59, 59.99999999999, 60, 61, 37895, 37895.25, -3, -0.5, 2958465, 2958466, 10**400, float("inf"), float("nan")]


def found(work: object, *given: object, **named: object) -> object:
    """Return what a function returns, or what it raises."""
    try:
        return work(*given, **named)  # type: ignore[operator]
    except (OverflowError, ValueError) as error:
        return type(error)


def a_number_is_the_day_the_time_or_the_duration_that_openpyxl_has_for_it() -> None:
    chance = random.Random(3)
    for number in [*_NUMBERS, *(chance.uniform(-5, 70_000) for _ in range(500)), *(chance.uniform(0, 61) for _ in range(500))]:
        for epoch in (FROM_1900, FROM_1904):
            assert repr(found(day_of, number, epoch)) == repr(found(from_excel, number, epoch)), number
        assert repr(found(duration_of, number)) == repr(found(from_excel, number, timedelta=True)), number


def a_format_that_needs_no_code_shows_what_its_code_says() -> None:
    codes = {number: str(code) for number, code in BUILTIN_FORMATS.items()}
    assert {number for number, code in codes.items() if is_day(code)} == DAYS
    assert {number for number, code in codes.items() if is_per_cent(code)} == PER_CENT
    assert {number for number, code in codes.items() if is_timedelta_format(code)} == DURATIONS  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("code", ["[h]:mm", "[HH]:mm:ss", "[m]", "[ss].00", "[hhh]", "h:mm", "0;[h]", "[Red]0", '"[h]"0'])
def a_duration_is_what_openpyxl_takes_for_one(code: str) -> None:
    assert is_duration(code) == bool(is_timedelta_format(code))  # type: ignore[no-untyped-call]


def a_shared_text_in_several_looks_is_one_text_without_how_it_is_read_aloud() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Posts")
        sheet.write_rich_string(0, 0, "P", book.add_format({"bold": True}), "-4 ", "a & b")
        sheet.write_string(1, 0, " plain ")
    with open_package(stream.getvalue()) as package:
        assert beside_cells(package).texts == ("P-4 a & b", " plain ")
