"""Kinds of files: the messages of a kind are in its own words, and another file is named by its first bytes."""

from __future__ import annotations

import pytest

from aspbudget.documents.template import DOCUMENT
from aspbudget.inputs.kinds import OLE, WORKBOOK, Kind


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (WORKBOOK, "The file is damaged (a is missing): restore it from a copy, or open it in a spreadsheet and save it again as .xlsx."),
        (DOCUMENT, "The file is damaged (a is missing): restore it from a copy, or open it in Word and save it as Word Document (.docx)."),
    ],
)
def the_remedy_for_damage_is_that_of_the_kind(kind: Kind, sentence: str) -> None:
    assert kind.damaged("a is missing") == sentence


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("EncryptedPackage", "The document is encrypted with a password: save it as .docx without a password."),
        ("WordDocument", "This is an old .doc file: open it and save it as .docx."),
        ("Workbook", "This is either encrypted with a password or an old .doc file: save it as .docx without a password."),
    ],
)
def an_old_document_is_told_from_an_encrypted_one(stream: str, sentence: str) -> None:
    assert DOCUMENT.refusal(OLE + stream.encode("utf-16-le")) == sentence


def a_limit_names_what_was_found_what_is_allowed_and_what_to_do() -> None:
    assert DOCUMENT.beyond("The file", "bytes", (2_000, 1_000), DOCUMENT.slim) == (
        "The file holds 2,000 bytes; at most 1,000 are allowed: make its pictures smaller."
    )
    assert DOCUMENT.beyond("The file", "parts", (3, 2)) == (
        "The file holds 3 parts; at most 2 are allowed: open it in Word and save it as Word Document (.docx)."
    )


def a_password_of_the_archive_is_one_of_the_file() -> None:
    assert WORKBOOK.locked() == "The file is a zip archive with a password: save it as .xlsx without a password."
