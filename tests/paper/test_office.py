"""The office program: what is asked of it, and what comes of one that is missing, breaks down, says nothing or never ends."""

from __future__ import annotations

import errno
import os
import subprocess
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from pypdf import PdfReader
from support import libreoffice

from aspbudget.paper import office
from aspbudget.paper.office import Document, NoOffice, NotPrinted, printed, program

if TYPE_CHECKING:
    from collections.abc import Callable

    Played = Callable[[str], Path]

WORKBOOK, TEXT = Document("outputs/2004/section.xlsx", b"cells"), Document("outputs/2004/section.docx", b"words")


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """What puts a program in the place of LibreOffice, in a folder with a space in its name; it returns a folder for what it notes."""
    folder = tmp_path / "program files"
    folder.mkdir()
    notes = tmp_path / "notes"
    notes.mkdir()

    def play(script: str) -> Path:
        place = folder / "soffice"
        place.write_text(f"#!/bin/sh\nnotes='{notes}'\n{script}\n", encoding="utf-8")
        place.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return notes

    return play


PRINTS = 'while [ "$1" != --outdir ]; do shift; done; shift; out="$1"; shift; mkdir -p "$out"; for each; do cp "$each" "$out/$(basename "${each%.*}").pdf"; done'


def no_libreoffice_is_no_pdf_and_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoOffice) as found:
        program()
    assert str(found.value) == "A PDF is made by LibreOffice, which isn't installed here: install it with Calc and Writer, or leave --pdf out."


def each_document_comes_back_printed_in_its_order(played: Played) -> None:
    played(PRINTS)
    assert printed([WORKBOOK, TEXT], "en-GB") == [b"cells", b"words"]


def the_program_has_a_private_place_and_a_profile_of_its_own_which_go_with_it(played: Played) -> None:
    notes = played(f'pwd > "$notes/folder"; ls -ld . > "$notes/rights"; echo "$@" > "$notes/words"; {PRINTS}')
    printed([WORKBOOK], "en-GB")
    folder = Path((notes / "folder").read_text(encoding="utf-8").strip())
    assert (notes / "rights").read_text(encoding="utf-8").startswith("drwx------")
    assert f"-env:UserInstallation={(folder / 'profile').as_uri()} --headless" in (notes / "words").read_text(encoding="utf-8")
    assert not folder.exists()


def a_folder_of_temporary_files_with_a_space_in_its_name_does_no_harm(played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "with a space").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "with a space"))
    played(PRINTS)
    assert printed([TEXT], "en-GB") == [b"words"]
    assert list((tmp_path / "with a space").iterdir()) == []


@libreoffice.needed
@pytest.mark.parametrize(("machine", "locale", "shown"), [
    ("fr_FR.UTF-8", "en-GB", "1,234,567.5"), ("C.UTF-8", "fr-FR", "1 234 567,5"),
    *(pytest.param(*each, marks=pytest.mark.long) for each in (("C.UTF-8", "en-GB", "1,234,567.5"), ("fr_FR.UTF-8", "fr-FR", "1 234 567,5"))),
])  # fmt: skip
def the_numbers_are_written_as_a_document_has_them_whatever_the_machine_speaks(machine: str, locale: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", machine)
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 0, 30)
        sheet.write_number(0, 0, 1_234_567.5, book.add_format({"num_format": "#,##0.0"}))
    (page,) = PdfReader(BytesIO(printed([Document("section.xlsx", out.getvalue())], locale)[0])).pages
    assert " ".join(page.extract_text().split()) == shown


@pytest.mark.parametrize(("script", "message"), [
    ("echo starting; echo 'Fatal exception: Signal 6' >&2; echo; exit 77", "LibreOffice ended with 77: Fatal exception: Signal 6"),
    ("exit 1", "LibreOffice ended with 1"),
    ("kill -SEGV $$", "LibreOffice ended with -11"),
    ("exit 0", "LibreOffice made no pages of it; is its part Calc installed?"),
])  # fmt: skip
def a_program_that_breaks_down_or_makes_nothing_is_named_with_the_document(played: Played, script: str, message: str) -> None:
    played(script)
    with pytest.raises(NotPrinted) as found:
        printed([WORKBOOK], "en-GB")
    assert (found.value.filename, found.value.strerror, found.value.errno) == (WORKBOOK.name, message, errno.EIO)


def a_text_without_pages_asks_for_the_part_that_makes_them(played: Played) -> None:
    played("exit 0")
    with pytest.raises(NotPrinted, match="is its part Writer installed"):
        printed([TEXT], "en-GB")


def a_program_that_never_ends_is_ended_with_all_that_it_started(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_START", 1)
    monkeypatch.setattr(office, "_EACH", 0)
    notes = played('sleep 600 & echo $! > "$notes/child"; wait')
    with pytest.raises(NotPrinted, match="LibreOffice was ended after 1 second without an answer"):
        printed([WORKBOOK], "en-GB")
    assert ended(int((notes / "child").read_text(encoding="utf-8")))


def a_run_that_is_stopped_ends_the_program_with_it(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = played('sleep 600 & echo $! > "$notes/child"; wait')

    waits = subprocess.Popen.wait

    def stopped(process: subprocess.Popen[bytes], limit: float | None = None) -> int:
        if not limit:
            return waits(process)
        while not (notes / "child").exists() or not (notes / "child").read_text(encoding="utf-8"):
            time.sleep(0.01)
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.Popen.wait", stopped)
    with pytest.raises(KeyboardInterrupt):
        printed([WORKBOOK], "en-GB")
    assert ended(int((notes / "child").read_text(encoding="utf-8")))


def ended(process: int) -> bool:
    """Whether a process ends within a few seconds; one that has ended and that nobody has asked about is no longer running."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(300):
        if not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.01)
    return False
