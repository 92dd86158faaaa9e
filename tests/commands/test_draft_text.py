"""The text of a draft: from each kind of file that may hold one, or from what is pasted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from support.numbered_document import document, paragraph

from aspbudget.commands.draft_text import NoText, draft_text
from aspbudget.inputs.package import MOST_BYTES


def a_word_document_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(document(paragraph("Decides.")))
    assert draft_text(tmp_path / "draft.txt").text.strip() == "Decides."


def a_plain_text_is_read_with_what_is_doubtful_in_it(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes("Décide.".encode("cp1252"))
    found = draft_text(tmp_path / "draft.txt")
    assert (found.text, len(found.warnings)) == ("Décide.", 1)


def a_file_that_is_piped_is_read_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Décide.".encode("utf-16"))))
    assert draft_text(Path("-")).text == "Décide."


def a_text_that_is_pasted_without_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Décide."))
    assert draft_text(Path("-")).text == "Décide."


@pytest.mark.parametrize("data", [b"a" * (MOST_BYTES + 1), b"a" * 5_000_001])
def a_file_that_is_too_long_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(data)
    with pytest.raises(NoText, match=r"^draft\.txt is longer than 5,000,000 characters; give the text of one draft resolution\.$"):
        draft_text(tmp_path / "draft.txt")


def a_name_with_a_sign_that_is_not_seen_is_shown_with_a_mark_for_it(tmp_path: Path) -> None:
    with pytest.raises(NoText, match=r"^a\ufffdb can't be read \("):
        draft_text(tmp_path / "a\u202eb")


def a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(NoText, match=r"can't be read \("):
        draft_text(tmp_path)


def a_document_without_words_holds_no_text(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(document(""))
    with pytest.raises(NoText, match=r"^draft\.docx holds no text; "):
        draft_text(tmp_path / "draft.docx")
