"""Plain text: every encoding in which Word, Notepad and a spreadsheet save it, and files of another kind with the remedy."""

from __future__ import annotations

import codecs
import re

import pytest

from aspbudget.statements.plain_text import NotPlainText, plain_text

TEXT = "L’Assemblée des États Parties,\r\n\r\n1. Décide de se réunir – à La Haye…;\r\n"
GUESSED = "draft.txt is not in UTF-8 and was read as Windows-1252; look whether its accents are right."
UNTOLD = (
    "draft.txt is not plain text in UTF-8, UTF-16 or Windows-1252; save it as plain text in UTF-8: in Word, Save As, Plain Text, then Other "
    "encoding, Unicode (UTF-8); in Notepad, Save As, Encoding, UTF-8."
)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["UTF-8", "UTF-8 with its mark", "UTF-16", "UTF-16, big end first", "UTF-16 without mark", "UTF-16, big end first, without mark", "UTF-32"],
)
def a_text_is_read_in_each_encoding_of_unicode(data: bytes) -> None:
    assert plain_text(data, "draft.txt") == (TEXT, ())


def a_text_in_the_encoding_of_windows_is_read_and_that_is_said() -> None:
    assert plain_text(TEXT.encode("cp1252"), "draft.txt") == (TEXT, (GUESSED,))


def a_text_without_accents_is_in_no_doubt() -> None:
    assert plain_text(b"1. Decides.", "draft.txt") == ("1. Decides.", ())


def a_mark_that_nobody_sees_in_a_text_makes_no_other_encoding_of_it() -> None:
    assert plain_text(b"1. De\0cides to meet.", "draft.txt").text == "1. De\0cides to meet."


def an_empty_file_is_an_empty_text() -> None:
    assert plain_text(b"", "draft.txt") == ("", ())


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), b"\x80\x81\x8d", b"\x1b\xe9\x02 text", codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", b"\x80\x93\x96"],
    ids=["all bytes", "no letter of Windows", "control characters", "half a letter", "half a pair", "no letters"],
)
def a_text_in_no_encoding_is_refused_with_the_one_to_choose(data: bytes) -> None:
    with pytest.raises(NotPlainText, match=f"^{re.escape(UNTOLD)}$"):
        plain_text(data, "draft.txt")


AS_WORD = "open it in Word and save it as Word Document (.docx)"
PASTE = "copy its text and paste it with --text -"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rb"{\rtf1\ansi D\u233\'e9cide}", f"draft is Rich Text; {AS_WORD}."),
        (b"\xef\xbb\xbf{\\rtf1", f"draft is Rich Text; {AS_WORD}."),
        (b"%PDF-1.7\n\xe2\xe3", f"draft is a PDF document; {AS_WORD}, or {PASTE}."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", f"draft is an old Word document (.doc), or protected with a password; {AS_WORD} without a password."),
        (b"<!DOCTYPE html><p>1. Decides.", f"draft is a web page or XML text; {AS_WORD}, or {PASTE}."),
        ("\ufeff<html>".encode("utf-16-le"), f"draft is a web page or XML text; {AS_WORD}, or {PASTE}."),
        (b"MIME-Version: 1.0\r\n", f"draft is a web page; {AS_WORD}, or {PASTE}."),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "draft is neither plain text nor a Word document; open it where it was written and save it as Word Document (.docx)."),
    ],
    ids=["rtf", "rtf with a mark", "pdf", "doc", "html", "html in UTF-16", "mht", "odt"],
)  # fmt: skip
def a_file_of_another_kind_is_named_with_the_remedy(data: bytes, message: str) -> None:
    with pytest.raises(NotPlainText, match=f"^{re.escape(message)}$"):
        plain_text(data, "draft")
