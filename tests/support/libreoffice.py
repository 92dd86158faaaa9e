"""LibreOffice as a second spreadsheet: recalculates a workbook, and proves that it did."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from lxml import etree
from openpyxl.utils import coordinate_to_tuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

REQUIRED = "ASPBUDGET_REQUIRE_LIBREOFFICE"
POISON = 987654.25

_TIMEOUT, _PATIENCE, _STARTED, _TRIES = 180, 60, 30, 3  # seconds, but for the last
_SIDES = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2  # a worker of several has no core to spare for a second one
# 0 means "always": formulas are recalculated when a file is opened, whatever value is stored beside them.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_FILTERS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".docx": "docx:MS Word 2007 XML"}
# Each sheet as a file of values: texts in quotes, numbers as they are. It takes half the time of a workbook, most of which goes into its look.
_VALUES = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)')
_DAY, _DAYS_SINCE = re.compile(r"(\d\d)/(\d\d)/(\d{4})"), date(1899, 12, 30)
_FORMAT = re.compile(rb'(<c [^>]*?) s="\d+"')
_CELL = re.compile(rb"<c( [^>]*)?>(<f[ >/].*?)</c>", re.DOTALL)
_MAIN, _RELATION = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXTS = "xl/sharedStrings.xml"
_TYPE = re.compile(rb' t="[^"]*"')
_CACHED = re.compile(rb"<v>[^<]*</v>|<v/>")
_TITLES = re.compile(rb'<definedName(?: [^>]*)? name="_xlnm\.Print_Titles"[^>]*>[^<]*</definedName>')

_KEPT: dict[Path, subprocess.Popen[bytes]] = {}  # the LibreOffices that are kept running, by their profiles

Value = float | str | bool | None
Cells = dict[tuple[str, int, int], Value]


class NotRecalculatedError(RuntimeError):
    """LibreOffice failed, or gave back a stored value instead of computing the formula."""


@cache
def program() -> str | None:
    """Return the path of LibreOffice, or nothing where it isn't installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def available() -> bool:
    """Whether tests that need LibreOffice must run: it is installed, or the environment demands it."""
    return program() is not None or os.environ.get(REQUIRED) == "1"


MISSING = f"LibreOffice isn't installed (Debian: libreoffice-calc); {REQUIRED}=1 makes this a failure"


