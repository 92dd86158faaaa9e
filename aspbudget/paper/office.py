"""The office program: LibreOffice lays finished documents out as pages, in a place of its own and within a limit of time."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.faults import WrongUse, count
from aspbudget.letters import as_markup

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROGRAMS = ("soffice", "libreoffice")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""
_START, _EACH = 120, 30  # seconds: to begin with, and for each document; one takes about two


class NoOffice(WrongUse):
    """LibreOffice, which lays documents out as pages, isn't installed here."""


class NotPrinted(OSError):
    """LibreOffice ended without the pages of a document, or did not end at all; the message says which."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(errno.EIO, message, file)


class Document(NamedTuple):
    """A finished workbook or text: the name by which people know the file, and its bytes."""

    name: str
    data: bytes


def program() -> str:
    """Return the path of LibreOffice; raise `NoOffice` where it isn't installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None:
        message = "A PDF is made by LibreOffice, which isn't installed here: install it with Calc and Writer, or leave --pdf out."
        raise NoOffice(message)
    return found


def printed(documents: Sequence[Document], locale: str) -> list[bytes]:
    """Return each document as it is printed, a PDF; only what its pages of print hold is in it, and numbers are written as a locale has them, such as `en-GB`.

    The program runs on copies, in a private folder that goes with it, and with a profile of its own, so that an open LibreOffice of the
    person, its settings and its recent files are left alone, and the pages are the same on a machine in another language. Raises `NoOffice` and `NotPrinted`.
    """
    office = program()
    with tempfile.TemporaryDirectory(prefix="aspbudget-") as folder:
        source, result = Path(folder, "documents"), Path(folder, "pages")
        source.mkdir()
        copies = [source / f"{place}{Path(each.name).suffix}" for place, each in enumerate(documents)]
        for copy, each in zip(copies, documents, strict=True):
            copy.write_bytes(each.data)
        Path(folder, "profile", "user").mkdir(parents=True)
        Path(folder, "profile", "user", "registrymodifications.xcu").write_text(_PROFILE.format(locale=as_markup(locale)), encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(result)]
        _run([*command, *map(str, copies)], Path(folder), documents)
        return [_pages(result / f"{copy.stem}.pdf", each) for copy, each in zip(copies, documents, strict=True)]


def _run(command: list[str], folder: Path, documents: Sequence[Document]) -> None:
    """Run the program to its end, and end it and all that it started when it takes too long or the run is stopped."""
    limit = _START + _EACH * len(documents)
    with (folder / "messages").open("wb") as messages:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, cwd=folder, start_new_session=True)  # noqa: S603 - no shell
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            raise NotPrinted(documents[0].name, f"LibreOffice was ended after {count(limit, 'second')} without an answer") from None
        finally:
            _end(process)
    if code:
        raise NotPrinted(documents[0].name, f"LibreOffice ended with {code}{_last_line(folder / 'messages')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all processes of its group; what has ended already is left alone."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_line(messages: Path) -> str:
    """Return the last line that the program printed, as the end of a message."""
    lines = messages.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last}" if last else ""


def _pages(path: Path, document: Document) -> bytes:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    part = "Writer" if Path(document.name).suffix == ".docx" else "Calc"
    raise NotPrinted(document.name, f"LibreOffice made no pages of it; is its part {part} installed?")
