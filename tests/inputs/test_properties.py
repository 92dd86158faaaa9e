"""Properties of a file: read whatever program wrote them, and put in while every other part stays byte for byte."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import xlsxwriter

from aspbudget.inputs.package import open_package
from aspbudget.inputs.properties import has_properties, properties, with_property


def book(**stated: str) -> bytes:
    """Return a workbook with properties."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as file:
        file.add_worksheet("Posts").write(0, 0, "Grade")
        for name, value in stated.items():
            file.set_custom_property(name, value)
    return made.getvalue()


def read(data: bytes) -> dict[str, str]:
    """Return the properties of a workbook."""
    with open_package(data) as package:
        return properties(package)


def the_properties_of_a_file_are_read() -> None:
    assert read(book(Seal="AAAA-BBBB", Note="a & b")) == {"Seal": "AAAA-BBBB", "Note": "a & b"}


def a_file_without_properties_has_none() -> None:
    assert (read(book()), has_properties(book()), has_properties(book(Seal="A"))) == ({}, False, True)


def a_property_is_added_or_takes_the_place_of_the_one_of_its_name() -> None:
    added = with_property(book(Seal="AAAA-BBBB"), "Signature", "x < y")
    assert read(added) == {"Seal": "AAAA-BBBB", "Signature": "x < y"}
    assert read(with_property(added, "Signature", "z")) == {"Seal": "AAAA-BBBB", "Signature": "z"}


def every_other_part_stays_byte_for_byte() -> None:
    before = book(Seal="AAAA-BBBB")
    with ZipFile(BytesIO(before)) as one, ZipFile(BytesIO(with_property(before, "Signature", "z"))) as other:
        assert [each.date_time for each in one.infolist()] == [each.date_time for each in other.infolist()]
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["docProps/custom.xml"]