def needed(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that recalculates with LibreOffice: it takes seconds, and is skipped where LibreOffice may be missing."""
    return pytest.mark.slow(pytest.mark.skipif(not available(), reason=MISSING)(test))


def recalculated(workbook: Path, *, poisoned: bool = True, titles: bool = False) -> Cells:
    """Return the values of all cells by (sheet, row, column), after LibreOffice has computed every formula.

    Errors are texts such as `#DIV/0!`. Every stored value is poisoned first, so that none can pass for a computed one.
    Another workbook, the canary, is opened by the same process; its wrong stored value must come back corrected.
    The rows that are repeated on each printed page, which no formula reads, are left out unless `titles` are asked for:
    LibreOffice takes most of its time on them. One test of each kind of workbook asks.
    """
    return recalculated_together([workbook], poisoned=poisoned, titles=titles)[0]


def saved(workbook: Path, folder: Path, *, titles: bool = True) -> Path:
    """Return a workbook as LibreOffice saves it in a folder, after it has computed every formula; stored values are poisoned first.

    Without `titles` no rows are repeated on printed pages, which LibreOffice takes half of its time on where a workbook has many sheets.
    """
    return saved_together([workbook], folder, titles=titles)[0]


def saved_together(files: Sequence[Path], folder: Path, *, titles: bool = True) -> list[Path]:
    """Return several workbooks, or several documents, as one LibreOffice saves them in a folder like one: most of the time it takes to start."""
    source = folder / "opened"
    source.mkdir(parents=True)
    opened = [Path(shutil.copyfile(file, source / file.name)) for file in files]
    for copy in opened:
        poison(copy)
        if not titles:
            without_titles(copy)
    with tempfile.TemporaryDirectory(prefix="libreoffice-profile-") as alone:  # one that has another workbook open may never end saving one
        _convert(opened, folder, _settings(Path(alone)))
    return [folder / file.name for file in files]


def recalculated_together(workbooks: Sequence[Path], *, poisoned: bool = True, titles: bool | Collection[Path] = False) -> list[Cells]:
    """Return the values of all cells of several workbooks, recalculated like one; two LibreOffices share a process's.

    The `titles` are those of all of them, of none, or of some.
    """
    sides = [list(workbooks[side::_SIDES]) for side in range(min(_SIDES, len(workbooks)))]
    with_titles = set(workbooks if titles is True else titles or ())
    changes = {path: [change for change, wanted in ((poison, poisoned), (without_titles, path not in with_titles), (without_formats, True)) if wanted] for path in workbooks}
    with ThreadPoolExecutor(len(sides)) as executor:
        done = list(executor.map(lambda side: _recalculated(sides[side], side, changes), range(len(sides))))
    return [done[place % _SIDES][place // _SIDES] for place in range(len(workbooks))]


def _recalculated(workbooks: list[Path], side: int, changes: Mapping[Path, Sequence[Callable[[Path], int]]]) -> list[Cells]:
    if not program():
        raise NotRecalculatedError(MISSING)
    with tempfile.TemporaryDirectory(prefix="recalculated-") as folder:
        source, result = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        copies = [source / f"workbook-{place}.xlsx" for place in range(len(workbooks))]
        for workbook, copy in zip(workbooks, copies, strict=True):
            shutil.copyfile(workbook, copy)
            for change in changes[workbook]:
                change(copy)
        canary = _canary(source / "canary.xlsx")
        try:
            _convert([canary, *copies], result, _profile(side), _VALUES, _PATIENCE)
        except subprocess.TimeoutExpired:  # now and then one that was kept running answers no longer
            _profile.cache_clear()
            _end_all()
            _convert([canary, *copies], result, _profile(side), _VALUES)
        if (sung := _values(result, canary)["Canary", 1, 2]) != 4:
            message = f"LibreOffice did not recalculate: the canary's 2 + 2 came back as {sung}."
            raise NotRecalculatedError(message)
        return [_values(result, copy) for copy in copies]


def _values(folder: Path, workbook: Path) -> Cells:
    """Return the values of all cells of a workbook that LibreOffice wrote into a file for each sheet: texts in quotes, numbers in full, and errors."""
    found: Cells = {}
    for sheet in sheets(workbook):
        line = column = 1
        for quoted, plain, end in _FIELD.findall((folder / f"{workbook.stem}-{sheet}.csv").read_text(encoding="utf-8")):
            if quoted or plain:
                found[sheet, line, column] = quoted.replace('""', '"') if quoted else _value(plain)
            line, column = (line, column + 1) if end == "," else (line + 1, 1)
    return found


def _value(plain: str) -> Value:
    """Return what stands in a file of values; the day that a formula gives is written as one whatever the format of its cell, and is its number."""
    if day := _DAY.fullmatch(plain):
        month, number, year = map(int, day.groups())
        return (date(year, month, number) - _DAYS_SINCE).days
    return plain == "TRUE" if plain in ("TRUE", "FALSE") else plain if plain.startswith("#") else float(plain) if re.search("[.E]", plain) else int(plain)


def sheets(workbook: Path) -> list[str]:
    """Return the names of the sheets of a workbook."""
    with zipfile.ZipFile(workbook) as archive:
        return [each.get("name", "") for each in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]


def cells(workbook: Path) -> Cells:
    """Return the stored values of all cells that have one, a day as its number.

    They are read from the parts of the package: openpyxl, which looks for the format of every cell, takes several times as long.
    """
    with zipfile.ZipFile(workbook) as archive:
        targets = {each.get("Id"): each.get("Target", "") for each in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
        texts = [_text(each) for each in etree.fromstring(archive.read(_TEXTS))] if _TEXTS in archive.namelist() else []
        sheets = [(each.get("name", ""), targets[each.get(_RELATION)]) for each in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]
        return {place: value for name, target in sheets for place, value in _stored(name, archive.read(f"xl/{target.removeprefix('/xl/')}"), texts) if value is not None}


def _stored(sheet: str, data: bytes, texts: list[str]) -> Iterator[tuple[tuple[str, int, int], Value]]:
    """Yield the place and the value of each cell of a sheet, given its part and the texts that all sheets share."""
    for cell in etree.fromstring(data).iter(f"{_MAIN}c"):
        kind, stored = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
        value: Value = _text(cell) if kind == "inlineStr" else stored or None
        if stored and kind not in ("str", "e", "inlineStr"):
            value = texts[int(stored)] if kind == "s" else stored == "1" if kind == "b" else float(stored) if re.search("[.eE]", stored) else int(stored)
        yield (sheet, *coordinate_to_tuple(cell.get("r", ""))), value


def _text(element: etree._Element) -> str:
    """Return the text of a cell, or of one that cells share, whatever its pieces look like."""
    return "".join(each.text or "" for each in element.iter(f"{_MAIN}t")).replace("x005F_", "")


def poison(workbook: Path, value: float = POISON) -> int:
    """Replace the stored value of every formula of a workbook, in place; return how many there were."""
    return _rewritten(workbook, "xl/worksheets/sheet", lambda sheet: _CELL.subn(lambda cell: _poisoned(cell, value), sheet))


def without_titles(workbook: Path) -> int:
    """Take out the rows that are repeated on each printed page, in place; return of how many sheets."""
    return _rewritten(workbook, "xl/workbook.xml", lambda book: _TITLES.subn(b"", book))


def without_formats(workbook: Path) -> int:
    """Take out the formats of all cells, in place, so that a day is written as its number and a share as it is; return how many."""
    return _rewritten(workbook, "xl/worksheets/sheet", lambda sheet: _FORMAT.subn(rb"\1", sheet))


def _rewritten(workbook: Path, begin: str, change: Callable[[bytes], tuple[bytes, int]]) -> int:
    """Change the parts of a workbook whose names begin so; return how many changes were made."""
    with zipfile.ZipFile(workbook) as archive:
        entries = [(item, archive.read(item)) for item in archive.infolist()]
    found = 0
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for item, content in entries:
            changed, count = change(content) if item.filename.startswith(begin) else (content, 0)
            archive.writestr(item, changed)
            found += count
    return found


def _poisoned(cell: re.Match[bytes], value: float) -> bytes:
    attributes, inside = _TYPE.sub(b"", cell[1] or b""), _CACHED.sub(b"", cell[2])
    return b"<c%s>%s<v>%r</v></c>" % (attributes, inside, value)


def _canary(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Canary")
        sheet.write_number(0, 0, 2)
        sheet.write_formula(0, 1, "=A1+2", None, POISON)
    return path


def _convert(workbooks: list[Path], folder: Path, profile: Path, kind: str = "", patience: float = _TIMEOUT) -> None:
    command = [*_command(profile), "--convert-to", kind or _FILTERS[workbooks[0].suffix], "--outdir", str(folder), *map(str, workbooks)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    missing = [workbook.name for workbook in workbooks if not any(folder.glob(f"{workbook.stem}-*.csv" if kind else workbook.name))]
    if done.returncode or missing:
        message = f"LibreOffice failed on {', '.join(missing) or 'nothing'}: {done.stdout}{done.stderr}"
        raise NotRecalculatedError(message)


def _command(profile: Path) -> list[str]:
    return [str(program()), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]


@cache
def _profile(side: int) -> Path:  # noqa: ARG001 - each side has its own
    """Return a fresh profile of this process of which a LibreOffice is kept running, and has answered; where none does, one without. It is removed at the end."""
    for _ in range(_TRIES):
        folder = _settings(Path(tempfile.mkdtemp(prefix="libreoffice-profile-")))
        _KEPT[folder] = _kept_running(folder)
        if _answers(folder):
            return folder
        _end_all()
    folder = _settings(Path(tempfile.mkdtemp(prefix="libreoffice-profile-")))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _answers(profile: Path) -> bool:
    """Whether the LibreOffice of a profile does what it is asked."""
    asked = _canary(profile / "asked.xlsx")
    try:
        _convert([asked], profile, profile, _VALUES, _STARTED)
    except (subprocess.TimeoutExpired, NotRecalculatedError):
        return False
    return True


def _settings(profile: Path) -> Path:
    """Give a profile the settings that force recalculation, and return it."""
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return profile


def _kept_running(profile: Path) -> subprocess.Popen[bytes]:
    """Start a LibreOffice that has a workbook open, and so stays: what is asked of its profile, it does in a tenth of the time of a start.

    It ends when the pipe closes on which a shell waits beside it: with this process, however that ends. Where it fails, whoever asks starts one.
    """
    opened = _canary(profile / "open.xlsx")
    alone = ["sh", "-c", '"$@" & read -r _; kill -9 0', "sh", str(program()), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", str(opened)]
    process = subprocess.Popen(alone, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + _STARTED
    while not opened.with_name(f".~lock.{opened.name}#").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return process


@atexit.register
def _end_all() -> None:
    """End what is kept running, and remove its profiles."""
    while _KEPT:
        profile, kept = _KEPT.popitem()
        kept.communicate()
        shutil.rmtree(profile, ignore_errors=True)
